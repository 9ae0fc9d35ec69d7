"""Comparing two scenes: every feature weighs for or against one happening, in bits, and says so.

The weights are log2 of how much likelier a feature is among scenes of one happening than among others of the same
day (Fellegi and Sunter 1969), rounded by hand; `bench/link_world.py` measures what they give.
"""

from __future__ import annotations

import datetime as dt
from math import asin, cos, log2, radians, sin, sqrt

import msgspec

from marsad.link.features import Features, Figure, Spot, is_point
from marsad.model.nearness import NEAR_KM

SAME = 8.0
"""Bits from which two scenes are held to be one happening."""

UNSURE = 6.0
"""Bits from which a person is asked."""


class Why(msgspec.Struct, frozen=True):
    """One feature of a comparison: its kind, what was found, and its weight in bits (against: below 0)."""

    feature: str
    value: str
    bits: float


class Link(msgspec.Struct, frozen=True):
    """Two scenes (named by their smallest statement keys), the verdict on them, and the features that say why."""

    first: str
    second: str
    verdict: str
    """same | unsure."""
    score: float
    why: tuple[Why, ...]


def compare(a: Features, b: Features, alike: float = 0.0) -> Link | None:
    """Return the link between two scenes with its reasons, or None if they are not likely one happening.

    `alike` is how much of the wording of their documents is the same, 0 to 1.
    """
    if a.document == b.document or a.background != b.background:
        return None
    if b.key < a.key:
        a, b = b, a
    shared = a.days & b.days
    if not shared and not _adjacent(a, b):
        return None
    how, place = place_agrees(a.spots, b.spots)
    if how == "apart":
        return None
    before = recalled(a, b)
    agreed = Agreed(
        place=how,
        parties=a.parties & b.parties,
        harmed=bool(a.harmed & b.harmed),
        figures=bool(a.figures & b.figures or before),
        recalled=bool(before),
        smalls=len(a.small & b.small),
        close=0.0 < _disagreement(a, b)[0] <= CLOSE,
        causes=bool(a.causes & b.causes),
        open_cause=not (a.names_cause and b.names_cause),
        opening=bool(a.opening & b.opening),
        running=bool(a.opening & b.opening) and a.lasts and b.lasts,
        shared=bool(shared),
    )
    if how == "within" and (_vast(a.spots) or _vast(b.spots)) and not agreed.figures:
        return None  # a day's roundup of a whole country holds what happened in a town, and is not that happening
    retold = agreed.smalls > 0 and agreed.harmed
    if a.causes and b.causes and not agreed.causes and not agreed.figures and not retold:
        return None
    enough = _enough(agreed) or (alike >= REPRINT and (agreed.figures or agreed.smalls > 0))
    why = [Why("place", place, _PLACE[how] - (_CITY if how == "one place" and _in_city(a.spots, b.spots) else 0.0))]
    why.append(_day(a, b))
    if agreed.running:
        why.append(Why("running", "", _RUNNING))
    why += _sides(a, b)
    why += _causes(a, b)
    why += _figures(a, b, agreed.running)
    if a.actors & b.actors:
        why.append(Why("actors", ", ".join(sorted(a.actors & b.actors)), 1.0))
    if alike >= SIMILAR:
        why.append(Why("wording", f"{alike:.2f}", 8.0 * alike))
    score = round(sum(one.bits for one in why), 2)
    if score < UNSURE:
        return None
    verdict = "same" if enough and score >= SAME else "unsure"
    if verdict == "unsure" and not enough and how != "one place" and not agreed.figures:
        return None
    return Link(a.key, b.key, verdict, score, tuple(why))


CLOSE = 2.0
"""Totals (each with one added) within this ratio are nearly the same."""

SIMILAR, REPRINT = 0.4, 0.6
"""Shares of common wording: from the first it weighs, from the second on one text is the other's reprint."""

_PLACE = {"one place": 7.0, "near": 2.0, "beside": 0.0, "same area": 3.0, "within": 2.0, "unknown": 0.0}
_CITY = 4.5
_OPENING, _OVERLAP, _NEXT = 3.0, 1.0, -1.0
_RUNNING = 2.0


class Agreed(msgspec.Struct, frozen=True):
    """What two scenes have in common."""

    place: str
    parties: frozenset[str]
    harmed: bool
    figures: bool
    recalled: bool
    smalls: int
    close: bool
    """Totals of one harm and side are the same or nearly so."""
    causes: bool
    open_cause: bool
    """One of them names no cause at all."""
    opening: bool
    running: bool
    shared: bool


def _enough(has: Agreed) -> bool:
    """Tell whether what must agree does: a high score made of small things is not enough."""
    several = len(has.parties) > 1
    told_alike = has.harmed and has.causes and (has.figures or has.smalls > 0)
    if not has.shared:
        retold = (has.figures or has.smalls > 0) and has.harmed and (several or has.causes)
        return has.place == "one place" and (retold or (has.figures and has.harmed))
    known = bool(has.parties - {"civilians"}) or has.figures or has.causes or has.running or has.close
    detailed = has.harmed and (has.figures or has.smalls > 1)
    return {
        "one place": known
        and (bool(has.parties) or has.recalled or (has.opening and (has.figures or has.causes or has.close))),
        "near": has.opening
        and ((bool(has.parties) and (has.figures or has.running)) or (detailed and (several or has.causes))),
        "beside": has.opening and several and ((has.figures and has.causes) or has.running),
        "same area": has.opening and (several or has.running or has.figures or told_alike),
        "within": (has.running and (several or has.figures))
        or (has.opening and ((has.figures and has.causes) or told_alike or (detailed and has.open_cause))),
        "unknown": has.opening and ((has.figures and (several or has.causes)) or (detailed and several)),
    }[has.place]


