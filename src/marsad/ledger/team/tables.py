"""The tables of accounts, versioned by themselves: made with the first account, brought up step by step.

A step, once released, is never changed; a later layout is a further step.  Both engines run the same steps, each in
the transaction of whoever writes first.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, Table, Text, func, insert, select

from marsad.errors import LedgerError
from marsad.ledger import engine

metadata = MetaData()

layouts = Table("team_layouts", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

accounts = Table(
    "team_accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("state", Text, nullable=False, doc="active or disabled"),
    Column("password", Text, nullable=False, doc="argon2id, with its parameters and salt"),
    Column("changing", Integer, nullable=False, doc="1 where somebody else chose the password"),
    Column("totp", Text, doc="secret of the second factor, base32; NULL until one is set up"),
    Column("step", Integer, nullable=False, doc="last time step whose code was taken: none is taken twice"),
    Column("made", Text, nullable=False),
)


def _owner() -> Column[str]:
    return Column("account", Text, ForeignKey("team_accounts.name"), nullable=False, index=True)


recovery = Table(
    "team_recovery",
    metadata,
    Column("digest", Text, primary_key=True, doc="SHA-256 of account and code"),
    _owner(),
)

sessions = Table(
    "team_sessions",
    metadata,
    Column("digest", Text, primary_key=True, doc="SHA-256 of what the cookie says"),
    _owner(),
    Column("stage", Text, nullable=False, doc="code: the second factor is missing; enrol; change; full"),
    Column("made", Integer, nullable=False, doc="seconds since 1970"),
    Column("seen", Integer, nullable=False),
    Column("unsealed", Integer, nullable=False, doc="until when an administrator sees what is restricted"),
)

tokens = Table(
    "team_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    _owner(),
    Column("digest", Text, nullable=False, doc="SHA-256 of the secret"),
    Column("scopes", Text, nullable=False, doc="parted by spaces"),
    Column("note", Text, nullable=False),
    Column("made", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
"""What brings the layout from version n to n + 1."""


def version(connection: Connection) -> int:
    """Return the version of the layout; 0 where no account was ever made.  Raises `LedgerError` for a newer one."""
    if not engine.has_table(connection, layouts.name):
        return 0
    found: int = connection.execute(select(func.max(layouts.c.version))).scalar() or 0
    if found > len(STEPS):
        raise LedgerError.of(
            "the accounts were laid out by a newer marsad (layout {version}, this one knows {known}); install it",
            version=found,
            known=len(STEPS),
        )
    return found


def prepare(connection: Connection) -> None:
    """Bring the layout to this marsad's version."""
    present = version(connection)
    for number, step in enumerate(STEPS[present:], present + 1):
        step(connection)
        connection.execute(insert(layouts), [{"version": number}])
