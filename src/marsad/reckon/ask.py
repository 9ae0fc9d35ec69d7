"""The questions of a toll table: one for each row, by side, place, incident, month, group and harm."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from marsad.errors import UsageError
from marsad.model import PlaceMention, Scope, Window, nearness
from marsad.model.terms import HARMS, Harm
from marsad.reckon.item import Item
from marsad.reckon.parties import Umbrella

BY = ("side", "place", "incident", "month", "group", "harm")
GROUPS: dict[frozenset[tuple[str, str]], str] = {
    frozenset({("age", "child")}): "children",
    frozenset({("age", "adult")}): "adults",
    frozenset({("sex", "f")}): "females",
    frozenset({("sex", "m")}): "males",
    frozenset({("sex", "f"), ("age", "adult")}): "women",
    frozenset({("sex", "m"), ("age", "adult")}): "men",
    frozenset({("sex", "f"), ("age", "child")}): "girls",
    frozenset({("sex", "m"), ("age", "child")}): "boys",
}
"""The kinds of persons that a table can be broken down by; they overlap and are not summed."""

Facets = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One row to be filled: a harm, a side (None: all), days, an incident or place (None: all), a kind of person."""

    harm: Harm
    side: str | None
    window: Window
    place: str | None = None
    incident: str | None = None
    facets: Facets = frozenset()
    group: str | None = None


def checked(by: str | Iterable[str]) -> tuple[str, ...]:
    """Return what a table is broken down by ('side,place' or its parts).  Raises `UsageError` for what it cannot be."""
    wanted = tuple(name for name in by.split(",") if name) if isinstance(by, str) else tuple(by)
    wrong = [name for name in wanted if name not in BY]
    if wrong:
        raise UsageError(f"a toll cannot be broken down by {wrong[0]!r}; use {', '.join(BY)}")
    return wanted


def questions(
    incidents: dict[str, list[Item]],
    places: dict[str, PlaceMention | None],
    scope: Scope,
    by: Sequence[str],
    umbrella: Umbrella,
) -> list[Question]:
    """Return the rows to be filled, in a fixed order, for the items that there are."""
    items = [item for own in incidents.values() for item in own]
    harms = [name for name in HARMS if any(i.first.harm == name for i in items) and scope.harm in (None, name)]
    found = []
    for harm in harms:
        own = [item for item in items if item.first.harm == harm]
        axes = product(
            _sides(own, scope, by),
            _months(own, scope) if "month" in by else [scope.window],
            sorted({n for p in places.values() if (n := place_name(p))}) if "place" in by else [scope.place],
            sorted(incidents) if "incident" in by else [None],
            _groups(own) if "group" in by else [frozenset()],
        )
        found += [
            Question(_harm(harm), side, window, place, incident, facets, GROUPS.get(facets))
            for side, window, place, incident, facets in axes
        ]
    return found


def place_name(place: PlaceMention | None) -> str | None:
    """Return what a table calls a place: its gazetteer id, else its name, else the words."""
    return None if place is None else place.gazetteer or place.name_en or place.text


def is_named(place: PlaceMention, name: str) -> bool:
    """Tell whether a place is the one that a scope names, or surely lies in it (by the gazetteer)."""
    return name.casefold() in names_of(place)


def names_of(place: PlaceMention) -> set[str]:
    """Return the names of a place and of what surely contains it, folded."""
    names = {place.gazetteer, place.name_en, place.name_ar, place.text, *place.parents}
    return {known.casefold() for known in names if known}


def main_place(items: Sequence[Item]) -> PlaceMention | None:
    """Return the place of an incident: that of most of its items, the narrower of equals, then the first by name."""
    named = [item.place for item in items if item.place is not None]
    if len(named) < 2:
        return named[0] if named else None
    count = {place_name(place): sum(nearness.same(place, other) for other in named) for place in named}
    best = sorted(named, key=lambda p: (-count[place_name(p)], nearness.radius(p), place_name(p) or ""))
    return best[0] if best else None


def _harm(name: str) -> Harm:
    found: Harm = name  # type: ignore[assignment]  # `name` comes from HARMS
    return found


def _sides(items: Sequence[Item], scope: Scope, by: Sequence[str]) -> list[str | None]:
    if scope.side is not None:
        return [scope.side]
    if "side" not in by:
        return [None]
    return [*sorted({item.side or "unknown" for item in items})]


def _groups(items: Sequence[Item]) -> list[Facets]:
    present = {frozenset(f for f in item.facets if f[0] in ("sex", "age")) for item in items}
    return [facets for facets in GROUPS if any(facets <= found for found in present)]


def _months(items: Sequence[Item], scope: Scope) -> list[Window]:
    days = [day for item in items for day in (item.window.start, item.window.end) if day]
    if not days:
        return []
    cut = (_cut(month, scope.window) for month in _calendar(min(days), max(days)))
    return [month for month in cut if month is not None]


def _calendar(first: dt.date, last: dt.date) -> Iterable[Window]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        end = calendar.monthrange(year, month)[1]
        yield Window(start=dt.date(year, month, 1), end=dt.date(year, month, end))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _cut(month: Window, period: Window) -> Window | None:
    assert month.start is not None and month.end is not None
    start, end = max(month.start, period.start or month.start), min(month.end, period.end or month.end)
    return Window(start=start, end=end) if start <= end else None
