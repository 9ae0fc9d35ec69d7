"""All that differs between database engines: opening, transactions, guards, durability, and what errors mean.

`place` says where a ledger lies, `sqlite` and `postgres` hold the same functions each in its own way, `meaning`
the sentences for what goes wrong.  Here stands what the ledger asks of whichever of them it has.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table
from sqlalchemy.exc import DatabaseError, DBAPIError

from marsad.ledger.engine import postgres, sqlite
from marsad.ledger.engine.place import FilePlace, Place, ServerPlace, locate

__all__ = ["FilePlace", "Place", "ServerPlace", "locate"]

BROKEN = (DatabaseError, sqlite3.DatabaseError)
"""What the engines raise where a database cannot be read to its end."""

_KINDS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgres}


def connect(place: Place, *, wait: float, create: bool = False) -> Engine:
    """Return an engine on the ledger's place.  Raises `LedgerError` where it can't be one."""
    engine: Engine = _KINDS[place.kind].connect(place, wait=wait, create=create)
    return engine


def is_read_only(place: Place) -> bool:
    """Tell whether the ledger cannot be written, whoever asks.  A server alone knows; it is asked by trying."""
    return bool(_KINDS[place.kind].is_read_only(place))


def beside(place: Place, *, wait: float) -> Engine:
    """Return an engine with room of its own beside a ledger that cannot be written, for derived tables.

    A name is looked for there first and then in the ledger.  The room is gone with the engine.
    """
    engine: Engine = _KINDS[place.kind].beside(place, wait=wait)
    return engine


def screen(
    place: Place, stays: Mapping[str, str], hidden: Mapping[str, Sequence[str]], *, wait: float
) -> tuple[Engine, Engine]:
    """Return engines that see of the ledger what `stays`: by table the condition of its rows, which names `hidden`.

    The first asks, the second may also make tables, which are its own and gone with `unscreen`.
    """
    asking, deriving = _KINDS[place.kind].screen(place, stays, hidden, wait=wait)
    return asking, deriving


def unscreen(engine: Engine, place: Place) -> None:
    """Let go of what `screen` made."""
    with translated(place):
        _KINDS[place.kind].unscreen(engine)


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


def has_table(connection: Connection, name: str) -> bool:
    """Tell whether a table can be seen, in whichever database of the connection."""
    return bool(_KINDS[connection.dialect.name].has_table(connection, name))


def is_readable(connection: Connection, name: str) -> bool:
    """Tell whether a table can be seen and read by who asks."""
    return bool(_KINDS[connection.dialect.name].is_readable(connection, name))


def has_own_table(connection: Connection, name: str) -> bool:
    """Tell whether a table is there where the connection makes its tables, and not only in a ledger beside it."""
    return bool(_KINDS[connection.dialect.name].has_own_table(connection, name))


def mark(connection: Connection) -> None:
    """Write into the database, its tables laid out, that it is a ledger."""
    _KINDS[connection.dialect.name].mark(connection)


def prepare(engine: Engine, place: Place) -> None:
    """Set what a new ledger keeps for ever."""
    with translated(place):
        _KINDS[place.kind].prepare(engine)


def is_marked(connection: Connection) -> bool:
    """Tell whether the database is a ledger."""
    return bool(_KINDS[connection.dialect.name].is_marked(connection))


def is_blank(connection: Connection) -> bool:
    """Tell whether the database holds no table at all."""
    return bool(_KINDS[connection.dialect.name].is_blank(connection))


def guard(connection: Connection, table: Table, *, erasable: bool) -> None:
    """Make the database itself refuse to change `table`; what an erasure names may be deleted where `erasable`."""
    _KINDS[connection.dialect.name].guard(connection, table, erasable)


def unguard(connection: Connection, table: Table) -> None:
    """Take the guards of `table` off, for a migration that sets them anew in the same transaction."""
    _KINDS[connection.dialect.name].unguard(connection, table)


def missing_guards(connection: Connection, tables: Sequence[Table]) -> list[tuple[Table, str]]:
    """Return the guards that `tables` should have and have not, each with its table."""
    kind = _KINDS[connection.dialect.name]
    standing = kind.guards(connection)
    wanted = [(table, f"{table.name}_{guard}") for table in tables for guard in kind.GUARDS]
    return [(table, name) for table, name in wanted if name not in standing]


def rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query as plain tuples, in portions: for walks through everything."""
    found: Iterator[tuple[Any, ...]] = _KINDS[connection.dialect.name].rows(connection, query)
    return found


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, each with the same columns, in the quickest way that the engine has."""
    _KINDS[connection.dialect.name].insert_all(connection, table, rows)


def insert_values(connection: Connection, table: Table, values: Sequence[tuple[object, ...]]) -> None:
    """Insert rows, each its values in the order of the table's columns, in the quickest way that the engine has."""
    _KINDS[connection.dialect.name].insert_values(connection, table, values)


def first_to_drop(connection: Connection, names: Sequence[str]) -> str:
    """Return which of these tables can be dropped first: one that others are parts of goes before its parts."""
    found: str = _KINDS[connection.dialect.name].first_to_drop(connection, names)
    return found


def settle(engine: Engine, place: Place) -> None:
    """Bring everything written so far onto the disk itself."""
    with translated(place):
        _KINDS[place.kind].settle(engine)


def scrub(engine: Engine, place: Place) -> None:
    """Take what was deleted off the disk."""
    with translated(place):
        _KINDS[place.kind].scrub(engine)


def damages(connection: Connection) -> list[str]:
    """Return what the engine itself finds wrong; empty where it is sound."""
    found: list[str] = _KINDS[connection.dialect.name].damages(connection)
    return found


def tolerant(connection: Connection) -> AbstractContextManager[None]:
    """Let damaged text be read, so that it can be named instead of ending the reading."""
    context: AbstractContextManager[None] = _KINDS[connection.dialect.name].tolerant(connection)
    return context


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Turn the engine's errors into `LedgerError`s that say what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _KINDS[place.kind].meaning(error.orig or error, place) from error
    except sqlite3.Error as error:
        raise _KINDS[place.kind].meaning(error, place) from error
    except OSError as error:
        if place.kind == FilePlace.kind:
            raise
        raise _KINDS[place.kind].meaning(error, place) from error
