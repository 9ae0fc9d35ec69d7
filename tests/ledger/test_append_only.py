"""The database itself refuses to change or drop what was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy.exc import DBAPIError

from marsad.errors import LedgerError
from marsad.ledger import Store
from marsad.ledger.tables import metadata
from marsad.model import Decision, Document

from .conftest import Back

TABLES = sorted(str(table.name) for table in metadata.sorted_tables if not table.name.startswith("cache_"))


@pytest.fixture
def full(store: Store, back: Back, document: Callable[..., Document], add: Callable[..., str]) -> Back:
    """A ledger with a row in every table, and the way around its guards that isn't one."""
    add(store, document())
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    store.append_decision(Decision(id="d1", verdict="same", subjects=("a#c1",), who="R.", when=when, why="seen"))
    for table in TABLES:
        if back.count(table) == 0:
            back.tamper(filler(table))
    return back


def filler(table: str) -> str:
    """Return the statement that puts some row into an empty table."""
    columns = metadata.tables[table].columns
    values = (SPECIAL.get(c.name) or SOME.get(c.type.python_type, BINARY) for c in columns)
    return f"INSERT INTO {table} ({', '.join(c.name for c in columns)}) VALUES ({', '.join(values)})"


SOME: dict[type, str] = {int: "1", str: "'x'"}
SPECIAL = {"who": "'y'", "erased": "999"}
BINARY = "(SELECT content FROM entries LIMIT 1)"


def test_there_are_the_tables_that_the_promise_is_about() -> None:
    assert {"originals", "captures", "documents", "revisions", "readings", "decisions", "entries", "releases"} <= set(
        TABLES
    )


@pytest.mark.parametrize("table", TABLES)
def test_update_is_refused(full: Back, table: str) -> None:
    column = next(iter(metadata.tables[table].columns)).name
    with pytest.raises(DBAPIError, match="append-only"):
        full.do(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", TABLES)
def test_delete_is_refused(full: Back, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        full.do(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_replace_and_truncate_are_refused(full: Back, table: str) -> None:
    sqlite = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"
    with pytest.raises(DBAPIError, match="append-only"):
        full.do(sqlite if full.place.kind == "sqlite" else f"TRUNCATE {table} CASCADE")


def test_a_second_decision_of_one_name_is_refused_with_a_clear_error(store: Store, full: Back) -> None:
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    with pytest.raises(LedgerError, match="append-only"):
        store.append_decision(Decision(id="d1", verdict="unsure", subjects=(), who="S.", when=when, why="no"))
    assert store.decisions()[0].who == "R."
