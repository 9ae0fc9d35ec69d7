"""An open ledger's derived tables: the search index and the incidents, wherever they can be kept.

They stand in the ledger itself.  Where that cannot be written (a read-only file, a full disk, a role of the server's
that may only read) and they are not up to date, they are made beside it, in memory or as temporary tables, for as long
as the ledger is open: every question is answered all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from sqlalchemy import Connection

from marsad.ledger import answers, engine, reprinted
from marsad.ledger.cached import Cache
from marsad.ledger.engine.meaning import UnwritableError
from marsad.ledger.opened import Opened
from marsad.ledger.search import Asked, SearchPage, index
from marsad.ledger.search.find import find, understand
from marsad.model.lineage import Lineage

T = TypeVar("T")


class Deriving(Opened):
    """An open ledger, as far as what is derived from it goes."""

    def search(self, asked: Asked) -> SearchPage:
        """Return a page of the documents in which a query stands; what is new in the ledger is indexed before.

        Raises `UsageError` for a query, cursor or limit that is none, `LedgerError` where the index cannot be made.
        """
        query = understand(asked)
        for _ in self.refresh_search():
            pass
        with self._derived() as connection:
            return find(connection, asked, query)

    def refresh_search(self) -> Iterator[int]:
        """Bring the search index up to the ledger, batch by batch; yield how many documents each took in."""
        with self._derived() as connection:
            taken: int | None = None if index.is_fresh(connection) else 0
        while taken is not None:
            taken = self._attempt(self._catch_up)
            if taken:
                yield taken

    def _catch_up(self) -> int | None:
        with self._deriving() as connection:
            if self._beside is not None:
                index.come_apart(connection)
            return index.catch_up(connection)

    def drop_search(self) -> None:
        """Throw the search index away; the next search makes it anew."""
        with self._writing() as connection:
            index.drop(connection)

    def search_sources(self) -> list[str]:
        """Return every spelling of a source that the search index knows."""
        for _ in self.refresh_search():
            pass
        with self._derived() as connection:
            return list(index.stored_sources(connection))

    def remembered(self, name: str, stamp: str) -> bytes | None:
        """Return a kept answer about the whole ledger, None where there is none of this stamp."""
        with engine.reading(self._engine, self.place) as connection:
            return answers.remembered(connection, name, stamp)

    def remember(self, name: str, stamp: str, body: bytes) -> None:
        """Keep an answer about the whole ledger, where that can be written."""
        if self._beside is None and not engine.is_read_only(self.place):
            with suppress(UnwritableError), self._writing() as connection:
                answers.remember(connection, name, stamp, body)

    @contextmanager
    def reprinted(self) -> Iterator[reprinted.Reprinted]:
        """Give the derived tables of wording in one transaction, to be brought up to date."""
        with self._writing() as connection:
            yield reprinted.Reprinted(connection)

    def lineage(self, document: str) -> tuple[Lineage, ...]:
        """Return which documents this one repeats, and which repeat it, as far as they were compared."""
        with engine.reading(self._engine, self.place) as connection:
            return reprinted.lineage(connection, document)

    def derive(self, do: Callable[[Cache], T]) -> T:
        """Do something in the derived tables of incidents that may write them, wherever they can be kept."""

        def attempt() -> T:
            with self.cache(write=True) as cache:
                return do(cache)

        return self._attempt(attempt)

    def _attempt(self, do: Callable[[], T]) -> T:
        """Do something; where it turns out that the disk is full or read-only, do it again beside the ledger."""
        try:
            return do()
        except UnwritableError:
            if self._beside is not None:
                raise
        self._beside = engine.beside(self.place, wait=self._wait)
        return do()

    @contextmanager
    def cache(self, *, write: bool = False) -> Iterator[Cache]:
        """Give the derived tables of incidents in one transaction, to be read or, with `write`, brought up to date."""
        if not write:
            with self._derived() as connection:
                yield Cache(connection)
            return
        with self._deriving() as connection:
            made = Cache(connection)
            if self._beside is not None:
                made.come_apart()
            yield made

    @contextmanager
    def _derived(self) -> Iterator[Connection]:
        """Give a connection that sees the derived tables and the ledger."""
        with engine.reading(self._beside or self._engine, self.place) as connection:
            yield connection

    @contextmanager
    def _deriving(self) -> Iterator[Connection]:
        """Give a connection that may write derived tables, and those alone where the ledger cannot be written."""
        if self._beside is None and engine.is_read_only(self.place):
            self._beside = engine.beside(self.place, wait=self._wait)
        if self._beside is None:
            with self._writing() as connection:
                yield connection
        else:
            with engine.writing(self._beside, self.place) as connection:
                yield connection
