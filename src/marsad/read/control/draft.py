"""Drafts: changes of control while they are read, and what becomes of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from marsad.model.happening import ControlChange
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.particles import Object
from marsad.read.control.sides import Subject

Dated = tuple[int, int, str]
"""Tokens [first, last) of a date, and its value; in text order."""


class Draft(NamedTuple):
    """A change with its frame, whose it is and of what; tokens [first, last) are its words."""

    frame: Frame
    change: str
    subject: Subject
    object: Object
    first: int
    last: int


def near(field: Field, last: Draft, frame: Frame) -> bool:
    """Tell whether the last change was told in this sentence or the one before."""
    return field.scan.sentence_of(frame.first) - field.scan.sentence_of(last.frame.first) <= 1


def built(field: Field, frame: Frame, change: str, subject: Subject, found: Object) -> Draft:
    """Return the draft whose words reach from its subject, or what made it an attempt, to its object."""
    low = field.clauses.soft_first[frame.first]
    first = min(frame.first, subject.first) if subject.first >= low else frame.first
    for cls in ("control_can", "control_try"):
        hit = field.within(cls, max(low, first - 6), frame.first)
        if hit is not None and (cls == "control_can" or change == "attempted"):
            first = min(first, hit.first)
    return Draft(frame, change, subject, found, first, max(frame.last, found.last))


def again(field: Field, last: Draft, draft: Draft) -> bool:
    """Tell whether a second verb only repeats the first in one breath ('leave their positions and withdraw')."""
    if draft.frame.kind == "siege" and last.change == draft.change and draft.subject.first < 0:
        return field.scan.sentence_of(last.frame.first) == field.scan.sentence_of(draft.frame.first)
    same = last.change == draft.change and last.subject.side == draft.subject.side
    if draft.frame.need == "lift" and last.subject.side == draft.subject.side:
        return field.scan.sentence_of(last.frame.first) == field.scan.sentence_of(draft.frame.first)
    close = draft.frame.first - last.last <= 3
    return same and close and draft.change == "withdrew" and last.frame.kind != draft.frame.kind


def change_of(field: Field, draft: Draft, before: Draft | None, dates: Sequence[Dated]) -> ControlChange:
    """Return the change that a draft tells; `before` is the last one, whose place a pronoun means."""
    scan = field.scan
    span = scan.span(draft.first, draft.last)
    return ControlChange(
        span=span,
        text=scan.text[span[0] : span[1]],
        change=draft.change,  # type: ignore[arg-type]
        actor=draft.subject.side,
        actors=draft.subject.actors,
        place=_place(field, draft, before),
        also=_also(field, draft),
        date=_date(field, draft.frame.first, dates),
        rule=draft.frame.id,
    )


def _place(field: Field, draft: Draft, before: Draft | None) -> str | None:
    if field.places is None:
        return None
    if draft.object.pronoun and before is not None and before.object.place is not None:
        same = field.scan.sentence_of(before.frame.first) == field.scan.sentence_of(draft.frame.first)
        mention = field.places.at(before.object.place, before.object.last) if same else None
        if mention is not None:
            return mention.id
    if draft.object.place is not None:
        mention = field.places.at(draft.object.place, draft.object.last)
        if mention is not None:
            return mention.id
    return field.places.scene(draft.frame.first)


def _also(field: Field, draft: Draft) -> tuple[str, ...]:
    """Return the further places of the same object ('the towns of X and Y')."""
    if field.places is None or draft.object.place is None:
        return ()
    return field.places.listed_from(draft.object.place, draft.object.last)


def _date(field: Field, token: int, dates: Sequence[Dated]) -> str | None:
    """The date of the same clause, nearest first; else of the sentence."""
    clauses, scan = field.clauses, field.scan
    sentence = scan.sents[scan.sentence_of(token)]
    for low, high in ((clauses.hard_first[token], clauses.hard_last[token]), sentence):
        first = bisect_left(dates, low, key=lambda item: item[0])
        inside = dates[first : bisect_left(dates, high, key=lambda item: item[0])]
        if inside:
            return min(inside, key=lambda item: abs(item[0] - token))[2]
    return None
