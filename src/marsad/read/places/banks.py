"""The bank of a river whose course the pack knows: near a town, within a province, else along the whole course.

A river has no middle that says where on it something was; its course has, where the words beside it name a town or a
province. The radius says how much of the course may be meant: 10 km up and down near a town, else as far as it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from marsad.knowledge.compile import Course
from marsad.model.place import Place, PlaceMention
from marsad.read.places.course import NEAR_KM, Reach, reach
from marsad.read.places.name import Name

_BESIDE = 3
"""Tokens between the bank and the town or province that says which stretch of it is meant."""
_TOWN_KM = 10.0
"""How far up and down the river 'near X' may be."""
_WIDE = frozenset({"governorate", "region"})
_NOWHERE = frozenset({"country", "river"})


def on_bank(mention: PlaceMention, name: Name, names: Sequence[Name], courses: Mapping[str, Course]) -> PlaceMention:
    """Return the mention of a bank, or of a side of a river, with the point and the radius of the stretch meant."""
    river = name.sense.place.id if name.sense is not None else ""
    course = courses.get(river)
    if course is None or name.relation not in ("bank", "side"):
        return mention
    stretch = _told(course, name, names) or reach(course, None, 0.0, name.bearing)
    if stretch is None:
        return mention
    (lat, lon), radius = stretch
    precision = "near" if radius <= _TOWN_KM else "area"
    return replace(mention, lat=round(lat, 4), lon=round(lon, 4), radius_km=round(radius, 1), precision=precision)


def _told(course: Course, name: Name, names: Sequence[Name]) -> Reach | None:
    """Return the stretch by the town or province named right behind the river, else right before it."""
    behind = [n for n in names if 0 <= n.start - name.end <= _BESIDE]
    before = [n for n in names if 0 <= name.start - n.end <= _BESIDE]
    for other in (*behind, *reversed(before)):
        place = other.sense.place if other.sense is not None else None
        if place is None or place.lat is None or place.lon is None or place.kind in _NOWHERE:
            continue
        found = reach(course, (place.lat, place.lon), _span_km(place), name.bearing)
        if found is not None:
            return found
    return None


def _span_km(place: Place) -> float:
    """Return how far from its point a place says where on the river it was."""
    return max(NEAR_KM, place.radius_km or 0.0) if place.kind in _WIDE else _TOWN_KM
