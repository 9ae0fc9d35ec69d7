"""The linear and integer solver (HiGHS by `highspy`, MIT), loaded only when a system needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from marsad.errors import SolverError
from marsad.reckon.system import Row

TOLERANCE = 1e-6
_SMALL = 64
"""Cells of a linear program that is solved faster than it is made smaller."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """An optimal value and the point where it is taken, cell by cell."""

    value: float
    point: Mapping[int, float]

    @property
    def integral(self) -> bool:
        """Tell whether the point has whole counts only."""
        return all(abs(count - round(count)) <= TOLERANCE for count in self.point.values())


class Program:
    """One program over the cells of `rows`, solved again and again under other objectives."""

    def __init__(self, rows: Sequence[Row], *, integer: bool = False) -> None:
        self._cells = tuple(sorted(frozenset().union(*(row.cells for row in rows))))
        self._place = {cell: column for column, cell in enumerate(self._cells)}
        self._integer = integer
        self._highs = _quiet()
        if len(self._cells) <= _SMALL and not integer:
            self._highs.setOptionValue("presolve", "off")
        self._weighed: set[int] = set()
        """Cells with a cost, as the solver knows it."""
        _columns(self._highs, len(self._cells), integer)
        for row in rows:
            columns = sorted(self._place[cell] for cell in row.cells)
            _add_row(self._highs, row, columns, [1.0] * len(columns))

    def optimum(self, weights: Mapping[int, float], *, largest: bool = False) -> Optimum | None:
        """Return the least (or largest) weighted sum of cells, or None if no counts satisfy the rows.

        Raises `SolverError` if the solver stops without an answer.
        """
        import highspy

        for cell in self._weighed.symmetric_difference(weights):
            if cell in self._place:
                self._highs.changeColCost(self._place[cell], weights.get(cell, 0.0))
        for cell in self._weighed.intersection(weights):
            self._highs.changeColCost(self._place[cell], weights[cell])
        self._weighed = self._place.keys() & weights.keys()
        sense = highspy.ObjSense.kMaximize if largest else highspy.ObjSense.kMinimize
        self._highs.changeObjectiveSense(sense)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"the solver stopped with {status} on {len(self._cells)} cells; report the system")
        values = self._highs.getSolution().col_value
        point = {cell: float(values[column]) for cell, column in self._place.items()}
        return Optimum(sum(weights.get(cell, 0.0) * count for cell, count in point.items()), point)


def least_slack(rows: Sequence[Row], weights: Mapping[str, float]) -> dict[str, int]:
    """Return how far each row must give way so that all can hold, the weighted sum being least (elastic program).

    Only rows that give way are named; a weight is 1 where none is given.  Raises `SolverError` as above.
    """
    import highspy

    cells = sorted(frozenset().union(*(row.cells for row in rows)))
    place = {cell: column for column, cell in enumerate(cells)}
    highs = _quiet()
    _columns(highs, len(cells) + 2 * len(rows), True)
    for index, row in enumerate(rows):
        slack = (len(cells) + 2 * index, len(cells) + 2 * index + 1)
        for column in slack:
            highs.changeColCost(column, weights.get(row.id, 1.0))
        columns = sorted(place[cell] for cell in row.cells)
        _add_row(highs, row, [*columns, *slack], [*[1.0] * len(columns), 1.0, -1.0])
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SolverError(f"the solver found no relaxation of {len(rows)} rows; report the system")
    values = highs.getSolution().col_value
    slacks = {
        row.id: round(values[len(cells) + 2 * index] + values[len(cells) + 2 * index + 1])
        for index, row in enumerate(rows)
    }
    return {name: amount for name, amount in slacks.items() if amount}


def _quiet() -> Any:
    """Return a HiGHS instance that prints nothing (the public class prints a banner when built)."""
    from highspy import _core

    highs = _core._Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("random_seed", 0)
    return highs


def _columns(highs: Any, count: int, integer: bool) -> None:
    import highspy

    for _ in range(count):
        highs.addVar(0.0, inf)
    if integer:
        for column in range(count):
            highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)


def _add_row(highs: Any, row: Row, columns: Iterable[int], values: Sequence[float]) -> None:
    import numpy as np

    indices = np.array(list(columns), dtype=np.int32)
    highs.addRow(float(row.lo), inf if row.hi is None else float(row.hi), len(indices), indices, np.array(values))
