"""Comparing: the scenes that share a block or a reprint, in the order of telling, a few thousand at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from marsad.chronicle import rows
from marsad.chronicle.anew.portions import SAME, Alike, Told, packed
from marsad.ledger import cached
from marsad.ledger.making import Making
from marsad.link import Link
from marsad.link.compare import compare
from marsad.link.features import Features
from marsad.link.meeting import Listing, Meeting, Numbers, in_order, pairs_of

BLOCKS_AT_ONCE = 300_000
"""Rows of blocks of one step."""

SCENES_AT_ONCE = 2_000
"""Scenes of one step, compared with all that were told before them."""

REMEMBERED = 30_000
"""Scenes whose features are kept at hand; those that were not asked for the longest are forgotten first."""


class Comparing:
    """Who is compared with whom, and what is known of them."""

    def __init__(self, making: Making, told: Told, documents: int) -> None:
        self.told = told
        self.blocks, self.scenes = in_order(told.blocks, told.scenes)
        told.blocks = told.scenes = np.zeros(0, dtype=np.int64)
        self._met: Meeting | None = None
        self.documents = documents
        self.alike: Alike | None = None
        self.at_home = Listing.of(told.homes, np.arange(len(told.homes)), documents)
        self._features: dict[int, Features] = {}

    def write_blocks(self, making: Making, begin: int) -> int | None:
        """Write the rows of blocks from one on; return where the next step begins, None after the last."""
        end = min(begin + BLOCKS_AT_ONCE, len(self.blocks))
        part, ranks = slice(begin, end), self.told.ranks
        found = zip(self.blocks[part].tolist(), self.scenes[part].tolist(), strict=True)
        making.put(cached.blocks, ({"block": name, "rank": ranks[scene]} for name, scene in found))
        return end if end < len(self.blocks) else None

    def compare(self, making: Making, begin: int) -> int | None:
        """Write the links of scenes from one on with earlier ones; return where the next step begins."""
        end = min(begin + SCENES_AT_ONCE, len(self.told.ranks))
        same: list[int] = []
        making.put(cached.links, map(rows.link_row, self._links(making, begin, end, same)))
        making.keep(SAME, begin, packed(same, "<u4"))
        return end if end < len(self.told.ranks) else None

    def _links(self, making: Making, begin: int, end: int, same: list[int]) -> Iterator[Link]:
        earlier, later = self._pairs(making, begin, end)
        assert self.alike is not None, "it was made to find the pairs"
        shares = self.alike.share(self.told.homes[earlier], self.told.homes[later])
        first, second = earlier.tolist(), later.tolist()
        known = self._known(making, {*first, *second})
        for a, b, share in zip(first, second, shares, strict=True):
            link = compare(known[a], known[b], share)
            if link is not None:
                if link.verdict == "same":
                    same += (a, b)
                yield link

    def _pairs(self, making: Making, begin: int, end: int) -> tuple[Numbers, Numbers]:
        """Return the pairs that are compared of which the later is one of some scenes."""
        if self._met is None or self.alike is None:
            self._met = Meeting.of(self.blocks, self.scenes)
            self.blocks = self.scenes = np.zeros(0, dtype=np.int64)
            self.alike = Alike(making, self.documents)
        earlier, later = self._met.of_scenes(begin, end)
        homes = self.told.homes
        documents, place = self.alike.beside(homes[begin:end])
        others, at = self.at_home.find(documents)
        met = np.concatenate([earlier, others]), np.concatenate([later, place[at] + begin])
        apart = homes[met[0]] != homes[met[1]]
        return pairs_of(met[0][apart], met[1][apart])

    def _known(self, making: Making, numbers: Collection[int]) -> dict[int, Features]:
        """Return the features of scenes; what was asked for last stays at hand."""
        held = self._features
        wanted = {self.told.key(number): number for number in numbers if number not in held}
        found = {number: held.pop(number) for number in numbers if number in held}
        for row in making.cache.find(cached.scenes, "scene", wanted):
            found[wanted[row.scene]] = rows.features_of(row.body)
        for number in list(held)[: max(0, len(held) + len(found) - REMEMBERED)]:
            del held[number]
        held |= found
        return found
