"""SQLite: one file holds the ledger; beside it SQLite keeps a write-ahead log while it is open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import Connection, Engine, QueuePool, Select, Table, create_engine, event

from marsad.errors import LedgerError
from marsad.ledger.engine import meaning as says
from marsad.ledger.engine.place import FilePlace

APPLICATION_ID = 0x4D525344
"""Stands in the file's header and says that it is a marsad ledger ('MRSD')."""

_FILES = "win32" if os.name == "nt" else "unix"
"""What SQLite calls the ordinary files of this system."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNUSABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}


def connect(place: FilePlace, *, wait: float, create: bool = False) -> Engine:
    """Return an engine on the file; with `create` it may be made.

    Raises `LedgerError` for a missing folder, a folder in its place, and a file that isn't SQLite's.
    """
    if not place.path.parent.is_dir():
        raise LedgerError.of(
            "{ledger}: its folder does not exist; make {folder} first", ledger=place, folder=place.path.parent
        )
    if place.path.is_dir():
        raise LedgerError.of("{ledger}: is a folder; name a file in it", ledger=place)
    engine = create_engine("sqlite://", creator=lambda: _open(place, wait, create), poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def beside(place: FilePlace, *, wait: float) -> Engine:
    """Return an engine on an empty database in memory, all its connections the same, the ledger attached to each."""
    shared = f"file:/marsad-{uuid4().hex}?vfs=memdb"
    engine = create_engine("sqlite://", creator=lambda: _attached(shared, place, wait), poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def screen(
    place: FilePlace, stays: Mapping[str, str], hidden: Mapping[str, Sequence[str]], *, wait: float
) -> tuple[Engine, Engine]:
    """Return an engine on the ledger, and one as `beside` returns it; both see views in the place of its tables.

    They are two, for whoever writes what is derived locks the database in memory, and asks the ledger meanwhile.
    """
    named = {kind: f"(SELECT item FROM temp.withheld_{kind})" for kind in hidden} | {"whole": "ledger."}  # nosec B608

    def attached(shared: str) -> sqlite3.Connection:
        connection = _attached(shared, place, wait)
        for kind, items in hidden.items():
            connection.execute(f"CREATE TEMP TABLE withheld_{kind} (item TEXT PRIMARY KEY)")
            insertion = f"INSERT INTO temp.withheld_{kind} VALUES (?)"  # nosec B608 # our own names
            connection.executemany(insertion, [(item,) for item in items])
        there = {row[0] for row in connection.execute("SELECT name FROM ledger.sqlite_master WHERE type = 'table'")}
        for table, condition in stays.items():
            rows = f"SELECT * FROM ledger.{table} WHERE {condition.format(**named)}"  # nosec B608 # our own names
            none = "SELECT NULL AS empty WHERE 1 = 0"
            connection.execute(f"CREATE TEMP VIEW {table} AS {rows if table in there else none}")
        return connection

    def made(shared: str) -> Engine:
        engine = create_engine("sqlite://", creator=lambda: attached(shared), poolclass=QueuePool)
        event.listen(engine, "begin", _begin)
        return engine

    return made(":memory:"), made(f"file:/marsad-{uuid4().hex}?vfs=memdb")


def unscreen(engine: Engine) -> None:
    """Nothing is left: the database in memory goes with its last connection."""


def _open(place: FilePlace, wait: float, create: bool) -> sqlite3.Connection:
    connection = _connection(_address(place, "rwc" if create else "rw"), wait)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _attached(shared: str, place: FilePlace, wait: float) -> sqlite3.Connection:
    connection = _connection(shared, wait)
    # else the file would be looked for where the database in memory is
    connection.execute("ATTACH ? AS ledger", (f"{_address(place, 'ro')}&vfs={_FILES}",))
    return connection


def _connection(address: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def _address(place: FilePlace, mode: str) -> str:
    if is_read_only(place):
        # without a log beside it nothing can change under us, and SQLite needs no file of its own
        mode = "ro" if place.path.with_name(place.path.name + "-wal").exists() else "ro&immutable=1"
    return f"file:{quote(str(place.path.absolute()))}?mode={mode}"


def is_read_only(place: FilePlace) -> bool:
    """Tell whether the file, or the folder in which SQLite keeps its log beside it, cannot be written."""
    target = place.path if place.path.exists() else place.path.parent
    return not (os.access(target, os.W_OK) and os.access(place.path.parent, os.W_OK))


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def has_table(connection: Connection, name: str) -> bool:
    """Tell whether a table can be seen, in the file or in what is attached to it."""
    return connection.exec_driver_sql(f"PRAGMA table_info({name})").first() is not None


def is_readable(connection: Connection, name: str) -> bool:
    """Tell whether a table can be seen: whoever reads a file reads all of it."""
    return has_table(connection, name)


def has_own_table(connection: Connection, name: str) -> bool:
    """Tell whether a table is there in the file itself, and not only in what is attached to it."""
    return connection.exec_driver_sql(f"PRAGMA main.table_info({name})").first() is not None


def mark(connection: Connection) -> None:
    """Write into the file that it is a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def prepare(engine: Engine) -> None:
    """Set what a new file keeps for ever: the write-ahead log."""
    outside(engine, "PRAGMA journal_mode = WAL")


