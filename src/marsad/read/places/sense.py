"""Which place of several a name means.

Method: scope stack, seat rank and distance coherence (the features of CLIFF and mordecai without their models): the
pack's list over the gazetteer, the pack's countries, the governorates that the text names, the kind that a type word
tells, the size, and the median distance to the places already understood (capped at 150 km).  One sense a document;
where the best two are too close in score and too far apart on the ground, none is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from marsad.knowledge.compile import CompiledPlace
from marsad.knowledge.lore import Voice
from marsad.read.places.accept import KNOWN, LARGE, is_of_pack
from marsad.read.places.geometry import Point, distance_km
from marsad.read.places.name import Name

SAME_KM = 15.0
"""Two entries of one spelling so near each other are one place listed twice."""
SEAT_KM = 130.0
"""How far the seat may lie from the middle of its governorate."""
COHERENCE_CAP_KM = 150.0
ELSEWHERE_KM = 60.0
"""Beyond a place's radius, where nothing is said to be 'in' it."""
MARGIN = 0.5
_ANCHORS = 12
_ROUND = 1.4
"""Times the radius of a disc as large as the country."""
_RANKS = {"governorate": 500_000, "city": 100_000, "district": 20_000, "town": 10_000, "village": 500}
_ADMIN = frozenset({"governorate", "country"})
_SETTLED = frozenset({"city", "town", "village", "camp", "district"})


