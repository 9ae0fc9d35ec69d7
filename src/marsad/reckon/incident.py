"""One incident's share of a toll: the documents' totals of the chosen voices, chained and reckoned together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec
from msgspec.structs import replace

from marsad.model import PlaceMention, Window, nearness
from marsad.model.time import UNDATED
from marsad.reckon.cascade import bounds
from marsad.reckon.chain import active
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.frame import Query, frame
from marsad.reckon.gather import GENERIC_CAUSES
from marsad.reckon.item import Item
from marsad.reckon.parties import Umbrella
from marsad.reckon.proof import proof
from marsad.reckon.prune import tops_of
from marsad.reckon.system import Cells, Side, System, weakest
from marsad.reckon.total import Asked, Conflict, Total, totals


class Share(msgspec.Struct, frozen=True, gc=False):
    """An incident's bounds for what was asked, and the half-rows of items that force the lower and the upper one."""

    incident: str
    lo: int
    hi: int | None
    guarantee: str
    low: tuple[Side, ...]
    high: tuple[Side, ...]
    counted: tuple[Item, ...]
    conflicts: tuple[Conflict, ...] = ()
    parties: frozenset[str] = frozenset()
    """In a row over all sides: whose persons were counted ('' of nobody in particular)."""

    @property
    def days(self) -> Window:
        """The days from the first to the last of what was counted; unknown where nothing is dated."""
        starts = [item.window.start for item in self.counted if item.window.start]
        ends = [item.window.end for item in self.counted if item.window.end]
        if not starts or not ends:
            return UNDATED
        return Window(start=min(starts), end=max(*ends, *starts))

    @property
    def causes(self) -> frozenset[str]:
        """The specific causes of what was counted."""
        return frozenset(c for item in self.counted if (c := item.first.cause) not in GENERIC_CAUSES and c is not None)

    def may_share(self, other: Share) -> bool:
        """Tell whether the two may have counted the same persons, as far as their sides tell."""
        if not self.parties or not other.parties or "" in self.parties | other.parties:
            return True
        return bool(self.parties & other.parties)

    def covers(self, other: Share) -> bool:
        """Tell whether this one counts all sides that the other does, so that it may limit it from above."""
        return "" in self.parties or other.parties <= self.parties


def share(incident: str, items: Sequence[Item], question: Asked, umbrella: Umbrella) -> Share | None:
    """Return the incident's share, or None if none of the items is inside what was asked.

    `items` are one harm's, of the voices that were chosen.  A total whose window reaches outside the period only
    limits from above.  The persons counted are those that the totals inside count, no others.
    """
    return reckoned(incident, totals(items, question, umbrella), question)


def reckoned(
    incident: str, found: list[Total], question: Asked, leaves: Mapping[str, frozenset[str]] | None = None
) -> Share | None:
    """Return the share that totals give; `leaves` are the parties each may count, by its item's key (None: one's)."""
    every = _scenes_told_apart(_not_retold(_firm(found, question)))
    inside = [total for total in every if _inside(total.item, question)]
    if not inside:
        return None
    if len(every) == 1 and (only := _alone(incident, inside[0])) is not None:
        return only
    chained = [total.item if total in inside else total.item.limited(0, total.item.hi) for total in every]
    kept, _ = active([item for item in chained if item.lo > 0 or item.hi is not None or _inside(item, question)])
    laid = frame(kept, {"?": Query(question.window if question.window != UNDATED else None)}, leaves=leaves)
    cells = laid.cells("?") & frozenset().union(*(laid.cells(total.item.key) for total in inside))
    system = laid.system(kept)
    label = weakest(total.guarantee for total in inside)
    counted = tuple(dict.fromkeys(item for total in inside for item in total.counted))
    clashes = tuple(conflict for total in inside for conflict in total.conflicts)
    by_name = {total.item.key: total for total in every}
    limits = bounds(system, cells)
    if limits is None:
        start = Share(incident, 0, None, label, (), (), counted, clashes)
        spanned = _in_conflict(start, system, cells, by_name)
        return spanned if leaves is None else _no_less_than_a_side(spanned, system, cells, by_name)
    low, high = (_expanded(proof(system, cells, which), by_name) for which in ("lo", "hi"))
    return Share(incident, limits.lo, limits.hi, weakest((label, limits.guarantee)), low, high, counted, clashes)


