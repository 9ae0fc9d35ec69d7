"""Several incidents in one toll: they add up, unless a total of the period or a wider place already holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.reckon.cascade import bounds
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.forest import Forest, Limits, grow
from marsad.reckon.holding import UNLINKED, Places, held, limit
from marsad.reckon.incident import Share
from marsad.reckon.proof import proof
from marsad.reckon.system import Bounds, Row, System, weakest

SMALL = 60
"""Shares up to which crossing holders are reckoned by the linear program; more are nested to be safe."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The bounds of a whole period, which shares force them, and what a period's total leaves to the unlisted.

    `residual` are the bounds of the persons in incidents that no one listed (None: nobody gives a total of all; an
    upper end None is unknown).
    """

    bounds: Bounds
    low: tuple[str, ...]
    high: tuple[str, ...]
    clash: tuple[str, ...] = ()
    residual: Limits | None = None
    forest: Forest | None = None

    def replacing(self, shares: Sequence[Share], old: Share, new: Share, places: Places) -> Limits:
        """Return the bounds with another share in the place of one of `shares`."""
        if self.forest is not None:
            return self.forest.replacing(old.incident, new.lo, new.hi)
        again = summed([new if share is old else share for share in shares], places).bounds
        return again.lo, again.hi


def summed(shares: Sequence[Share], places: Places) -> Sum:
    """Return the sum of the shares (at least one).  The upper end is open unless one share holds all others.

    `places` are the incidents' main places; which share holds which is told by `holding.held`.
    """
    if len(shares) == 1:
        return _alone(shares[0])
    ordered = sorted(shares, key=lambda s: s.incident)
    holds = held(ordered, places)
    forest = grow(ordered, holds)
    label = weakest(s.guarantee for s in ordered)
    if not forest.exact and len(ordered) <= SMALL:
        return _crossing(ordered, holds, label)
    return _nested(forest, label if forest.exact else "LP-rounded")


def _alone(only: Share) -> Sum:
    name = (only.incident,)
    limits = Bounds(only.lo, only.hi, only.guarantee)
    return Sum(limits, name if only.lo else (), name if only.hi is not None else ())


def _nested(forest: Forest, label: str) -> Sum:
    """Return the sum in closed form.  Where a total lies below what its parts sum to, the smaller one is the least."""
    clash = forest.clash()
    if clash is not None:
        return _clash(forest, label)
    whole = forest.whole
    hi = whole.hi if whole is not None else None
    high = (whole.share.incident,) if whole is not None and hi is not None else ()
    left = forest.unlisted(whole) if whole is not None and whole.children else None
    return Sum(Bounds(forest.least(), hi, label), tuple(forest.low_by()), high, residual=left, forest=forest)


def _clash(forest: Forest, label: str) -> Sum:
    """Totals lie below what their incidents sum to: follow each of these totals downwards, and name what clashes."""
    names: list[str] = []
    for branch in forest.branches:
        if branch.clashes:
            names += forest.clash_by(branch)
    clash = tuple(dict.fromkeys(names))
    return Sum(Bounds(forest.least(), None, label), clash, (), clash=clash, forest=forest)


def _crossing(ordered: Sequence[Share], holds: Mapping[str, Sequence[Share]], label: str) -> Sum:
    """Return the sum where two shares that do not hold one another hold a third, by the bound cascade."""
    cells = {s.incident: index for index, s in enumerate(ordered)}
    rows = []
    for s in ordered:
        within = frozenset({cells[s.incident], *(cells[o.incident] for o in holds[s.incident])})
        rows.append(Row(s.incident, within, s.lo, limit(s, holds[s.incident])))
    system, query = System(tuple(rows)), frozenset(cells.values())
    found = bounds(system, query)
    if found is None:
        clash = conflicts(system)
        lo, _ = hull(scenario_bounds(system, query, clash))
        names = tuple(dict.fromkeys(name for core in clash.minimal for name in core))
        return Sum(Bounds(lo, None, label), names, (), clash=names)
    low = tuple(name for name, _ in proof(system, query, "lo"))
    roots = [s for s in ordered if len(holds[s.incident]) == len(ordered) - 1]
    whole = next((s for s in roots if not s.incident.startswith(UNLINKED)), None)
    if whole is None:
        return Sum(Bounds(found.lo, None, weakest((label, found.guarantee))), low, ())
    high = tuple(name for name, _ in proof(system, query, "hi"))
    own = bounds(system, {cells[whole.incident]})
    left = None if own is None else (own.lo, own.hi)
    return Sum(Bounds(found.lo, found.hi, weakest((label, found.guarantee))), low, high, residual=left)
