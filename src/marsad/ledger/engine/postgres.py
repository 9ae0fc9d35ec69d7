"""PostgreSQL by pg8000: one database holds one ledger; whoever writes holds its lock until the commit.

An address is libpq's: postgresql://user:password@host:port/database?sslmode=...; host=/folder is a socket's folder.
The words of an address that are known: host, port, sslmode, sslrootcert, application_name.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, ExceptionContext, Select, Table, create_engine, event, insert

from marsad.errors import LedgerError, UsageError
from marsad.ledger.engine import meaning as says
from marsad.ledger.engine.place import ServerPlace
from marsad.ledger.tables import GUARDED

MARK = "marsad ledger"
"""Comment on the table of entries: it says that the database is a ledger."""

Begin = Callable[[Connection], None]

LOCK = 0x4D525344
"""Number of the advisory lock that a writer holds."""

AT_ONCE = 200
"""Rows in one statement; PostgreSQL takes 65,535 values in one."""

GUARDS = ("no_update", "no_delete", "no_truncate")

_REFUSE = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {unless}RAISE EXCEPTION 'append-only: % is never changed', TG_TABLE_NAME USING ERRCODE = '23001';
END $$
"""
_UNLESS = "IF EXISTS (SELECT 1 FROM erasures WHERE erased = OLD.entry) THEN RETURN OLD; END IF;\n  "
_GONE = ("08", "57P")
"""Classes of SQLSTATE: the connection failed; the server is going down or comes up."""


def connect(
    place: ServerPlace, *, wait: float, create: bool = False, writes: Begin | None = None, **pool: int
) -> Engine:
    """Return an engine on the database, which must be there.

    `writes`: what a writing transaction begins with, where it is not to wait for its turn on the ledger.
    Raises `UsageError` without the driver, and for words of the address that mean nothing here.
    """
    if find_spec("pg8000") is None:
        raise UsageError.of("a ledger on PostgreSQL needs its driver; install it with: pip install 'marsad[postgres]'")
    query = {name: value for name, value in place.url.query.items() if isinstance(value, str)}
    arguments = _arguments(place, query)
    host = query.get("host", "")
    port = int(query.get("port", place.url.port or 5432))
    url = place.url.set(drivername="postgresql+pg8000", query={})
    if host.startswith("/"):
        arguments["unix_sock"] = f"{host}/.s.PGSQL.{port}"
    else:
        url = url.set(host=host or place.url.host, port=port)
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True, **pool)
    event.listen(engine, "begin", writes or _Begin(wait))
    event.listen(engine, "handle_error", _note_end)
    return engine


def beside(place: ServerPlace, *, wait: float) -> Engine:
    """Return an engine of one connection that makes its tables as temporary ones, which are seen before the ledger's.

    Whoever may read the ledger may have them, but where the server itself is a copy that only follows another.
    """
    engine = connect(place, wait=wait, writes=_begin_beside, pool_size=1, max_overflow=0)

    def set_path(raw: Any, record: object) -> None:
        cursor = raw.cursor()
        cursor.execute("SELECT set_config('search_path', 'pg_temp, ' || quote_ident(current_schema()), false)")
        cursor.close()
        raw.commit()

    event.listen(engine, "connect", set_path, insert=True)
    return engine


def screen(
    place: ServerPlace, stays: Mapping[str, str], hidden: Mapping[str, Sequence[str]], *, wait: float
) -> tuple[Engine, Engine]:
    """Return an engine whose connections see a schema of views alone, and make their tables there; twice the same.

    The schema is dropped by `unscreen`; one that a killed program left is named marsad_part_... and may be dropped.
    """
    schema = f"marsad_part_{uuid4().hex[:12]}"
    whole = connect(place, wait=wait)
    with whole.begin() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
        base = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
        connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
        for kind, items in hidden.items():
            connection.exec_driver_sql(f'CREATE TABLE "{schema}".withheld_{kind} (item TEXT PRIMARY KEY)')
            for item in items:
                connection.exec_driver_sql(f'INSERT INTO "{schema}".withheld_{kind} VALUES (%s)', (item,))  # nosec B608
        named = {kind: f'(SELECT item FROM "{schema}".withheld_{kind})' for kind in hidden} | {"whole": f'"{base}".'}  # nosec B608
        for table in GUARDED:
            where = stays.get(str(table.name), "1 = 1").format(**named)
            connection.exec_driver_sql(
                f'CREATE VIEW "{schema}".{table.name} AS SELECT * FROM "{base}".{table.name} WHERE {where}'  # nosec B608
            )
    whole.dispose()
    engine = connect(place, wait=wait)

    def set_path(raw: Any, record: object) -> None:
        cursor = raw.cursor()
        cursor.execute(f'SET search_path TO "{schema}"')
        cursor.close()
        raw.commit()

    event.listen(engine, "connect", set_path, insert=True)
    return engine, engine


