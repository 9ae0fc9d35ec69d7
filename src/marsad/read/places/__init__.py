"""Places: every naming of one, resolved to the gazetteer or kept with its candidates; relations as geometry.

`read_places` gives the mentions in text order (ids p1, p2, ...) and `PlacesFound.scene` says which place holds for a
token.  Steps: collect names and the words beside them (words), look left and right (context), refuse what is no place
(accept), choose among namesakes (sense), place it (mention, spans), keep what no list knows (unlisted).
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lore import Voice
from marsad.model.place import PlaceMention
from marsad.read.actors import ActorMention
from marsad.read.numbers import Number
from marsad.read.places.accept import Gate
from marsad.read.places.context import Look
from marsad.read.places.dateline import find_dateline
from marsad.read.places.found import PlacesFound, Spot
from marsad.read.places.mention import mention_of
from marsad.read.places.name import Name
from marsad.read.places.sense import Senses
from marsad.read.places.spans import pairs, stretch
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
    return _number(words, senses, dateline)


def _number(words: Words, senses: Senses, dateline: Name | None) -> PlacesFound:
    """Put all mentions in text order and number them."""
    names = [name for name in words.names if name.accepted]
    unlisted = Unlisted(words, names)
    found = unlisted.find()
    joint = pairs(words, names)
    order = sorted(
        [(name.start, 1, n) for n, name in enumerate(names)]
        + [(item[0], 1, n) for n, item in enumerate(found, len(names))]
        + [(pair[0], 0, n) for n, pair in enumerate(joint, len(names) + len(found))]
    )
    numbers = {n: number for number, (_, _, n) in enumerate(order, 1)}
    made: dict[int, PlaceMention] = {
        n: mention_of(words.scan, name, senses, numbers[n]) for n, name in enumerate(names)
    }
    spots: list[Spot] = []
    at = {id(name): n for n, name in enumerate(names)}
    for _, _, n in order:
        if n < len(names):
            spots.append(Spot(names[n].start, names[n].end, made[n], names[n].relation != "dateline"))
        elif n < len(names) + len(found):
            item = found[n - len(names)]
            spots.append(Spot(item[0], item[1], unlisted.mention(item, numbers[n]), True))
        else:
            pair = joint[n - len(names) - len(found)]
            ends = made[at[id(pair[3])]], made[at[id(pair[4])]]
            spots.append(Spot(pair[0], pair[1], stretch(words, pair, ends, numbers[n]), True))
    line = next((made[n].id for n, name in enumerate(names) if name is dateline), None)
    return PlacesFound(words.scan, spots, line)
