"""The sum of any days' shares, out of the columns of the row of all days: what `period.summed` gives of them.

Where shares hold one another in a plain forest, so do those of them that the days leave: each is held next by the
nearest that is left.  Only groups that stand otherwise, and those that shares of these days alone touch, are summed
anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from marsad.model import PlaceMention
from marsad.model.time import UNDATED
from marsad.reckon.columns import NONE, Columns
from marsad.reckon.forest import Forest, Limits, grow
from marsad.reckon.holding import UNLINKED, Places, held
from marsad.reckon.incident import Share
from marsad.reckon.neighbours import is_far
from marsad.reckon.period import SMALL, Sum, summed
from marsad.reckon.running import Figure
from marsad.reckon.system import GUARANTEES, Bounds, weakest


@dataclass(frozen=True)
class _Trees:
    """Shares that stand in the columns, summed: by slot."""

    slots: Any
    parent: Any
    least: Any
    parts: Any
    over: Any


@dataclass(frozen=True)
class DaysSum:
    """The sum of some days' shares: of some as they stand in the columns, of the rest in a forest of its own."""

    columns: Columns
    shown: Any
    """Which shares of the columns it is of."""
    told: tuple[Share, ...]
    """Shares of incidents that say something else of these days than of all."""
    figure: Figure
    _trees: _Trees
    _forest: Forest
    _whole: Sum | None = None
    """The sum of all, where they are few and cross."""

    @property
    def incidents(self) -> Any:
        """The numbers of the incidents whose shares it sums."""
        slots = [self.columns.slots[share.incident] for share in self.told]
        return np.concatenate([self.columns["incident"][self.shown], self.columns["incident"][slots]])

    def overlaps(self) -> set[str]:
        """Return the sides that the shares of the columns overlap."""
        kinds = np.unique(self.columns["beside"][self.shown])
        return {side for kind in kinds for side in self.columns.beside[kind]}

    def binding(self, most: int) -> tuple[list[str], Sum, int]:
        """Return the incidents that force the figure, at most so many, those that add the most first.

        With them come the sum as it names them all, and how many these are.
        """
        whole = self._whole or self._sum()
        every, high = {*whole.low, *whole.high}, set(whole.high)
        lows = {share.incident: share.lo for share in self.told}
        table, slots = self.columns["lo"], self.columns.slots
        own = {name: lows[name] if name in lows else int(table[slots[name]]) for name in every}
        first = sorted(every, key=lambda name: (name not in high, -own[name], name))[:most]
        return first, whole, len(every)

    def _sum(self) -> Sum:
        found = self.figure
        if found.clash:
            return Sum(found.bounds, found.clash, (), clash=found.clash, residual=found.residual)
        names = self.columns.names
        low = [names[slot] for slot in _low(self.columns, self._trees)] + self._forest.low_by()
        high: tuple[str, ...] = ()
        if found.bounds.hi is not None:  # one holds all others
            tops = self._trees.slots[self._trees.parent == NONE]
            high = (*(names[slot] for slot in tops), *(branch.share.incident for branch in self._forest.roots))
        return Sum(found.bounds, tuple(sorted(low)), high, residual=found.residual)


def sum_of_days(columns: Columns, sure: Any, told: Sequence[Share], places: Places) -> DaysSum | None:
    """Return the sum of the shares of the columns that are marked and of others; None where there are none.

    `places` are those of the incidents of the others.
    """
    number = int(sure.sum()) + len(told)
    if not number:
        return None
    again = _touched(columns, sure, told, places)
    trees = _grown(columns, sure & ~again)
    if trees.over.any():
        again |= sure & np.isin(columns["group"], columns["group"][trees.slots[trees.over]])
        trees = _grown(columns, sure & ~again)
    forest = _regrown(columns, sure, again, told, places)
    whole = None
    if number == 1 or (not forest.exact and number <= SMALL):
        shares = [*_shares(columns, sure), *told]
        whole = summed(shares, _places(columns, shares, places))
        figure = Figure(whole.bounds, whole.clash, whole.residual)
    else:
        figure = _figure(columns, sure, trees, forest)
    return DaysSum(columns, sure, tuple(told), figure, trees, forest, whole)


def _touched(columns: Columns, sure: Any, told: Sequence[Share], places: Places) -> Any:
    """Return the shares that are summed anew: of groups that are no plain forests among them, or that others touch."""
    loose = sure & columns["odd"]
    slots = columns.slots
    for share in told:
        near = columns.running.touching(share, places.get(share.incident), lambda name: bool(sure[slots[name]]))
        loose[[slots[name] for name in near]] = True
    group = columns["group"]
    return sure & np.isin(group, np.unique(group[loose])) if loose.any() else loose


