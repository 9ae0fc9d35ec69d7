"""Version 2: seven tables (releases, seals, secrets, ...); captures say more; erasures pass the guards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.ledger import engine

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ERASABLE = {"originals", "documents", "revisions", "captures", "readings", "decisions", "secrets", "releases"}


def upgrade() -> None:
    """Add the tables and columns, and set the guards of what may be erased anew."""
    for name in ("url", "clock", "network", "state", "note"):
        op.add_column("captures", sa.Column(name, WORDS))
    made = [_secrets(), _releases(), _seals(), _stamps(), _custody(), _tombstones(), _erasures()]
    connection = op.get_bind()
    for name in ERASABLE - {"secrets", "releases"}:
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        engine.unguard(connection, table)
        made.append(_with_its_unique_columns(table))
    for table in made:
        engine.guard(connection, table, erasable=str(table.name) in ERASABLE)


def _with_its_unique_columns(table: sa.Table) -> sa.Table:
    """Say of a table that was read back from the database which columns are unique, as the guards ask."""
    if table.name == "documents":
        table.c.address.unique = True
    return table


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, WORDS, nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False)


def _entry() -> sa.Column[int]:
    return sa.Column("entry", sa.Integer(), sa.ForeignKey("entries.seq"), nullable=False)


def _secrets() -> sa.Table:
    return op.create_table(
        "secrets",
        sa.Column("id", WORDS, primary_key=True),
        _number("number"),
        _text("key"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _text("at"),
        _entry(),
    )


def _releases() -> sa.Table:
    return op.create_table(
        "releases",
        sa.Column("id", WORDS, primary_key=True),
        _text("sha256"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _text("at"),
        _entry(),
    )


def _seals() -> sa.Table:
    return op.create_table(
        "seals",
        _number("number"),
        sa.Column("seq", sa.Integer(), nullable=False),
        _text("head"),
        _text("key"),
        _text("signature"),
        _text("at"),
        _entry(),
    )


def _stamps() -> sa.Table:
    return op.create_table(
        "stamps",
        _number("seal"),
        _number("number"),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        _text("authority"),
        _text("at"),
        _entry(),
    )


def _custody() -> sa.Table:
    return op.create_table(
        "custody",
        _number("number"),
        _text("at"),
        _text("actor"),
        _text("act"),
        _text("item", null=True),
        _text("detail", null=True),
        _entry(),
    )


def _tombstones() -> sa.Table:
    return op.create_table(
        "tombstones",
        sa.Column("id", WORDS, primary_key=True),
        _text("document"),
        _text("sha256"),
        _text("address", null=True),
        _text("who"),
        _text("second"),
        _text("why"),
        _text("at"),
        _entry(),
        sa.CheckConstraint(
            "who <> second AND who <> '' AND second <> '' AND why <> ''", name="two_persons_and_a_reason"
        ),
    )


def _erasures() -> sa.Table:
    table = op.create_table(
        "erasures",
        sa.Column("erased", sa.Integer(), sa.ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
        sa.Column("tombstone", WORDS, sa.ForeignKey("tombstones.id"), nullable=False),
        _entry(),
    )
    op.create_index("erasures_tombstone", "erasures", ["tombstone"])
    return table
