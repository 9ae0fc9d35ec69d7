"""Places told before: what a change takes, leaves or is driven out of where only the text before names it."""

from __future__ import annotations

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.particles import Object
from marsad.text.tokens import BREAK, PUNCT

_FORCED = 8
"""Tokens between 'forced' and 'to withdraw' at most."""
_TRIED = 7
"""Arabic: tokens from a word of trying to what is tried, who tries between them."""


def object_told(field: Field, frame: Frame) -> Object | None:
    """The place that the sentence told of before: 'took the town before they pulled back', 'and drove out the army'."""
    if not field.english:
        return _told_arabic(field, frame)
    if frame.kind == "leave" and frame.form == "noun":
        return _withdrawal(field, frame)
    if frame.kind == "leave" and (frame.form in ("past", "pp", "gerund") or _forced(field, frame)):
        away = frame.need == "told" or field.folds[frame.last] in frame.preps if frame.last < len(field.folds) else True
        return Object(frame.last, None, None, True) if away or ends(field, frame.last) else None
    if frame.kind == "leave_obj" and frame.form == "past" and field.scan.at(frame.first - 1, "and") is not None:
        return Object(frame.last, None, None, True) if ends(field, frame.last) else None
    if frame.need == "told":
        return Object(frame.last, None, None, True) if ends(field, frame.last) else None
    if frame.kind != "expel":
        return None
    them = field.at(frame.last, "control_there")
    if them is not None and not field.scan.reads(them.last, "to"):
        out = field.at(them.last, "control_away")  # 'drove them out'
        last = out.last if out is not None else them.last
        return Object(last, None, None, True) if ends(field, last) else None
    item = field.starts.get(frame.last) or field.starts.get(frame.last + 1)
    return Object(item.last, None, item, True) if item is not None and ends(field, item.last) else None


def _told_arabic(field: Field, frame: Frame) -> Object | None:
    """'entered the quarter, then withdrew'; 'tried to enter X, and our forces made them retreat'."""
    if frame.kind in ("leave_obj", "take") and frame.form == "noun":
        item = field.starts.get(frame.last)  # 'after the soldiers' leaving of it'
        of_it = field.at(item.last, "control_of_it") if item is not None else None
        return Object(of_it.last, None, None, True) if of_it is not None else None
    if frame.kind != "leave":
        return None
    if frame.form == "noun" and field.at(frame.first, "control_by") is None:
        gone = _withdrawal(field, frame)
        if gone is not None:
            return gone
    then = field.ends_at("control_then", frame.first) is not None or frame.clitics.conjunction
    if (frame.finite and then) or (frame.form == "noun" and field.within("control_force", *_before(field, frame))):
        return Object(frame.last, None, None, True) if ends(field, frame.last) else None
    return None


def _withdrawal(field: Field, frame: Frame) -> Object | None:
    """'took X after the withdrawal of the army': from where is told before."""
    if field.within("control_after", max(0, frame.first - 4), frame.first) is None:
        return None
    item = field.mention_between(frame.last, frame.last + 3)
    if item is not None and ends(field, item.last):
        return Object(item.last, None, None, True)
    if not field.english:
        return None
    whose = any(item.last >= frame.first - 1 for item in field.mentions_before(max(0, frame.first - 4), frame.first))
    return Object(frame.last, None, None, True) if whose and ends(field, frame.last) else None


def attempt_alone(field: Field, frame: Frame) -> Object | None:
    """Arabic 'foiled an attempt to advance', 'tried to push in from two sides': no place beside the aim."""
    if field.english or frame.form != "noun" or frame.kind not in ("enter", "take"):
        return None
    tried = field.within("control_try", max(0, frame.first - _TRIED), frame.first)
    if tried is None or not _beside(field, tried.last, frame.first):
        return None
    alone = ends(field, frame.last) or frame.last in field.starts or field.at(frame.last, "control_from") is not None
    return Object(frame.last, None, None, True) if alone else None


def _beside(field: Field, first: int, last: int) -> bool:
    """Tell whether nothing, or only who tries, stands in tokens [first, last)."""
    if first == last:
        return True
    item = field.starts.get(first)
    return item is not None and item.last == last


def _forced(field: Field, frame: Frame) -> bool:
    return frame.form == "base" and field.within("control_force", *_before(field, frame)) is not None


def _before(field: Field, frame: Frame) -> tuple[int, int]:
    return max(field.clauses.hard_first[frame.first], frame.first - _FORCED), frame.first


def ends(field: Field, i: int) -> bool:
    """Tell whether a clause ends before token `i`, or goes on with a time only."""
    if i >= field.clauses.soft_last[i - 1] or field.scan.tokens.kinds[i] in (PUNCT, BREAK):
        return True
    if field.at(i, "control_when") is not None or field.at(i, "and") is not None:
        return True
    return not field.english and any(hit.clitics.conjunction for hit in field.scan.hits[i])
