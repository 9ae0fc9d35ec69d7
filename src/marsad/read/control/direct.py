"""Direct objects: 'seized the town', 'overran parts of X', and Arabic verbs with their subject in between."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame, frame_of
from marsad.read.control.particles import REACH_AR, Object, behind, counts_persons, over_aside, stops
from marsad.read.control.told import ends
from marsad.read.mention import ActorMention
from marsad.text.tokens import NUMBER, PUNCT

_DIRECT_EN, _DIRECT_AR = 8, 9
"""Tokens between a verb and its direct object, its subject among them in Arabic."""
_REACH_WORD = 24
"""Arabic: tokens between 'regained' and 'control', a long subject and a date between them."""
_COUNTED = 3
"""Tokens from a number to the persons it counts at most."""
_DURING = 6
"""Arabic: tokens of 'within one day' before an object at most."""


def direct(field: Field, frame: Frame, *, actors: bool = False) -> Object | None:
    """Return the direct object of `frame`, or None; with `actors` a force may be it (who is besieged)."""
    if frame.clitics.suffix and frame.form != "noun":
        return Object(frame.last, None, None, True)
    if field.english:
        if frame.own:
            return Object(frame.last, None, None, True)  # 'won it back'
        there = field.at(frame.last, "control_there")
        if there is not None and frame.form != "noun":
            return Object(there.last, None, None, True)
    limit = over_aside(field, frame.last - 1, frame.last + (_DIRECT_EN if field.english else _DIRECT_AR))
    if not field.english and frame.kind in ("take", "lose") and frame.need not in ("lift", "laid"):
        control = _word_of_control(field, frame)
        if control is not None:
            return control
    if not field.english and (there := field.at(frame.last, "control_there")) is not None and frame.kind == "lose":
        return None if _loses_men(field, there.last) else Object(there.last, None, None, True)
    i = _after_second(field, frame)
    while i < limit and (
        field.quantity(i)
        or not stops(field, i)
        or _of_units(field, i)
        or _from_whom(field, frame, i)
        or _during(field, i) is not None
    ):
        if (counted := field.quantity(i)) is not None:
            i = counted
            continue
        if (during := _during(field, i)) is not None:
            i = during
            continue
        if field.place_at(i) is not None and not _modifies(field, i):
            goods = field.at(i, "control_goods") if field.english else None
            if goods is not None and goods.last > field.place_end(i):
                return None  # 'lost two of its own'
            return Object(field.place_end(i), i)
        if field.english and field.at(i, "and") is not None and _verb_follows(field, i + 1):
            break  # 'captured seven and controlled the town'
        if i in field.verbs and not _adjective(field, i):
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
        if actors and field.scan.any_at(i, "person", "actor_generic", "control_post", "control_band") is not None:
            return Object(i + 1, None)
        units = frame.kind == "enter" and field.at(i, "control_unit") is not None
        if (field.at(i, "control_goods") is not None and not units) or (field.english and counts_persons(field, i)):
            return None
        i += 1
    return _beside(field, frame, limit, actors)


def _loses_men(field: Field, first: int) -> bool:
    """Arabic: tell whether what is lost there are counted persons ('lost in it 52 dead')."""
    last = min(field.clauses.soft_last[first - 1], first + _DIRECT_AR)
    counted = (
        i for i in range(first, last) if field.scan.tokens.kinds[i] == NUMBER or field.at(i, "number") is not None
    )
    at = next(counted, None)
    return at is not None and any(field.at(i, "person") is not None for i in range(at, min(last, at + _COUNTED)))


def _after_second(field: Field, frame: Frame) -> int:
    """Return where the object is looked for: behind the second of two English verbs ('lost and regained X')."""
    if not field.english or field.at(frame.last, "and") is None:
        return frame.last
    then = field.at(frame.last + 1, "control_then") is not None
    second = field.verbs.get(frame.last + 1 + then)
    return second.last if second is not None and second.entry.features["form"] == "past" else frame.last


def _during(field: Field, i: int) -> int | None:
    """Arabic 'within a day' before an object: the token of the place that follows, or None."""
    if field.english or field.at(i, "control_during") is None:
        return None
    near = range(i + 1, min(i + _DURING, field.clauses.soft_last[i]))
    return next((k for k in near if field.place_at(k) is not None or field.quantity(k) is not None), None)


def _adjective(field: Field, i: int) -> bool:
    """Tell whether the English control word at `i` is no verb: a noun, or 'the lost positions'."""
    if not field.english:
        return False
    if field.verbs[i].entry.features["form"] == "noun":
        return True
    return field.at(i - 1, "determiner") is not None and field.place_at(i + 1) is not None


def _verb_follows(field: Field, i: int) -> bool:
    """Tell whether a verb in the past may stand at token `i`.  English."""
    if i >= len(field.folds) or field.place_at(i) is not None or i in field.starts:
        return False
    return field.scan.lexicon.ends(field.folds[i], "past") and field.at(i, "person") is None


def _beside(field: Field, frame: Frame, limit: int, actors: bool) -> Object | None:
    """What a verbal noun's pronoun or neighbour says where no place stands behind it."""
    if frame.own:
        item = field.mention_between(frame.last, min(limit, frame.last + 2))
        return Object(item.last, None) if item is not None else None
    if frame.form == "noun" and frame.kind == "take" and frame.clitics.suffix:
        return Object(frame.last, None, None, True)
    if frame.form == "noun" and frame.kind == "lose" and frame.clitics.suffix:
        kinds = field.scan.tokens.kinds  # 'after its loss'
        over = frame.last >= field.clauses.soft_last[frame.last - 1] or kinds[frame.last] == PUNCT
        return Object(frame.last, None, None, True) if over else None
    gone = frame.form == "noun" and frame.kind == "leave_obj" and frame.clitics.suffix and ends(field, frame.last)
    if gone and any(field.ends_at(cls, frame.first) for cls in ("control_then", "control_after")):
        return Object(frame.last, None, None, True)  # 'its evacuation hours later'
    if actors and frame.clitics.suffix:
        return Object(frame.last, None, field.context.of_pronoun(frame.first, frame.clitics.suffix), True)
    return None


