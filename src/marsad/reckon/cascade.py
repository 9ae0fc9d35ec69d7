"""The bound cascade: tree pass, then two crossing sets, propagation, the linear and the integer program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from marsad.reckon import pair, propagate, tree
from marsad.reckon.attained import attained
from marsad.reckon.solver import TOLERANCE, Optimum, Program
from marsad.reckon.system import Bounds, Cells, Row, System, weakest

End = Literal["both", "lo", "hi"]
"""Which ends of a sum are sought."""


def bounds(system: System, query: Iterable[int], *, sharp: bool = True, end: End = "both") -> Bounds | None:
    """Return the least and greatest sum of the query's cells, or None if the system contradicts itself.

    With `end` 'lo' or 'hi' the other end is left open (0 or None), which spares its programs.
    Only the parts of the system that touch the query are looked at.  With `sharp` false the integer program
    is left out and a fractional optimum is rounded (guarantee `LP-rounded`: valid, perhaps not sharp).
    Raises `SolverError` if the solver fails.
    """
    wanted = frozenset(query)
    lo, hi, labels = 0, (0 if not wanted - system.cells() else None), []
    for part in system.components():
        asked = wanted & part.cells()
        if not asked:
            continue
        found = _component(part.rows, asked, sharp, end)
        if found is None:
            return None
        lo += found.lo
        hi = None if hi is None or found.hi is None else hi + found.hi
        labels.append(found.guarantee)
    return Bounds(lo, hi, weakest(labels))


def feasible(system: System) -> bool:
    """Tell whether whole counts exist that satisfy every row."""
    return all(_component_feasible(part.rows) for part in system.components())


def _component(rows: tuple[Row, ...], query: Cells, sharp: bool, end: End) -> Bounds | None:
    nodes = tree.build(rows, query)
    if nodes is not None:
        if not tree.sweep(nodes):
            return None
        node = next(node for node in nodes if node.cells == query)
        return Bounds(node.lo, node.hi, "exact-tree")
    if pair.crossing(rows):
        return pair.bounds(rows, query)
    if (stated := attained(rows, query)) is not None:
        return stated
    box = propagate.propagate(rows)
    if box is None:
        return None
    if end == "lo" and _holds(rows, box.lo):
        return Bounds(sum(box.lo[cell] for cell in query), None, "exact-TU")  # no count can be smaller
    corner = _corner(rows, query, box)
    if corner is not None:
        return corner
    merged = _merged((*rows, Row("", query)))
    return _Programs(merged[:-1]).bounds(merged[-1].cells, sharp, end)


def _component_feasible(rows: tuple[Row, ...]) -> bool:
    if len(rows) == 1:
        return (rows[0].hi is None or rows[0].lo <= rows[0].hi) and bool(rows[0].cells or not rows[0].lo)
    nodes = tree.build(rows, frozenset(rows[0].cells))
    if nodes is not None:
        return tree.sweep(nodes)
    if pair.crossing(rows):
        return pair.feasible(rows)
    box = propagate.propagate(rows)
    if box is None:
        return False
    return _holds(rows, box.lo) or _Programs(_merged(rows)).feasible()


def _merged(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows over fewer cells: of cells that lie in the same rows one stands for all, as only sums count."""
    within: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for cell in row.cells:
            within.setdefault(cell, []).append(number)
    first: dict[tuple[int, ...], int] = {}
    for cell in sorted(within):
        first.setdefault(tuple(within[cell]), cell)
    if len(first) == len(within):
        return rows
    kept = frozenset(first.values())
    return tuple(Row(row.id, row.cells & kept, row.lo, row.hi) for row in rows)


def _holds(rows: tuple[Row, ...], point: dict[int, int]) -> bool:
    totals = [(row, sum(point[cell] for cell in row.cells)) for row in rows]
    return all(row.lo <= total and (row.hi is None or total <= row.hi) for row, total in totals)


def _corner(rows: tuple[Row, ...], query: Cells, box: propagate.Box) -> Bounds | None:
    """Return exact bounds where propagation fixed every cell of the query and a point of counts proves it."""
    if any(box.hi.get(cell) != box.lo[cell] for cell in query) or not _holds(rows, box.lo):
        return None
    total = sum(box.lo[cell] for cell in query)
    return Bounds(total, total, "exact-TU")


@dataclass(slots=True)
class _Programs:
    rows: tuple[Row, ...]

    def bounds(self, query: Cells, sharp: bool, end: End) -> Bounds | None:
        weights = dict.fromkeys(query, 1.0)
        linear = Program(self.rows)
        capped = query <= frozenset().union(*(row.cells for row in self.rows if row.hi is not None))
        lo: int | None = 0
        low_label = "exact-TU"
        if end != "hi" or not capped:
            least = linear.optimum(weights)
            if least is None:
                return None
            lo, low_label = self._settle(least, weights, False, sharp)
        if lo is None:
            return None
        if end == "lo" or not capped:
            return Bounds(lo, None, low_label)
        most = linear.optimum(weights, largest=True)
        if most is None:
            return None
        hi, high_label = self._settle(most, weights, True, sharp)
        return None if hi is None else Bounds(lo, hi, weakest((low_label, high_label)))

    def feasible(self) -> bool:
        found = Program(self.rows).optimum({})
        if found is None or found.integral:
            return found is not None
        return Program(self.rows, integer=True).optimum({}) is not None

    def _settle(self, found: Optimum, weights: dict[int, float], largest: bool, sharp: bool) -> tuple[int | None, str]:
        """Return the whole-number optimum and its guarantee (None if no whole counts satisfy the rows)."""
        if found.integral:
            return round(found.value), "exact-TU"
        if not sharp:
            rounded = floor(found.value + TOLERANCE) if largest else ceil(found.value - TOLERANCE)
            return rounded, "LP-rounded"
        whole = Program(self.rows, integer=True).optimum(weights, largest=largest)
        return (None, "MILP-sharp") if whole is None else (round(whole.value), "MILP-sharp")
