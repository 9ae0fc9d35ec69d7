"""From an understood name to a mention: relations become geometry with a radius.

Rules (kilometres; judgements, recorded with each mention as its relation):
countryside of X, by compass  0.4 of the governorate's radius, from 20 to 45, off its seat; radius as far, at least 25
countryside of X              the governorate and its radius; of a town, the town, radius 25
north of X (a town)           10 from X (or its radius, if more), radius 10
the north of X (a town)       half its radius off; of a governorate, region or country half its radius off, that radius
desert, mountains of X        30 from X by compass, else X; radius 40
outskirts of X                3 from X by compass, else X; radius 4
around, near X                X, radius 10
N km south of X               that point, radius a quarter of N, at least 2 (and X by itself); else X, radius N
bank of a river               the stretch of its course that is meant (see banks), none where no course is known
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.knowledge.compile import CompiledPlace
from marsad.model.place import Place, PlaceMention
from marsad.model.terms import PlaceKind
from marsad.read.places.geometry import Point, shifted
from marsad.read.places.name import Name
from marsad.read.places.sense import Senses
from marsad.read.places.trim import bare_span
from marsad.read.scan import Scan

COUNTRYSIDE_KM = 25.0
COUNTRYSIDE_SHARE, COUNTRYSIDE_NEAREST_KM, COUNTRYSIDE_FARTHEST_KM = 0.4, 20.0, 45.0
BESIDE_KM = 10.0
EDGE_KM, EDGE_RADIUS_KM = 3.0, 4.0
LAND_KM, LAND_RADIUS_KM = 30.0, 40.0
_LANDS = frozenset({"desert", "region"})
_SETTLED = frozenset({"city", "town", "village", "governorate"})
_WIDE = frozenset({"governorate", "region", "desert", "country"})
_PRECISIONS = {
    "governorate": "admin",
    "country": "country",
    "region": "area",
    "desert": "area",
    "river": "area",
    "district": "near",
}
_WIDE_KM = 15.0
"""Radius from which a place is an area and its point a middle only."""
_RADII = {"governorate": 60.0, "country": 300.0, "region": 30.0, "desert": 60.0, "river": 60.0, "city": 5.0}


class _Spot:
    """A point with its radius, precision and relation."""

    __slots__ = ("point", "precision", "radius", "relation")

    def __init__(self, point: Point | None, radius: float | None, precision: str, relation: str | None) -> None:
        self.point = point
        self.radius = radius
        self.precision = precision if point is not None else "unknown"
        self.relation = relation


def mention_of(scan: Scan, name: Name, senses: Senses, number: int) -> PlaceMention:
    """Return the mention for an accepted name; without a point where no sense was chosen."""
    span = bare_span(scan, name.start, name.end, name.outer)
    text = scan.text[span[0] : span[1]]
    sense = name.sense
    if sense is None:
        called = scan.quote(name.first, name.last)
        return PlaceMention(
            id=f"p{number}",
            span=span,
            text=text,
            name_en=called if scan.lang == "en" else None,
            name_ar=called if scan.lang == "ar" else None,
            kind=name.kind,  # type: ignore[arg-type]
            precision="unknown",
            relation=_relation(name),
            candidates=name.candidates,
            rule="place.undecided",
        )
    sense, base = _base(scan, name, sense, senses)
    if name.relation == "side" and sense.place.kind in _WIDE:
        name.relation = "part"
    spot = _spot(name, sense, base)
    place = sense.place
    stands_in = _seat_only(name, place)
    return PlaceMention(
        id=f"p{number}",
        span=span,
        text=text,
        name_en=place.name_en,
        name_ar=place.name_ar,
        gazetteer=None if stands_in else place.id,
        lat=spot.point[0] if spot.point else None,
        lon=spot.point[1] if spot.point else None,
        radius_km=spot.radius,
        kind=_kind(name, place.kind),
        precision=spot.precision,
        relation=spot.relation,
        parents=place.parents,
        candidates=(place.id,) if stands_in else name.candidates,
        rule="place.seat" if stands_in else name.rule if spot.relation is None else "place.relation",
    )


def _base(scan: Scan, name: Name, sense: CompiledPlace, senses: Senses) -> tuple[CompiledPlace, CompiledPlace]:
    """Return what is named, and the place from which it is reckoned: a governorate's countryside from its seat."""
    if name.relation != "countryside":
        return sense, sense
    governorate = senses.governorate_of(sense)
    if governorate is None:
        return sense, sense
    if name.bearing is None and _officially_so(scan, name, governorate):
        name.relation = None
        return governorate, governorate
    seat = senses.seat_of(governorate, [sense, *name.places, *_inside(scan, name, senses)])
    return governorate, seat or governorate


