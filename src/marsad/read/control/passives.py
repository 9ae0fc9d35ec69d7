"""Passives: 'was captured by', 'were driven out of it', 'the districts, besieged since July'."""

from __future__ import annotations

from marsad.read.control.draft import Draft, built
from marsad.read.control.earlier import passive_object
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.holders import besieger_of
from marsad.read.control.particles import behind
from marsad.read.control.sides import UNKNOWN, Subject, agent, opponent, subject_of
from marsad.read.control.subjects import find_subject
from marsad.read.mention import ActorMention
from marsad.read.parties import parties_of
from marsad.text.tokens import PUNCT

_WINNERS = 12
"""Changes looked back at for an unnamed winner."""
_HAD = 4
"""Tokens from 'had' to its participle at most."""
_FROM = 3
"""Tokens from a passive to "from", and from that to whose the place was, at most."""
_SINCE = 10
"""Tokens between 'since' and a passive."""


def voice_of(field: Field, frame: Frame) -> str:
    """Return 'passive', 'active', or 'none' for a participle that is neither."""
    first = frame.first
    if field.at(first - 1, "determiner") is not None:
        return "none"  # 'the occupied town'
    if frame.kind == "under":
        return "active"
    if frame.form == "pp" and field.within("control_have", max(field.clauses.soft_first[first], first - _HAD), first):
        between = range(max(field.clauses.soft_first[first], first - _HAD), first)
        if not any(field.at(i, "control_be") is not None or i in field.verbs for i in between):
            return "active"  # 'had by Monday taken'
    for back in (1, 2):
        at = first - back
        if at in field.starts:
            break  # 'IS lost', not 'is lost'
        if at >= field.clauses.soft_first[first] and field.at(at, "control_be") is not None:
            return "passive"
        if at >= field.clauses.soft_first[first] and field.at(at, "control_have") is not None:
            return "active"
    by = field.at(frame.last, "control_by") is not None and field.at(frame.last, "control_when") is None
    if frame.kind == "siege" and field.scan.tokens.kinds[first - 1] == PUNCT and _lasts(field, frame.last):
        return "passive"  # 'the districts, besieged since July'
    if frame.form == "past" and not by:
        return "active"
    return "passive" if by else "none"


def _lasts(field: Field, i: int) -> bool:
    return field.at(i, "control_since") is not None or field.at(i, "control_when") is not None


def driven_draft(field: Field, frame: Frame, known: list[Draft]) -> Draft | None:
    """Arabic 'before they were driven out of it': a passive by its particle, of whom the sentence told before."""
    found = behind(field, frame)
    if found is None:
        return None
    driven = field.starts.get(frame.last)
    if driven is not None:
        return built(field, frame, "lost", subject_of(field, driven), found)
    last = known[-1] if known else None
    same = last is not None and field.scan.sentence_of(last.frame.first) == field.scan.sentence_of(frame.first)
    before = last.subject if same and last is not None else None
    subject = find_subject(field, frame, found, before)
    return built(field, frame, "lost", subject, found) if subject is not None else None


def _unnamed(field: Field, frame: Frame, known: list[Draft], held: ActorMention | None) -> Subject:
    """Whose passive it is where no agent is named: a besieger's, or his who took or owned the place before."""
    if frame.kind == "siege":
        return Subject(besieger_of(field, held) or UNKNOWN, ())
    winners = [draft.subject for draft in known[-_WINNERS:] if draft.change in ("gained", "regained")]
    losers = [draft.subject for draft in known[-_WINNERS:] if draft.change == "lost"]
    low = max(field.clauses.hard_first[frame.first], frame.first - _SINCE)
    if frame.change == "gained":
        since = field.within("control_since", low, frame.first) is not None
        if since and winners:
            return winners[-1]
        if field.at(frame.first, "control_freed") is not None and winners:
            return _freeing(field, winners)
        holder = next(iter(field.mentions_before(low, frame.first)), None)
        if holder is None or field.ends_at("control_static", holder.first, 3) is None:
            return Subject(UNKNOWN, ())
        return opponent(field, holder.side)  # 'held by X, it was liberated'
    if losers:
        return losers[-1]
    if frame.change == "regained" and winners:
        return opponent(field, winners[-1].side)  # 'gunmen seized the post, which was retaken at night'
    sentence = field.scan.sentence_of(frame.first)
    left = [draft.subject for draft in known[-_WINNERS:] if draft.change == "withdrew"]
    if left and field.scan.sentence_of(known[-1].frame.first) == sentence:
        return opponent(field, left[-1].side)  # 'they left before the base was recovered'
    return Subject(UNKNOWN, ())


def _taken_from(field: Field, frame: Frame) -> Subject | None:
    """'was recaptured from the militants': their adversary."""
    if frame.kind != "take":
        return None
    source = field.within("control_from", frame.last, frame.last + 1 + _FROM)
    item = field.mention_between(source.last, source.last + _FROM) if source is not None else None
    return opponent(field, item.side) if item is not None and item.side not in ("civilians", "mixed") else None


def _freeing(field: Field, winners: list[Subject]) -> Subject:
    """Who frees a place: who took the last one told, but not the rebels whom the state fights."""
    state = parties_of(field.voice).state or UNKNOWN
    against = opponent(field, state).side
    return next((subject for subject in reversed(winners) if subject.side != against), Subject(state, ()))


def passive_draft(field: Field, frame: Frame, before: Subject | None, known: list[Draft]) -> Draft | None:
    """English 'was captured by X', 'were pushed out of Y': by whom, or who lost it."""
    found = passive_object(field, frame)
    if found is None:
        return None
    if frame.kind == "expel":
        subject = find_subject(field, frame, found, before)
        return built(field, frame, "lost", subject, found) if subject is not None else None
    if frame.kind not in ("take", "siege", "leave_obj"):
        return None
    subject = agent(field, frame, frame.last) or _taken_from(field, frame) or _unnamed(field, frame, known, found.actor)
    if subject.first < 0 and (frame.kind == "leave_obj" or frame.need == "agent"):
        return None
    return built(field, frame, frame.change, subject, found._replace(last=max(found.last, subject.last)))
