"""Laying out a new ledger, and what a ledger that may be of an older version has of today's layout."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, func, inspect, select

from marsad.ledger import engine
from marsad.ledger.tables import ERASABLE, GUARDED, SCHEMA, VOUCHED, metadata, schema_versions


def lay_out(connection: Connection) -> None:
    """Make the tables of a ledger and their guards in the transaction that is given."""
    metadata.create_all(connection)
    engine.mark(connection)
    for table in GUARDED:
        engine.guard(connection, table, erasable=table in ERASABLE)


def version(connection: Connection) -> int:
    """Return the version of a ledger's layout."""
    return connection.execute(select(func.max(schema_versions.c.version))).scalar() or 0


def present(connection: Connection) -> list[tuple[Table, list[Column[Any]]]]:
    """Return the vouched tables that the ledger has, each with those of its columns that it has."""
    if version(connection) >= SCHEMA:
        return [(table, list(table.columns)) for table in VOUCHED]
    found = inspect(connection)
    out = []
    for table in VOUCHED:
        if found.has_table(str(table.name)):
            names = {column["name"] for column in found.get_columns(str(table.name))}
            out.append((table, [column for column in table.columns if column.name in names]))
    return out