def _grown(columns: Columns, shown: Any) -> _Trees:
    """Return the trees of shares: what of them holds each next, and the least of each with all that it holds."""
    slots = np.flatnonzero(shown)
    parents, lo, hi = columns["parent"], columns["lo"], columns["hi"]
    parent = parents[slots]
    while (gone := (parent != NONE) & ~shown[parent]).any():
        parent[gone] = parents[parent[gone]]
    depth = columns["depth"][slots]
    parts, least = np.zeros(len(shown), "i8"), lo.copy()
    for level in range(int(depth.max(initial=0)), -1, -1):
        at = depth == level
        here, above = slots[at], parent[at]
        over = (hi[here] != NONE) & (parts[here] > hi[here])
        least[here] = np.where(over, lo[here], np.maximum(lo[here], parts[here]))
        np.add.at(parts, above[above != NONE], least[here[above != NONE]])
    over = (hi[slots] != NONE) & (parts[slots] > hi[slots])
    return _Trees(slots, parent, least, parts, over)


def _regrown(columns: Columns, sure: Any, again: Any, told: Sequence[Share], places: Places) -> Forest:
    """Return the forest of the shares that are summed anew."""
    shares = sorted([*_shares(columns, again), *told], key=lambda share: share.incident)
    if not shares:
        return Forest([], exact=True)
    known = _places(columns, shares, places)
    return grow(shares, held(shares, known, _wide(columns, sure, told, known)))


def _wide(columns: Columns, sure: Any, told: Sequence[Share], places: Places) -> set[str]:
    """Return the shares whose place may hold others.

    A place that is wide only because others lie in it by name may, of these days, be so no more; of that, only what a
    share without days holds depends, which is none of the columns'.
    """
    wide = {name for name, place in places.items() if columns.running.is_wide(place)}
    undated = [share.incident for share in told if share.days == UNDATED and share.incident in wide]
    if undated:
        beside = [place.parents for share in told if (place := places[share.incident]) is not None]
        named = columns.named(sure).union(*beside)
        wide -= {name for name in undated if not is_far(places[name]) and _id(places[name]) not in named}
    return wide


def _id(place: PlaceMention | None) -> str | None:
    return place.gazetteer if place is not None else None


def _shares(columns: Columns, shown: Any) -> list[Share]:
    return [columns.running.told(columns.names[slot])[0] for slot in np.flatnonzero(shown)]


def _places(columns: Columns, shares: Sequence[Share], places: Places) -> dict[str, PlaceMention | None]:
    """Return the places of shares."""
    names = (share.incident for share in shares)
    return {name: places[name] if name in places else columns.running.told(name)[1] for name in names}


def _figure(columns: Columns, sure: Any, trees: _Trees, forest: Forest) -> Figure:
    """Return the figure of trees and a forest that have nothing to do with one another."""
    kinds = [GUARANTEES[kind] for kind in np.unique(columns["label"][trees.slots])]
    label = weakest([*kinds, *(branch.share.guarantee for branch in forest.branches)])
    label = label if forest.exact else "LP-rounded"
    tops = trees.slots[trees.parent == NONE]
    least = int(trees.least[tops].sum()) + forest.least()
    clash = tuple(dict.fromkeys(name for one in forest.branches if one.clashes for name in forest.clash_by(one)))
    if clash:
        return Figure(Bounds(least, None, label), clash)
    if len(tops) + len(forest.roots) > 1:
        return Figure(Bounds(least, None, label))
    if forest.whole is not None:
        left = forest.unlisted(forest.whole) if forest.whole.children else None
        return Figure(Bounds(least, forest.whole.hi, label), residual=left)
    if not len(tops) or columns.names[tops[0]].startswith(UNLINKED):
        return Figure(Bounds(least, None, label))
    return Figure(Bounds(least, _end(columns["hi"][tops[0]]), label), residual=_unlisted(columns, trees, tops[0]))


def _unlisted(columns: Columns, trees: _Trees, top: Any) -> Limits | None:
    """Return the bounds of the persons of a share who are in none that it holds next; None where it holds none."""
    inside = columns["hi"][trees.slots[trees.parent == top]]
    if not len(inside):
        return None
    lo, hi = int(columns["lo"][top]), _end(columns["hi"][top])
    least = max(0, lo - int(inside.sum())) if (inside != NONE).all() else 0
    return least, None if hi is None else hi - int(trees.parts[top])


def _end(hi: Any) -> int | None:
    return None if hi == NONE else int(hi)


def _low(columns: Columns, trees: _Trees) -> Iterator[Any]:
    """Yield the slots of shares whose own lower limits force the least, a whole's before its parts' at a tie."""
    lo = columns["lo"]
    opened = np.zeros(len(columns.names), bool)
    opened[trees.slots] = trees.parts[trees.slots] > lo[trees.slots]
    depth = columns["depth"][trees.slots]
    reached = np.zeros(len(columns.names), bool)
    for level in range(int(depth.max(initial=0)) + 1):
        here, above = trees.slots[depth == level], trees.parent[depth == level]
        reached[here] = np.where(above == NONE, True, reached[above] & opened[above])
    yield from np.flatnonzero(reached & ~opened & (lo > 0))
