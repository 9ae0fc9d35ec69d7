"""Places made of two: 'between A and B', 'a front of 100 km from the west of A to the east of B'."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.model.place import PlaceMention
from marsad.read.places.geometry import distance_km, midpoint
from marsad.read.places.name import Name
from marsad.read.places.words import Words

_REACH = 25
"""Tokens between the word for a front and the first of its ends."""
_GAP = 8
"""Tokens between the two ends."""


def pairs(words: Words, names: list[Name]) -> list[tuple[int, int, str, Name, Name]]:
    """Return (first token, last token, relation, one end, other end) of each place made of two neighbours."""
    out = []
    accepted = [n for n in names if n.accepted and n.sense is not None and n.sense.place.kind != "country"]
    for a, b in pairwise(accepted):
        if not 0 <= b.start - a.end <= _GAP or words.scan.sentence_of(a.first) != words.scan.sentence_of(b.first):
            continue
        if a.between is not None and b.start - a.end <= 2:
            out.append((a.between, b.end, "between", a, b))
        elif a.prep == "from" and b.prep == "to":
            front = _front_before(words, a)
            if front is not None:
                out.append((front, b.end, "front", a, b))
    return out


def _front_before(words: Words, name: Name) -> int | None:
    i = bisect_left(words.fronts, name.start)
    if i == 0 or name.start - words.fronts[i - 1] > _REACH:
        return None
    at = words.fronts[i - 1]
    return at if words.scan.sentence_of(at) == words.scan.sentence_of(name.first) else None


def stretch(
    words: Words, pair: tuple[int, int, str, Name, Name], ends: tuple[PlaceMention, PlaceMention], number: int
) -> PlaceMention:
    """Return the mention of the stretch between the two ends: its middle, with a radius that holds a good part of it.

    'between': a quarter of the length, at least 3 km; 'front': half of it, for it reaches to both.
    """
    first, last, relation, _, _ = pair
    a, b = ends
    span = words.scan.span(first, last)
    point, radius = None, None
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        one, other = (a.lat, a.lon), (b.lat, b.lon)
        point = midpoint(one, other)
        radius = round(max(3.0, distance_km(one, other) / (4 if relation == "between" else 2)), 1)
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
        relation=relation,
        rule=f"place.{relation}",
    )
