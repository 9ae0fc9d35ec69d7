"""How places lie to one another: the same, one in the other, surely apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from marsad.model.place import AMONG, Place, PlaceMention

RADIUS_KM = {"country": 500.0, "desert": 250.0, "river": 300.0, "region": 100.0, "governorate": 80.0, "district": 30.0}
"""How far a place of a kind reaches where nothing better is known; 10 km else."""

NEAR_KM = 25.0
"""Points closer than this may be one scene."""

WIDE_KM = 150.0
"""A place that reaches farther (a country) is no place of an incident."""


def kilometres(a: Place | PlaceMention, b: Place | PlaceMention) -> float | None:
    """Return the great-circle distance, or None where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = (radians(x) for x in (a.lat, a.lon, b.lat, b.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(h))


def radius(place: PlaceMention) -> float:
    """Return how far the place reaches from its point, in kilometres."""
    return place.radius_km if place.radius_km is not None else RADIUS_KM.get(place.kind or "other", 10.0)


def same(a: PlaceMention, b: PlaceMention) -> bool:
    """Tell whether both name one entry of the gazetteer (or the same unresolved name)."""
    if a.gazetteer or b.gazetteer:
        return a.gazetteer == b.gazetteer
    if a.name_en or b.name_en:
        return a.name_en == b.name_en
    return a.text == b.text


def within(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Tell whether `inner` surely lies in `outer`: by the gazetteer, or well inside a wide place."""
    if same(inner, outer) or (outer.gazetteer is not None and outer.gazetteer in inner.parents):
        return True
    if outer.relation == AMONG:  # between the places of a list lie others
        return any(name in outer.candidates for name in (inner.gazetteer, *inner.parents))
    if _abroad(inner, outer):
        return False
    far, reach = kilometres(inner, outer), radius(outer)
    return far is not None and reach > radius(inner) and reach > NEAR_KM and far + radius(inner) <= reach


def _in_none(place: PlaceMention, listed: PlaceMention) -> bool:
    """Tell whether a settlement lies in none of the governorates on a list."""
    governorates = listed.relation == AMONG and listed.kind == "governorate" and bool(listed.candidates)
    return governorates and _settled(place) and bool(place.parents) and not within(place, listed)


def _abroad(place: PlaceMention, country: PlaceMention) -> bool:
    """Tell whether a place lies in another country than one that is named: Gaza is near Israel's middle, not in it."""
    if country.kind != "country":
        return False
    own, named = _countries(place), _countries(country)
    return bool(own and named) and not own & named


def _countries(place: PlaceMention) -> set[str]:
    return {name for name in (place.gazetteer, *place.parents) if name is not None and name.startswith("cc:")}


POINTS = frozenset({"city", "town", "village", "camp"})
QUARTER_KM = 5.0
"""A district that reaches no farther is a quarter of a town."""


def distinct(a: PlaceMention, b: PlaceMention) -> bool:
    """Tell whether one text names two settlements, however near, neither of which holds the other."""
    return _settled(a) and _settled(b) and not (within(a, b) or within(b, a))


def _settled(place: PlaceMention) -> bool:
    quarter = place.kind == "district" and place.radius_km is not None and place.radius_km <= QUARTER_KM
    return place.kind in POINTS or quarter


def apart(a: PlaceMention, b: PlaceMention) -> bool:
    """Tell whether the two are surely different scenes: known points, too far for either to reach the other."""
    if same(a, b) or within(a, b) or within(b, a):
        return False
    if _abroad(a, b) or _abroad(b, a) or _in_none(a, b) or _in_none(b, a):
        return True
    far = kilometres(a, b)
    if far is None:
        mine, yours = _countries(a), _countries(b)
        return bool(mine and yours) and not mine & yours
    return far > max(radius(a), radius(b), NEAR_KM)
