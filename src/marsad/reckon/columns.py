"""The shares of a row of all days as columns, so that those of any days are found and summed without a look at each.

A column holds what a share is alone (its days, limits, place) and where it stands in the forest of those that hold one
another.  The columns are brought up to date share by share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from marsad.model import PlaceMention, Window
from marsad.reckon.account import Span
from marsad.reckon.running import Running
from marsad.reckon.system import GUARANTEES

NONE = -1
FORM = np.dtype(
    [
        ("there", "?"),
        ("dated", "?"),
        ("loose", "?"),
        ("far", "?"),
        ("odd", "?"),
        ("label", "i1"),
        ("depth", "i2"),
        ("start", "i4"),
        ("end", "i4"),
        ("parent", "i4"),
        ("group", "i4"),
        ("place", "i4"),
        ("beside", "i4"),
        ("incident", "i4"),
        ("lo", "i8"),
        ("hi", "i8"),
    ]
)
"""`dated` to `far`, `start` and `end`: the incident's span.  `odd`: its group is no plain forest.  `parent`: what holds
it next; `group`: the first of those that hold one another with it.  `beside`: the sides that it overlaps."""


class Facts(NamedTuple):
    """What the columns need of a share besides it: the incident's number, span, and the sides that it overlaps."""

    incident: int
    span: Span
    overlaps: tuple[str, ...]


class Columns:
    """The columns of a row."""

    def __init__(self, running: Running, facts: Mapping[str, Facts]) -> None:
        self.running = running
        self.names: list[str] = []
        self.slots: dict[str, int] = {}
        self.beside: list[tuple[str, ...]] = []
        self._beside: dict[tuple[str, ...], int] = {}
        self._free: list[int] = []
        self._parents: list[tuple[str, ...]] = []
        self._places: dict[tuple[str, ...], int] = {}
        self._table = np.zeros(0, FORM)
        running.moved.clear()
        self.refresh(facts.keys(), facts)

    def refresh(self, names: Iterable[str], facts: Mapping[str, Facts]) -> None:
        """Bring the columns of some incidents up to date; those without facts have no share any more."""
        gone = [name for name in names if name not in facts and name in self.slots]
        for name in gone:
            slot = self.slots.pop(name)
            self._table[slot] = np.zeros((), FORM)
            self._free.append(slot)
        fresh = [name for name in facts if name not in self.slots]
        self._grow(len(fresh) - len(self._free))
        for name in fresh:
            slot = self._free.pop()
            self.slots[name], self.names[slot] = slot, name
        for name, one in facts.items():
            self._table[self.slots[name]] = self._row(name, one)

    def _grow(self, more: int) -> None:
        if more > 0:
            had = len(self.names)
            more = max(more, had // 4)
            self.names += [""] * more
            self._table = np.concatenate([self._table, np.zeros(more, FORM)])
            self._free += range(had + more - 1, had - 1, -1)

    def _row(self, name: str, one: Facts) -> tuple[Any, ...]:
        share, place, span = *self.running.told(name), one.span
        group, parent, depth, plain = self.running.stand(name)
        return (
            True,
            span.start is not None,
            span.loose,
            span.far,
            not plain,
            GUARANTEES.index(share.guarantee),
            depth,
            span.start.toordinal() if span.start else 0,
            span.end.toordinal() if span.end else 0,
            NONE if parent is None else self.slots[parent],
            self.slots[group],
            self._place(place),
            _number(one.overlaps, self.beside, self._beside),
            one.incident,
            share.lo,
            NONE if share.hi is None else share.hi,
        )

    def _place(self, place: PlaceMention | None) -> int:
        return _number(place.parents if place is not None else (), self._parents, self._places)

    def __getitem__(self, name: str) -> Any:
        return self._table[name]

    def within(self, period: Window) -> tuple[Any, list[str]]:
        """Return where all that is counted lies in a period, and the other incidents of which something may."""
        table = self._table
        first = period.start.toordinal() if period.start else 0
        last = period.end.toordinal() if period.end else np.iinfo("i4").max
        start, end, dated = table["start"], table["end"], table["dated"]
        sure = dated & ~table["loose"] & (start >= first) & (end <= last)
        meets = dated & (end >= first) & (start <= last)
        if period.start is None or period.end is None:
            meets |= table["loose"] & (dated | table["far"])
        return sure, [self.names[slot] for slot in np.flatnonzero(meets & ~sure)]

    def named(self, shown: Any) -> set[str]:
        """Return the places in which those of the shares shown lie, by their names."""
        return {name for at in np.unique(self._table["place"][shown]) for name in self._parents[at]}


def _number(one: tuple[str, ...], every: list[tuple[str, ...]], numbers: dict[tuple[str, ...], int]) -> int:
    """Return where a value stands among all different ones; a new one is added."""
    if one not in numbers:
        numbers[one] = len(every)
        every.append(one)
    return numbers[one]