def _officially_so(scan: Scan, name: Name, governorate: CompiledPlace) -> bool:
    """Tell whether 'the countryside of X' is the governorate's own name."""
    called = scan.lexicon.memo[scan.quote(name.start, name.end)]
    names = filter(None, (governorate.place.name_ar, governorate.place.name_en))
    return any(called in scan.lexicon.memo[own] for own in names)


def _inside(scan: Scan, name: Name, senses: Senses) -> Iterator[CompiledPlace]:
    """Yield the places named inside the phrase: the town in 'the countryside of the town'."""
    for i in range(name.first, name.last):
        for hit in scan.hits[i]:
            if hit.entry.cls == "place" and hit.last <= name.last:
                yield senses.places[str(hit.entry.features["place"])]


def _spot(name: Name, sense: CompiledPlace, base: CompiledPlace) -> _Spot:
    place = sense.place
    radius = place.radius_km if place.radius_km is not None else _RADII.get(place.kind, 2.0)
    relation, point = _relation(name), _point(base)
    if _seat_only(name, place) and point is not None:
        return _Spot(point, _RADII["governorate"], "admin", relation)
    if name.relation == "bank" or point is None:
        return _Spot(None, None, "unknown", relation)
    if name.relation == "dateline":
        return _Spot(None, None, "unknown", relation)
    if name.relation == "countryside":
        if name.bearing is not None:
            off = min(COUNTRYSIDE_FARTHEST_KM, max(COUNTRYSIDE_NEAREST_KM, COUNTRYSIDE_SHARE * radius))
            return _Spot(shifted(point, name.bearing, off), max(COUNTRYSIDE_KM, off), "area", relation)
        return _Spot(_point(sense) or point, max(radius, COUNTRYSIDE_KM), "area", relation)
    if name.kind in _LANDS and place.kind in _SETTLED:
        at = shifted(point, name.bearing, LAND_KM) if name.bearing is not None else point
        return _Spot(at, LAND_RADIUS_KM, "area", relation)
    if name.relation == "distance" and name.km is not None:
        if name.bearing is None:
            return _Spot(point, max(2.0, name.km), "near", relation)
        return _Spot(shifted(point, name.bearing, name.km), max(2.0, round(name.km / 4, 1)), "near", relation)
    if name.relation in ("side", "part") and name.bearing is not None:
        return _beside(name, place.kind, point, radius, relation)
    if name.relation == "outskirts":
        at = shifted(point, name.bearing, EDGE_KM) if name.bearing is not None else point
        return _Spot(at, max(EDGE_RADIUS_KM, radius), "near", relation)
    if name.relation in ("around", "near"):
        return _Spot(point, max(BESIDE_KM, radius), "near", relation)
    if name.facility and name.kind == "other":
        return _Spot(point, max(BESIDE_KM, radius), "near", relation)
    if place.kind in ("other", "camp", "district") and radius >= _WIDE_KM:
        return _Spot(point, radius, "area", relation)
    return _Spot(point, radius, _PRECISIONS.get(place.kind, "exact"), relation)


def _seat_only(name: Name, place: Place) -> bool:
    """Tell whether a governorate is named of which only the seat is listed: its town stands in for the point."""
    return name.kind == "governorate" and name.relation is None and place.kind in ("city", "town", "village")


def _kind(name: Name, kind: PlaceKind) -> PlaceKind:
    """Return the kind of what is named: a facility at a place is 'other', a town's desert a desert."""
    if name.facility and name.kind == "other":
        return "other"
    if name.kind == "governorate" and name.relation is None and kind in ("city", "town", "village"):
        return "governorate"
    if name.kind == "desert" and kind in _SETTLED:
        return "desert"
    return "region" if name.kind == "region" and kind in _SETTLED else kind


def _beside(name: Name, kind: str, point: Point, radius: float, relation: str | None) -> _Spot:
    bearing = name.bearing or 0.0
    if kind in _WIDE:
        return _Spot(shifted(point, bearing, radius / 2), radius, "country" if kind == "country" else "area", relation)
    if name.relation == "part":
        return _Spot(shifted(point, bearing, radius / 2), radius, "near", relation)
    return _Spot(shifted(point, bearing, max(BESIDE_KM, radius)), BESIDE_KM, "near", relation)


def _relation(name: Name) -> str | None:
    """Return the relation's word: 'northern_countryside', 'west_of', 'near', ..."""
    compass, relation = name.compass, name.relation
    if relation is None or compass is None:
        return None if relation in (None, "part", "side") else relation
    if relation == "side":
        return f"{compass}_of"
    if relation == "distance":
        return f"distance_{compass}_of"
    return f"{compass}ern_{relation}"


def _point(place: CompiledPlace) -> Point | None:
    if place.place.lat is None or place.place.lon is None:
        return None
    return place.place.lat, place.place.lon
