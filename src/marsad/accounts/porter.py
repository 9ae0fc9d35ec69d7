"""Who comes in: password, second factor, sessions that end by themselves, tokens for programs."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from marsad.accounts import codes
from marsad.accounts.passwords import check_password, is_outdated, is_password, make_hash
from marsad.accounts.roles import OF_SCOPE, RIGHTS, SCOPES, Right, Scope
from marsad.accounts.staff import account_name
from marsad.accounts.throttle import Throttle
from marsad.accounts.visitor import Stage, Visitor
from marsad.errors import MarsadError, UsageError
from marsad.ledger.confidential import KeyMissingError, Vault
from marsad.ledger.team import AccountRow, Register, SessionRow, TokenRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger import Store

MINUTE = 60
TOKEN = "marsad"
LONGEST_TOKEN = 365
"""Days for which a token holds at most."""
FACTOR = "factor"
"""Begins the encrypted secret of a second factor, and what is authenticated with it."""
UNSEALED = 15 * MINUTE
"""Seconds for which an administrator who said why sees what is restricted."""


class LoginError(MarsadError):
    """Name, password or code is wrong; which of them is not told."""


Mode = Literal["normal", "read-only", "closed"]
"""read-only: nobody decides and nothing is changed but one's own account.  closed: administrators alone come in."""
WORKING: frozenset[Right] = frozenset({"queue", "amend", "judge", "restrict"})
"""What nobody may while a team is read-only."""


@dataclass(frozen=True)
class Rules:
    """What a team asks of its members.  `idle` and `whole` are seconds after which a session ends."""

    totp: bool = True
    one_session: bool = False
    mode: Mode = "normal"
    idle: int = 60 * MINUTE
    whole: int = 12 * 60 * MINUTE


