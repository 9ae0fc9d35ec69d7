"""One incident's share of a toll: the items of the chosen voices that lie in the scope, reckoned together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.model import Window
from marsad.reckon.cascade import bounds
from marsad.reckon.chain import active
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.frame import Frame, Query, frame
from marsad.reckon.item import Item, ancestors, by_key
from marsad.reckon.overlap import pairs_apart, placed_within, rests_apart
from marsad.reckon.parties import Umbrella, asked, leaves
from marsad.reckon.party import is_open
from marsad.reckon.proof import proof
from marsad.reckon.prune import prune, tops_of
from marsad.reckon.split import parts_by_side
from marsad.reckon.system import Cells, Side, System

MOST_ITEMS = 24
"""With more items than this, parts that fit their whole are left out (bounds stay valid, perhaps wider)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted of an incident: one side's persons (None: all), in a period, of one kind."""

    side: str | None
    window: Window
    facets: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Items that cannot all hold, and what each way out gives: (kept, dropped, lo, hi)."""

    keys: tuple[str, ...]
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...], int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """An incident's bounds for what was asked, and the half-rows of items that force the lower and the upper one."""

    incident: str
    lo: int
    hi: int | None
    guarantee: str
    low: tuple[Side, ...]
    high: tuple[Side, ...]
    counted: tuple[Item, ...]
    conflicts: tuple[Conflict, ...] = field(default=())


def share(incident: str, items: Sequence[Item], question: Asked, umbrella: Umbrella) -> Share | None:
    """Return the incident's share, or None if none of the items is inside what was asked.

    `items` are one harm's, of the voices that were chosen.  An item whose window reaches outside the period only
    limits from above.  The persons counted are those that the items inside count, no others.
    """
    near = _limits_only(_of_side(placed_within(_singled(items)), question, umbrella), question)
    counted = [item for item in near if _inside(item, question) and _is_asked(item, question, umbrella)]
    if not counted:
        return None
    near, _ = active(near)
    laid = _laid(near, question, umbrella)
    cells = laid.cells("?") & frozenset().union(*(laid.cells(item.key) for item in counted))
    system = laid.system(near)
    found = bounds(system, cells)
    if found is None:
        return _in_conflict(incident, system, cells, counted)
    low, high = proof(system, cells, "lo"), proof(system, cells, "hi")
    return Share(incident, found.lo, found.hi, found.guarantee, low, high, tuple(counted))


def _laid(items: Sequence[Item], question: Asked, umbrella: Umbrella) -> Frame:
    tops = tops_of(items)
    sides = None if question.side is None or is_open(question.side) else asked(question.side, umbrella)
    query = Query(question.window if question.window != Window() else None, sides, question.facets)
    return frame(
        items,
        {"?": query},
        apart=[*pairs_apart(tops), *rests_apart(items)],
        loose=[item.key for item in items if is_open(item.side) and not parts_by_side(item, items)],
        leaves=leaves(items, umbrella),
    )


def _of_side(items: Sequence[Item], question: Asked, umbrella: Umbrella) -> list[Item]:
    """Return the items that bear on the asked side: its own, those counted inside it, its wholes and their parts."""
    side, known = question.side, by_key(tuple(items))
    if side is None:
        return _few(items, question)
    if is_open(side):
        return _few([item for item in items if (item.side or "unknown") == side], question)
    own = [item for item in items if item.side == side or item.side in umbrella.get(side, ())]
    wholes = {i.whole for i in own if i.whole in known and side in umbrella.get(known[i.whole].side or "", ())}
    if not wholes:
        return _few([i for i in own if i.side == side or _counted_in(i, side, known)], question)
    return [i for i in items if i in own or i.key in wholes or (i.whole in wholes and not i.single)]


def _counted_in(item: Item, side: str, known: dict[str, Item]) -> bool:
    return any(above.side == side for above in ancestors(item, known))


def _few(items: Sequence[Item], question: Asked) -> list[Item]:
    return list(items) if question.facets and len(items) <= MOST_ITEMS else prune(items)


def _singled(items: Sequence[Item]) -> list[Item]:
    """Let a person singled out of a whole ('among them a commander') limit nothing from above: there may be more."""
    return [item.limited(item.lo, None) if item.single and item.whole is not None else item for item in items]


def _limits_only(items: Sequence[Item], question: Asked) -> list[Item]:
    """Keep only the upper limit of what reaches outside the period or place."""
    inside = [item if _inside(item, question) else item.limited(0, item.hi) for item in items]
    return [item for item in inside if item.lo > 0 or item.hi is not None or _inside(item, question)]


def _inside(item: Item, question: Asked) -> bool:
    if question.window == Window():
        return True
    return item.window != Window() and item.window.inside(question.window)


def _is_asked(item: Item, question: Asked, umbrella: Umbrella) -> bool:
    if not question.facets <= item.facets:
        return False
    side = question.side
    return side is None or (item.side or "unknown") == side or item.side in umbrella.get(side, ())


def _in_conflict(incident: str, system: System, cells: Cells, counted: Sequence[Item]) -> Share | None:
    """Give the hull of all ways out of a contradiction, and name it; nothing is settled silently."""
    found = conflicts(system)
    several = scenario_bounds(system, cells, found)
    if not several:
        return None
    lo, hi = hull(several)
    ways = tuple(
        (tuple(kept), tuple(dropped), each.lo, each.hi)
        for kept, dropped, each in zip(found.scenarios, found.corrections, several, strict=True)
    )
    named = tuple(Conflict(core, ways) for core in found.minimal)
    names = dict.fromkeys(name for core in found.minimal for name in core)
    low, high = tuple((name, "lo") for name in names), tuple((name, "hi") for name in names)
    return Share(incident, lo, hi, several[0].guarantee, low, high, tuple(counted), named)
