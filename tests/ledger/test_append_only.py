"""The database itself refuses to change or drop what was written."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Store
from marsad.ledger.tables import metadata
from marsad.model import Decision, Document

TABLES = sorted(str(table.name) for table in metadata.sorted_tables if not table.name.startswith("cache_"))


@pytest.fixture
def raw(path: Path, store: Store, document: Callable[..., Document], add: Callable[..., str]) -> sqlite3.Connection:
    add(store, document())
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    store.append_decision(Decision(id="d1", verdict="same", subjects=("a#c1",), who="R.", when=when, why="seen"))
    return sqlite3.connect(path, isolation_level=None)


def test_there_are_the_tables_that_the_promise_is_about() -> None:
    assert {"originals", "captures", "documents", "revisions", "readings", "decisions", "entries"} <= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_update_is_refused(raw: sqlite3.Connection, table: str) -> None:
    column = raw.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(f"UPDATE {table} SET {column} = {column}")
    raw.close()


@pytest.mark.parametrize("table", TABLES)
def test_delete_is_refused(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(f"DELETE FROM {table}")
    raw.close()


@pytest.mark.parametrize("table", TABLES)
def test_replace_is_refused(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    raw.close()


def test_a_second_decision_of_one_name_is_refused_with_a_clear_error(store: Store, raw: sqlite3.Connection) -> None:
    raw.close()
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    with pytest.raises(LedgerError, match="append-only"):
        store.append_decision(Decision(id="d1", verdict="unsure", subjects=(), who="S.", when=when, why="no"))
    assert store.decisions()[0].who == "R."
