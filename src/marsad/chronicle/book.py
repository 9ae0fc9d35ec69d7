"""The account book of a ledger, in memory: figures of the whole ledger, brought up to date by what changed."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from marsad.chronicle import accounts
from marsad.chronicle.entry import Entry
from marsad.ledger import accounted
from marsad.link.judge import incident_id
from marsad.reckon.book import Book

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle


MANY = 1_000
"""Incidents from which on what was made of them is never looked through again for what nobody needs."""
JOURNAL = 20_000
"""Changes that are remembered at most."""


class AccountBook:
    """All incidents of a ledger with what each adds to the figures and pictures of all."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """By leader."""
        self.sums = Book()
        """By the incidents' ids."""
        self.seen = 0
        self.is_whole = False
        """Whether it once held every incident."""
        self.said: Counter[str] = Counter()
        """Claims by publisher."""
        self.cited: Counter[str] = Counter()
        """Claims by whom another publisher cites."""
        self._claims = 0
        self._fresh = 0
        """Incidents that were taken in since what was made of them was last set aside."""
        self._journal: list[str] = []
        self._forgotten = 0

    def refresh(self, chronicle: Chronicle) -> int:
        """Take in what changed in the ledger; return how many incidents that touched."""
        return sum(self.steps(chronicle))

    def steps(self, chronicle: Chronicle) -> Iterator[int]:
        """Take in what changed in the ledger, part by part; yield how many incidents each touched.

        Between two parts the ledger may change: what changed then is taken in too.
        """
        for _ in accounts.bring_up(chronicle):
            yield 0
        more = True
        while more:
            with chronicle.tables() as cache:
                upto = accounted.next_change(cache.connection, self.seen)
                more = upto is not None
                touched = self._take(accounts.changed(cache, self.seen, upto)) if upto is not None else 0
                self.seen = upto or self.seen
            if touched:
                yield touched
        self.is_whole = True

    def _take(self, changed: Iterator[tuple[str, Entry | None]]) -> int:
        touched = 0
        with _unwatched():
            for leader, entry in changed:
                touched += 1
                former = self.entries.pop(leader, None)
                if former is not None:
                    self._tell(former, -1)
                if entry is not None:
                    self.entries[leader] = entry
                    self._tell(entry, 1)
                self.sums.put(incident_id(leader), entry.account if entry else None)
                self._journal.append(leader)
        self._fresh += touched
        if self._fresh >= MANY:
            gc.freeze()
            self._fresh = 0
        if len(self._journal) > JOURNAL:
            self._forgotten += len(self._journal)
            self._journal.clear()
        return touched

    def _tell(self, entry: Entry, sign: int) -> None:
        self._claims += sign * entry.claims
        for source, claimant, number in entry.said:
            if source:
                self.said[source] += sign * number
            if claimant and claimant != source:
                self.cited[claimant] += sign * number

    @property
    def changes(self) -> int:
        """How many changes were taken in so far."""
        return self._forgotten + len(self._journal)

    def since(self, changes: int) -> frozenset[str] | None:
        """Return the leaders whose entries changed after so many changes; None where that is no longer known."""
        at = changes - self._forgotten
        return None if at < 0 else frozenset(self._journal[at:])

    def claims(self) -> int:
        """Return how many claims the incidents hold."""
        return self._claims


@contextmanager
def _unwatched() -> Iterator[None]:
    """Make many lasting objects without looking again and again for ones that nobody needs."""
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()
