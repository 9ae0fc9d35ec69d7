"""Two sets that cross, in closed form: whom they share is one number, and each bound is taken where it bends.

With c persons in both sets, the least and the greatest number in the rest of either follow; the least of their sum is
convex in c, the greatest linear, so that a few values of c are enough.  Two sets are two nested families: what is found
is the integer optimum too (guarantee `exact-TU`).
"""

from __future__ import annotations

from marsad.reckon.system import Bounds, Cells, Row


def crossing(rows: tuple[Row, ...]) -> bool:
    """Tell whether there are just two sets, neither of which lies in the other, and which share a cell."""
    if len(rows) != 2:
        return False
    first, second = rows[0].cells, rows[1].cells
    return not (first <= second or second <= first or first.isdisjoint(second))


def feasible(rows: tuple[Row, ...]) -> bool:
    """Tell whether counts exist that satisfy both rows: nobody need be in both sets."""
    return all(row.hi is None or row.lo <= row.hi for row in rows)


def bounds(rows: tuple[Row, ...], query: Cells) -> Bounds | None:
    """Return the least and the greatest sum of the query's cells, all of them in the rows; None if no counts exist."""
    if not feasible(rows):
        return None
    first, second = rows
    tops = [row.hi for row in rows if row.hi is not None]
    shared = min(tops) if tops else None
    parts = (first.cells - second.cells, second.cells - first.cells, first.cells & second.cells)
    return Bounds(_least(first.lo, second.lo, shared, parts, query), _greatest(rows, shared, parts, query), "exact-TU")


def _least(first: int, second: int, shared: int | None, parts: tuple[Cells, ...], query: Cells) -> int:
    """Return the least sum: who need not be in the query is placed outside it."""
    one, other, both = (int(part <= query) for part in parts)
    bends = {0, *(low if shared is None else min(low, shared) for low in (first, second))}
    return min(one * max(0, first - c) + other * max(0, second - c) + both * c for c in bends)


def _greatest(rows: tuple[Row, ...], shared: int | None, parts: tuple[Cells, ...], query: Cells) -> int | None:
    """Return the greatest sum, None if it is open: who may be in the query is placed in it."""
    one, other, both = (not part.isdisjoint(query) for part in parts)
    first, second = rows[0].hi, rows[1].hi
    if (one and first is None) or (other and second is None) or (both and shared is None):
        return None
    alone = (first or 0) * one + (second or 0) * other
    return alone if shared is None else max(alone, alone + (both - one - other) * shared)
