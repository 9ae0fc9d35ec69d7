"""The account book of a ledger, in memory: figures of the whole ledger, brought up to date by what changed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from marsad.chronicle import accounts
from marsad.chronicle.accounts import Entry
from marsad.ledger import accounted
from marsad.link.judge import incident_id
from marsad.reckon.account import Book

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle


class AccountBook:
    """All incidents of a ledger with what each adds to the figures and pictures of all."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """By leader."""
        self.sums = Book()
        """By the incidents' ids."""
        self.seen = 0

    def refresh(self, chronicle: Chronicle) -> int:
        """Take in what changed in the ledger; return how many incidents that touched."""
        for _ in accounts.bring_up(chronicle):
            pass
        touched = 0
        with _unwatched(), chronicle.ledger.store.cache() as cache:
            now = accounted.last_change(cache.connection)
            for leader, entry in accounts.changed(cache, self.seen) if now != self.seen else ():
                touched += 1
                self.entries.pop(leader, None)
                if entry is not None:
                    self.entries[leader] = entry
                self.sums.put(incident_id(leader), entry.account if entry else None)
            self.seen = now
        return touched

    def claims(self) -> int:
        """Return how many claims the incidents hold."""
        return sum(entry.claims for entry in self.entries.values())


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
