"""Which documents a ledger has, the newest published first: brought up to date by what came in."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from marsad.knowledge.lore import Lore
    from marsad.ledger import StoredDocument


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """A document as it is listed: the day of publication, and the id of its publisher (each '' where unknown)."""

    published: str
    id: str
    source: str


class KeptCatalogue(msgspec.Struct, frozen=True):
    """All of them as the ledger keeps them."""

    every: tuple[Listed, ...]


class Catalogue:
    """The documents by day and id; `sources` says how many each publisher has."""

    def __init__(self, every: Iterable[Listed]) -> None:
        self.sources: Counter[str] = Counter()
        self._of = {one.id: one for one in every}
        self._order = sorted((one.published, one.id) for one in self._of.values())
        self.sources.update(one.source for one in self._of.values())

    def __len__(self) -> int:
        return len(self._order)

    def page(self, first: int, limit: int) -> Sequence[str]:
        """Return the ids of a page, the newest published first."""
        upto = max(0, len(self._order) - first)
        return [id for _, id in self._order[max(0, upto - limit) : upto][::-1]]

    def take(self, held: Iterable[Listed]) -> None:
        """Take documents in, in the place of what was known of them."""
        for one in held:
            former = self._of.pop(one.id, None)
            if former is not None:
                del self._order[bisect_left(self._order, (former.published, former.id))]
                self.sources[former.source] -= 1
            self._of[one.id] = one
            self.sources[one.source] += 1
            insort(self._order, (one.published, one.id))

    def kept(self) -> KeptCatalogue:
        """Return what the ledger keeps of it."""
        return KeptCatalogue(tuple(self._of[id] for _, id in self._order))


def listed(documents: Iterable[StoredDocument], packs: Mapping[str, str], lore: Lore) -> Iterator[Listed]:
    """Yield documents as they are listed; `packs` are those they were read with: 'the ministry' is one conflict's."""
    for one in documents:
        publisher = lore.fold_source(one.source, packs.get(one.id))
        yield Listed(one.published or "", one.id, publisher or "")
