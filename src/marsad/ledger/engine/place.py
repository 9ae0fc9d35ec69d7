"""Where a ledger lies: a file of SQLite's, or a database of a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from marsad.errors import LedgerError

POSTGRES = "postgresql"
_SQLITE = "sqlite:///"


@dataclass(frozen=True)
class FilePlace:
    """A ledger in one file."""

    path: Path
    kind: ClassVar[str] = "sqlite"

    def __str__(self) -> str:
        return str(self.path)

    @property
    def exists(self) -> bool:
        """Whether there is anything (an empty file is nothing)."""
        return self.path.exists() and (not self.path.is_file() or self.path.stat().st_size > 0)


@dataclass(frozen=True)
class ServerPlace:
    """A ledger in a database of its own on a PostgreSQL server.  Printed without its password."""

    url: URL
    kind: ClassVar[str] = POSTGRES

    def __str__(self) -> str:
        return self.url.render_as_string(hide_password=True)

    @property
    def exists(self) -> bool:
        """Whether it is worth asking the server; it alone knows."""
        return True


Place = FilePlace | ServerPlace


def locate(url: str | Path) -> Place:
    """Return the place that a path or address names.  Raises `LedgerError` for an address of an unknown engine."""
    text = str(url)
    if text.startswith((f"{POSTGRES}://", "postgres://")):
        return _on_server(f"{POSTGRES}://{text.partition('://')[2]}")
    if text.startswith(_SQLITE):
        text = text.removeprefix(_SQLITE)
    elif "://" in text:
        raise LedgerError.of(
            "{ledger}: no such kind of ledger; give a path, sqlite:///path, or postgresql://user@host/database",
            ledger=text,
        )
    if not text:
        raise LedgerError.of("the ledger's path is empty; give a path, or sqlite:///path")
    return FilePlace(Path(text))


def _on_server(text: str) -> ServerPlace:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerError.of(
            "the ledger's address cannot be read; write postgresql://user:password@host:port/database"
        ) from error
    if not url.database:
        raise LedgerError.of("{ledger}: names no database; write postgresql://user@host/database", ledger=url)
    return ServerPlace(url)
