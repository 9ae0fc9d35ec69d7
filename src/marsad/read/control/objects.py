"""Objects: what is gained, lost or left.  A change without a place of its own is none ('seized weapons')."""

from __future__ import annotations

from typing import NamedTuple

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame, frame_of
from marsad.read.mention import ActorMention

_DIRECT_EN, _DIRECT_AR = 8, 9
"""Tokens between a verb and its direct object, its subject among them in Arabic."""
_TO_PREP_EN, _TO_PREP_AR = 8, 14
_AFTER_PREP = 6
_ASIDE = 4
"""Tokens of an aside between commas."""
_AIM = 5
"""Arabic: tokens between a tried advance and the particle of its aim."""


class Object(NamedTuple):
    """Where a change's object ends, the token its place begins at (None for a pronoun), the actor driven out."""

    last: int
    place: int | None
    actor: ActorMention | None = None
    pronoun: bool = False


def find_object(field: Field, frame: Frame, *, tried: bool = False) -> Object | None:
    """Return the object of `frame`, or None where it has none that can be held.

    What was only `tried` may aim at a place that was not reached ('an attempt to advance on').
    """
    if tried and frame.kind == "enter" and not field.english:
        aimed = frame._replace(preps=(*frame.preps, *frame.aims))
        return _behind(field, aimed, _AIM) or (None if frame.preps else _direct(field, frame))
    if frame.need == "siege_word":
        low = field.clauses.soft_first[frame.first]
        if field.within("control_siege_word", max(low, frame.first - 4), frame.first) is None:
            return None
    if frame.kind == "under":
        return _gainer(field, frame)
    if frame.kind == "siege_by":
        return _besieged(field, frame)
    if frame.kind == "expel":
        return _expelled(field, frame)
    if frame.kind == "siege" and frame.form == "noun" and not frame.own and _by(field, frame):
        before = _place_before(field, frame.first)  # 'the towns besieged by'
        return Object(frame.last, before) if before is not None else None
    if frame.kind == "siege" and frame.clitics.article and not frame.own:
        return None
    if frame.kind == "siege":
        if frame.need == "siege_word":
            return _behind(field, frame) or Object(frame.last, _place_before(field, frame.first))
        return _behind(field, frame) if frame.preps else _direct(field, frame, actors=True)
    if frame.kind in ("leave", "enter") or (frame.preps and not field.english):
        found = _behind(field, frame)
        if found is None and frame.kind == "enter" and not frame.preps:
            found = _direct(field, frame)
        return found
    found = _direct(field, frame)
    if frame.need == "named" and (found is None or found.place is None or not field.named_at(found.place)):
        return None  # one marches on a town, and moves on positions
    return found


def _by(field: Field, frame: Frame) -> bool:
    """Tell whether a besieger stands behind an Arabic participle ('besieged from', 'besieged on the part of')."""
    if field.within("control_by", frame.last, frame.last + 3) is not None:
        return True
    return field.at(frame.last, "control_from") is not None and not frame.clitics.suffix


def _besieged(field: Field, frame: Frame) -> Object | None:
    """'besieged': a place or a force before it, with its besieger behind it or the force's adversary understood."""
    held = next(iter(field.mentions_before(max(0, frame.first - 4), frame.first)), None)
    if not _by(field, frame):
        return Object(frame.last, None, held) if held is not None else None
    return Object(frame.last, _place_before(field, frame.first), held)


def passive_object(field: Field, frame: Frame) -> Object | None:
    """Return what an English passive says after its verb: an agent, a place left; its own place stands before it."""
    if frame.kind == "expel":
        return _behind(field, frame)
    before = _place_before(field, frame.first)
    if before is None:
        named = (
            i for i in range(max(0, frame.first - 3), frame.first) if field.unknown_name(i) or field.capital_place(i)
        )
        before = next(named, None)
    return Object(frame.last, before) if before is not None else None


def _place_before(field: Field, first: int) -> int | None:
    low = field.clauses.hard_first[first]
    found = next((i for i in range(first - 1, low - 1, -1) if field.place_at(i) is not None), None)
    if found is None and any(field.at(i, "control_there") for i in range(max(low, first - 3), first)):
        return first
    return found


def _direct(field: Field, frame: Frame, *, actors: bool = False) -> Object | None:
    if frame.clitics.suffix and frame.form != "noun":
        return Object(frame.last, None, None, True)
    if field.english:
        if frame.own:
            return Object(frame.last, None, None, True)  # 'won it back'
        there = field.at(frame.last, "control_there")
        if there is not None and frame.form != "noun":
            return Object(there.last, None, None, True)
    limit = _over_aside(field, frame.last - 1, frame.last + (_DIRECT_EN if field.english else _DIRECT_AR))
    if not field.english and frame.kind in ("take", "lose"):
        control = _word_of_control(field, frame)
        if control is not None:
            return control
    if not field.english and (there := field.at(frame.last, "control_there")) is not None and frame.kind == "lose":
        return Object(there.last, None, None, True)
    i = frame.last
    while i < limit and (field.quantity(i) or not _stops(field, i) or _of_units(field, i)):
        if (counted := field.quantity(i)) is not None:
            i = counted
            continue
        if field.place_at(i) is not None and not _modifies(field, i):
            return Object(field.place_end(i), i)
        if i in field.verbs and not (field.english and field.verbs[i].entry.features["form"] == "noun"):
            break
        item = field.starts.get(i)
        if item is not None:
            if actors and (field.english or frame.form == "noun" or i > frame.last or _named_twice(field, item, limit)):
                return Object(item.last, None, item)
            if field.english and not _possessive(field, item.last):
                return None
            i = item.last
            continue
        if field.english and (field.unknown_name(i) or field.capital_place(i)):
            return Object(i + 1, i)
        if actors and (field.at(i, "person") is not None or field.at(i, "actor_generic") is not None):
            return Object(i + 1, None)
        if field.at(i, "control_goods") is not None or (field.english and _person(field, i)):
            return None
        i += 1
    return _beside(field, frame, limit, actors)


