"""What was found: the mentions with their tokens, and which of them holds for a token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import cached_property

from marsad.model.place import PlaceMention
from marsad.read.places.lists import mention_of_all, region_around
from marsad.read.places.spot import Spot
from marsad.read.scan import Scan

_CLAUSE_MARKS = frozenset({",", "\u060c", ";", "\u061b", ":", "(", ")"})
_COMMAS = frozenset({",", "\u060c"})
_NEIGHBOURS = 4
"""Mentions on either side that are weighed for a token: keeps long texts linear."""
_NEAR = 30
"""Tokens of 'of them' and a preposition before a place: never as many."""
_OPENS = 2
"""Tokens before a place that opens its sentence at most ('And in X')."""
_ON = 3
"""Tokens from where persons left to 'to' at most."""
_COARSE = {"country": 200, "governorate": 4, "region": 4, "desert": 4, "river": 8}
"""Tokens that a wide place is put back by, so that a town in the same clause goes before its country."""

_BE = "control_be"
_PREDICATES = (_BE, "control_have", "harm_verb")
"""What says something of the place before it ('took X and Y was shelled')."""
_BESIDE = 3
"""Tokens between two places of a list at most: a comma, an 'and', an article."""
_AROUND = frozenset({"country", "governorate", "region"})
_SIDE = "_of"
"""How relations to one side of a place end ('south_of')."""
_COUNTRY = "cc:"
"""How the gazetteer's ids of countries begin."""


