"""Events: attacks, reinforcements, sieges and other happenings without a count of their own; negated ones too.

A negative finding is information: 'no air support was seen' is an event with `negated`.  One event of a type is given
for a soft clause, the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.model.happening import Event
from marsad.read.control.field import Field
from marsad.read.control.mood import not_even_tried

_ACTOR_AFTER = 5
_NOT_BEFORE = 2
_TRIED = 8
"""Tokens between a word of trying and the happening that was not even tried."""


def read_events(field: Field, dates: Sequence[tuple[int, int, str]]) -> list[Event]:
    """Return the events, left to right."""
    out: list[Event] = []
    seen: set[tuple[int, str]] = set()
    for hit in field.scan.all("event_word"):
        key = (field.clauses.soft_first[hit.first], str(hit.entry.features["type"]))
        if key not in seen:
            seen.add(key)
            out.append(_event(field, hit, dates))
    return out


def _event(field: Field, hit: Hit, dates: Sequence[tuple[int, int, str]]) -> Event:
    item = _actor(field, hit)
    first = min(hit.first, item[0]) if item else hit.first
    last = max(hit.last, item[1]) if item else hit.last
    span = field.scan.span(first, last)
    return Event(
        span=span,
        text=field.scan.text[span[0] : span[1]],
        type=hit.entry.features["type"],
        actors=(item[2],) if item and item[2] else (),
        place=field.places.scene(hit.first) if field.places is not None else None,
        date=_date(field, hit.first, dates),
        negated=_negated(field, hit),
        rule=hit.entry.id,
    )


def _actor(field: Field, hit: Hit) -> tuple[int, int, str] | None:
    """The actor beside the word: behind it in Arabic, before it in English, else the other way round."""
    low, high = field.clauses.soft_first[hit.first], field.clauses.soft_last[hit.last - 1]
    after = field.mention_between(hit.last, min(high, hit.last + _ACTOR_AFTER))
    before = next(iter(field.mentions_before(low, hit.first)), None)
    item = (before or after) if field.english else (after or before)
    return (item.first, item.last, item.actor) if item is not None else None


def _negated(field: Field, hit: Hit) -> bool:
    if hit.first in field.negated:
        return True
    low = field.clauses.soft_first[hit.first]
    if not_even_tried(field, field.within("control_try", max(low, hit.first - _TRIED), hit.first)):
        return True
    low = max(low, hit.first - _NOT_BEFORE)
    return any(field.at(i, "denial_not") is not None for i in range(low, hit.first))


def _date(field: Field, token: int, dates: Sequence[tuple[int, int, str]]) -> str | None:
    """The first date of the same hard clause."""
    low, high = field.clauses.hard_first[token], field.clauses.hard_last[token]
    at = bisect_left(dates, low, key=lambda item: item[0])
    return dates[at][2] if at < len(dates) and dates[at][0] < high else None
