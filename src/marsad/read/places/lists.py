"""Lists of places: what holds for who fell 'in X, Y and Z', of whom nobody says in which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from marsad.model.place import AMONG, PlaceMention
from marsad.read.places.geometry import Point, distance_km
from marsad.read.places.spot import Spot
from marsad.read.scan import Scan

RELATION = "among"
"""How a list stands to the places on it: in one, some or all of them."""
_NEAREST = 12
"""Places before and behind a list among which the one around it is sought."""
_RADIUS_KM = 2.0
"""Radius of a place of which none is known."""


def shared_parents(members: Iterable[Spot]) -> tuple[str, ...]:
    """Return the ids of the places that hold all on the list, nearest first; those that no list knows lie with them."""
    known = [spot.mention for spot in members if spot.mention.gazetteer is not None or spot.mention.parents]
    if not known:
        return ()
    return tuple(name for name in known[0].parents if all(name in one.parents for one in known))


def region_around(spots: Sequence[Spot], members: Sequence[Spot], end: int) -> PlaceMention | None:
    """Return the place named around all on the list: the next before token `end`, else the last before the list.

    `spots` are those of the text in order; only the nearest are looked at.
    """
    shared = shared_parents(members)
    if not shared:
        return None
    first = bisect_left(spots, members[0].first, key=_first)
    last = bisect_left(spots, members[-1].first, key=_first) + 1
    behind = (spot for spot in spots[last : last + _NEAREST] if members[-1].last <= spot.first < end)
    before = reversed(spots[max(0, first - _NEAREST) : first])
    around = (s.mention for told in (behind, before) for s in told if s.scenic and s.mention.relation is None)
    return next((place for place in around if place.gazetteer in shared), None)


def _first(spot: Spot) -> int:
    return spot.first


def mention_of_all(scan: Scan, members: Sequence[Spot], number: int) -> PlaceMention:
    """Return the mention of a whole list: its middle, with a radius that reaches every place on it."""
    span = members[0].mention.span[0], members[-1].mention.span[1]
    places = [spot.mention for spot in members]
    point, radius = _middle(places) or (None, None)
    itself = all(place.relation is None for place in places)
    kinds = {place.kind for place in places if itself}
    known = dict.fromkeys(place.gazetteer for place in places if place.gazetteer is not None and itself)
    english = [place.name_en for place in places if place.name_en]
    arabic = [place.name_ar for place in places if place.name_ar]
    return PlaceMention(
        id=f"p{number}",
        span=span,
        text=scan.text[span[0] : span[1]],
        name_en=", ".join(english) if len(english) == len(places) else None,
        name_ar="\u060c ".join(arabic) if len(arabic) == len(places) else None,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        radius_km=radius,
        kind=kinds.pop() if len(kinds) == 1 else "other",
        precision="area" if point else "unknown",
        relation=AMONG,
        parents=shared_parents(members),
        candidates=tuple(known),
        rule="place.among",
    )


def _middle(places: Sequence[PlaceMention]) -> tuple[Point, float] | None:
    points = [(place.lat, place.lon, place.radius_km or _RADIUS_KM) for place in places]
    known = [(lat, lon, radius) for lat, lon, radius in points if lat is not None and lon is not None]
    if len(known) < len(points):
        return None
    lats, lons = [one[0] for one in known], [one[1] for one in known]
    middle = round((min(lats) + max(lats)) / 2, 4), round((min(lons) + max(lons)) / 2, 4)
    radius = max(distance_km(middle, (lat, lon)) + own for lat, lon, own in known)
    return middle, round(radius, 1)
