"""Looking after accounts: made, reset, disabled, given another role.  Every act is written into the custody record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.accounts.passwords import check_password, make_hash
from marsad.accounts.roles import ROLES, Role
from marsad.errors import UsageError
from marsad.ledger.team import AccountRow, Register

if TYPE_CHECKING:
    from marsad.ledger import Store

SHAPE = re.compile(r"[\w.-]{2,40}")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account as others may see it."""

    name: str
    role: str
    state: str
    totp: bool
    made: str


def account_name(text: str) -> str:
    """Return the name of an account: small letters of one script, digits, dot, dash, underline.

    Raises `UsageError` for another, so that no name looks like somebody else's.
    """
    name = unicodedata.normalize("NFKC", text).casefold().strip()
    scripts = {_script(sign) for sign in name if sign not in "._-" and not (sign.isascii() and sign.isdigit())}
    if not SHAPE.fullmatch(name) or len(scripts) != 1 or None in scripts:
        raise UsageError.of(
            "{name!r} is no name of an account; write 2 to 40 small letters of one script, digits, dots or dashes",
            name=text,
        )
    return name


def _script(sign: str) -> str | None:
    if sign.isascii() and sign.islower():
        return "latin"
    return "arabic" if unicodedata.name(sign, "").startswith("ARABIC LETTER") else None


class Staff:
    """The accounts of one ledger, as an administrator looks after them."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def list(self) -> list[Account]:
        """Return every account by name."""
        with self.store.register() as register:
            return [_shown(row) for row in register.accounts()]

    def add(self, name: str, role: str, password: str, *, by: str, changing: bool = False) -> Account:
        """Make an account; `changing` asks for another password at the first login.

        Raises `UsageError` for a name, role or password that is none, and for a name that is taken.
        """
        name, role = account_name(name), _role(role)
        check_password(password, name)
        kept = make_hash(password)
        with self.store.register(write=True) as register:
            if register.account(name) is not None:
                raise UsageError.of("{name}: there is an account of that name already", name=name)
            row = AccountRow(name, role, "active", kept, int(changing), None, 0, register.at)
            register.add(row)
            register.note("account_added", by, name, {"role": role})
        return _shown(row)

    def reset(self, name: str, password: str, *, by: str, keep_totp: bool = False, changing: bool = True) -> Account:
        """Give an account another password and take its second factor away; its sessions and tokens end."""
        name = account_name(name)
        check_password(password, name)
        kept = make_hash(password)
        with self._changing(name, "account_reset", by, {"second_factor": "kept" if keep_totp else "gone"}) as register:
            register.change(name, password=kept, changing=int(changing))
            if not keep_totp:
                register.change(name, totp=None)
                register.put_recovery(name, ())
            _end(register, name)
        return self._found(name)

    def disable(self, name: str, *, by: str) -> Account:
        """Let nobody in by an account any more; its name stays taken, for what it signed.

        Raises `UsageError` for the last administrator.
        """
        name = account_name(name)
        with self._changing(name, "account_disabled", by, {}) as register:
            _not_the_last(register, name)
            register.change(name, state="disabled")
            _end(register, name)
        return self._found(name)

    def enable(self, name: str, *, by: str) -> Account:
        """Let an account in again."""
        name = account_name(name)
        with self._changing(name, "account_enabled", by, {}) as register:
            register.change(name, state="active")
        return self._found(name)

    def give_role(self, name: str, role: str, *, by: str) -> Account:
        """Give an account another role; its sessions and tokens end.  The last administrator stays: `UsageError`."""
        name, role = account_name(name), _role(role)
        with self._changing(name, "role_given", by, {"role": role}) as register:
            if role != "admin":
                _not_the_last(register, name)
            register.change(name, role=role)
            _end(register, name)
        return self._found(name)

    @contextmanager
    def _changing(self, name: str, act: str, by: str, detail: dict[str, Any]) -> Iterator[Register]:
        with self.store.register(write=True) as register:
            if register.account(name) is None:
                raise _nobody(name)
            yield register
            register.note(act, by, name, detail)

    def _found(self, name: str) -> Account:
        with self.store.register() as register:
            row = register.account(name)
        if row is None:
            raise _nobody(name)
        return _shown(row)


def _nobody(name: str) -> UsageError:
    return UsageError.of("{name}: there is no such account; `marsad user list` shows them", name=name)


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text:
            return role
    raise UsageError.of("there is no role {role!r}; there are: {known}", role=text, known=", ".join(ROLES))


def _end(register: Register, name: str) -> None:
    register.close(account=name)
    register.drop_tokens(account=name)


def _not_the_last(register: Register, name: str) -> None:
    active = {row.name for row in register.accounts() if row.role == "admin" and row.state == "active"}
    if active == {name}:
        raise UsageError.of("{name}: is the last administrator; make another first", name=name)


def _shown(row: AccountRow) -> Account:
    return Account(name=row.name, role=row.role, state=row.state, totp=row.totp is not None, made=row.made)
