"""Contradictions: minimal conflicting sets, minimal corrections, and the scenarios that remain.

Method: MARCO (Liffiton & Malik, CPAIOR 2013) with a small map of what was explored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from marsad.reckon.cascade import bounds, feasible
from marsad.reckon.proof import irreducible
from marsad.reckon.solver import least_slack
from marsad.reckon.system import Bounds, System

CAP = 50
"""Sets of each kind that are listed at most."""

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What cannot all hold.  `complete` is False where the listing stopped at its cap.

    `minimal`: sets of rows that cannot hold together, though every proper part can;
    `corrections`: smallest sets whose removal makes the rest hold; `scenarios`: what each correction keeps.
    """

    minimal: tuple[Names, ...] = ()
    corrections: tuple[Names, ...] = ()
    scenarios: tuple[Names, ...] = ()
    complete: bool = True


def conflicts(system: System, *, cap: int = CAP) -> Conflicts:
    """Return all contradictions of the system, part by part, at most `cap` sets of each kind a part."""
    bad = [part for part in system.components() if not feasible(part)]
    minimal: list[Names] = []
    corrections: list[Names] = []
    complete = True
    for part in bad:
        found = _explore(part, cap)
        minimal += found.minimal
        corrections = [(*a, *b) for a in corrections or [()] for b in found.corrections][: cap + 1]
        complete = complete and found.complete and len(corrections) <= cap
    names = [row.id for row in system.rows]
    place = {name: index for index, name in enumerate(names)}
    corrections = sorted((tuple(sorted(c, key=place.__getitem__)) for c in corrections[:cap]), key=_by_size(place))
    scenarios = tuple(tuple(name for name in names if name not in set(drop)) for drop in corrections)
    return Conflicts(tuple(sorted(minimal, key=_by_size(place))), tuple(corrections), scenarios, complete)


def scenario_bounds(system: System, query: Iterable[int], found: Conflicts) -> tuple[Bounds, ...]:
    """Return the query's bounds under each scenario, in their order."""
    wanted = frozenset(query)
    each = (bounds(system.only(kept), wanted) for kept in found.scenarios)
    return tuple(b for b in each if b is not None)


def hull(several: Iterable[Bounds]) -> tuple[int, int | None]:
    """Return the least lower and the greatest upper bound of several (at least one)."""
    every = list(several)
    tops = [b.hi for b in every if b.hi is not None]
    return min(b.lo for b in every), (max(tops) if len(tops) == len(every) else None)


def relaxation(system: System, weights: dict[str, float] | None = None) -> dict[str, int]:
    """Return by how many persons which rows must give way so that all can hold (least weighted sum).

    Empty for a system that holds.  Weights (reliability) default to 1.
    """
    slack: dict[str, int] = {}
    for part in system.components():
        if not feasible(part):
            slack |= least_slack(part.rows, weights or {})
    return slack


def _by_size(place: dict[str, int]) -> Callable[[Names], tuple[int, list[int]]]:
    return lambda names: (len(names), [place[name] for name in names])


def _explore(part: System, cap: int) -> Conflicts:
    names = [row.id for row in part.rows]
    if len(names) == 2 and all(feasible(System((row,))) for row in part.rows):
        first, second = names
        return Conflicts(((first, second),), ((second,), (first,)))
    seen = _Map(len(names))
    minimal: list[Names] = []
    corrections: list[Names] = []
    while (seed := seen.unexplored()) is not None:
        if len(minimal) + len(corrections) >= 2 * cap:
            return Conflicts(tuple(minimal[:cap]), tuple(corrections[:cap]), complete=False)
        chosen = [names[i] for i in sorted(seed)]
        if feasible(part.only(chosen)):
            kept = _grow(part, chosen, names)
            dropped = tuple(name for name in names if name not in kept)
            corrections.append(dropped)
            seen.need_one_of(names.index(name) for name in dropped)
        else:
            core = irreducible(chosen, lambda kept: not feasible(part.only(kept)))
            minimal.append(tuple(core))
            seen.lack_one_of(names.index(name) for name in core)
    return Conflicts(tuple(minimal), tuple(corrections))


def _grow(part: System, chosen: list[str], names: list[str]) -> set[str]:
    kept = set(chosen)
    for name in names:
        if name not in kept and feasible(part.only({*kept, name})):
            kept.add(name)
    return kept


@dataclass(slots=True)
class _Map:
    """The subsets not yet known to hold or to conflict, as clauses; searched with 'all in' tried first."""

    size: int
    needs: list[frozenset[int]] = field(default_factory=list)
    lacks: list[frozenset[int]] = field(default_factory=list)

    def need_one_of(self, items: Iterable[int]) -> None:
        self.needs.append(frozenset(items))

    def lack_one_of(self, items: Iterable[int]) -> None:
        self.lacks.append(frozenset(items))

    def unexplored(self) -> frozenset[int] | None:
        """Return a large unexplored subset, or None if all were explored."""
        return self._search(frozenset())

    def _search(self, out: frozenset[int]) -> frozenset[int] | None:
        """Take items out until every conflicting set lacks one, keeping one of every needed set."""
        if any(need <= out for need in self.needs):
            return None
        open_set = next((lack for lack in self.lacks if not lack & out), None)
        if open_set is None:
            return frozenset(range(self.size)) - out
        for item in sorted(open_set, reverse=True):
            found = self._search(out | {item})
            if found is not None:
                return found
        return None
