"""A SQLite database that any browser of databases opens: tables `tolls`, `documents`, `claims`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from marsad.publish.dataset import Dataset, Made
from marsad.publish.flat import COLUMNS, flat_rows

DOCUMENTS = ("id", "published", "source", "lang", "sha256", "revision")


def render(dataset: Dataset) -> Made:
    """Return the database's bytes."""
    rows = list(flat_rows(dataset))
    documents = {d.id: d for one in dataset.incidents for d in one.documents}
    connection = sqlite3.connect(":memory:")
    try:
        _fill(connection, "tolls", COLUMNS, rows)
        told = [tuple(getattr(documents[key], name) for name in DOCUMENTS) for key in sorted(documents)]
        _fill(connection, "documents", DOCUMENTS, told)
        claims = [
            (str(claim["id"]), one.id, msgspec.json.encode(claim).decode())
            for one in dataset.incidents
            for claim in one.claims
        ]
        _fill(connection, "claims", ("id", "incident", "claim"), claims)
        connection.commit()
        return Made(data=connection.serialize(), written=len(rows))
    finally:
        connection.close()


def _fill(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]
) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f'CREATE TABLE "{table}" ({names})')
    places = ", ".join("?" * len(columns))
    connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # nosec B608 # our own names
