"""Running totals of one source: every lower limit stands, only the latest upper limit does.

A number that a source later raises was a lower limit only: the truth was at least that, and no more was known.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.reckon.item import Item

Chain = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Decrease:
    """An unexplained fall: a later number lies below an earlier minimum of the same source and count."""

    earlier: Item
    later: Item


def active(items: Sequence[Item]) -> tuple[list[Item], list[Decrease]]:
    """Return the items with overtaken upper limits opened, in their order, and the unexplained decreases.

    A chain is one side's count of the same kind of persons from the same opening day on.
    """
    chains: dict[Chain, list[Item]] = defaultdict(list)
    for item in items:
        chains[_chain(item)].append(item)
    latest = {name: _latest(chain) for name, chain in chains.items()}
    kept = [item if item.key == latest[_chain(item)].key else item.limited(item.lo, None) for item in items]
    falls = [
        Decrease(earlier, last)
        for name, last in sorted(latest.items(), key=lambda pair: pair[1].key)
        if last.hi is not None and not last.single
        for earlier in [max(chains[name], key=lambda item: (item.lo, item.key))]
        if earlier.lo > last.hi
    ]
    return kept, falls


def continued(followed: Sequence[Item], items: Sequence[Item]) -> list[Item]:
    """Return other voices' running totals that carry on a followed one, as lower limits only.

    They count the same side from the same opening day on, beyond the last day of what is followed: the dead of the
    shorter count are among those of the longer, whoever made it.  What counts no further is a rival's, and so is what
    gives no number: 'dozens' of enemies carry nobody's count on.
    """
    last: dict[tuple[str | None, dt.date], dt.date] = {}
    for item in followed:
        start, end = item.window.start, item.window.end
        if start and end and not item.facets:
            last[item.side, start] = max(end, last.get((item.side, start), end))
    known = {item.key for item in followed}
    return [
        item.limited(item.lo, None)
        for item in items
        if item.key not in known and not item.facets and item.lo > 0 and not item.soft and item.first.hedge != "vague"
        if item.window.start is not None and item.window.end is not None
        if (reached := last.get((item.side, item.window.start))) is not None and item.window.end > reached
    ]


def _chain(item: Item) -> Chain:
    where = (item.place.gazetteer or item.place.name_en or item.place.text) if item.place and item.whole else None
    return (item.voices, item.side, item.facets, item.window.start, item.soft, item.rest, where)


def _latest(chain: Sequence[Item]) -> Item:
    """Return the last word: the latest published, then the longest window, then the largest number."""
    return max(chain, key=lambda i: (i.published or dt.date.min, i.window.end or dt.date.min, i.lo, i.key))
