"""Several incidents in one toll: they add up, unless a total of the period or a wider place already holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.model import PlaceMention, Window, nearness
from marsad.reckon.cascade import bounds
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.incident import Share
from marsad.reckon.item import covers
from marsad.reckon.proof import proof
from marsad.reckon.system import Bounds, Row, System, weakest

UNLINKED = "unlinked "
"""Statements that nobody linked may all speak of one happening: such incidents are never added to one another."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The bounds of a whole period, which shares force them, and what a period's total leaves to the unlisted.

    `residual` is the greatest number of persons in incidents that no one listed (None: unknown).
    """

    bounds: Bounds
    low: tuple[str, ...]
    high: tuple[str, ...]
    clash: tuple[str, ...] = ()
    residual: int | None = None


def summed(shares: Sequence[Share], places: Mapping[str, PlaceMention | None]) -> Sum:
    """Return the sum of the shares (at least one).  The upper end is open unless one share holds all others.

    `places` are the incidents' main places.  A share holds another if its days cover the other's and its place
    contains the other's; where that cannot be told they are never added: the larger one counts.
    """
    if len(shares) == 1:
        return _alone(shares[0])
    ordered = sorted(shares, key=lambda s: s.incident)
    holds = _held(ordered, places)
    cells = {s.incident: index for index, s in enumerate(ordered)}
    rows = []
    for s in ordered:
        within = frozenset({cells[s.incident], *(cells[o.incident] for o in holds[s.incident])})
        rows.append(Row(s.incident, within, s.lo, s.hi))
    system, query = System(tuple(rows)), frozenset(cells.values())
    label = weakest(s.guarantee for s in ordered)
    found = bounds(system, query)
    if found is None:
        return _clash(system, query, label)
    roots = [s for s in ordered if len(holds[s.incident]) == len(ordered) - 1]
    whole = next((s for s in roots if len(ordered) == 1 or not s.incident.startswith(UNLINKED)), None)
    low = tuple(name for name, _ in proof(system, query, "lo"))
    high = tuple(name for name, _ in proof(system, query, "hi")) if whole else ()
    hi = found.hi if whole else None
    left = None
    if whole is not None and hi is not None and holds[whole.incident]:
        left = hi - _listed(system, cells, whole)
    return Sum(Bounds(found.lo, hi, label), low, high, residual=left)


def _alone(only: Share) -> Sum:
    name = (only.incident,)
    limits = Bounds(only.lo, only.hi, only.guarantee)
    return Sum(limits, name if only.lo else (), name if only.hi is not None else ())


def _listed(system: System, cells: Mapping[str, int], whole: Share) -> int:
    """Return the least number in the listed incidents without the total that holds them."""
    rest = System(tuple(row for row in system.rows if row.id != whole.incident))
    listed = bounds(rest, frozenset(cells.values()) - {cells[whole.incident]})
    return 0 if listed is None else listed.lo


def _held(ordered: Sequence[Share], places: Mapping[str, PlaceMention | None]) -> dict[str, list[Share]]:
    """Return for each share the others that it holds; only wide or unknown places can hold any."""
    parents = {name for place in places.values() if place is not None for name in place.parents}
    wide = [
        s
        for s in ordered
        if (place := places.get(s.incident)) is None
        or nearness.radius(place) > nearness.NEAR_KM
        or place.gazetteer in parents
    ]
    found: dict[str, list[Share]] = {s.incident: [] for s in ordered}
    for outer in wide:
        found[outer.incident] = [inner for inner in ordered if inner is not outer and _holds(outer, inner, places)]
    return found


def _holds(outer: Share, inner: Share, places: Mapping[str, PlaceMention | None]) -> bool:
    if outer.incident.startswith(UNLINKED) and inner.incident.startswith(UNLINKED):
        return (outer.lo, outer.incident) > (inner.lo, inner.incident)
    if not covers(span_of(outer), span_of(inner)):
        return False
    wide, narrow = places.get(outer.incident), places.get(inner.incident)
    if wide is not None and narrow is not None:
        return nearness.within(narrow, wide) and not nearness.same(narrow, wide)
    return (wide is None, outer.lo, outer.incident) > (narrow is None, inner.lo, inner.incident)


def span_of(share: Share) -> Window:
    """Return the days from the first to the last of what was counted; unknown where nothing is dated."""
    starts = [item.window.start for item in share.counted if item.window.start]
    ends = [item.window.end for item in share.counted if item.window.end]
    if not starts or not ends:
        return Window()
    return Window(start=min(starts), end=max(ends))


def _clash(system: System, query: frozenset[int], label: str) -> Sum:
    """A total of the period lies below what its incidents sum to: give the hull of the ways out, and name them."""
    found = conflicts(system)
    lo, _ = hull(scenario_bounds(system, query, found))
    names = tuple(dict.fromkeys(name for core in found.minimal for name in core))
    return Sum(Bounds(lo, None, label), names, (), clash=names)