@dataclass
class Porter:
    """Lets in by the accounts of one ledger."""

    store: Store
    rules: Rules = field(default_factory=Rules)
    throttle: Throttle = field(default_factory=Throttle)
    vault: Vault | None = None
    """The keys, outside the ledger, with which the secrets of second factors are encrypted; None: they are not."""

    def enter(self, name: str, password: str, address: str) -> str:
        """Return what the cookie of a new session says.

        Raises `LoginError`, the same for an unknown name, a wrong password and a disabled account, and
        `ThrottledError` where there were too many failures.
        """
        now = self._now()
        known = _plain_name(name)
        self.throttle.check(known, address, now)
        with self.store.register() as register:
            row = register.account(known)
        right = is_password(row.password if row else None, password)
        if row is None or not right or not self._comes_in(row):
            self.throttle.failed(known, address, now)
            raise _refused()
        with self.store.register(write=True) as register:
            if is_outdated(row.password):
                register.change(row.name, password=make_hash(password))
            if row.totp is not None:
                return self._open(register, row, "code")
            self.throttle.succeeded(known)
            return self._open(register, row, "enrol" if self.rules.totp else _after(row))

    def give_code(self, visitor: Visitor, code: str, address: str) -> str:
        """Return the cookie of the session behind the second factor, by an authenticator's or a recovery code.

        Raises `LoginError` for a wrong or used one, `ThrottledError` where there were too many.
        """
        now = self._now()
        self.throttle.check(visitor.name, address, now)
        with self.store.register(write=True) as register:
            row = self._row(register, visitor)
            if visitor.stage != "code" or not self._takes(register, row, code, now):
                self.throttle.failed(visitor.name, address, now)
                raise _refused()
            self.throttle.succeeded(visitor.name)
            return self._rotate(register, row, visitor, _after(row))

    def enrol(self, visitor: Visitor, code: str) -> tuple[str, list[str]]:
        """Take a second factor into use, shown to be at hand by its code; return cookie and recovery codes.

        Raises `LoginError` for a wrong code, `UsageError` where the account has one already.
        """
        secret = codes.totp_secret(visitor.secret)
        step = codes.right_step(secret, code, self._now())
        if step is None:
            raise _refused()
        made = codes.recovery_codes()
        with self.store.register(write=True) as register:
            row = self._row(register, visitor)
            if row.totp is not None:
                raise UsageError.of("the account has a second factor; ask an administrator to reset it")
            register.change(row.name, totp=self._hidden(row.name, secret), step=step)
            register.put_recovery(row.name, [_recovery(row.name, code) for code in made])
            register.note("second_factor_set", row.name, row.name, {})
            return self._rotate(register, row, visitor, _after(row)), made

    def change_password(self, visitor: Visitor, old: str, new: str, address: str) -> str:
        """Change one's own password; every other session ends.  Return the cookie of the new one."""
        self.confirm(visitor, old, address)
        check_password(new, visitor.name)
        if old == new:
            raise UsageError.of("the new password is the old one; take another")
        kept = make_hash(new)
        with self.store.register(write=True) as register:
            row = self._row(register, visitor)
            register.change(row.name, password=kept, changing=0)
            register.note("password_changed", row.name, row.name, {})
            register.close(account=row.name)
            return self._open(register, row, "full")

    def confirm(self, visitor: Visitor, password: str, address: str) -> None:
        """Ask for the password again before something weighty.  Raises `LoginError`, `ThrottledError`."""
        now = self._now()
        self.throttle.check(visitor.name, address, now)
        with self.store.register() as register:
            row = self._row(register, visitor)
        if not is_password(row.password, password):
            self.throttle.failed(visitor.name, address, now)
            raise _refused()

    def visitor(self, cookie: str | None, *, moving: bool = True) -> Visitor | None:
        """Return who a cookie is of, None where its session ended.  What is not `moving` (polling) prolongs nothing."""
        if not cookie:
            return None
        now, digest = int(self._now()), codes.digest(cookie)
        with self.store.register() as register:
            session = register.session(digest)
            row = register.account(session.account) if session else None
        if session is None or row is None or not self._comes_in(row):
            return None
        if now - session.seen > self.rules.idle or now - session.made > self.rules.whole:
            with self.store.register(write=True) as register:
                register.close(digest=digest)
            return None
        if moving and now - session.seen >= MINUTE:
            with self.store.register(write=True) as register:
                register.mark(digest, seen=now)
        rights = self._rights(row)
        if session.unsealed > now:
            rights |= {"restricted"}
        return Visitor(row.name, row.role, rights, session.stage, cookie)  # type: ignore[arg-type]  # only stages are

    def bearer(self, text: str) -> Visitor | None:
        """Return who a token is of, None where it is none, ended, or its account is disabled."""
        mark, _, rest = text.partition("_")
        id, _, secret = rest.partition("_")
        if mark != TOKEN or not secret:
            return None
        with self.store.register() as register:
            token = register.token(id)
            row = register.account(token.account) if token else None
        if token is None or token.digest != codes.digest(secret) or token.ends <= self._now():
            return None
        if row is None or not self._comes_in(row):
            return None
        scopes = [scope for scope in SCOPES if scope in token.scopes.split()]
        most: frozenset[Right] = frozenset().union(*(OF_SCOPE[scope] for scope in scopes))
        return Visitor(row.name, row.role, self._rights(row) & most, token=id)

    def _comes_in(self, row: AccountRow) -> bool:
        return row.state == "active" and (self.rules.mode != "closed" or row.role == "admin")

    def _rights(self, row: AccountRow) -> frozenset[Right]:
        rights = RIGHTS[row.role]  # type: ignore[index]  # only roles are stored
        return rights - WORKING if self.rules.mode == "read-only" else rights

    def leave(self, visitor: Visitor, *, everywhere: bool = False) -> None:
        """End a session, or all of the account."""
        with self.store.register(write=True) as register:
            if everywhere:
                register.close(account=visitor.name)
            else:
                register.close(digest=codes.digest(visitor.secret))

    def unseal(self, visitor: Visitor, why: str) -> None:
        """Let an administrator see what is restricted for a while; who and why is in the custody record for ever.

        Raises `UsageError` without a reason, or for another role.
        """
        if not why.strip():
            raise UsageError.of("no reason; say why with --why")
        if visitor.role != "admin":
            raise UsageError.of("only an administrator opens what is restricted for a while")
        with self.store.register(write=True) as register:
            register.mark(codes.digest(visitor.secret), unsealed=int(self._now()) + UNSEALED)
            register.note("unsealed", visitor.name, visitor.name, {"why": why.strip()})

    def make_token(
        self, account: str, scopes: Sequence[Scope], days: int, note: str, *, by: str
    ) -> tuple[str, TokenRow]:
        """Make a token and return it, which is told this once, and what is kept of it.

        Raises `UsageError` for no account, no scope, or days that are too many.
        """
        if not scopes or not set(scopes) <= set(SCOPES):
            raise UsageError.of("a token needs a scope; there are: {known}", known=", ".join(SCOPES))
        if not 1 <= days <= LONGEST_TOKEN:
            raise UsageError.of("a token holds for 1 to {most} days", most=LONGEST_TOKEN)
        secret, id, now = codes.new_secret(), codes.digest(codes.new_secret())[:12], int(self._now())
        name = account_name(account)
        with self.store.register(write=True) as register:
            if register.account(name) is None:
                raise UsageError.of("{name}: there is no such account; `marsad user list` shows them", name=name)
            kept = " ".join(sorted(set(scopes)))
            row = TokenRow(id, name, codes.digest(secret), kept, note.strip(), now, now + days * 86_400)
            register.put_token(row)
            register.note("token_made", by, name, {"token": id, "scopes": kept, "days": days})
        return f"{TOKEN}_{id}_{secret}", row

    def revoke_token(self, id: str, *, by: str, of: str | None = None) -> None:
        """Take a token back.  Raises `UsageError` where there is none of that id (of that account)."""
        with self.store.register(write=True) as register:
            row = register.token(id)
            if row is None or of not in (None, row.account):
                raise UsageError.of("{id}: there is no such token; `marsad user token list` shows them", id=id)
            register.drop_tokens(id=id)
            register.note("token_revoked", by, row.account, {"token": id})

    def _takes(self, register: Register, row: AccountRow, code: str, now: float) -> bool:
        """Take a code of the authenticator, or a recovery code, which is good even where the key is lost."""
        if register.take_recovery(row.name, _recovery(row.name, code)):
            return True
        secret = self._secret(row)
        step = codes.right_step(secret, code, now)
        if step is None:
            return False
        if row.totp == secret and self.vault is not None:
            register.change(row.name, totp=self._hidden(row.name, secret))
        return register.take_step(row.name, step)

    def _hidden(self, name: str, secret: str) -> str:
        """Return what the ledger keeps of the secret of an account's second factor."""
        if self.vault is None:
            return secret
        key, sealed = self.vault.seal(secret.encode(), f"{FACTOR} {name}")
        return f"{FACTOR}:{key}:{b64encode(sealed).decode()}"

    def _secret(self, row: AccountRow) -> str:
        """Return the secret of an account's second factor; older ledgers keep it in the open until it is used."""
        kind, _, rest = (row.totp or "").partition(":")
        if kind != FACTOR:
            return row.totp or ""
        key, _, sealed = rest.partition(":")
        if self.vault is None:
            raise KeyMissingError.of("the second factors of this ledger are encrypted and no keys were given")
        return self.vault.open(key, b64decode(sealed), f"{FACTOR} {row.name}").decode()

    def _row(self, register: Register, visitor: Visitor) -> AccountRow:
        row = register.account(visitor.name)
        if row is None or row.state != "active":
            raise _refused()
        return row

    def _open(self, register: Register, row: AccountRow, stage: Stage) -> str:
        now, cookie = int(self._now()), codes.new_secret()
        register.close(before=now - self.rules.whole)
        if self.rules.one_session and stage == "full":
            register.close(account=row.name)
        register.open(SessionRow(codes.digest(cookie), row.name, stage, now, now))
        return cookie

    def _rotate(self, register: Register, row: AccountRow, visitor: Visitor, stage: Stage) -> str:
        register.close(digest=codes.digest(visitor.secret))
        return self._open(register, row, stage)

    def _now(self) -> float:
        return self.store.now().timestamp()


def _plain_name(text: str) -> str:
    """Return a name as accounts are called; what can be none is looked for and counted all the same."""
    try:
        return account_name(text)
    except UsageError:
        return text[:64]


def _recovery(account: str, code: str) -> str:
    return codes.digest(account, codes.bare_code(code))


def _after(row: AccountRow) -> Stage:
    return "change" if row.changing else "full"


def _refused() -> LoginError:
    return LoginError.of("name, password or code is wrong")
