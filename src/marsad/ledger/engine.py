"""All that differs between database engines: opening, transactions, guards, durability, and what errors mean.

Only SQLite is known here yet.  One file holds the ledger; beside it SQLite keeps a write-ahead log while it is open.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event
from sqlalchemy.exc import DBAPIError

from marsad.errors import LedgerError

APPLICATION_ID = 0x4D525344
"""Stands in the file's header and says that it is a marsad ledger ('MRSD')."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True)
class Place:
    """Where a ledger lies."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def exists(self) -> bool:
        """Whether there is anything (an empty file is nothing)."""
        return self.path.exists() and (not self.path.is_file() or self.path.stat().st_size > 0)


def locate(url: str | Path) -> Place:
    """Return the place that a path or address names.  Raises `LedgerError` for an address of an unknown engine."""
    text = str(url)
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif "://" in text:
        raise LedgerError.of("{ledger}: no such kind of ledger; give a path, or sqlite:///path", ledger=text)
    if not text:
        raise LedgerError.of("the ledger's path is empty; give a path, or sqlite:///path")
    return Place(Path(text))


def connect(place: Place, *, wait: float, create: bool = False) -> Engine:
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


def _open(place: Place, wait: float, create: bool) -> sqlite3.Connection:
    mode = "rwc" if create else "rw"
    if not _writable(place):
        # without a log beside it nothing can change under us, and SQLite needs no file of its own
        mode = "ro" if place.path.with_name(place.path.name + "-wal").exists() else "ro&immutable=1"
    address = f"file:{quote(str(place.path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def _writable(place: Place) -> bool:
    target = place.path if place.path.exists() else place.path.parent
    return os.access(target, os.W_OK) and os.access(place.path.parent, os.W_OK)


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading(engine: Engine, place: Place) -> Iterator[Connection]:
    """Give a connection that sees one state of the ledger.  Raises `LedgerError` for what the engine refuses."""
    with translated(place), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, place: Place) -> Iterator[Connection]:
    """Give the only writing connection; all of what is done with it happens, or nothing.  Raises `LedgerError`."""
    with translated(place), engine.connect().execution_options(write=True) as connection, connection.begin():
        yield connection


def mark(connection: Connection) -> None:
    """Write into the file that it is a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def prepare(engine: Engine, place: Place) -> None:
    """Set what a new file keeps for ever: the write-ahead log."""
    _outside(engine, place, "PRAGMA journal_mode = WAL")


def is_marked(connection: Connection) -> bool:
    """Tell whether the file is a ledger."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def is_blank(connection: Connection) -> bool:
    """Tell whether the database holds no table at all."""
    return connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0


def guard(connection: Connection, table: Table) -> None:
    """Make the database refuse UPDATE, DELETE and REPLACE on `table`."""
    refuse = f"SELECT RAISE(ABORT, 'append-only: {table.name} is never changed');"
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} BEGIN {refuse} END"
        )
    keys = [[column.name for column in table.primary_key]]
    keys += [[column.name] for column in table.columns if column.unique]
    same = " OR ".join("(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys)
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table.name}_no_replace BEFORE INSERT ON {table.name} "
        f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {same}) BEGIN {refuse} END"
    )


def settle(engine: Engine, place: Place) -> None:
    """Bring everything written so far onto the disk itself, so that not even a power cut takes it back."""
    _outside(engine, place, "PRAGMA wal_checkpoint(PASSIVE)")


def _outside(engine: Engine, place: Place, statement: str) -> None:
    """Execute a statement that may not stand in a transaction."""
    with translated(place):
        raw = engine.raw_connection()
        try:
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
    raw.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        raw.text_factory = str


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Turn the engine's errors into `LedgerError`s that say what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error.orig if isinstance(error.orig, sqlite3.Error) else None, error, place) from error
    except sqlite3.Error as error:
        raise _meaning(error, error, place) from error


def _meaning(cause: sqlite3.Error | None, error: Exception, place: Place) -> LedgerError:
    extended = getattr(cause, "sqlite_errorcode", 0) or 0
    code = extended & 0xFF
    if code in _BUSY:
        return LedgerError.of(
            "{ledger}: locked by another program that is writing to it; try again when it is done, "
            "or wait longer (MARSAD_WAIT=seconds)",
            ledger=place,
        )
    if code == sqlite3.SQLITE_READONLY:
        return LedgerError.of(
            "{ledger}: read-only; nothing can be added to it. Make the file and its folder writable, or copy it",
            ledger=place,
        )
    if code == sqlite3.SQLITE_FULL:
        return LedgerError.of(
            "{ledger}: the disk is full; the document in work was left out whole. Make room and run again", ledger=place
        )
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerError.of(
            "{ledger}: is not a ledger; name another file, or make one with `marsad init`", ledger=place
        )
    if code in _DAMAGED:
        return LedgerError.of(
            "{ledger}: the file is damaged ({cause}); run `marsad verify`, or restore a backup",
            ledger=place,
            cause=cause,
        )
    if extended == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return LedgerError.of("{ledger}: {cause}", ledger=place, cause=cause)
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}:
        return LedgerError.of(
            "{ledger}: cannot be opened or written ({cause}); check the path and its rights", ledger=place, cause=cause
        )
    return LedgerError.of("{ledger}: the database refused ({cause})", ledger=place, cause=cause or error)