def recalled(a: Features, b: Features) -> frozenset[Figure]:
    """Return the figures of one that the other, told no earlier, says were told before."""
    earlier = a.figures & b.recalled if a.told <= b.told else frozenset[Figure]()
    return earlier | (b.figures & a.recalled) if b.told <= a.told else earlier


def _adjacent(a: Features, b: Features) -> bool:
    """Tell whether one is set on the day after the other: reports confuse the day and that of the news."""
    agree = a.figures & b.figures or (a.small & b.small and a.harmed & b.harmed)
    return bool(agree) and any(abs(one - other) == 1 for one in a.opening for other in b.opening)


def _day(a: Features, b: Features) -> Why:
    opening, shared = a.opening & b.opening, a.days & b.days
    day = min(opening or shared or a.opening)
    bits = _OPENING if opening else _OVERLAP if shared else _NEXT
    return Why("day", dt.date.fromordinal(day).isoformat(), bits)


def place_agrees(ours: tuple[Spot, ...], theirs: tuple[Spot, ...]) -> tuple[str, str]:
    """Return how two sets of places lie to one another, and the place that says so."""
    if not ours or not theirs:
        return "unknown", ""
    best, place, known = "apart", "", True
    for p in ours:
        for q in theirs:
            how = _agrees(p, q)
            if how == "unknown":
                known = False
            elif _ORDER[how] < _ORDER[best]:
                best, place = how, p.id if p.reach <= q.reach else q.id
    return ("unknown", "") if best == "apart" and not known else (best, place)


_ORDER = {"one place": 0, "near": 1, "same area": 2, "beside": 3, "within": 4, "apart": 5}


def _agrees(p: Spot, q: Spot) -> str:
    narrow = p.reach <= NEAR_KM and q.reach <= NEAR_KM
    if p.id == q.id:
        return "one place" if narrow else "same area"
    if q.id in p.parents or p.id in q.parents:
        return "within" if not narrow else "near"
    far = kilometres(p, q)
    if far is None:
        return "unknown"
    if narrow:
        return "beside" if far <= NEAR_KM else "apart"
    inner, outer = (p, q) if p.reach <= q.reach else (q, p)
    return "within" if outer.reach > inner.reach and far + inner.reach <= outer.reach else "apart"


def kilometres(a: Spot, b: Spot) -> float | None:
    """Return the great-circle distance, or None where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if abs(a.lat - b.lat) > _FAR_DEGREES:
        return _FAR_DEGREES * 111.0
    lat1, lat2 = radians(a.lat), radians(b.lat)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(sqrt(h))


_FAR_DEGREES = 3.0


def _vast(spots: tuple[Spot, ...]) -> bool:
    """Tell whether only whole countries are named."""
    return all(spot.kind == "country" for spot in spots)


def _in_city(ours: tuple[Spot, ...], theirs: tuple[Spot, ...]) -> bool:
    """Tell whether all that the two places have in common is a large town, where much happens on one day."""
    names = {spot.id for spot in theirs}
    return all(spot.kind == "city" for spot in ours if spot.id in names and is_point(spot))


def _sides(a: Features, b: Features) -> list[Why]:
    out = []
    harmed = a.harmed & b.harmed
    if harmed:
        out.append(Why("harmed", ", ".join(sorted(harmed)), 2.0 if harmed - {"civilians"} else 1.0))
    elif a.harmed and b.harmed:
        out.append(Why("harmed", f"{_list(a.harmed)} / {_list(b.harmed)}", -6.0))
    harming = a.harming & b.harming
    if harming:
        out.append(Why("harming", _list(harming), 1.5))
    elif a.harming and b.harming:
        out.append(Why("harming", f"{_list(a.harming)} / {_list(b.harming)}", -4.5))
    return out


def _causes(a: Features, b: Features) -> list[Why]:
    if not a.causes or not b.causes:
        return []
    shared = a.causes & b.causes
    if shared:
        return [Why("cause", _list(shared), 2.0)]
    return [Why("cause", f"{_list(a.causes)} / {_list(b.causes)}", -4.0)]


def _figures(a: Features, b: Features, running: bool) -> list[Why]:
    """Weigh figures that are the same, the more the larger; and totals of one harm and side that differ."""
    shared, before = a.figures & b.figures, recalled(a, b)
    small = a.small & b.small
    if shared or before:
        told = [("figures", shared), ("recalled", before - shared)]
        return [Why(name, _numbers(same), _weight(same)) for name, same in told if same]
    out = []
    if small:
        out.append(Why("figures", _numbers(small), min(3.0, len(small))))
    if running or a.lasts or b.lasts:
        return out
    ratio, what = _disagreement(a, b)
    return [*out, Why("figures", what, max(-6.0, -2.0 * log2(ratio)))] if ratio > 1.0 else out


def _weight(figures: frozenset[Figure]) -> float:
    return min(9.0, sum(2.0 + log2(number) for _, number in figures))


def _numbers(figures: frozenset[Figure]) -> str:
    return ", ".join(f"{harm} {number}" for harm, number in sorted(figures))


def _disagreement(a: Features, b: Features) -> tuple[float, str]:
    """Return by how much totals of one harm and side differ at most, as a ratio, and which; 0 where none compare."""
    worst, what = 0.0, ""
    for harm, side, lo, hi in a.counts:
        for other, theirs, least, most in b.counts:
            if harm == other and (side == theirs or not side or not theirs):
                ratio = max(1.0, (least + 1) / (hi + 1), (lo + 1) / (most + 1))
                if ratio > worst:
                    worst, what = ratio, f"{harm} {lo} / {least}"
    return worst, what


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
