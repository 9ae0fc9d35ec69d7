"""Hand-made documents and readings: the ledger keeps readings, it does not make them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from marsad.ids import sha256
from marsad.ledger import Store, engine
from marsad.model import Claim, Document, Published, Reading, Tool

Make = Callable[..., Document]


def make_document(name: str = "a", text: str = "3 killed", **more: object) -> Document:
    data = more.get("data", text.encode())
    assert isinstance(data, bytes)
    fields: dict[str, object] = {"address": f"/in/{name}.txt", "data": data, "sha256": sha256(data), **more}
    return Document(id=name, text=text, **fields)  # type: ignore[arg-type]


def make_reading(document: Document, published: str | None = None) -> Reading:
    day = published or document.published
    return Reading(
        id=document.id,
        lang="en",
        published=Published(value=day, how="given") if day else Published(),
        sha256=document.sha256,
        claims=(Claim(id="c1", span=(0, 1), text=document.text[:1], harm="killed", value=3),),
        made_by=Tool(reader="test 1", pack="none", gazetteer="g1"),
    )


def put(store: Store, document: Document, published: str | None = None) -> str:
    """Add a document as the pipeline does and return what became of it."""
    planned = store.plan(document)
    if planned.result != "unchanged":
        assert store.append(planned, make_reading(planned.document, published))
    return planned.result


class Clock:
    """A clock that tells the hour it is set to."""

    def __init__(self) -> None:
        self.now = dt.datetime(2018, 6, 9, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


class Back:
    """A way into the database that passes by the ledger: a forger with the file or the server in hand."""

    def __init__(self, url: str) -> None:
        self.place = engine.locate(url)
        self.engine = engine.connect(self.place, wait=5, create=True)

    def rows(self, statement: str, **values: object) -> list[Any]:
        """Return what a query finds."""
        with engine.reading(self.engine, self.place) as connection:
            return list(connection.execute(text(statement), values))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        found: int = self.rows(f"SELECT count(*) FROM {table}")[0][0]
        return found

    def do(self, *statements: str, **values: object) -> int:
        """Change what the guards let through, and return how many rows the last statement met."""
        met = 0
        with self.engine.connect().execution_options(write=True) as connection, connection.begin():
            for statement in statements:
                met = connection.execute(text(statement), values).rowcount
        return met

    def tamper(self, *statements: str, **values: object) -> None:
        """Change anything, with the guards and references off, and set them up again."""
        if self.place.kind == "postgresql":
            self.do("SET LOCAL session_replication_role = replica", *statements, **values)
            return
        raw = self.engine.raw_connection().driver_connection
        assert isinstance(raw, sqlite3.Connection)
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        off = ["PRAGMA foreign_keys = OFF", *(f"DROP TRIGGER {name}" for name, _ in guards)]
        for statement in (*off, *statements, *(sql for _, sql in guards), "PRAGMA foreign_keys = ON"):
            raw.execute(statement, values if statement in statements else {})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger in a file may be made, for tests of that engine alone."""
    return tmp_path / "marsad.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Where a ledger may be made: one suite, two engines."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("path"))
    made: str = request.getfixturevalue("database")()
    return made


@pytest.fixture
def back(url: str) -> Iterator[Back]:
    """The back door."""
    door = Back(url)
    yield door
    door.engine.dispose()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    made, _ = Store.create(url, clock=clock)
    with made:
        yield made


@pytest.fixture
def document() -> Make:
    return make_document


@pytest.fixture
def add() -> Callable[..., str]:
    return put


@pytest.fixture
def read() -> Callable[[Document], Reading]:
    return make_reading