def _no_less_than_a_side(found: Share, system: System, cells: Cells, by_name: dict[str, Total]) -> Share:
    """Let a contradiction between counts of different sides take nothing from what each side's own counts force."""
    of = {name: _of(total) for name, total in by_name.items()}
    parties = [name for name, (side, *_) in of.items() if side is not None]
    for chosen in [parties, *([name for name in of if of[name] == one] for one in sorted(set(of.values()), key=str))]:
        part = system.only(chosen)
        limits = bounds(part, cells)
        if limits is not None and limits.lo > found.lo:
            found = replace(found, lo=limits.lo, low=_expanded(proof(part, cells, "lo"), by_name))
        elif limits is None and (lo := hull(scenario_bounds(part, cells, conflicts(part)))[0]) > found.lo:
            found = replace(found, lo=lo, low=_expanded([(row.id, "lo") for row in part.rows], by_name))
    return found if found.hi is None or found.hi >= found.lo else replace(found, hi=None, high=())


def _alone(incident: str, only: Total) -> Share | None:
    """Return the share of a single total; None where its own limits contradict each other."""
    item = only.item
    if item.hi is not None and item.lo > item.hi:
        return None
    low = item.forced_by[0] if item.lo else ()
    high = item.forced_by[1] if item.hi is not None else ()
    return Share(incident, item.lo, item.hi, only.guarantee, low, high, only.counted, only.conflicts)


def _firm(every: list[Total], question: Asked) -> list[Total]:
    """Leave out a side's soft totals, unless nothing firmer is said of it."""
    inside = [total for total in every if _inside(total.item, question)]
    firm = {_of(total) for total in inside if not total.item.soft and total.item.lo > 0}
    return [total for total in every if not total.item.soft or _of(total) not in firm]


def _of(total: Total) -> tuple[str | None, bool, frozenset[str]]:
    """Return whom a total counts: the side that was asked for, and the sides of the counts that it is made of."""
    return total.item.side, total.divided, frozenset(item.side or "unknown" for item in tops_of(total.counted))


def _not_retold(every: list[Total]) -> list[Total]:
    """Leave out a shorter total that opens later and repeats a longer one's number in another document.

    It is the same count told with fewer days ('17 were killed on Friday' for '17 since Thursday'); were it kept,
    a running total would be added to its own beginning.
    """
    return [one for one in every if not any(retells(one.item, other.item) for other in every)]


def retells(one: Item, other: Item) -> bool:
    """Tell whether an item opens later than another document's and repeats its number with fewer of its days."""
    opens_later = one.window.start and other.window.start and one.window.start > other.window.start
    return bool(
        opens_later
        and one.document != other.document
        and one.side == other.side
        and one.voices & other.voices
        and one.lo == other.lo
        and one.window.inside(other.window)
    )


def _inside(item: Item, question: Asked) -> bool:
    if question.window == UNDATED:
        return True
    return item.window != UNDATED and item.window.inside(question.window)


def _scenes_told_apart(every: Sequence[Total]) -> list[Total]:
    """Mark the place of one day's totals where two name different settlements: they may, or may not, be other persons.

    A running total counts the whole incident, whatever place its sentence names.
    """
    places = [place for total in every if (place := _scene(total.item)) is not None]
    if not any(nearness.distinct(a, b) for a, b in combinations(places, 2)):
        return list(every)
    return [_marked(total) for total in every]


def _scene(item: Item) -> PlaceMention | None:
    return None if item.cumulative or item.window.start != item.window.end else item.place


def _marked(total: Total) -> Total:
    place = _scene(total.item)
    if place is None or place.kind not in nearness.POINTS:
        return total
    name = place.gazetteer or place.name_en or place.text
    return replace(total, item=replace(total.item, facets=frozenset({("place", name)})))


def _expanded(sides: Sequence[Side], by_name: dict[str, Total]) -> tuple[Side, ...]:
    """Return the halves of real items behind the halves of totals."""
    out = [side for name, half in sides for side in by_name[name].item.forced_by[half == "hi"]]
    return tuple(dict.fromkeys(out))


def _in_conflict(found: Share, system: System, cells: Cells, by_name: dict[str, Total]) -> Share:
    """Give the hull of all ways out of a contradiction, and name it; nothing is settled silently."""
    clash = conflicts(system)
    several = scenario_bounds(system, cells, clash)
    lo, hi = hull(several)
    ways = tuple(
        (_behind(kept, by_name), _behind(dropped, by_name), each.lo, each.hi)
        for kept, dropped, each in zip(clash.scenarios, clash.corrections, several, strict=True)
    )
    named = tuple(Conflict(_behind(core, by_name), ways, clash.complete) for core in clash.minimal)
    names = tuple(dict.fromkeys(name for core in clash.minimal for name in core))
    low, high = (_expanded([(name, half) for name in names], by_name) for half in ("lo", "hi"))
    return replace(found, lo=lo, hi=hi, low=low, high=high, conflicts=(*found.conflicts, *named))


def _behind(names: Sequence[str], by_name: dict[str, Total]) -> tuple[str, ...]:
    """Return the keys of the items that force the named totals."""
    sides = [side for name in names for half in by_name[name].item.forced_by for side in half]
    return tuple(dict.fromkeys(key for key, _ in sides))
