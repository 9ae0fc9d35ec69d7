"""A ledger without what is withheld from somebody: every question asked of it is answered as if that were not there.

What is withheld is left out by the database itself, by views that go by the names of the tables; whatever asks, asks
these, and what is derived (incidents, tolls, the index of search) is made of them anew, in memory or in a schema of its
own, and never read from the whole ledger's.  Nothing is written to the ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from marsad.ledger import answers, cached, engine, inquiries, reprinted
from marsad.ledger.engine.meaning import ReadOnlyError
from marsad.ledger.search import index
from marsad.ledger.store import Store

_OF = (
    *(("documents", "id", "documents"), ("revisions", "document", "documents"), ("captures", "document", "documents")),
    *(("readings", "document", "documents"), ("decisions", "id", "decisions")),
)
"""Tables of which rows are left out: table, column, and which names that column is held against."""

LEFT_OUT = {
    **{table: f"{column} NOT IN {{{kind}}}" for table, column, kind in _OF},
    "entries": " AND ".join(
        f"seq NOT IN (SELECT entry FROM {{whole}}{table} WHERE {column} IN {{{kind}}})"  # nosec B608 # our own names
        for table, column, kind in _OF
    ),
    "secrets": "1 = 0",
    **dict.fromkeys((*reprinted.metadata.tables, *inquiries.metadata.tables, *answers.metadata.tables), "1 = 0"),
}
"""By table, the rows that stay; `{documents}` and `{decisions}` are the names that are left out, `{whole}` is before
the names of the ledger's own tables."""


class Screened(Store):
    """An open ledger without some documents and decisions.  It is to be closed like any other."""

    @classmethod
    def over(cls, store: Store, *, documents: Collection[str], decisions: Collection[str]) -> Screened:
        """Return a ledger without these documents, with all that was read of them, and these decisions."""
        place, wait, clock = store.place, store._wait, store._clock
        hidden = {"documents": sorted(documents), "decisions": sorted(decisions)}
        asking, deriving = engine.screen(place, LEFT_OUT, hidden, wait=wait)
        made = cls(place, asking, clock, wait)
        made._beside = deriving
        with engine.writing(deriving, place) as connection:
            cached.Cache(connection).begin()
            index.lay_out(connection)
        return made

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        raise ReadOnlyError.of("{ledger}: is seen in part here, and not written", ledger=self.place)
        yield  # pragma: no cover

    def remembered(self, name: str, stamp: str) -> bytes | None:
        """Return nothing: what the ledger keeps is of the whole."""
        return None

    def remember(self, name: str, stamp: str, body: bytes) -> None:
        """Keep nothing."""

    def settle(self) -> None:
        """Nothing was written."""

    def close(self) -> None:
        """Let go of the views and of what was derived from them."""
        assert self._beside is not None, "it was made with both"
        engine.unscreen(self._beside, self.place)
        self._beside.dispose()
        self._engine.dispose()
