"""Places earlier than their verb: passives, who was driven out, and the nearest place before a word."""

from __future__ import annotations

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.particles import Object, behind
from marsad.read.control.told import ends

_AUXILIARIES = ("control_be", "control_have", "control_still", "control_now", "control_also")
_BACK = 40
"""Tokens that a place is looked for before a passive."""
_TO = 5
"""Tokens from 'to' to him to whom a place came, that word among them."""
_OWN = 4
"""Tokens from persons to what is theirs ('the soldiers' base') at most."""
_HELD = 5
"""Tokens between a force and 'besieged' at most."""


def driven_out(field: Field, frame: Frame) -> bool:
    """Tell whether an Arabic verb of driving out is a passive: nobody stands between it and its particle."""
    return frame.kind == "expel" and frame.finite and not frame.clitics.suffix and _nobody_else(field, frame)


def _nobody_else(field: Field, frame: Frame) -> bool:
    """Tell whether nobody, or he alone who is driven out, stands between the verb and its particle."""
    item = field.starts.get(frame.last)
    last = item.last if item is not None else frame.last
    if field.at(last, "control_from") is None:
        return False
    limit = min(last + 4, field.clauses.soft_last[frame.first])
    if field.mention_between(last, limit) is not None:
        return False
    return item is None or not field.mentions_before(field.clauses.soft_first[frame.first], frame.first)


def passive_object(field: Field, frame: Frame) -> Object | None:
    """Return what an English passive says after its verb: an agent, a place left; its own place stands before it."""
    if frame.kind == "expel":
        return behind(field, frame) or _by_force(field, frame) or _out_of_it(field, frame)
    if _of_persons(field, frame.first):
        return None
    before = named_before(field, frame.first)
    if before is None and frame.kind == "siege":
        held = next(iter(field.mentions_before(max(0, frame.first - _HELD), frame.first)), None)
        return Object(frame.last, None, held) if held is not None else None  # 'its units have been besieged in X by'
    return Object(frame.last, before) if before is not None else None


def named_before(field: Field, first: int) -> int | None:
    """A place before token `first`, or a capital that may be one right before it."""
    before = place_before(field, first)
    if before is not None:
        return before
    return next((i for i in range(max(0, first - 3), first) if field.unknown_name(i) or field.capital_place(i)), None)


def _by_force(field: Field, frame: Frame) -> Object | None:
    """'who held the town were dislodged by the army': the place was told before."""
    by = field.at(frame.last, "control_by")
    if by is None or field.mention_between(by.last, by.last + _TO) is None:
        return None
    place = place_before(field, frame.first)
    return Object(frame.last, None, None, True) if place is not None else None


def _out_of_it(field: Field, frame: Frame) -> Object | None:
    """'stormed the town but were driven out by noon': the place is the sentence's."""
    away = field.within("control_away", frame.first, frame.last + 1)
    last = max(away.last, frame.last) if away is not None else frame.last
    if away is None or not ends(field, last):
        return None
    sentence = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    low = max(sentence, frame.first - _BACK)
    told = any(field.named_at(i) or field.place_at(i) is not None for i in range(low, frame.first))
    return Object(last, None, None, True) if told else None


def _of_persons(field: Field, first: int) -> bool:
    """Tell whether persons stand right before a passive ('12 bodies have been recovered')."""
    i = first - 1
    while i > 0 and any(field.at(i, cls) is not None for cls in _AUXILIARIES):
        i -= 1
    person = field.scan.ending(i + 1, "person")
    return field.english and (person is not None or _persons_there(field, i + 1))


def _persons_there(field: Field, last: int) -> bool:
    """Tell whether who was 'in X' is told of, and not X ('the bodies of four fishermen lost off X were recovered')."""
    scan = field.scan
    low = max(field.clauses.hard_first[last - 1], last - _BACK)
    place = next((i for i in range(last - 1, low - 1, -1) if field.place_at(i) is not None), None)
    inside = place is not None and scan.any_at(place - 1, "place_prep", "preposition") is not None
    if place is None or not (inside or scan.reads(place, "off_shore")):
        return False
    said = (verb.last for i in range(low, place) if (verb := scan.at(i, "attribution_verb")) is not None)
    low = max([low, *said])
    person = next((i for i in range(low, place) if scan.at(i, "person") is not None), None)
    if person is None or scan.begins(low, person, "control_place", "place_kind"):
        return False
    return not scan.begins(
        person, min(person + _OWN, place), "control_place", "place_kind"
    )  # 'the soldiers' base in X'


def place_before(field: Field, first: int) -> int | None:
    """Return the token at which the nearest place before token `first` begins, or None."""
    low = max(field.clauses.hard_first[first], first - _BACK)
    found = next((i for i in range(first - 1, low - 1, -1) if field.place_at(i) is not None), None)
    if found is None and any(field.at(i, "control_there") for i in range(max(low, first - 3), first)):
        return first
    while found is not None and field.english and (narrower := _narrower(field, found, low)) is not None:
        found = narrower
    return found


def _narrower(field: Field, place: int, low: int) -> int | None:
    """Return where the name right before 'in' and a place begins: 'the town of Saraqib in Idlib was retaken'."""
    if field.places is None or field.at(place - 1, "place_prep") is None:
        return None
    names = (spot.first for spot in field.places.spots if spot.last == place - 1 and spot.first >= low)
    return next(names, None)