def is_marked(connection: Connection) -> bool:
    """Tell whether the file is a ledger."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def is_blank(connection: Connection) -> bool:
    """Tell whether the database holds no table at all."""
    return connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0


def guard(connection: Connection, table: Table, erasable: bool) -> None:
    """Make the database refuse UPDATE, DELETE and REPLACE on `table`; DELETE of what an erasure names goes through."""
    name = str(table.name)
    refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {name} is never changed'); END"
    unless = "WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE erased = OLD.entry) " if erasable else ""
    connection.exec_driver_sql(f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {refuse}")
    connection.exec_driver_sql(f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {unless}{refuse}")
    keys = [[column.name for column in table.primary_key]]
    keys += [[column.name] for column in table.columns if column.unique]
    same = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in keys)
    connection.exec_driver_sql(
        f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} "  # nosec B608 # our own names
        f"WHEN EXISTS (SELECT 1 FROM {name} WHERE {same}) {refuse}"
    )


def unguard(connection: Connection, table: Table) -> None:
    """Take the guards of `table` off, for a migration that sets them anew in the same transaction."""
    for verb in ("update", "delete", "replace"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table.name}_no_{verb}")


def guards(connection: Connection) -> set[str]:
    """Return the names of the guards that stand."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'")
    return {str(row[0]) for row in found}


GUARDS = ("no_update", "no_delete", "no_replace")
"""Every guarded table T has the triggers T_no_update and so on."""


def rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield rows from SQLite's own cursor, which reads on as they are asked for."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return iter(raw.execute(str(query.compile(dialect=connection.dialect))))


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows by one prepared statement."""
    statement, columns = _insertion(table, tuple(rows[0]))
    connection.exec_driver_sql(statement, [tuple(row[name] for name in columns) for row in rows])


def insert_values(connection: Connection, table: Table, values: Sequence[tuple[object, ...]]) -> None:
    """Insert rows by one prepared statement, as they are."""
    statement, _ = _insertion(table, tuple(column.name for column in table.columns))
    connection.exec_driver_sql(statement, list(values))


@cache
def _insertion(table: Table, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})", columns  # nosec B608 # our own


def first_to_drop(connection: Connection, names: Sequence[str]) -> str:
    """Return a virtual table where there is one, for its parts go with it."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    virtual = {str(row[0]) for row in found}
    return next((name for name in names if name in virtual), names[0])


def settle(engine: Engine) -> None:
    """Bring what stands in the log into the file, as far as nobody is in the way; on the disk it is already."""
    outside(engine, "PRAGMA wal_checkpoint(PASSIVE)")


def scrub(engine: Engine) -> None:
    """Overwrite what was deleted: the file is written anew without it, and so is the log."""
    outside(engine, "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


def outside(engine: Engine, *statements: str) -> None:
    """Execute statements that may not stand in a transaction."""
    raw = engine.raw_connection()
    try:
        for statement in statements:
            raw.cursor().execute(statement)
    finally:
        raw.close()


def damages(connection: Connection) -> list[str]:
    """Return what the engine itself finds wrong with the file; empty where it is sound."""
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]


@contextmanager
def tolerant(connection: Connection) -> Iterator[None]:
    """Let damaged text be read (with marks in it), so that it can be named instead of ending the reading."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        yield
    finally:
        raw.text_factory = str


def meaning(error: BaseException, place: FilePlace) -> LedgerError:
    """Say what an error of SQLite's means."""
    extended = getattr(error, "sqlite_errorcode", 0) or 0
    code = extended & 0xFF
    if code in _BUSY:
        return says.busy(place)
    if code == sqlite3.SQLITE_READONLY:
        return says.read_only(place)
    if code == sqlite3.SQLITE_FULL:
        return says.full(place)
    if code == sqlite3.SQLITE_NOTADB:
        return says.no_ledger(place)
    if code in _DAMAGED:
        return says.damaged(place, error)
    if extended == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return says.refused(place, error)
    return says.unusable(place, error) if code in _UNUSABLE else says.other(place, error)