def _word_of_control(field: Field, frame: Frame) -> Object | None:
    """Arabic 'regained ... control over X': the object is what the word of control is over."""
    limit = min(field.clauses.hard_last[frame.last - 1], frame.last + _REACH_WORD)
    for i in range(frame.last, limit):
        hit = _noun_of_control(field, i)
        if hit is None and i > frame.last + REACH_AR and field.place_at(i) is not None:
            return None
        if hit is not None:
            if hit.clitics.suffix and field.ends_at("control_noun_after", i) is not None:
                return None  # 'raised the flag over X after its taking of Y'
            noun = hit.entry.features["form"] == "noun" and hit.entry.features["frame"] == "take"
            control = frame_of(hit, field.scan.lexicon.memo)
            defined = hit.clitics.article or hit.clitics.suffix
            return behind(field, control) if noun and control.preps and defined else None
    return None


def _noun_of_control(field: Field, i: int) -> Hit | None:
    """The word of control at `i`, a verbal noun before a verb that is spelt alike."""
    known = field.verbs.get(i)
    if known is None or not known.clitics.suffix:
        return known
    alike = (hit for hit in field.scan.hits[i] if hit.entry.cls == "control_verb" and hit.last == known.last)
    return next((hit for hit in alike if hit.entry.features["form"] == "noun"), known)


def _named_twice(field: Field, item: ActorMention, limit: int) -> bool:
    return field.mention_between(item.last, limit) is None and item.suffix != ""


def _modifies(field: Field, i: int) -> bool:
    """Tell whether a place name only describes an actor ('the Aleppo rebels')."""
    last = field.place_at(i)
    return field.english and last is not None and last in field.starts


def _possessive(field: Field, last: int) -> bool:
    end = field.scan.tokens.ends[last - 1]
    if field.scan.text[end : end + 1] in ("'", "\u2019"):
        return True
    return not stops(field, last) and field.place_at(last) is not None


def _from_whom(field: Field, frame: Frame, i: int) -> bool:
    """Arabic: tell whether 'from' at `i` names whose the place was, before the place ('wrested from X the town')."""
    taken = not field.english and frame.kind == "take" and not frame.preps
    if not taken:
        return False
    whose = field.at(i, "control_there")
    if whose is not None and frame.finite:
        return True  # 'wrested from them the two posts'
    return field.at(i, "control_from") is not None and i + 1 in field.starts


def _of_units(field: Field, i: int) -> bool:
    """Arabic: tell whether the particle at `i` only joins units to their army ('units of the army')."""
    return field.at(i, "control_from") is not None and field.ends_at("control_unit", i, 1) is not None
