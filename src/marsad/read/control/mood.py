"""Mood: whether a change happened, was tried, or is neither (negated, conditional, a lasting state)."""

from __future__ import annotations

from typing import Literal

from marsad.knowledge.lexicon import Hit
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame

Mood = Literal["real", "attempted", "none"]
_TRY_REACH = 20
"""Arabic: tokens between a word of trying and what is tried, a long subject between them."""
_TRIED = 8
"""English: tokens between a word of trying and what is tried."""
_TAKES = ("take", "siege", "expel", "enter")
_NOUN_NEEDS = 16
_SAID = 8
"""Tokens between a word of saying and its verb."""
_NEVER = 4
"""Tokens of a phrase that negates a word of trying at most."""
_VERGE = 6
"""Tokens from 'on the verge of' to the verb at most."""
_HALTED = 4
"""Arabic: tokens between 'halted' and 'the advance' at most."""
_LINE = 30
"""Tokens of a line that may be a headline."""


def mood_of(field: Field, frame: Frame) -> Mood:
    """Return the mood of `frame` by the words before it."""
    if frame.first in field.denied and not _said_instead(field, frame.first):
        return "none"
    low = max(field.clauses.hard_first[frame.first], frame.first - _VERGE)
    verge = field.within("control_verge", low, frame.first)
    if verge is not None and (not field.english or frame.first - verge.last <= 1):
        return "none"  # 'on the verge of taking X'
    if field.english:
        return _english(field, frame)
    return _arabic(field, frame)


def not_even_tried(field: Field, tried: Hit | None) -> bool:
    """Tell whether a word of trying is negated itself ('did not try to take'); what failed was tried."""
    if tried is None or tried.entry.features.get("fail") is True:
        return False
    return field.ends_at("control_never", tried.first, _NEVER) is not None


def _said_instead(field: Field, first: int) -> bool:
    """Tell whether the denial has gone over into what is said to have happened ('denied it, saying they only left')."""
    low = max(field.clauses.hard_first[first], first - _SAID)
    hit = field.within("control_saying", low, first)
    return hit is not None and field.within("control_not", hit.first, first) is None


def _english(field: Field, frame: Frame) -> Mood:
    low = field.clauses.soft_first[frame.first]
    first = frame.first
    if frame.need == "unreached":
        unreached = field.within("control_unreached", max(low, first - 5), first)
        return "attempted" if unreached is not None else "none"
    if frame.need == "failed":
        return "attempted"
    if frame.need == "lift":
        return "real" if field.within("control_lift", max(low, first - _TRIED), first) is not None else "none"
    if not_even_tried(field, field.within("control_try", max(low, first - _TRIED), first)):
        return "none"
    refused = field.within("control_not", max(low, first - 3), first)
    if frame.form == "base":
        return _infinitive(field, frame, low)
    if refused is not None:
        return "none"
    if frame.form == "gerund":
        tried = field.within("control_try", max(low, first - 3), first)
        if tried is not None:
            return _tried(frame)
        return "none" if frame.need == "try" else "real"
    if frame.form == "noun":
        if frame.kind == "siege" and field.within("control_broken", max(low, first - _SAID), first) is not None:
            return "none"
        tried = field.within("control_try", max(low, first - 3), first)
        if tried is not None:
            return _tried(frame)
        return "none" if frame.need == "try" else "real"
    return "real"


def _infinitive(field: Field, frame: Frame, low: int) -> Mood:
    first = frame.first
    to = any(field.scan.reads(i, "to") for i in range(max(low, first - 6), first))
    if field.at(first - 1, "and") is not None and to:
        return _tried(frame) if field.within("control_try", low, first) is not None else "none"
    if field.scan.reads(first - 2, "to") and field.scan.lexicon.ends(field.folds[first - 1], "manner"):
        first -= 1  # 'to fully capture'
    if not field.scan.reads(first - 1, "to"):
        headline = first < field.headline_last and field.within("control_not", max(low, first - 3), first) is None
        beside = any(item.last >= first - 1 for item in field.mentions_before(low, first))
        return "real" if headline and beside else "none"
    if field.within("control_can", max(low, first - 3), first) is not None:
        return "none" if field.within("control_not", max(low, first - 5), first - 2) is not None else "real"
    if frame.kind in ("leave", "leave_obj") and field.within("control_force", max(low, first - 8), first) is not None:
        return "real"  # 'forced the troops to withdraw'
    tried = field.within("control_try", max(low, first - _TRIED), first) is not None
    if not tried and field.within("control_not", max(low, first - 4), first) is not None:
        return "none"
    if not tried and frame.need == "try":
        return "none"
    return _tried(frame) if tried or frame.kind in ("take", "siege", "expel") else "none"


