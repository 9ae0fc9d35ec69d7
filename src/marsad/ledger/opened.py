"""A ledger's ground: made, opened, restored from a dump, upgraded, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from marsad import __version__
from marsad.errors import LedgerError
from marsad.ledger import append, dump, engine, layout
from marsad.ledger.engine.meaning import UnwritableError, no_ledger
from marsad.ledger.items import Verification
from marsad.ledger.migrations import migrate
from marsad.ledger.tables import SCHEMA
from marsad.ledger.team import Register
from marsad.ledger.verify import verify

Clock = Callable[[], dt.datetime]
TOOL = f"marsad {__version__}"


def utc_now() -> dt.datetime:
    """Return this moment in UTC."""
    return dt.datetime.now(dt.UTC)


def stamp(moment: dt.datetime) -> str:
    """Return a moment as UTC text that sorts: 2018-06-09T12:00:00.000000Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Opened:
    """An open ledger, but for what is read and written in it (`Store`)."""

    def __init__(self, place: engine.Place, connected: Engine, clock: Clock = utc_now, wait: float = 10) -> None:
        self.place = place
        self._engine = connected
        self._beside: Engine | None = None
        self._clock = clock
        self._wait = wait
        self._wrote = False

    @classmethod
    def open(cls, url: str | Path, *, wait: float = 10, clock: Clock = utc_now, older: bool = False) -> Self:
        """Open an existing ledger.

        Raises `LedgerError` where there is none, one of a newer schema, or (but with `older`) one of an older.
        """
        place = engine.locate(url)
        if not place.exists:
            raise _nothing(place)
        store = cls(place, engine.connect(place, wait=wait), clock, wait)
        with _let_go(store), engine.reading(store._engine, place) as connection:
            if engine.is_blank(connection):
                raise _nothing(place)
            _check(connection, place, older=older)
        return store

    @classmethod
    def create(cls, url: str | Path, *, wait: float = 10, clock: Clock = utc_now) -> tuple[Self, bool]:
        """Open the ledger, made if there is none, and tell whether it was made.  Raises `LedgerError`."""
        place = engine.locate(url)
        store = cls(place, engine.connect(place, wait=wait, create=True), clock, wait)
        with _let_go(store):
            return store, store._make()

    def _make(self) -> bool:
        """Lay the ledger out if there is nothing, and tell whether there was nothing."""
        with engine.reading(self._engine, self.place) as connection:
            if not engine.is_blank(connection):
                _check(connection, self.place)
                return False
        engine.prepare(self._engine, self.place)
        with self._writing() as connection:
            made = engine.is_blank(connection)
            if made:
                layout.lay_out(connection)
                append.append_version(connection, SCHEMA, TOOL, stamp(self._clock()))
            _check(connection, self.place)
        return made

    @classmethod
    def restore(cls, url: str | Path, lines: Iterator[bytes], *, wait: float = 10, clock: Clock = utc_now) -> Self:
        """Make a ledger from the lines of a dump, whole or not at all, and only if it verifies; return it open.

        Raises `LedgerError` where there is something already, and where the dump is cut short, of a newer schema, or
        not what its chain says.
        """
        place = engine.locate(url)
        store = cls(place, engine.connect(place, wait=wait, create=True), clock, wait)
        with _let_go(store):
            store._fill(lines)
        return store

    def _fill(self, lines: Iterator[bytes]) -> None:
        with engine.reading(self._engine, self.place) as connection:
            _only_blank(connection, self.place)
        schema = dump.first_line(next(lines, b""))
        _only_known(schema, self.place)
        engine.prepare(self._engine, self.place)
        with self._writing() as connection:
            _only_blank(connection, self.place)
            layout.lay_out(connection)
            dump.load(connection, lines)
            if schema < SCHEMA:
                append.append_version(connection, SCHEMA, TOOL, stamp(self._clock()))
            _only_sound(verify(connection))

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

    @contextmanager
    def register(self, *, write: bool = False) -> Iterator[Register]:
        """Give the accounts in one transaction, to be read or, with `write`, changed."""
        if write:
            with self._writing() as connection:
                yield Register(connection, stamp(self._clock()), write=True)
            return
        with engine.reading(self._engine, self.place) as connection:
            yield Register(connection, stamp(self._clock()), write=False)

    def settle(self) -> None:
        """Bring everything written so far onto the disk."""
        engine.settle(self._engine, self.place)

    def close(self) -> None:
        """Bring what was written onto the disk and let go of the file."""
        if self._wrote:
            with suppress(UnwritableError):  # it is on the disk already, in the log
                self.settle()
        if self._beside is not None:
            self._beside.dispose()
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with engine.writing(self._engine, self.place) as connection:
            yield connection
        self._wrote = True


@contextmanager
def _let_go(store: Opened) -> Iterator[None]:
    """Let go of the place where what is done with it fails."""
    try:
        yield
    except BaseException:
        store._engine.dispose()
        raise


def _nothing(place: engine.Place) -> LedgerError:
    return LedgerError.of("{ledger}: there is no ledger; make one with `marsad init`", ledger=place)


def _check(connection: Connection, place: engine.Place, *, older: bool = False) -> None:
    if not engine.is_marked(connection):
        raise no_ledger(place)
    version = layout.version(connection)
    _only_known(version, place)
    if version < SCHEMA and not older:
        raise LedgerError.of(
            "{ledger}: made by an older marsad (schema {version}, this one writes {known}); run `marsad upgrade`",
            ledger=place,
            version=version,
            known=SCHEMA,
        )


def _only_known(version: int, place: engine.Place) -> None:
    if version > SCHEMA:
        raise LedgerError.of(
            "{ledger}: made by a newer marsad (schema {version}, this one knows {known}); install that version",
            ledger=place,
            version=version,
            known=SCHEMA,
        )


def _only_blank(connection: Connection, place: engine.Place) -> None:
    if not engine.is_blank(connection):
        raise LedgerError.of("{ledger}: there is something already; restore to a new place", ledger=place)


def _only_sound(found: Verification) -> None:
    if not found.ok:
        first = found.bad[0]
        raise LedgerError.of(
            "the backup is not sound, nothing was restored: {count} items, the first is {kind} {item}: {why}",
            count=len(found.bad),
            kind=first.kind,
            item=first.id,
            why=first.why,
        )
