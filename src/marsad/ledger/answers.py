"""Answers about the whole ledger that take long to reckon, kept until it moves on.

A derived table: losing it costs time alone.  `stamp` says of which state of the ledger, and by which program, an answer
is; one of another stamp is none.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, Text, bindparam, delete, insert, select

from marsad.ledger import engine

metadata = MetaData()

answers = Table(
    "cache_answers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("body", LargeBinary, nullable=False, doc="MessagePack"),
)


def remembered(connection: Connection, name: str, stamp: str) -> bytes | None:
    """Return a kept answer, None where there is none of this stamp."""
    if not engine.is_readable(connection, answers.name):
        return None
    return connection.execute(_FIND, {"of": name, "by": stamp}).scalar()


def remember(connection: Connection, name: str, stamp: str, body: bytes) -> None:
    """Keep an answer in the place of the one before."""
    metadata.create_all(connection)
    connection.execute(_DROP, {"of": name})
    connection.execute(_KEEP, {"name": name, "stamp": stamp, "body": body})


_FIND = select(answers.c.body).where(answers.c.name == bindparam("of"), answers.c.stamp == bindparam("by"))
_DROP = delete(answers).where(answers.c.name == bindparam("of"))
_KEEP = insert(answers)
