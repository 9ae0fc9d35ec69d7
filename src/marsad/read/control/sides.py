"""Sides: whom a word for an actor means as a subject, and who stands against him."""

from __future__ import annotations

from typing import NamedTuple

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.holders import besieger_of
from marsad.read.mention import ActorMention
from marsad.read.parties import parties_of

AGENT = 4
"""Tokens between a particle and the agent behind it."""
UNKNOWN = "unknown"
_LEFT = 3
"""Tokens between 'the withdrawal of' and who withdrew at most."""


class Subject(NamedTuple):
    """The side (or 'unknown'), the registry ids, and where the words that name it begin and end (-1: not beside it)."""

    side: str
    actors: tuple[str, ...]
    first: int = -1
    last: int = -1


def agent(field: Field, frame: Frame, last: int) -> Subject | None:
    """Return who stands behind 'by' ('at the hands of') after a passive or a noun."""
    limit = min(field.clauses.soft_last[frame.last - 1], last + 6)
    for i in range(frame.last, limit):
        if field.at(i, "control_by") is not None:
            item = field.mention_between(i + 1, min(i + 1 + AGENT, field.clauses.soft_last[frame.last - 1]))
            return subject_of(field, item) if item is not None else None
    return None


def opponent(field: Field, side: str) -> Subject:
    """Return the usual adversary of `side`, one that the text names before one that it does not."""
    pack = field.voice.pack
    usual = pack.opponents.get(side, []) if pack is not None else []
    named = {item.side for item in field.actors}
    best = next((other for other in usual if other in named), usual[0] if usual else UNKNOWN)
    return Subject(best, ())


def loser(field: Field, frame: Frame) -> Subject | None:
    """Who lost what fell to nobody named: who withdrew, the attacker's adversary, else the state of the pack."""
    first, last = field.scan.sents[field.scan.sentence_of(frame.first)]
    after = field.within("control_after", frame.last, last)  # 'fell after an attack by X'
    end = last if after is not None else frame.first
    here = [item for item in field.mentions_before(first, end) if acts(item)]
    for item in here:
        left = field.within("control_verb", max(first, item.first - _LEFT), item.first)
        if left is not None and left.entry.features["change"] == "withdrew":
            return subject_of(field, item)
    if here:
        return opponent(field, here[-1].side)
    state = parties_of(field.voice).state if frame.form == "noun" else None
    return Subject(state, ()) if state is not None and not field.context.elsewhere(state, frame.first) else None


def usual_besieger(field: Field, held: ActorMention | None) -> Subject | None:
    """Return who besieges a force, or civilians, by what the pack says of adversaries."""
    side = besieger_of(field, held)
    return Subject(side, ()) if side is not None else None


def subject_of(field: Field, item: ActorMention) -> Subject:
    """Return an actor as a subject: the first of those coordinated with it."""
    first = field.side_by_side(item)
    if first.side == "mixed" and not first.generic:
        first = field.first_named(first)
    ids = tuple(dict.fromkeys(part.actor for part in (first, item) if part.actor))
    return Subject(first.side, ids, first.first, item.last)


def acts(item: ActorMention) -> bool:
    """Tell whether an actor may take places: civilians and 'both sides' may not, a coalition of several sides may."""
    return item.side != "civilians" and not (item.side == "mixed" and item.generic)
