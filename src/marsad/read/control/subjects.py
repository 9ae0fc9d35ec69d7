"""Subjects: whose change of control it is."""

from __future__ import annotations

from marsad.read.control.bearers import ahead, attacker, before, nearest
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.holders import described, speaker_side, speaking_staff, speaking_state
from marsad.read.control.particles import Object
from marsad.read.control.sides import AGENT, UNKNOWN, Subject, acts, agent, loser, opponent, subject_of, usual_besieger
from marsad.read.control.subjects_ar import arabic
from marsad.read.mention import ActorMention

__all__ = ["UNKNOWN", "Subject", "agent", "find_subject", "opponent"]

_SAID = 8
"""Tokens between 'says that it' and the verb at most."""
_BELOW = 40
"""Tokens below a headline in which its actor is named."""


def find_subject(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """Return who gains, loses, leaves or besieges; `previous` is the sentence's last change's.  None: nobody named."""
    if frame.kind in ("under", "pass", "held"):
        return subject_of(field, found.actor) if found.actor is not None else None
    if frame.kind in ("fall", "swap"):
        return _of_fallen(field, frame)
    if field.english and frame.kind == "siege_by":
        return usual_besieger(field, found.actor)
    if field.english:
        return _english(field, frame, found, previous)
    return arabic(field, frame, found, previous)


def _of_fallen(field: Field, frame: Frame) -> Subject | None:
    """Who takes what changes hands in a headline is told below it; who loses a base was named by it."""
    if frame.kind == "swap":
        if frame.first >= field.headline_last:
            return None
        item = field.mention_between(frame.last, frame.last + _BELOW)
        return subject_of(field, item) if item is not None else None
    owner = described(field, frame.first)
    if owner is not None:
        return subject_of(field, owner)
    return loser(field, frame) or Subject(UNKNOWN, ())


def _english(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    if frame.form == "noun":
        if frame.own and frame.need == "failed":
            item = field.mention_between(frame.last, frame.last + AGENT)
            return subject_of(field, item) if item is not None else None
        by = agent(field, frame, found.last)
        if by is not None and (frame.need != "failed" or by.first - found.last <= 2):
            return by  # an advance by X, not one that X halted
        if frame.kind == "leave":
            item = field.mention_between(frame.last, frame.last + 5)
            if item is not None and field.ends_at("control_stop", item.first, 1) is None:
                return subject_of(field, item)
        own = next(iter(field.mentions_before(max(0, frame.first - 3), frame.first)), None)
        if own is not None and own.last >= frame.first - 1:
            return subject_of(field, own)
        low = max(field.clauses.soft_first[frame.first], frame.first - 4)
        if frame.need == "failed":
            return attacker(field, frame, found, previous)
        state = speaking_state(field, frame) if own is None else None
        if state is not None:
            return _speaking(field, frame, state)
        told = field.within("control_dynamic", low, frame.first) or field.within("control_try", low, frame.first)
        if told is None:
            return None
        known = before(field, frame, found, previous)
        if known is None and field.scan.sents[field.scan.sentence_of(frame.first)][0] >= low:
            item = ahead(field, frame)  # 'With the capture of the town, the army'
            return subject_of(field, item) if item is not None else None
        return known
    if frame.kind == "leave" and frame.form == "base":
        forced = _forced(field, frame, found)
        if forced is not None:
            return forced
    side = speaker_side(field, frame) or speaking_state(field, frame) or speaking_staff(field, frame)
    if side is not None:
        return _speaking(field, frame, side)
    speaker = _speaker(field, frame, found) or _says_of_itself(field, frame, found)
    if speaker is not None:
        return subject_of(field, speaker)
    known = before(field, frame, found, previous)
    if known is None and field.within("control_pronoun", max(0, frame.first - 2), frame.first) is not None:
        item = ahead(field, frame)  # 'It had retaken the town, the army said.'
        return subject_of(field, item) if item is not None else None
    return known


def _speaking(field: Field, frame: Frame, side: str) -> Subject:
    """Who speaks at the head of the sentence, of its own."""
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    return Subject(side, (), first, first + 1)


def _forced(field: Field, frame: Frame, found: Object) -> Subject | None:
    """'the army forced them to withdraw from X': the forcing one's adversary."""
    force = field.within("control_force", max(field.clauses.hard_first[frame.first], frame.first - 3), frame.first)
    if force is None or field.at(force.last, "control_there") is None:
        return None
    by = nearest(field, field.clauses.hard_first[frame.first], frame._replace(first=force.first), found)
    return opponent(field, by.side) if by is not None else None


def _says_of_itself(field: Field, frame: Frame, found: Object) -> ActorMention | None:
    """'The rebels advanced, but the army halted them and says that it has retaken X': 'it' is who says so."""
    low = max(field.clauses.hard_first[frame.first], frame.first - _SAID)
    own = _said_of_its_own(field, frame)
    if own is not None:
        return own
    it = field.within("control_pronoun", low, frame.first)
    said = field.within("attribution_verb", low, it.first) if it is not None else None
    if it is None or said is None or it.first - said.last > 1:
        return None
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    return nearest(field, first, frame._replace(first=said.first), found)


def _said_of_its_own(field: Field, frame: Frame) -> ActorMention | None:
    """'The army said that rebels had entered X and that its units had left': who speaks at the head of the sentence."""
    its = field.within("control_whose", max(field.clauses.hard_first[frame.first], frame.first - 4), frame.first)
    if its is None or not field.scan.reads(its.first - 1, "that"):
        return None
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    item = field.mention_between(first, its.first)
    said = field.at(item.last, "attribution_verb") if item is not None else None
    return item if said is not None else None


def _speaker(field: Field, frame: Frame, found: Object) -> ActorMention | None:
    """'The army said it had killed rebels in X, which it took': a relative's 'it' is the sentence's subject."""
    first = frame.first
    if not found.pronoun or field.ends_at("control_pronoun", first, 1) is None:
        return None
    if field.ends_at("control_relative", first - 1) is None:
        return None
    item = field.mention_between(field.scan.sents[field.scan.sentence_of(first)][0], first)
    return item if item is not None and acts(item) else None
