"""An open ledger: the one object through which everything else reads and appends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from marsad import __version__
from marsad.errors import LedgerError
from marsad.ledger import append, deciding, engine, layout, queries
from marsad.ledger.engine.meaning import no_ledger
from marsad.ledger.items import Capture, Plan, StoredDocument, StoredReading, Verification
from marsad.ledger.migrations import migrate
from marsad.ledger.search import Asked, SearchPage
from marsad.ledger.search.find import find, understand
from marsad.ledger.search.index import catch_up, drop, is_fresh, stored_sources
from marsad.ledger.tables import SCHEMA
from marsad.ledger.verify import verify
from marsad.model.decision import Decision
from marsad.model.document import Document
from marsad.model.reading import Reading

Clock = Callable[[], dt.datetime]
TOOL = f"marsad {__version__}"


def utc_now() -> dt.datetime:
    """Return this moment in UTC."""
    return dt.datetime.now(dt.UTC)


def stamp(moment: dt.datetime) -> str:
    """Return a moment as UTC text that sorts: 2018-06-09T12:00:00.000000Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Store:
    """A ledger, open.  Use it in a `with` block: leaving it brings all that was written onto the disk."""

    def __init__(self, place: engine.Place, connected: Engine, clock: Clock = utc_now) -> None:
        self.place = place
        self._engine = connected
        self._clock = clock
        self._wrote = False

    @classmethod
    def open(cls, url: str | Path, *, wait: float = 10, clock: Clock = utc_now, older: bool = False) -> Self:
        """Open an existing ledger.

        Raises `LedgerError` where there is none, one of a newer schema, or (but with `older`) one of an older.
        """
        place = engine.locate(url)
        if not place.exists:
            raise _nothing(place)
        store = cls(place, engine.connect(place, wait=wait), clock)
        with engine.reading(store._engine, place) as connection:
            if engine.is_blank(connection):
                raise _nothing(place)
            _check(connection, place, older=older)
        return store

    @classmethod
    def create(cls, url: str | Path, *, wait: float = 10, clock: Clock = utc_now) -> tuple[Self, bool]:
        """Open the ledger, made if there is none, and tell whether it was made.  Raises `LedgerError`."""
        place = engine.locate(url)
        store = cls(place, engine.connect(place, wait=wait, create=True), clock)
        with engine.reading(store._engine, place) as connection:
            if not engine.is_blank(connection):
                _check(connection, place)
                return store, False
        engine.prepare(store._engine, place)
        with store._writing() as connection:
            made = engine.is_blank(connection)
            if made:
                layout.lay_out(connection)
                append.append_version(connection, SCHEMA, TOOL, stamp(clock()))
            _check(connection, place)
        return store, made

    @property
    def schema(self) -> int:
        """The version of the ledger's layout."""
        with engine.reading(self._engine, self.place) as connection:
            return layout.version(connection)

    def upgrade(self) -> int:
        """Bring the layout to this marsad's version, all or nothing, and return the version that it had."""
        with self._writing() as connection:
            present = layout.version(connection)
            if present < SCHEMA:
                migrate(connection, present, SCHEMA)
                append.append_version(connection, SCHEMA, TOOL, stamp(self._clock()))
        return present

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring what was written onto the disk and let go of the file."""
        if self._wrote:
            engine.settle(self._engine, self.place)
        self._engine.dispose()

    def plan(self, document: Document) -> Plan:
        """Return what adding `document` will do; nothing is written."""
        with engine.reading(self._engine, self.place) as connection:
            return append.plan(connection, document)

    def append(self, planned: Plan, reading: Reading, capture: Capture | None = None) -> bool:
        """Write what was planned, with its reading, all or nothing.

        Returns False, with nothing written, where another program changed what the plan rests on: plan again.
        """
        with self._writing() as connection:
            if append.plan(connection, planned.document) != planned:
                return False
            at = stamp(self._clock())
            append.append_document(connection, planned, reading, capture or Capture(tool=TOOL), at)
        return True

    def append_decision(self, decision: Decision) -> None:
        """Write a decision.  Raises `LedgerError` where its id is taken."""
        with self._writing() as connection:
            append.append_decision(connection, decision, stamp(self._clock()))

    def append_decisions(
        self, made: Sequence[Decision], *, decided: int, read: Mapping[str, str | None] | None = None
    ) -> bool:
        """Write decisions, all or none.

        Returns False, with nothing written, where there are more decisions than the `decided` that were seen, or
        another reading of a document than `read` (document: DOCUMENT@REVISION:NUMBER) says: look again.
        """
        with self._writing() as connection:
            return deciding.append(connection, made, stamp(self._clock()), decided=decided, read=read or {})

    def latest_reading(self, document: str) -> str | None:
        """Return DOCUMENT@REVISION:NUMBER of the reading that counts, None for an unknown document."""
        with engine.reading(self._engine, self.place) as connection:
            return deciding.latest_reading(connection, document)

    def documents(self) -> list[StoredDocument]:
        """Return every document with its latest revision, by id."""
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_documents(connection))

    def readings(self, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Iterator[StoredReading]:
        """Yield each document's latest reading (see `queries.stored_readings`)."""
        moment = stamp(known_at) if known_at else None
        with engine.reading(self._engine, self.place) as connection:
            yield from queries.stored_readings(connection, as_of=as_of, known_at=moment)

    def reading(self, name: str) -> Reading:
        """Return the reading DOCUMENT@REVISION:NUMBER.  Raises `LedgerError` where there is none."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.stored_reading(connection, name).reading

    def decisions(self, *, known_at: dt.datetime | None = None) -> list[Decision]:
        """Return every decision that the ledger held at `known_at` (now), oldest first."""
        moment = stamp(known_at) if known_at else None
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_decisions(connection, moment))

    def now(self) -> dt.datetime:
        """Return this moment by the ledger's clock."""
        return self._clock()

    def text(self, document: str, revision: int | None = None) -> str:
        """Return a revision's text, the latest by default.  Raises `LedgerError` for an unknown one."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.text(connection, document, revision)

    def original(self, sha256: str) -> bytes:
        """Return original bytes by their hash.  Raises `LedgerError` for an unknown one."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.original(connection, sha256)

    def search(self, asked: Asked) -> SearchPage:
        """Return a page of the documents in which a query stands; what is new in the ledger is indexed before.

        Raises `UsageError` for a query, cursor or limit that is none, `LedgerError` where the index cannot be made.
        """
        query = understand(asked)
        for _ in self.refresh_search():
            pass
        with engine.reading(self._engine, self.place) as connection:
            return find(connection, asked, query)

    def refresh_search(self) -> Iterator[int]:
        """Bring the search index up to the ledger, batch by batch; yield how many documents each took in."""
        with engine.reading(self._engine, self.place) as connection:
            taken: int | None = None if is_fresh(connection) else 0
        while taken is not None:
            with self._writing() as connection:
                taken = catch_up(connection)
            if taken:
                yield taken

    def drop_search(self) -> None:
        """Throw the search index away; the next search makes it anew."""
        with self._writing() as connection:
            drop(connection)

    def search_sources(self) -> list[str]:
        """Return every spelling of a source that the search index knows."""
        for _ in self.refresh_search():
            pass
        with engine.reading(self._engine, self.place) as connection:
            return list(stored_sources(connection))

    def verify(self) -> Verification:
        """Recompute every hash and the chain, and name what is wrong."""
        with engine.reading(self._engine, self.place) as connection:
            return verify(connection)

    def _writing(self) -> AbstractContextManager[Connection]:
        self._wrote = True
        return engine.writing(self._engine, self.place)


def _nothing(place: engine.Place) -> LedgerError:
    return LedgerError.of("{ledger}: there is no ledger; make one with `marsad init`", ledger=place)


def _check(connection: Connection, place: engine.Place, *, older: bool = False) -> None:
    if not engine.is_marked(connection):
        raise no_ledger(place)
    version = layout.version(connection)
    if version > SCHEMA:
        raise LedgerError.of(
            "{ledger}: made by a newer marsad (schema {version}, this one knows {known}); install that version",
            ledger=place,
            version=version,
            known=SCHEMA,
        )
    if version < SCHEMA and not older:
        raise LedgerError.of(
            "{ledger}: made by an older marsad (schema {version}, this one writes {known}); run `marsad upgrade`",
            ledger=place,
            version=version,
            known=SCHEMA,
        )