def _over_aside(field: Field, at: int, limit: int) -> int:
    """Return where the clause of token `at` ends, short Arabic asides between commas stepped over."""
    end = field.clauses.soft_last[at]
    following = end + 1
    if field.english or end >= field.clauses.hard_last[at] or following >= len(field.folds):
        return min(end, limit)
    close = field.clauses.soft_last[following]
    if close - following > _ASIDE or close >= field.clauses.hard_last[at] or close + 1 >= len(field.folds):
        return min(end, limit)
    return min(field.clauses.soft_last[close + 1], limit + close - end)


def _beside(field: Field, frame: Frame, limit: int, actors: bool) -> Object | None:
    """What a verbal noun's pronoun or neighbour says where no place stands behind it."""
    if frame.own:
        item = field.mention_between(frame.last, min(limit, frame.last + 2))
        return Object(item.last, None) if item is not None else None
    if frame.form == "noun" and frame.kind == "take" and frame.clitics.suffix:
        return Object(frame.last, None, None, True)
    if actors and frame.clitics.suffix:
        return Object(frame.last, None, field.context.of_pronoun(frame.first, frame.clitics.suffix), True)
    return None


def _word_of_control(field: Field, frame: Frame) -> Object | None:
    """Arabic 'regained ... control over X': the object is what the word of control is over."""
    limit = min(field.clauses.hard_last[frame.last - 1], frame.last + _TO_PREP_AR)
    for i in range(frame.last, limit):
        hit = field.verbs.get(i)
        if hit is not None:
            noun = hit.entry.features["form"] == "noun" and hit.entry.features["frame"] == "take"
            control = frame_of(hit, field.scan.lexicon.memo)
            return _behind(field, control) if noun and control.preps and hit.clitics.article else None
    return None


def _named_twice(field: Field, item: ActorMention, limit: int) -> bool:
    return field.mention_between(item.last, limit) is None and item.suffix != ""


def _modifies(field: Field, i: int) -> bool:
    """Tell whether a place name only describes an actor ('the Aleppo rebels')."""
    last = field.place_at(i)
    return field.english and last is not None and last in field.starts


def _person(field: Field, i: int) -> bool:
    """Tell whether token `i` counts or names persons; an adjective of nationality does not."""
    hit = field.at(i, "person")
    return hit is not None and not (hit.entry.features.get("nat") and hit.entry.features.get("n") == "sg")


def _possessive(field: Field, last: int) -> bool:
    end = field.scan.tokens.ends[last - 1]
    if field.scan.text[end : end + 1] in ("'", "\u2019"):
        return True
    return not _stops(field, last) and field.place_at(last) is not None


def _stops(field: Field, i: int) -> bool:
    return field.at(i, "control_stop") is not None


def _of_units(field: Field, i: int) -> bool:
    """Arabic: tell whether the particle at `i` only joins units to their army ('units of the army')."""
    return field.at(i, "control_from") is not None and field.ends_at("control_unit", i, 1) is not None


def _behind(field: Field, frame: Frame, reach: int = 0) -> Object | None:
    """The place behind one of the frame's particles ('from', 'towards', ...)."""
    reach = reach or (_TO_PREP_EN if field.english else _TO_PREP_AR)
    limit = min(field.clauses.hard_last[frame.last - 1], frame.last + reach)
    built_in = field.english and frame.last - frame.first > 1
    for i in range(frame.last - (1 if built_in else 0), limit):
        if not field.english and i > frame.last and _interrupted(field, frame, i):
            return None
        if i >= frame.last and i in field.verbs:
            return None
        if not field.english and reach == _AIM and field.at(i, "control_with") is not None:
            return None
        if field.folds[i] in frame.preps and (field.english or field.at(i, "control_with") is None):
            found = _place_after(field, i + 1, limit + _AFTER_PREP)
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
        found = _place_after(field, frame.last, frame.last + _AFTER_PREP)
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
    if len(frame.preps) > 1:
        return True
    return any(field.at(i, cls) is not None for cls in ("clause_resume", "harm_verb", "attribution_verb"))


def _place_after(field: Field, first: int, limit: int) -> int | None:
    """Return the token at which the next place begins, within a few tokens of one clause."""
    if first >= len(field.folds):
        return None
    last = min(limit, first + _AFTER_PREP, field.clauses.soft_last[first])
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
        if i > first and _stops(field, i):
            return None
        if field.english and _person(field, i):
            return None
        i += 1
    return None


def _expelled(field: Field, frame: Frame) -> Object | None:
    """'drove X out of Y': somebody, and from where."""
    limit = min(field.clauses.soft_last[frame.last - 1], frame.last + _TO_PREP_AR)
    where = _behind(field, frame)
    if where is None:
        return None
    if frame.clitics.suffix:
        return where._replace(actor=field.context.of_pronoun(frame.first, frame.clitics.suffix))
    inside = [item for item in reversed(field.mentions_before(frame.last, limit)) if item.last <= where.last]
    if not inside:
        return where if field.english and field.at(frame.last, "control_there") else None
    return where._replace(actor=inside[-1] if not field.english else inside[0])


def _gainer(field: Field, frame: Frame) -> Object | None:
    low = field.clauses.soft_first[frame.first]
    if frame.need and field.within(f"control_{frame.need}", low, frame.first) is None:
        return None
    item = field.mention_between(frame.last, min(frame.last + 4, field.clauses.soft_last[frame.last - 1]))
    if item is None:
        return None
    return Object(item.last, _place_before(field, frame.first), item)