def unscreen(engine: Engine) -> None:
    """Drop the schema of views, with the tables that were made in it."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
        if str(schema).startswith("marsad_part_"):
            connection.exec_driver_sql(f'DROP SCHEMA "{schema}" CASCADE')


def _note_end(context: ExceptionContext) -> None:
    """Give up the connections of a server that said it ended them: SQLAlchemy knows only those that broke silently."""
    told = context.original_exception.args[0] if context.original_exception.args else None
    if isinstance(told, dict) and str(told.get("C", "")).startswith(_GONE):
        context.is_disconnect = True


def _arguments(place: ServerPlace, query: Mapping[str, str]) -> dict[str, Any]:
    known = {"host", "port", "sslmode", "sslrootcert", "application_name"}
    for name in query:
        if name not in known:
            raise UsageError.of(
                "{ledger}: the address says {name!r}, which means nothing here; there are: {known}",
                ledger=place,
                name=name,
                known=", ".join(sorted(known)),
            )
    out: dict[str, Any] = {"application_name": query.get("application_name", "marsad"), "timeout": None}
    mode = query.get("sslmode", "prefer")
    if mode == "disable":
        out["ssl_context"] = False
    elif mode in {"verify-ca", "verify-full"}:
        context = ssl.create_default_context(cafile=query.get("sslrootcert"))
        context.check_hostname = mode == "verify-full"
        out["ssl_context"] = context
    elif mode == "require":
        out["ssl_context"] = True
    elif mode != "prefer":
        raise UsageError.of(
            "{ledger}: sslmode is {mode!r}; choose disable, prefer, require, verify-ca or verify-full",
            ledger=place,
            mode=mode,
        )
    return out


class _Begin:
    """What every transaction begins with: a reader sees one state, a writer waits for its turn."""

    def __init__(self, wait: float) -> None:
        self.milliseconds = max(1, int(wait * 1000))

    def __call__(self, connection: Connection) -> None:
        if connection.get_execution_options().get("write", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {self.milliseconds}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _begin_beside(connection: Connection) -> None:
    """Begin what writes temporary tables alone, and sees one state of the ledger."""
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql(
        f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ {'READ WRITE' if write else 'READ ONLY'}"
    )


def is_read_only(place: ServerPlace) -> bool:
    """Only the server knows; it is asked by trying."""
    return False


def has_table(connection: Connection, name: str) -> bool:
    """Tell whether a table can be seen."""
    return connection.exec_driver_sql("SELECT to_regclass(%s)", (name,)).scalar() is not None


def has_own_table(connection: Connection, name: str) -> bool:
    """Tell whether a table is there where the connection makes its tables."""
    asked = "SELECT to_regclass(quote_ident(current_schema()) || '.' || %s)"
    return connection.exec_driver_sql(asked, (name,)).scalar() is not None


def is_readable(connection: Connection, name: str) -> bool:
    """Tell whether a table can be seen and this role may read it: what was made after its rights were given may not."""
    return bool(connection.exec_driver_sql("SELECT has_table_privilege(to_regclass(%s), 'SELECT')", (name,)).scalar())


def mark(connection: Connection) -> None:
    """Write into the database that it is a ledger; the table of entries must be there."""
    connection.exec_driver_sql(f"COMMENT ON TABLE entries IS '{MARK}'")


def prepare(engine: Engine) -> None:
    """Nothing is to be set before the tables are laid out."""


def is_marked(connection: Connection) -> bool:
    """Tell whether the database is a ledger."""
    return bool(
        connection.exec_driver_sql("SELECT obj_description(to_regclass('entries'), 'pg_class')").scalar() == MARK
    )


def is_blank(connection: Connection) -> bool:
    """Tell whether the database holds no table of anybody's, those of extensions left out."""
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')"
    )
    return found.scalar() == 0