class PlacesFound:
    """The places of one text.  `spots` are in text order; `dateline` is the mention id of the dateline's place."""

    def __init__(self, scan: Scan, spots: list[Spot], dateline: str | None) -> None:
        self.spots = tuple(spots)
        self.dateline = dateline
        self._scan = scan
        self._scenes = [s for s in spots if s.scenic and s.mention.id != dateline]
        self._firsts = [s.first for s in self._scenes]
        self._all_firsts = [s.first for s in spots]
        self._lists: dict[int, PlaceMention] = {}
        self._filed = next((s.mention.id for s in spots if s.mention.id == dateline and s.scenic), None)

    @property
    def mentions(self) -> tuple[PlaceMention, ...]:
        """The mentions in text order, with those lists of places of which counts are told."""
        lists = self._lists.values()
        return tuple(sorted((*(spot.mention for spot in self.spots), *lists), key=_begins)) if lists else self._alone

    @cached_property
    def _alone(self) -> tuple[PlaceMention, ...]:
        return tuple(spot.mention for spot in self.spots)

    @cached_property
    def _marks(self) -> list[int]:
        return self._scan.marked(_CLAUSE_MARKS)

    @cached_property
    def _origins(self) -> set[int]:
        """The first tokens of places that only say where persons are from ('nine men from Punjab and Sindh')."""
        found: set[int] = set()
        before: Spot | None = None
        for spot in self._scenes:
            goes_on = spot.listed and not spot.acts and before is not None and before.first in found
            if goes_on or _origin(self._scan, spot):
                found.add(spot.first)
            before = spot
        return found

    @cached_property
    def _untold(self) -> set[int]:
        """Sentences that say that no place is told, or everywhere: none is taken from the text around."""
        return {self._scan.sentence_of(hit.first) for hit in self._scan.all("place_untold")}

    def at(self, first: int, last: int) -> PlaceMention | None:
        """Return the first mention that begins in tokens [first, last), else the last one that reaches into them."""
        i = bisect_left(self._all_firsts, first)
        if i < len(self.spots) and self.spots[i].first < last:
            return self.spots[i].mention
        return next((spot.mention for spot in reversed(self.spots[max(0, i - 3) : i]) if spot.last > first), None)

    def listed_from(self, first: int, last: int, *, objects: bool = True) -> tuple[str, ...]:
        """Return the ids of the mentions that go on a list with the one that `at` gives: of 'X, Y and Z' Y and Z.

        The last of a list of `objects` is none of them where a verb follows, of which it is the subject ('took X and
        Y was shelled'); of scenes all are ('raids on X and Y killed nine').

        An 'and' closes a list: what only follows a comma may say where the first lies ('X, Y province'), and a place
        behind a comma and an 'and' may begin another clause, unless one stands between.
        """
        number = bisect_left(self._all_firsts, first)
        if number == len(self.spots) or self.spots[number].first >= last:
            return ()
        before, joined = self.spots[number], False
        found: list[str] = []
        around = before.mention.parents
        for spot in self.spots[number + 1 :]:
            if spot.first < before.last:
                continue
            if spot.first - before.last > _BESIDE:
                break  # the list goes on from a name that is no place here
            subject = self._scan.any_at(spot.last, *_PREDICATES) if objects else self._scan.any_at(spot.last, _BE)
            if not spot.listed or spot.mention.gazetteer in around or subject or (objects and spot.acts):
                break
            comma = any(self._scan.tokens.folds[i] in _CLAUSE_MARKS for i in range(before.last, spot.first))
            joined = self._joined(before.last, spot.first)
            if comma and joined and not found:
                return ()
            found.append(spot.mention.id)
            before = spot
        return tuple(found) if joined else ()

    def _joined(self, first: int, last: int) -> bool:
        """Tell whether an 'and' stands between two names, or is glued to the second."""
        if any(self._scan.at(i, "and") is not None for i in range(first, last)):
            return True
        glued = (hit.clitics.conjunction for hit in self._scan.hits[last])
        return any(glued)

    def around_all(self, chosen: str | None) -> str | None:
        """Return the id of the mention that holds for all on the list which one is chosen from; of one alone, itself.

        'in Bara, Um Ruwaba and Rahad in North Kordofan': who fell there fell in North Kordofan; in which of the towns
        nobody says.  Where no place is named around all of them, the list is a mention itself.
        """
        number = self._numbers.get(chosen or "")
        members = self._list_with(number) if number is not None else ()
        if len(members) < 2:
            return chosen
        end = self._scan.sents[self._scan.sentence_of(members[-1].first)][1]
        region = region_around(self.spots, members, end)
        if region is not None:
            return region.id
        first = members[0].first
        if first not in self._lists:
            self._lists[first] = mention_of_all(self._scan, members, len(self.spots) + len(self._lists) + 1)
        return self._lists[first].id

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {spot.mention.id: number for number, spot in enumerate(self.spots)}

    def _list_with(self, number: int) -> tuple[Spot, ...]:
        """Return the list that a mention stands on, itself alone where it is on none."""
        first = number
        while first and self.spots[first].listed and self._follows(first):
            first -= 1
        one = self.spots[first]
        named = self.listed_from(one.first, one.first + 1, objects=False)
        following = [self.spots[self._numbers[name]] for name in named]
        members = (one, *following)
        return members if self.spots[number] in members else ()

    def _follows(self, number: int) -> bool:
        """Tell whether a place stands right behind the one before it, but for a comma and an 'and'."""
        return 0 <= self.spots[number].first - self.spots[number - 1].last <= _BESIDE

    def behind(self, i: int) -> str | None:
        """Return the id of the mention that begins at token `i`, but for 'of them' and a preposition, or None."""
        near = bisect_left(self._firsts, i)
        if near == len(self._firsts) or self._firsts[near] - i > _NEAR:
            return None
        for cls in ("among", "place_prep", "preposition"):
            hit = self._scan.at(i, cls)
            i = hit.last if hit is not None else i
        at = bisect_left(self._firsts, i)
        return self._scenes[at].mention.id if at < len(self._firsts) and self._firsts[at] == i else None

    def scene_behind(self, i: int) -> str | None:
        """Return what `behind` does, but for a place that only says where persons are from or went."""
        hit = self._scan.at(i, "place_prep")
        if hit is None or hit.entry.features.get("role") in ("from", "to"):
            return None
        at = bisect_left(self._firsts, hit.last)
        if at == len(self._firsts) or self._firsts[at] != hit.last or hit.last in self._origins:
            return None
        return self._narrower(at).mention.id

    def scene(
        self, i: int, *, whole: bool = False, without: frozenset[str] = frozenset(), moved: bool = False
    ) -> str | None:
        """Return the id of the mention that holds for token `i`.

        The nearest in its clause, then the nearest in its sentence (those before it first), then, unless the sentence
        says that no place is told, the last named before it in the paragraph, then the first of the headline or of the
        text, then the dateline's unless it is an office.
        With `whole`, of a total that its sentence does not place: none, where several provinces are named before it.
        The mentions `without` are of others.  Of who was `moved` or taken, the place that he is from is the scene.
        """
        if not self._scenes:
            return self._filed
        first, last = self._scan.sents[self._scan.sentence_of(i)] if self._scan.sents else (0, 0)
        at = bisect_right(self._firsts, i)
        near_first, near_last = max(0, at - _NEIGHBOURS), at + _NEIGHBOURS
        here = bisect_left(self._firsts, first)
        told = here < len(self._firsts) and self._firsts[here] < last
        for low, high in (self._clause(i, first, last), (first, i + 1), (first, last)) if told else ():
            beside = bisect_left(self._firsts, low, near_first), bisect_left(self._firsts, high)
            inside = self._scenes[beside[0] : min(beside[1], near_last)]
            if without:
                inside = [s for s in inside if s.mention.id not in without]
            origins = frozenset[int]() if moved else self._origins
            if origins and (low, high) != (first, last):
                inside = [s for s in inside if s.first not in origins]
            elif origins:
                elsewhere = [s for s in inside if s.first not in origins]
                if inside and not elsewhere and here and self._is_scene_for(here - 1, i, origins):
                    return self._narrower(here - 1).mention.id  # 'A boat sank off X. Eleven men from Y drowned.'
                inside = elsewhere or inside
            if inside:
                nearest = min(inside, key=lambda s: _reach(s, i))
                return self._narrower(bisect_left(self._firsts, nearest.first)).mention.id
        if (whole and self._in_several(at)) or self._scan.sentence_of(i) in self._untold:
            return None
        if not at and self._filed is not None and self._begins_elsewhere(self._scenes[0]):
            return self._filed
        if at and self._is_scene_for(at - 1, i, frozenset()):
            last_named = self._narrower(at - 1).mention.id
        else:
            last_named = self._scenes[0].mention.id
        return None if last_named in without else last_named

    def _is_scene_for(self, number: int, i: int, origins: Set[int]) -> bool:
        """Tell whether a scene of an earlier sentence stands in the paragraph of token `i` and is nobody's origin."""
        line = bisect_left(self._scan.breaks, i)
        start = self._scan.breaks[line - 1] if line else 0
        return start <= self._scenes[number].first and self._scenes[number].first not in origins

    def _begins_elsewhere(self, spot: Spot) -> bool:
        """Tell whether the first scene opens a later sentence, elsewhere than the dateline ('And in Kirkuk')."""
        filed = next(s.mention.gazetteer for s in self.spots if s.mention.id == self._filed)
        first, _ = self._scan.sents[self._scan.sentence_of(spot.first)]
        return spot.first - first <= _OPENS and filed not in spot.mention.parents

    def _narrower(self, number: int) -> Spot:
        """Return a scene, or the place before it of which it only says where it lies.

        'in X, 45 km south of Y'; 'in Komanda, Ituri province'; 'in the village of X in Ituri', which no list knows.
        """
        spot, before = self._scenes[number], self._scenes[max(0, number - 1)]
        gap = self._scan.tokens.folds[before.last : spot.first]
        if (spot.mention.relation or "").endswith(_SIDE):
            beside = not gap or (len(gap) == 1 and gap[0] in _COMMAS)
            return before if beside and before.mention.relation is None else spot
        unlisted = before.mention.gazetteer is None and before.mention.relation is None
        wide = spot.mention.kind in _AROUND
        holds = before.mention.gazetteer in spot.mention.parents or before.mention.kind == "country"
        around = spot.mention.gazetteer in before.mention.parents or (unlisted and wide)
        around = around or (wide and not gap and not holds)
        return before if before is not spot and before.last <= spot.first <= before.last + 2 and around else spot

    def _in_several(self, at: int) -> bool:
        """Tell whether the last sentence before that names places, else the first, names them in several provinces."""
        near = self._firsts[at - 1] if at else self._firsts[0]
        first, last = self._scan.sents[self._scan.sentence_of(near)]
        inside = self._scenes[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]
        return len({_province(s.mention) for s in inside} - {None}) > 1

    def _clause(self, i: int, first: int, last: int) -> tuple[int, int]:
        at = bisect_left(self._marks, i)
        before = self._marks[at - 1] if at else -1
        after = self._marks[at] if at < len(self._marks) else last
        return max(first, before), min(last, after)


def _origin(scan: Scan, spot: Spot) -> bool:
    """Tell whether 'men from', 'men of the people of the town of' stands before a place, and no 'to' behind it."""
    if scan.lang == "en":
        return scan.at(spot.first - 1, "from") is not None and scan.ending(spot.first - 1, "person") is not None
    i = spot.first - (scan.ending(spot.first, "place_kind") is not None)
    people = scan.ending(i, "place_inside")
    i = people.first if people is not None and scan.at(people.first, "person") is not None else i
    person = scan.ending(i - 1, "person") if scan.at(i - 1, "of") is not None else None
    return person is not None and not scan.begins(spot.last, min(spot.last + _ON, len(scan)), "to")


def _begins(place: PlaceMention) -> tuple[int, int]:
    return place.span[0], -place.span[1]


def _province(place: PlaceMention) -> str | None:
    """Return the widest place below the country that holds a place, as the gazetteer has it."""
    inside = [name for name in place.parents if not name.startswith(_COUNTRY)]
    return inside[-1] if inside else place.gazetteer


def _reach(spot: Spot, i: int) -> tuple[int, int]:
    away = spot.first - i if spot.first > i else max(0, i - spot.last)
    return away + _COARSE.get(spot.mention.kind or "", 0), spot.first
