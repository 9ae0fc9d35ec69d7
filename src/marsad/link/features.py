"""Features of a scene: everything by which it is compared with the scenes of other documents, small and quick."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from marsad.link.scene import REPLACED, Scene
from marsad.model import Claim, PlaceMention
from marsad.model.nearness import POINTS, WIDE_KM, radius
from marsad.model.terms import SIDES_OPEN

LONG = 14
"""Days: a window longer than this is known by its opening day only."""

TELLING = 3
"""Figures below this say little about whether two texts tell of one happening."""

GENERIC = frozenset({"clashes", "other"})
"""Causes that hold any other."""

Figure = tuple[str, int]


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place as it is compared: its name of names, its point (degrees), its reach (km), and what holds it."""

    id: str
    lat: float | None
    lon: float | None
    reach: float
    kind: str
    parents: tuple[str, ...]


class Features(msgspec.Struct, frozen=True, array_like=True):
    """What is compared of a scene.  Days are ordinals; `counts` are its totals: harm, side, least, greatest."""

    key: str
    document: str
    told: str
    """Day of its first publication; '' where unknown."""
    source: str
    background: bool
    days: frozenset[int]
    opening: frozenset[int]
    lasts: bool
    spots: tuple[Spot, ...]
    harmed: frozenset[str]
    harming: frozenset[str]
    causes: frozenset[str]
    names_cause: bool
    """Whether any cause is named, a generic one too."""
    figures: frozenset[Figure]
    small: frozenset[Figure]
    """Numbers of a harm, and of a kind of persons ('killed f child'); `small` are those below `TELLING`."""
    counts: tuple[tuple[str, str, int, int], ...]
    actors: frozenset[str]
    recalled: frozenset[Figure] = frozenset()
    """Figures that the document says were told before and no longer stand ('up from 174')."""

    @property
    def parties(self) -> frozenset[str]:
        """The sides that it names, as harmed or as harming."""
        return self.harmed | self.harming

    @property
    def rank(self) -> tuple[str, str]:
        """Its place in the order of telling, in which the first are compared with all others."""
        return (self.told, self.key)


def features(scene: Scene) -> Features:
    """Return what is compared of a scene."""
    fresh = [s.claim for s in scene.statements if not s.claim.background]
    days, opening, lasts = _days(fresh)
    stated = [c for s in scene.statements if (c := s.claim).status == "stated" and c.value is not None]
    said = set(_figures(stated))
    first = scene.statements[0]
    claims = [s.claim for s in scene.statements]
    return Features(
        key=scene.key,
        document=first.document,
        told=scene.day,
        source=min((s.claimant or s.source or "" for s in scene.statements), default=""),
        background=all(c.background for c in claims),
        days=days,
        opening=opening,
        lasts=lasts,
        spots=_spots(s.place for s in scene.statements if s.place is not None and not s.claim.background),
        harmed=_sides(c.group.side for c in claims),
        harming=_sides(c.perpetrator for c in claims),
        causes=frozenset(c.cause for c in claims if c.cause and c.cause not in GENERIC),
        names_cause=any(c.cause for c in claims),
        figures=frozenset(figure for figure in said if figure[1] >= TELLING),
        small=frozenset(figure for figure in said if figure[1] < TELLING),
        counts=tuple(sorted(_counts(stated))),
        actors=frozenset(actor for c in claims for actor in c.group.actors),
        recalled=frozenset(
            (c.harm, c.value) for c in claims if c.status in REPLACED and c.value and c.value >= TELLING
        ),
    )


def _days(claims: Iterable[Claim]) -> tuple[frozenset[int], frozenset[int], bool]:
    days: set[int] = set()
    opening: set[int] = set()
    lasts = False
    for claim in claims:
        if claim.window.start is None:
            if claim.window.end is not None:
                days.add(claim.window.end.toordinal())  # 'as of 15 April'
            continue
        start = claim.window.start.toordinal()
        end = (claim.window.end or claim.window.start).toordinal()
        opening.add(start)
        lasts = lasts or end > start
        days.update(range(start, end + 1) if end - start <= LONG else (start,))
    return frozenset(days), frozenset(opening), lasts


def _spots(places: Iterable[PlaceMention]) -> tuple[Spot, ...]:
    found = {}
    for place in places:
        reach = radius(place)
        if reach <= WIDE_KM:
            name = place.gazetteer or place.name_en or place.text
            found[name] = Spot(name, place.lat, place.lon, reach, place.kind or "other", place.parents)
    return tuple(found[name] for name in sorted(found))


def is_point(spot: Spot) -> bool:
    """Tell whether a spot is one settlement."""
    return spot.kind in POINTS


def _sides(named: Iterable[str | None]) -> frozenset[str]:
    return frozenset(side for side in named if side and side not in SIDES_OPEN)


def _figures(claims: Iterable[Claim]) -> Iterable[Figure]:
    for claim in claims:
        if claim.value:
            yield claim.harm, claim.value
            group = claim.group
            if group.sex or group.age or group.role:
                yield " ".join(filter(None, (claim.harm, group.sex, group.age, group.role))), claim.value


def _counts(claims: Iterable[Claim]) -> Iterable[tuple[str, str, int, int]]:
    """Yield the totals: claims that are part of nothing, those of a side before those of all."""
    for claim in claims:
        if claim.part_of is None and claim.value is not None and not claim.background:
            side = claim.group.side or ("civilians" if claim.group.civilian else "")
            yield claim.harm, side, claim.value, claim.value_max or claim.value