def guard(connection: Connection, table: Table, erasable: bool) -> None:
    """Make the database refuse UPDATE, DELETE and TRUNCATE on `table`; DELETE of what an erasure names goes through."""
    name = str(table.name)
    connection.exec_driver_sql(_REFUSE.format(name="marsad_never", unless=""))
    connection.exec_driver_sql(_REFUSE.format(name="marsad_unless_erased", unless=_UNLESS))
    refuse = "marsad_unless_erased" if erasable else "marsad_never"
    for trigger, when, what, each in (
        ("no_update", "UPDATE", "marsad_never", "STATEMENT"),
        ("no_delete", "DELETE", refuse, "ROW"),
        ("no_truncate", "TRUNCATE", "marsad_never", "STATEMENT"),
    ):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name}_{trigger} BEFORE {when} ON {name} FOR EACH {each} EXECUTE FUNCTION {what}()"
        )


def unguard(connection: Connection, table: Table) -> None:
    """Take the guards of `table` off, for a migration that sets them anew in the same transaction."""
    for trigger in GUARDS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table.name}_{trigger} ON {table.name}")


def guards(connection: Connection) -> set[str]:
    """Return the names of the guards that stand and are switched on."""
    found = connection.exec_driver_sql(
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' "
        "AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"
    )
    return {str(row[0]) for row in found}


def rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield rows from a cursor of the server's, a portion at a time."""
    for row in connection.execute(query, execution_options={"stream_results": True, "max_row_buffer": 500}):
        yield tuple(row)


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, many by one statement: the driver sends statements one by one and waits for each."""
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(table).values(rows[start : start + AT_ONCE]))


def insert_values(connection: Connection, table: Table, values: Sequence[tuple[object, ...]]) -> None:
    """Insert rows, many by one statement."""
    names = [column.name for column in table.columns]
    insert_all(connection, table, [dict(zip(names, row, strict=True)) for row in values])


def first_to_drop(connection: Connection, names: Sequence[str]) -> str:
    """Return the first: no table is part of another."""
    return names[0]


def settle(engine: Engine) -> None:
    """Nothing is to be done: a commit is on the server's disk."""


def scrub(engine: Engine) -> None:
    """Write the tables anew without what was deleted, and let the old log be recycled."""
    outside(engine, "VACUUM FULL", "CHECKPOINT")


def outside(engine: Engine, *statements: str) -> None:
    """Execute statements that may not stand in a transaction."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.rollback()  # the pool's question whether the server is there has begun one
        raw = connection.connection.cursor()
        for statement in statements:
            raw.execute(statement)


def damages(connection: Connection) -> list[str]:
    """Return what the engine itself finds wrong: nothing, its own checks are the administrator's."""
    return []


@contextmanager
def tolerant(connection: Connection) -> Iterator[None]:
    """Text is always whole here: the server checks it."""
    yield


def meaning(error: BaseException, place: ServerPlace) -> LedgerError:
    """Say what an error of the server's, or of the way to it, means."""
    told = error.args[0] if error.args else None
    if not isinstance(told, dict):
        return says.unreachable(place, error)
    code, cause = str(told.get("C", "")), told.get("M", error)
    if code == "55P03":
        return says.busy(place)
    if code == "23001":
        return says.refused(place, cause)
    if code == "23505":
        return says.refused(place, f"append-only: {told.get('t', '')} has a row of that name ({told.get('D', cause)})")
    if code in {"25006", "42501"}:
        return says.read_only(place)
    if code in {"53100", "53200"}:
        return says.full(place)
    if code.startswith(_GONE) or code in {"28000", "28P01", "3D000", "53300"}:
        return says.unreachable(place, cause)
    return says.damaged(place, cause) if code.startswith("XX") else says.other(place, cause)
