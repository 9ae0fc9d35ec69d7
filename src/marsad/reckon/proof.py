"""Proofs: the few half-rows that alone force a bound; take any of them away and the bound is lost.

Method: QuickXplain (Junker, AAAI 2004): a preferred irreducible set in few re-solves, always the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

from marsad.reckon import tree
from marsad.reckon.cascade import bounds
from marsad.reckon.system import Cells, Side, System

T = TypeVar("T")
Which = Literal["lo", "hi"]


def proof(system: System, query: Iterable[int], which: Which) -> tuple[Side, ...]:
    """Return the irreducible half-rows that force the query's `lo` or `hi`, in the order of the rows.

    Empty where nothing forces it (a lower bound of 0, an open upper bound) or the system contradicts itself.
    """
    wanted = frozenset(query)
    if which == "hi" and not wanted <= system.cells():
        return ()
    parts = [part for part in system.components() if wanted & part.cells()]
    proofs = [_component(part, wanted & part.cells(), which) for part in parts]
    return () if None in proofs else tuple(side for found in proofs for side in found or ())


def _component(part: System, query: Cells, which: Which) -> tuple[Side, ...] | None:
    """Return the proof within one part of the system (what shares no cell is proved apart), None if unbounded."""
    if query == part.cells() and (nodes := tree.build(part.rows, query)) is not None:
        return _of_everything(part, nodes, which)
    found = bounds(part, query, end=which)
    value = None if found is None else found.lo if which == "lo" else found.hi
    if value is None or (which == "lo" and value == 0):
        return None if value is None else ()
    if (alone := _alone(part, query, which, value)) is not None:
        return (alone,)
    sides = [side for row in part.rows for side in row.sides()]

    def forced(kept: Sequence[Side]) -> bool:
        less = bounds(part.halves(kept), query, end=which)
        if less is None:
            return True
        return less.lo >= value if which == "lo" else less.hi is not None and less.hi <= value

    order = {side: index for index, side in enumerate(sides)}
    return tuple(sorted(irreducible(sides, forced), key=order.__getitem__))


def _of_everything(part: System, nodes: list[tree.Node], which: Which) -> tuple[Side, ...] | None:
    """Return the proof of the whole of a laminar family, in closed form."""
    named = tree.root_proof(nodes, which)
    if not tree.sweep(nodes) or (which == "hi" and nodes[0].hi is None):
        return None
    order = {row.id: index for index, row in enumerate(part.rows)}
    return tuple(sorted(named, key=lambda side: order[side[0]]))


def _alone(system: System, query: Cells, which: str, value: int) -> Side | None:
    """Return the half of one row that forces the bound by itself, without any solving, if there is one."""
    for row in system.rows:
        if which == "lo" and row.lo >= value and row.cells <= query:
            return (row.id, "lo")
        if which == "hi" and row.hi is not None and row.hi <= value and row.cells >= query:
            return (row.id, "hi")
    return None


def irreducible(items: Sequence[T], forced: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return an irreducible part of `items` for which `forced` (monotone, true of all of them) still holds.

    Earlier items are preferred.
    """
    return [] if forced(()) else _explain([], False, list(items), forced)


def _explain(background: list[T], grown: bool, items: list[T], forced: Callable[[Sequence[T]], bool]) -> list[T]:
    if grown and forced(background):
        return []
    if len(items) == 1:
        return items
    half = len(items) // 2
    first, second = items[:half], items[half:]
    late = _explain(background + first, True, second, forced)
    early = _explain(background + late, bool(late), first, forced)
    return early + late
