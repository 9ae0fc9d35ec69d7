"""The shares of a row by days and places, so that those near one of them are found without looking at all.

Two shares are near one another where `holding.held` would ask whether one holds the other.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from marsad.model import PlaceMention, Window, nearness
from marsad.reckon.holding import UNLINKED, holds, name_of
from marsad.reckon.incident import Share


class Neighbours:
    """Shares by incident, that come and go.  A share's days are both known or both unknown."""

    def __init__(self) -> None:
        self.shares: dict[str, Share] = {}
        self.places: dict[str, PlaceMention | None] = {}
        self._days: dict[str, Window] = {}
        self._starts: list[tuple[dt.date, str]] = []
        self._undated: set[str] = set()
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._far_of_a_day: dict[dt.date, set[str]] = defaultdict(set)
        self._far: set[str] = set()
        """Of places that are unknown or reach far, those of other days than a single one."""
        self._unlinked: set[str] = set()
        self._parents: Counter[str] = Counter()

    def put(self, share: Share, place: PlaceMention | None) -> set[str]:
        """Take a share in; return the others of which this changes what they may hold."""
        name, days = share.incident, share.days
        self.shares[name], self.places[name], self._days[name] = share, place, days
        if days.start is not None:
            insort(self._starts, (days.start, name))
        else:
            self._undated.add(name)
        self._beside[name_of(place)].add(name)
        if is_far(place):
            self._among_the_far(days).add(name)
        if name.startswith(UNLINKED):
            self._unlinked.add(name)
        fresh = [one for one in _parents_of(place) if not self._parents[one]]
        self._parents.update(_parents_of(place))
        return self._undated_at(fresh) - {name}

    def drop(self, name: str) -> set[str]:
        """Let a share go; return the others of which this changes what they may hold."""
        place, days = self.places.pop(name), self._days.pop(name)
        del self.shares[name]
        if days.start is not None:
            del self._starts[bisect_left(self._starts, (days.start, name))]
        else:
            self._undated.discard(name)
        self._beside[name_of(place)].discard(name)
        if is_far(place):
            self._among_the_far(days).discard(name)
        self._unlinked.discard(name)
        self._parents.subtract(_parents_of(place))
        return self._undated_at(one for one in _parents_of(place) if not self._parents[one])

    def inside(self, name: str) -> set[str]:
        """Return the shares that one holds."""
        share, days, place = self.shares[name], self._days[name], self.places[name]
        near = self._perhaps_inside(name, days, place) - {name}
        return {other for other in near if self._holds(share, self.shares[other], days, self._days[other])}

    def above(self, name: str) -> set[str]:
        """Return the shares that hold one."""
        share, days, place = self.shares[name], self._days[name], self.places[name]
        near = self._perhaps_above(name, days, place) - {name}
        return {other for other in near if self._holds(self.shares[other], share, self._days[other], days)}

    def touching(self, share: Share, place: PlaceMention | None, among: Callable[[str], bool]) -> set[str]:
        """Return the shares of some incidents that one which is none of these shares holds, or is held by."""
        name, days = share.incident, share.days
        inside = [one for one in self._perhaps_inside(name, days, place) - {name} if among(one)]
        found = {one for one in inside if self._holds(share, self.shares[one], days, self._days[one])}
        above = [one for one in self._perhaps_above(name, days, place) - {name} if among(one)]
        return found | {one for one in above if self._holds(self.shares[one], share, self._days[one], days)}

    def _perhaps_inside(self, name: str, days: Window, place: PlaceMention | None) -> set[str]:
        near: set[str] = set()
        if self.is_wide(place):
            near = self._within(days) | self._undated
        elif days.start != days.end:
            near = self._beside.get(name_of(place), set())
        return near | self._unlinked if name in self._unlinked else near

    def _perhaps_above(self, name: str, days: Window, place: PlaceMention | None) -> set[str]:
        near = set(self._far)
        for some in self._far_of_a_day.values() if days.start is None else (self._far_of_a_day.get(days.start, set()),):
            near |= some
        beside = self._beside.get(name_of(place), ())
        near |= {other for other in beside if self.is_wide(self.places[other]) or self._is_long(other)}
        for parent in _parents_of(place):
            near |= {other for other in self._beside.get(parent, ()) if self.is_wide(self.places[other])}
        return near | self._unlinked if name in self._unlinked else near

    def _holds(self, outer: Share, inner: Share, long: Window, short: Window) -> bool:
        return holds(outer, inner, long, short, self.places)

    def is_wide(self, place: PlaceMention | None) -> bool:
        """Tell whether a place is unknown, reaches far, or is named as what the place of some share lies in."""
        return is_far(place) or (place is not None and self._parents[place.gazetteer or ""] > 0)

    def _is_long(self, name: str) -> bool:
        days = self._days[name]
        return days.start != days.end

    def _among_the_far(self, days: Window) -> set[str]:
        return self._far_of_a_day[days.start] if days.start is not None and days.start == days.end else self._far

    def _within(self, days: Window) -> set[str]:
        first = 0 if days.start is None else bisect_left(self._starts, (days.start, ""))
        last = len(self._starts) if days.end is None else bisect_right(self._starts, days.end, key=lambda one: one[0])
        return {name for _, name in self._starts[first:last]}

    def _undated_at(self, names: Iterable[str]) -> set[str]:
        """Return the shares without days at places: they hold dated ones there once another place lies in theirs."""
        return {one for name in names for one in self._beside.get(name, ()) if one in self._undated}


def is_far(place: PlaceMention | None) -> bool:
    """Tell whether a place is unknown or reaches far, so that it may hold others whatever they name."""
    return place is None or nearness.radius(place) > nearness.NEAR_KM


def _parents_of(place: PlaceMention | None) -> frozenset[str]:
    return frozenset(place.parents) if place is not None else frozenset()