class Senses:
    """Understands the accepted names of one document."""

    def __init__(self, voice: Voice, names: list[Name]) -> None:
        self.places = voice.places
        self.names = [name for name in names if name.accepted]
        self.home = frozenset(voice.pack.countries) if voice.pack is not None else frozenset()
        self.named_countries = {p.place.country for n in self.names for p in n.places if p.place.kind == "country"}
        self.admins: set[str] = set()
        """Governorates that the text names as such."""
        self.cities: set[str] = set()
        """Towns that the text names as such, though a governorate has the same name."""
        self._memo: dict[tuple[str | None, tuple[str, ...]], CompiledPlace | None] = {}

    def understand(self) -> None:
        """Set the sense of every accepted name, or its candidates where none can be chosen."""
        open_names: list[Name] = []
        for name in self.names:
            single = self._single(name)
            if single is None:
                open_names.append(name)
            else:
                name.sense = single
                if single.place.kind == "governorate":
                    self.admins.add(single.place.id)
        anchors = [p for name in self.names if (p := _point(name.sense)) and name.sense and not _is_admin(name.sense)]
        for name in open_names:
            key = (name.kind, tuple(place.place.id for place in name.places))
            if key not in self._memo:
                self._memo[key] = self._choose(name, anchors[:_ANCHORS])
            name.sense = self._memo[key]
            if name.sense is None:
                name.candidates = tuple(place.place.id for place in name.places)
        self._theatres()
        self._parts_elsewhere()
        self._out_of_scope()

    def _single(self, name: Name) -> CompiledPlace | None:
        """Return the one place meant where there is no choice but between a town and its own governorate."""
        places = self._of_kind(name)
        best = max(places, key=_rank)
        if name.facility and best.place.kind == "country":
            return None  # 'the Libya market': called after a country, not in the middle of it
        if any(_apart(best, other) > SAME_KM for other in places if other is not best):
            return None
        return best

    def _of_kind(self, name: Name) -> list[CompiledPlace]:
        """Return the candidates of the kind that the text tells, all where none is; notes what was named as what."""
        places = list(name.places)
        if name.kind == "governorate":
            return self._governorates(places)
        told_town = name.kind in _SETTLED or (name.facility and name.kind is not None)
        plain = [place for place in places if place.place.kind not in _ADMIN]
        if told_town and plain:
            self.cities.update(place.place.id for place in plain)
            exact = [place for place in plain if place.place.kind == name.kind and not name.facility]
            return exact or plain
        if name.relation == "countryside":
            self.admins.update(place.place.id for place in self._governorates(places))
        if plain and len(plain) < len(places) and name.relation != "country":
            return plain if not any(p.place.kind == "country" for p in places) else [max(places, key=_rank)]
        return places

    def _governorates(self, places: list[CompiledPlace]) -> list[CompiledPlace]:
        found = [place for place in places if place.place.kind == "governorate"]
        found = found or [parent for place in places if (parent := self.governorate_of(place)) is not None]
        self.admins.update(place.place.id for place in found)
        return found or places

    def governorate_of(self, place: CompiledPlace) -> CompiledPlace | None:
        """Return the governorate whose seat `place` is: its parent of the same name."""
        if place.place.kind == "governorate":
            return place
        for parent_id in place.place.parents[:1]:
            parent = self.places.get(parent_id)
            if parent is not None and parent.place.kind == "governorate" and _same_name(place, parent):
                return parent
        return None

    def seat_of(self, place: CompiledPlace, names: Iterable[CompiledPlace]) -> CompiledPlace | None:
        """Return the town among `names` after which the governorate `place` is called."""
        return next((n for n in names if n.place.kind not in _ADMIN and _apart(n, place) <= SEAT_KM), None)

    def _choose(self, name: Name, anchors: list[Point]) -> CompiledPlace | None:
        places = [p for p in self._of_kind(name) if not (name.facility and p.place.kind == "country")]
        if not places:
            return None
        scored = sorted(((self._score(place, name, anchors), place) for place in places), key=_by_score)
        best_score, best = scored[0]
        for score, other in scored[1:]:
            if best_score - score >= MARGIN:
                break
            if _apart(best, other) > SAME_KM:
                return None
        return best

    def _score(self, place: CompiledPlace, name: Name, anchors: list[Point]) -> float:
        score = 3.0 * is_of_pack(place) + 2.0 * (place.place.country in self.home)
        score += 1.0 * (place.place.country in self.named_countries)
        score += math.log10(1 + _rank(place)) / 3
        score += 2.0 * any(parent in self.admins for parent in place.place.parents)
        if name.kind is not None and not name.facility:
            score += 1.5 if place.place.kind == name.kind else -0.5
        point = _point(place)
        if point is not None and anchors:
            far = median(distance_km(point, anchor) for anchor in anchors)
            score -= 3.0 * min(far, COHERENCE_CAP_KM) / COHERENCE_CAP_KM
        return score

    def _theatres(self) -> None:
        """A bare name is the governorate where the text speaks of it as one and never of the town."""
        for name in self.names:
            sense = name.sense
            if sense is None or sense.place.kind in _ADMIN or name.kind is not None or name.relation is not None:
                continue
            parent = next((p for p in name.places if p.place.kind == "governorate"), None) or self.governorate_of(sense)
            if parent is not None and parent.place.id in self.admins and sense.place.id not in self.cities:
                name.sense = parent
                name.rule = "place.theatre"

    def _parts_elsewhere(self) -> None:
        """'The hospital of X in Y' far from the X that is listed: another of the same name, so none is chosen."""
        for part, whole in pairwise(self.names):
            apart = whole.prep != "in" or whole.listed or whole.joined or whole.start - part.end > 1
            if apart or part.sense is None or whole.sense is None:
                continue
            reach = ELSEWHERE_KM + (whole.sense.place.radius_km or 0)
            if part.sense.place.kind not in ("governorate", "country") and _apart(part.sense, whole.sense) > reach:
                part.candidates = tuple(place.place.id for place in part.places)
                part.sense = None

    def _out_of_scope(self) -> None:
        """A small place in a country that nothing speaks for is rather a namesake of one that isn't listed."""
        scope = self.home | self.named_countries
        if not self.home:
            return
        for name in self.names:
            sense = name.sense
            if sense is None or is_of_pack(sense) or sense.place.country in scope or sense.place.kind == "country":
                continue
            if len(name.places) == 1 and (_rank(sense) >= KNOWN or self._near_home(sense)):
                continue
            if _rank(sense) < LARGE:
                name.candidates = tuple(place.place.id for place in name.places)
                name.sense = None

    def _near_home(self, place: CompiledPlace) -> bool:
        """Tell whether a place abroad lies within or close by the round that a country of the pack fills."""
        return any(
            _apart(place, country) <= _ROUND * (country.place.radius_km or 0)
            for code in self.home
            if (country := self.places.get(f"cc:{code}")) is not None
        )


def _by_score(item: tuple[float, CompiledPlace]) -> tuple[float, str]:
    return -item[0], item[1].place.id


def _rank(place: CompiledPlace) -> int:
    return place.rank or _RANKS.get(place.place.kind, 1_000)


def _is_admin(place: CompiledPlace) -> bool:
    return place.place.kind in _ADMIN


def _point(place: CompiledPlace | None) -> Point | None:
    if place is None or place.place.lat is None or place.place.lon is None:
        return None
    return place.place.lat, place.place.lon


def _apart(a: CompiledPlace, b: CompiledPlace) -> float:
    pa, pb = _point(a), _point(b)
    return distance_km(pa, pb) if pa and pb else 0.0


def _same_name(town: CompiledPlace, governorate: CompiledPlace) -> bool:
    name = town.place.name_en.casefold()
    return name in governorate.place.name_en.casefold() or bool(
        town.place.name_ar and governorate.place.name_ar and town.place.name_ar in governorate.place.name_ar
    )
