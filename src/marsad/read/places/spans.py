"""Places made of two: 'between A and B', 'a front of 100 km from the west of A to the east of B'.

Where the text says that a front follows a river whose course the pack knows, it is measured and placed along the river,
on the bank that is named; a stated length is checked against the measured one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from marsad.knowledge.compile import Course
from marsad.model.place import Length, PlaceMention
from marsad.read.places.course import length_km, middle
from marsad.read.places.geometry import Point, distance_km, midpoint
from marsad.read.places.measure import Measure
from marsad.read.places.name import Name
from marsad.read.places.words import Words

_REACH = 25
"""Tokens between the word for a front and the first of its ends."""
_GAP = 8
"""Tokens between the two ends."""
AGREES = 0.25
"""A stated length may differ from the measured one by this share: ends are 'the west of', fronts wind."""
_STATED_WITHIN = 8
"""Tokens between the word for a front and its length."""


class Pair(NamedTuple):
    """Two neighbours that make one place at tokens [first, last); `river` is what it runs along."""

    first: int
    last: int
    relation: str
    a: Name
    b: Name
    river: Name | None
    stated_km: float | None


def pairs(words: Words, names: list[Name], measure: Measure) -> list[Pair]:
    """Return the places made of two neighbours, in text order."""
    out = []
    accepted = [n for n in names if n.accepted and n.sense is not None and n.sense.place.kind != "country"]
    for a, b in pairwise(accepted):
        if not 0 <= b.start - a.end <= _GAP or words.scan.sentence_of(a.first) != words.scan.sentence_of(b.first):
            continue
        if a.between is not None and b.start - a.end <= 2:
            out.append(Pair(a.between, b.end, "between", a, b, None, None))
        elif a.prep == "from" and b.prep == "to":
            front = _front_before(words, a)
            if front is not None:
                river = next((n for n in accepted if front <= n.first < a.start and _is_river(n)), None)
                out.append(Pair(front, b.end, "front", a, b, river, _stated(measure, front)))
    return out


def _front_before(words: Words, name: Name) -> int | None:
    i = bisect_left(words.fronts, name.start)
    if i == 0 or name.start - words.fronts[i - 1] > _REACH:
        return None
    at = words.fronts[i - 1]
    return at if words.scan.sentence_of(at) == words.scan.sentence_of(name.first) else None


def _is_river(name: Name) -> bool:
    return name.sense is not None and name.sense.place.kind == "river"


def _stated(measure: Measure, front: int) -> float | None:
    """Return the length that the text gives the front right behind the word for it."""
    for at in range(front + 1, front + _STATED_WITHIN):
        km = measure.kilometres_at(at)
        if km is not None:
            return km
    return None


def stretch(
    words: Words,
    pair: Pair,
    ends: tuple[PlaceMention, PlaceMention],
    courses: Mapping[str, Course],
    number: int,
) -> PlaceMention:
    """Return the mention of the stretch between the two ends: its middle, with a radius that holds a good part of it.

    'between': a quarter of the straight line, at least 3 km; 'front': half of it, for it reaches to both.
    """
    a, b = ends
    span = words.scan.span(pair.first, pair.last)
    point, radius, length = None, None, None
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        one, other = (a.lat, a.lon), (b.lat, b.lon)
        straight = distance_km(one, other)
        radius = round(max(3.0, straight / (4 if pair.relation == "between" else 2)), 1)
        point, length = _along(pair, courses) or (midpoint(one, other), _length(pair, straight, None))
    return PlaceMention(
        id=f"p{number}",
        span=span,
        text=words.scan.text[span[0] : span[1]],
        name_en=f"{a.name_en} \u2013 {b.name_en}" if a.name_en and b.name_en else None,
        name_ar=f"{a.name_ar} \u2013 {b.name_ar}" if a.name_ar and b.name_ar else None,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        radius_km=radius,
        kind="other",
        precision="near" if point else "unknown",
        relation=pair.relation,
        length=length,
        rule=f"place.{pair.relation}",
    )


def _along(pair: Pair, courses: Mapping[str, Course]) -> tuple[Point, Length] | None:
    """Return the middle and the length along the river from town to town.

    None where there is no river, its course isn't known, or a town lies off it.
    """
    if pair.river is None or pair.river.sense is None:
        return None
    river = pair.river.sense.place.id
    course, one, other = courses.get(river), _town(pair.a), _town(pair.b)
    if course is None or one is None or other is None:
        return None
    km = length_km(course, one, other)
    if km is None:
        return None
    lat, lon = middle(course, one, other, pair.river.bearing)
    return (round(lat, 4), round(lon, 4)), _length(pair, km, river)


def _town(name: Name) -> Point | None:
    place = name.sense.place if name.sense is not None else None
    return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)


def _length(pair: Pair, km: float, along: str | None) -> Length:
    stated = pair.stated_km
    agrees = None if stated is None else abs(stated - km) <= AGREES * max(stated, km)
    return Length(stated_km=stated, measured_km=round(km, 1), along=along, agrees=agrees)
