"""Wounded who died: they leave the count of the wounded for that of the dead, and contradict nothing.

Between two bulletins 0 <= transfers <= the wounded of the first, and no more than the dead rose: a fall of the wounded
that the rise of the dead covers is no decrease that needs a correction.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from marsad.reckon.item import Item


def transferred(injured: Sequence[Item], killed: Sequence[Item]) -> list[Item]:
    """Return the counts of wounded, an earlier one lowered to the last of its chain where the dead rose by as much.

    A chain is one voice's count of one side and kind of persons from the same opening day on.
    """
    chains: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in injured:
        chains[item.voices, item.side, item.facets, item.window.start].append(item)
    lowered: dict[str, Item] = {}
    for chain in chains.values():
        last = max(chain, key=lambda item: (_day(item), item.key))
        for item in chain:
            if last.hi is None or item.lo <= last.hi or _day(item) >= _day(last):
                continue
            if _rise(item, last, killed) >= item.lo - last.hi:
                lowered[item.key] = item.limited(last.hi, item.hi)
    return [lowered.get(item.key, item) for item in injured]


def _rise(first: Item, last: Item, killed: Sequence[Item]) -> int:
    """Return by how much the same voice's dead of the same side rose between two bulletins."""
    same = [item for item in killed if item.voices & first.voices and item.side == first.side and not item.facets]
    before = max((item.lo for item in same if _day(item) <= _day(first)), default=0)
    after = max((item.lo for item in same if _day(item) <= _day(last)), default=0)
    return after - before


def _day(item: Item) -> dt.date:
    return item.published or dt.date.min
