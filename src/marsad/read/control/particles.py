"""Places behind a particle: 'withdrew from X', 'took control of X', and Arabic 'seized ... on X'."""

from __future__ import annotations

from typing import NamedTuple

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.mention import ActorMention

_REACH_EN, REACH_AR = 8, 14
"""Tokens between a verb and its particle, its subject among them in Arabic."""
_AFTER = 6
"""Tokens between a particle and its place."""
AIM = 5
"""Arabic: tokens between a tried advance and the particle of its aim."""


_ASIDE = 4
"""Tokens of an aside between commas."""


class Object(NamedTuple):
    """Where a change's object ends, the token its place begins at (None for a pronoun), the actor driven out."""

    last: int
    place: int | None
    actor: ActorMention | None = None
    pronoun: bool = False


def behind(field: Field, frame: Frame, reach: int = 0) -> Object | None:
    """The place behind one of the frame's particles ('from', 'towards', ...)."""
    reach = reach or (_REACH_EN if field.english else REACH_AR)
    limit = min(field.clauses.hard_last[frame.last - 1], frame.last + reach)
    built_in = field.english and frame.last - frame.first > 1
    for i in range(frame.last - (1 if built_in else 0), limit):
        if not field.english and i > frame.last and _interrupted(field, frame, i):
            return None
        if i >= frame.last and i in field.verbs:
            return None
        if not field.english and reach == AIM and field.at(i, "control_with") is not None:
            return None
        if field.english and frame.kind in ("leave", "enter", "expel") and field.folds[i] in frame.preps:
            it = field.at(i + 1, "control_there")
            if it is not None and (not field.scan.reads(i, "of") or field.scan.reads(i - 1, "out")):
                return Object(it.last, None, None, True)
        if field.folds[i] in frame.preps and (field.english or field.at(i, "control_with") is None):
            found = _place_after(field, i + 1, limit + _AFTER)
            if found is not None:
                return Object(field.place_end(found), found)
        if frame.kind == "enter" and not field.english and _glued_place(field, i):
            return Object(field.place_end(i), i)
        there = field.at(i, "control_there")
        behind = frame.kind == "enter" or any(field.folds[i].startswith(p[:2]) for p in frame.preps)
        if there is not None and not field.english and behind:
            return Object(there.last, None, None, True)
        if frame.kind == "enter" and built_in and field.place_at(i) is not None:
            return Object(field.place_end(i), i)
    if frame.kind == "enter" and built_in:
        found = _place_after(field, frame.last, frame.last + _AFTER)
        if found is not None:
            return Object(field.place_end(found), found)
    return None


def _glued_place(field: Field, i: int) -> bool:
    """Arabic: a place with its particle glued on ('in the countryside of')."""
    if field.place_at(i) is None:
        return False
    classes = ("place", "place_kind", "place_rural", "control_place")
    return any(hit.clitics.preposition for hit in field.scan.hits[i] if hit.entry.cls in classes)


def _interrupted(field: Field, frame: Frame, i: int) -> bool:
    """Tell whether the clause has ended before token `i`; an aside between commas does not end it ('on' alone)."""
    if i < field.clauses.soft_last[frame.last - 1]:
        return False
    if frame.kind == "expel" and i < over_aside(field, frame.last - 1, len(field.folds)):
        return False
    if len(frame.preps) > 1:
        return True
    return any(field.at(i, cls) is not None for cls in ("clause_resume", "harm_verb", "attribution_verb"))


def _place_after(field: Field, first: int, limit: int) -> int | None:
    """Return the token at which the next place begins, within a few tokens of one clause."""
    if first >= len(field.folds):
        return None
    last = min(limit, first + _AFTER, field.clauses.soft_last[first])
    if field.unknown_name(first) or field.scan.at(first, "place") is not None:
        return first
    i = first
    while i < last:
        counted = field.quantity(i)
        if counted is not None:
            i = counted
            continue
        if field.place_at(i) is not None:
            return i
        if field.at(i, "control_goods") is not None:
            return None
        if i > first and stops(field, i):
            return None
        if field.english and counts_persons(field, i):
            return None
        i += 1
    return None


def counts_persons(field: Field, i: int) -> bool:
    """Tell whether token `i` counts or names persons; an adjective of nationality does not."""
    hit = field.at(i, "person")
    return hit is not None and not (hit.entry.features.get("nat") and hit.entry.features.get("n") == "sg")


def stops(field: Field, i: int) -> bool:
    """Tell whether a particle at token `i` ends the search for an object; 'the middle of the town' does not."""
    if field.at(i, "control_stop") is None:
        return False
    middle = field.at(i, "control_middle") is not None
    return not middle or (field.place_at(i) is None and field.place_at(i + 1) is None)


def over_aside(field: Field, at: int, limit: int) -> int:
    """Return where the clause of token `at` ends, short Arabic asides between commas stepped over."""
    end = field.clauses.soft_last[at]
    following = end + 1
    if field.english or end >= field.clauses.hard_last[at] or following >= len(field.folds):
        return min(end, limit)
    close = field.clauses.soft_last[following]
    if close - following > _ASIDE or close >= field.clauses.hard_last[at] or close + 1 >= len(field.folds):
        return min(end, limit)
    return min(field.clauses.soft_last[close + 1], limit + close - end)
