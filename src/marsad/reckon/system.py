"""Systems of claims: non-negative integer cells, and rows that bound sums of cells.

Source of the model: contingency tables with bounds (Dobra & Fienberg, PNAS 97 (2000) 11885).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

Cells = frozenset[int]
Side = tuple[str, str]
"""A row's id and 'lo' or 'hi': half a row, the unit of a proof."""


@dataclass(frozen=True, slots=True)
class Row:
    """`lo <= sum of the cells <= hi`, in persons; hi None is no upper limit.  `id` names the claim."""

    id: str
    cells: Cells
    lo: int = 0
    hi: int | None = None

    def sides(self) -> tuple[Side, ...]:
        """Return the halves of this row that say something."""
        below: tuple[Side, ...] = ((self.id, "lo"),) if self.lo > 0 else ()
        return (*below, (self.id, "hi")) if self.hi is not None else below


@dataclass(frozen=True, slots=True)
class System:
    """Rows in the order of their priority (the first is kept longest in a proof); row ids are unique."""

    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if len({row.id for row in self.rows}) != len(self.rows):
            raise ValueError("two rows of a system have one id; give each row its own")

    def only(self, ids: Iterable[str]) -> System:
        """Return the system of the named rows, in the same order."""
        wanted = set(ids)
        return System(tuple(row for row in self.rows if row.id in wanted))

    def halves(self, sides: Iterable[Side]) -> System:
        """Return the system in which only the named halves of rows hold."""
        kept = set(sides)
        return System(
            tuple(
                Row(row.id, row.cells, row.lo if low else 0, row.hi if high else None)
                for row in self.rows
                for low, high in [((row.id, "lo") in kept, (row.id, "hi") in kept)]
                if low or high
            )
        )

    def components(self) -> tuple[System, ...]:
        """Return the parts of the system that share no cell, in the order of their first rows."""
        every = len(self.cells())
        if all(row.cells for row in self.rows) and any(len(row.cells) == every for row in self.rows):
            return (self,)
        by_cell: dict[int, list[int]] = {}
        for index, row in enumerate(self.rows):
            for cell in row.cells:
                by_cell.setdefault(cell, []).append(index)
        seen: set[int] = set()
        parts = []
        for start in range(len(self.rows)):
            if start not in seen:
                part = _reach(start, self.rows, by_cell, seen)
                parts.append(System(tuple(self.rows[i] for i in sorted(part))))
        return tuple(parts)

    def cells(self) -> Cells:
        """Return every cell that some row speaks of."""
        return frozenset().union(*(row.cells for row in self.rows))


def _reach(start: int, rows: tuple[Row, ...], by_cell: dict[int, list[int]], seen: set[int]) -> set[int]:
    part, queue = {start}, deque([start])
    seen.add(start)
    while queue:
        for cell in rows[queue.popleft()].cells:
            for other in by_cell.pop(cell, ()):
                if other not in seen:
                    seen.add(other)
                    part.add(other)
                    queue.append(other)
    return part


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value that a system allows; hi None is open.

    `guarantee`: `exact-tree` (closed form over nested sets), `exact-TU` (a linear optimum taken at integers,
    as always where the rows are two nested families), `MILP-sharp` (integer optimum), `LP-rounded` (valid,
    perhaps not the sharpest).
    """

    lo: int
    hi: int | None
    guarantee: str


GUARANTEES = ("exact-tree", "exact-TU", "MILP-sharp", "LP-rounded")
"""From the plainest proof to the weakest promise."""


def weakest(guarantees: Iterable[str]) -> str:
    """Return the weakest of several guarantees (`exact-tree` for none)."""
    return max(guarantees, key=GUARANTEES.index, default=GUARANTEES[0])
