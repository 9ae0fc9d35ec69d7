"""Rows of accounts, sessions and tokens within one transaction; what they mean is for `marsad.accounts` to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, delete, insert, select, update

from marsad.ledger import append
from marsad.ledger.team import tables
from marsad.ledger.team.tables import accounts, recovery, sessions, tokens

Row = TypeVar("Row", bound=tuple[Any, ...])


class AccountRow(NamedTuple):
    """One account as it is stored."""

    name: str
    role: str
    state: str
    password: str
    changing: int
    totp: str | None
    step: int
    made: str


class SessionRow(NamedTuple):
    """One session as it is stored; times are seconds since 1970."""

    digest: str
    account: str
    stage: str
    made: int
    seen: int
    unsealed: int = 0


class TokenRow(NamedTuple):
    """One token of the API as it is stored."""

    id: str
    account: str
    digest: str
    scopes: str
    note: str
    made: int
    ends: int


class Register:
    """The tables of accounts.  Where none was ever made, nobody is found and nothing is written."""

    def __init__(self, connection: Connection, at: str, *, write: bool) -> None:
        """`at` is this moment as the ledger writes it."""
        self.connection = connection
        self.at = at
        if write:
            tables.prepare(connection)
        self.there = tables.version(connection) > 0

    def note(self, act: str, actor: str, item: str, detail: Mapping[str, object]) -> None:
        """Write into the custody record, with what it is about, that an account was made or changed, and by whom."""
        append.append_custody(self.connection, actor, act, item, detail, self.at)

    def accounts(self) -> list[AccountRow]:
        """Return every account by name."""
        if not self.there:
            return []
        return [AccountRow(*row) for row in self.connection.execute(select(accounts).order_by(accounts.c.name))]

    def account(self, name: str) -> AccountRow | None:
        """Return one account, None where there is none of that name."""
        return self._one(AccountRow, select(accounts).where(accounts.c.name == name))

    def add(self, row: AccountRow) -> None:
        """Add an account."""
        self.connection.execute(insert(accounts), [row._asdict()])

    def change(self, name: str, **columns: object) -> None:
        """Change columns of an account."""
        self.connection.execute(update(accounts).where(accounts.c.name == name).values(**columns))

    def take_step(self, name: str, step: int) -> bool:
        """Note the time step of a code; False where a code of this step or a later one was taken before."""
        query = update(accounts).where(accounts.c.name == name, accounts.c.step < step).values(step=step)
        return self.connection.execute(query).rowcount == 1

    def put_recovery(self, account: str, digests: Iterable[str]) -> None:
        """Put recovery codes in the place of those before."""
        self.connection.execute(delete(recovery).where(recovery.c.account == account))
        rows = [{"digest": digest, "account": account} for digest in digests]
        if rows:
            self.connection.execute(insert(recovery), rows)

    def take_recovery(self, account: str, digest: str) -> bool:
        """Use up a recovery code; False where it is none."""
        query = delete(recovery).where(recovery.c.account == account, recovery.c.digest == digest)
        return self.connection.execute(query).rowcount == 1

    def left(self, account: str) -> int:
        """Return how many recovery codes an account has left."""
        return len(self.connection.execute(select(recovery.c.digest).where(recovery.c.account == account)).all())

    def open(self, row: SessionRow) -> None:
        """Open a session."""
        self.connection.execute(insert(sessions), [row._asdict()])

    def session(self, digest: str) -> SessionRow | None:
        """Return a session, None where there is none."""
        return self._one(SessionRow, select(sessions).where(sessions.c.digest == digest))

    def mark(self, digest: str, **columns: object) -> None:
        """Change columns of a session."""
        self.connection.execute(update(sessions).where(sessions.c.digest == digest).values(**columns))

    def close(self, *, digest: str | None = None, account: str | None = None, before: int | None = None) -> None:
        """End sessions: one, all of an account, or all that were opened before a time."""
        query = delete(sessions)
        if digest is not None:
            query = query.where(sessions.c.digest == digest)
        if account is not None:
            query = query.where(sessions.c.account == account)
        if before is not None:
            query = query.where(sessions.c.made < before)
        self.connection.execute(query)

    def put_token(self, row: TokenRow) -> None:
        """Add a token."""
        self.connection.execute(insert(tokens), [row._asdict()])

    def token(self, id: str) -> TokenRow | None:
        """Return a token by its id, None where there is none."""
        return self._one(TokenRow, select(tokens).where(tokens.c.id == id))

    def tokens(self, account: str | None = None) -> list[TokenRow]:
        """Return the tokens of an account, or of all, the oldest first."""
        if not self.there:
            return []
        query = select(tokens).order_by(tokens.c.made, tokens.c.id)
        if account is not None:
            query = query.where(tokens.c.account == account)
        return [TokenRow(*row) for row in self.connection.execute(query)]

    def drop_tokens(self, *, id: str | None = None, account: str | None = None) -> int:
        """Take back a token, or all of an account; return how many that were."""
        query = delete(tokens)
        query = query.where(tokens.c.id == id) if id is not None else query.where(tokens.c.account == account)
        return int(self.connection.execute(query).rowcount)

    def _one(self, kind: Callable[..., Row], query: Select[Any]) -> Row | None:
        if not self.there:
            return None
        row = self.connection.execute(query).first()
        return kind(*row) if row is not None else None
