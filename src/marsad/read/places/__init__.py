"""Places: every naming of one, resolved to the gazetteer or kept with its candidates; relations as geometry.

`read_places` gives the mentions in text order (ids p1, p2, ...) and `PlacesFound.scene` says which place holds for a
token.  Steps: collect names and the words beside them (words), look left and right (context), refuse what is no place
(accept), choose among namesakes (sense), place it (mention, spans), keep what no list knows (unlisted).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from marsad.knowledge.compile import Course
from marsad.knowledge.lore import Voice
from marsad.model.place import PlaceMention
from marsad.read.actors import ActorMention
from marsad.read.numbers import Number
from marsad.read.places.accept import Gate, beyond_border
from marsad.read.places.banks import on_bank
from marsad.read.places.context import Look
from marsad.read.places.dateline import find_dateline
from marsad.read.places.found import PlacesFound
from marsad.read.places.measure import Measure
from marsad.read.places.mention import mention_of
from marsad.read.places.name import Name
from marsad.read.places.sense import Senses
from marsad.read.places.spans import pairs, stretch
from marsad.read.places.speaker import itself_speaks, kept_there, speaks_at, speaks_there, told_elsewhere
from marsad.read.places.spot import Spot
from marsad.read.places.unlisted import Unlisted
from marsad.read.places.words import Words
from marsad.read.scan import Scan

__all__ = ["PlacesFound", "Spot", "read_places"]


def read_places(
    scan: Scan, voice: Voice, actors: Sequence[ActorMention], numbers: Sequence[Number] = ()
) -> PlacesFound:
    """Return the places that `scan` names.  `actors` keep their words; `numbers` lets distances be written in words."""
    words = Words(scan, actors)
    look = Look(words, {number.last: number.value for number in numbers if number.words})
    for name in words.names:
        look.around(name)
    Gate(words, voice).decide(words.names)
    senses = Senses(voice, words.names)
    dateline = find_dateline(scan, voice, words.names)
    senses.understand()
    return _number(scan, _drafts(words, senses, look.measure, voice.courses), dateline)


class _Draft(NamedTuple):
    """A mention before it has its number; wider ones come first where two begin at one token."""

    first: int
    last: int
    scenic: bool
    name: Name | None
    make: Callable[[int], PlaceMention]
    speaks: bool = False
    """Somebody who speaks is there: the scene only where none was told before."""


def _drafts(words: Words, senses: Senses, measure: Measure, courses: Mapping[str, Course]) -> list[_Draft]:
    scan = words.scan
    names = [name for name in words.names if name.accepted]
    out: list[_Draft] = []
    for name in names:
        scenic = name.relation != "dateline" and (name.prep != "to" or name.relation is not None)
        scenic = scenic and not (
            _seat(scan, name) or kept_there(scan, name) or itself_speaks(scan, name) or (out and _office(scan, name))
        )
        scenic = scenic and not (len(names) > 1 and beyond_border(words, name))
        speaks = scenic and speaks_there(scan, name)
        make = partial(mention_of, scan, name, senses)
        if name.relation in ("bank", "side") and name.sense is not None and name.sense.place.id in courses:
            make = partial(_banked, make, name, names, courses)
        out.append(_Draft(name.start, name.end, scenic, name, make, speaks))
        if name.relation == "distance" and name.bearing is not None:
            bare = name.bare()
            out.append(_Draft(bare.start, bare.end, False, None, partial(mention_of, scan, bare, senses)))
    unlisted = Unlisted(words, names)
    for item in unlisted.find():
        speaks = scan.lang == "en" and speaks_at(scan, item[0], item[1])  # 'medics at Al-Awda hospital said'
        out.append(_Draft(item[0], item[1], True, None, partial(unlisted.mention, item), speaks))
    for pair in pairs(words, names, measure):
        ends = mention_of(scan, pair.a, senses, 0), mention_of(scan, pair.b, senses, 0)
        out.append(_Draft(pair.first, pair.last, True, None, partial(stretch, words, pair, ends, courses)))
    return sorted(out, key=lambda draft: (draft.first, -draft.last))


def _banked(
    make: Callable[[int], PlaceMention], name: Name, names: list[Name], courses: Mapping[str, Course], number: int
) -> PlaceMention:
    return on_bank(make(number), name, names, courses)


def _office(scan: Scan, name: Name) -> bool:
    """Tell whether it is only in an official's title ('Donetsk regional governor X said').  English."""
    return scan.lang == "en" and name.prep is None and scan.at(name.end, "place_office") is not None


def _seat(scan: Scan, name: Name) -> bool:
    """Tell whether it is where a source of the pack has its seat ('the Ministry of Health in Sanaa said')."""
    at = name.start - 1 if scan.at(name.start - 1, "place_prep") is not None else name.start
    sources = scan.firsts("source")
    called = (sources.get(i) for i in range(max(0, name.first - _SOURCE), name.first))
    inside = bool(sources) and any(hit is not None and hit.last >= name.last for hit in called)
    return inside or (name.prep == "in" and scan.ending(at, "source") is not None)


_SOURCE = 6
"""Words of a source's name before the place in it at most."""


def _number(scan: Scan, drafts: list[_Draft], dateline: Name | None) -> PlacesFound:
    spots: list[Spot] = []
    for number, draft in enumerate(drafts, 1):
        mention = draft.make(number)
        scenic = draft.scenic and not (draft.speaks and told_elsewhere(mention, spots))
        listed, acts = (draft.name.listed, draft.name.acts) if draft.name is not None else (False, False)
        spots.append(Spot(draft.first, draft.last, mention, scenic, listed, acts))
    line = next((s.mention.id for s, d in zip(spots, drafts, strict=True) if d.name is dateline), None)
    return PlacesFound(scan, spots, line if dateline is not None else None)