def _tried(frame: Frame) -> Mood:
    return "attempted" if frame.kind in _TAKES else "none"


def _arabic(field: Field, frame: Frame) -> Mood:
    first, low = frame.first, field.clauses.hard_first[frame.first]
    tried = field.within("control_try", max(low, first - _TRY_REACH), first)
    if not_even_tried(field, tried) and tried is not None and _reaches(field, tried.last, frame):
        return "none"
    if frame.form == "noun":
        if tried is not None and _reaches(field, tried.last, frame):
            return _tried(frame)
        halts = frame.kind == "enter" or frame.need == "try"
        if halts and field.repelled(first, first - _HALTED) is not None:
            return "attempted"  # 'halted the advance of X towards Y'
        return "none" if frame.need == "try" else _noun(field, frame)
    if frame.need in ("lift", "laid"):  # a flag, a siege: behind the verb and its subject
        return "real" if field.within(f"control_{frame.need}", max(low, first - _SAID), first) is not None else "none"
    still = frame.kind != "siege" and field.ends_at("control_still", first) is not None
    if still or field.ends_at("control_not", first) is not None:
        return "none"
    if frame.form == "pres":
        return _present(field, frame, tried is not None)
    return "none" if frame.need == "try" else "real"


def _reaches(field: Field, last: int, frame: Frame) -> bool:
    """Tell whether nothing between a word of trying and a verbal noun happened already."""
    return not any(
        hit.entry.features.get("form") == "past" or hit.entry.cls == "control_can"
        for i in range(last, frame.first)
        for hit in field.scan.hits[i]
        if hit.entry.cls in ("control_verb", "control_can")
    )


def _noun(field: Field, frame: Frame) -> Mood:
    first = frame.first
    if field.ends_at("control_not", first) is not None:
        return "none"
    if frame.own and field.within("control_lift", max(field.clauses.soft_first[first], first - 4), first) is not None:
        return "none"
    glued = frame.clitics
    if frame.own and glued.article and field.within("control_by", frame.last, frame.last + 3) is None:
        return "none"
    if returns(field, frame):
        return "real"
    if (
        glued.preposition
        and (not glued.suffix or frame.change == "regained")
        and frame.kind in ("take", "siege")
        and _purpose(field, frame)
    ):
        return "attempted"
    if frame.kind in ("take", "siege") and glued.article and not frame.own:
        low = max(field.clauses.hard_first[first], first - _NOUN_NEEDS)
        told = ("control_can", "control_dynamic", "control_verb", "attribution_verb")
        known = any(field.within(cls, low, first) is not None for cls in told)
        known = known or field.within("control_by", frame.last, frame.last + 3) is not None
        known = known or field.opens_line(first)
        return "real" if known or glued.preposition else "none"
    return "real"


def returns(field: Field, frame: Frame) -> bool:
    """Tell whether an Arabic verb of coming back stands before a verbal noun ('came back to control')."""
    low = max(field.clauses.soft_first[frame.first], frame.first - 5)
    return not field.english and field.within("control_return", low, frame.first) is not None


def _purpose(field: Field, frame: Frame) -> bool:
    """'in order to take': the particle of purpose before a noun that the definite article or its object defines."""
    if frame.clitics.preposition not in field.scan.lexicon.plain("to"):
        return False
    return frame.clitics.article or frame.change == "regained" or frame.kind == "siege"


def _present(field: Field, frame: Frame, tried: bool) -> Mood:
    """A present tense tells of a change in a headline, in a siege, or behind 'that'."""
    first = frame.first
    if frame.kind == "siege":
        return "real"
    if field.ends_at("control_relative", first) is not None or field.ends_at("control_was", first, 1) is not None:
        return "none"
    that = field.ends_at("attribution_that", first)
    if that is not None:
        return _tried(frame) if tried else ("none" if frame.need == "try" else "real")
    if frame.need == "try":
        return "none"
    if field.within("control_become", max(field.clauses.soft_first[first], first - 4), first) is not None:
        return "real"
    if not frame.stative or returns(field, frame) or _headline(field, first):
        return "real"
    low = field.clauses.soft_first[first]
    told = frame.clitics.suffix or field.within("control_that", low, first) is not None
    return "real" if frame.clitics.conjunction and told else "none"


def _headline(field: Field, i: int) -> bool:
    """Tell whether token `i` stands in the first line, or in a short line without a full stop."""
    if i < field.headline_last:
        return True
    first, last = field.scan.sents[field.scan.sentence_of(i)]
    return last - first <= _LINE and field.folds[last - 1] != "."
