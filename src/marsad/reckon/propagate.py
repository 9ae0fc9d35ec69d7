"""Propagation: sweeps over all rows until nothing moves.  Sound, quick, finds most gross contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.reckon.system import Row

SWEEPS = 30
"""Enough for chains of that length; stopping early only leaves bounds wider."""


@dataclass(slots=True)
class Box:
    """Bounds of every cell; `hi` holds no key for a cell without an upper limit."""

    lo: dict[int, int]
    hi: dict[int, int]


def propagate(rows: Sequence[Row]) -> Box | None:
    """Return bounds that hold for every cell, or None if the rows contradict one another grossly."""
    box = Box({cell: 0 for row in rows for cell in row.cells}, {})
    for _ in range(SWEEPS):
        moved = False
        for row in rows:
            step = _tighten(row, box)
            if step is None:
                return None
            moved = moved or step
        if not moved:
            break
    return box


def _tighten(row: Row, box: Box) -> bool | None:
    """Tighten the cells of one row by the sums of before; tell whether one moved, None if the row can't hold."""
    lows = sum(box.lo[cell] for cell in row.cells)
    tops = {cell: box.hi[cell] for cell in row.cells if cell in box.hi}
    uncapped, capped = len(row.cells) - len(tops), sum(tops.values())
    if (row.hi is not None and lows > row.hi) or (not uncapped and capped < row.lo):
        return None
    moved = False
    for cell in row.cells:
        lo, hi = box.lo[cell], tops.get(cell)
        if row.hi is not None and (hi is None or row.hi - (lows - lo) < hi):
            box.hi[cell] = row.hi - (lows - lo)
            moved = True
        need = row.lo - (capped - (hi or 0)) if uncapped == (hi is None) else 0
        if need > lo:
            box.lo[cell] = need
            moved = True
        if cell in box.hi and box.lo[cell] > box.hi[cell]:
            return None
    return moved
