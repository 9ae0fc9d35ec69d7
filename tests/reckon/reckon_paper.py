"""Claim systems written by hand in names, so that tests read as the sums on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.reckon.cascade import bounds
from marsad.reckon.system import Row, System

Limits = tuple[int, int | None]


@dataclass(frozen=True)
class Paper:
    """Named cells ('a b c') and rows over them, as one would write them on paper."""

    cells: str
    rows: Mapping[str, tuple[str, int, int | None]]

    def at(self, names: str) -> frozenset[int]:
        every = self.cells.split()
        return frozenset(every.index(name) for name in names.split())

    def system(self) -> System:
        return System(tuple(Row(name, self.at(cells), lo, hi) for name, (cells, lo, hi) in self.rows.items()))

    def of(self, names: str, *, sharp: bool = True) -> Limits:
        found = bounds(self.system(), self.at(names), sharp=sharp)
        assert found is not None, "the system contradicts itself"
        return found.lo, found.hi

    def guarantee(self, names: str, *, sharp: bool = True) -> str:
        found = bounds(self.system(), self.at(names), sharp=sharp)
        assert found is not None, "the system contradicts itself"
        return found.guarantee
