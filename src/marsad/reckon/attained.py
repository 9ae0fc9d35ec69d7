"""A count of all that is asked beside parts that cross: its own limits are the bounds, where counts attain them.

The counts are sought greedily, persons placed where they fill the most parts at once.  What is found proves itself, so
that no program is solved; where nothing is found, nothing is said.  A linear program could not do better than a limit
that is stated, and the counts are whole (guarantee `exact-TU`).
"""

from __future__ import annotations

from marsad.reckon.system import Bounds, Cells, Row


def attained(rows: tuple[Row, ...], query: Cells) -> Bounds | None:
    """Return the limits stated for all of the query, which holds every row, where counts attain both; else None."""
    wholes = [row for row in rows if len(row.cells) == len(query)]
    tops = [row.hi for row in wholes if row.hi is not None]
    lo, hi = max((row.lo for row in wholes), default=0), min(tops, default=None)
    if not wholes or not all(row.cells <= query for row in rows):
        return None
    parts = [row for row in rows if len(row.cells) < len(query)]
    masks = _masks(parts, query)
    if 0 not in masks or not _fits(_packed(parts, masks), lo, hi):
        return None  # nobody can be counted beside the parts, or these need more
    return Bounds(lo, hi, "exact-TU")


def _fits(total: int | None, lo: int, hi: int | None) -> bool:
    return total is not None and total <= lo and (hi is None or lo <= hi)


def _masks(parts: list[Row], query: Cells) -> set[int]:
    """Return in which parts (a bit each) the cells lie."""
    of = dict.fromkeys(query, 0)
    for number, row in enumerate(parts):
        for cell in row.cells:
            of[cell] |= 1 << number
    return set(of.values())


def _packed(parts: list[Row], masks: set[int]) -> int | None:
    """Return how many persons some counts need that satisfy all parts; None where none are found."""
    need = [row.lo for row in parts]
    room = [row.hi for row in parts]
    total = 0
    while wanting := sum(1 << number for number, left in enumerate(need) if left > 0):
        full = sum(1 << number for number, left in enumerate(room) if left == 0)
        best = max((mask for mask in masks if not mask & full), key=lambda m: ((m & wanting).bit_count(), m), default=0)
        if not best & wanting:
            return None
        inside = [number for number in range(len(parts)) if best >> number & 1]
        placed = min([need[n] for n in inside if need[n] > 0] + [left for n in inside if (left := room[n]) is not None])
        total += placed
        for number in inside:
            need[number] -= placed
            left = room[number]
            room[number] = None if left is None else left - placed
    return total
