"""Ellipses: a second place that a verb takes at its own time, and a siege told only in passing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.control.field import Field
from marsad.read.control.particles import Object
from marsad.text.tokens import BREAK, PUNCT

_GAP = 10
"""Tokens between an object and 'and' at most."""
_TIME = 5
"""Tokens of 'five days before' at most."""
_AFTER = 4
"""Tokens between 'after' and 'siege' at most."""


def second_place(field: Field, last: int, dates: Sequence[tuple[int, int, str]]) -> Object | None:
    """'took Aleppo and, a week later, Hama', '... and Rajo five days before': the place that has a time of its own."""
    joined = _joined(field, last)
    if joined is None:
        return None
    i = joined
    after = _time(field, i, dates)
    if after is not None:
        i = _punct(field, after)
        if i < len(field.folds) and field.english is False and field.at(i, "control_on") is not None:
            i += 1
        return _named(field, i)
    found = _named(field, i)
    if found is None or _time(field, found.last, dates) is None:
        return None
    return found


def _named(field: Field, i: int) -> Object | None:
    if i >= len(field.folds) or field.spot_last(i) is None:
        return None
    return Object(field.place_end(i), i)


def _joined(field: Field, last: int) -> int | None:
    """Return the token after the 'and' that follows an object, with nothing but its time between them."""
    end = min(field.scan.sents[field.scan.sentence_of(last - 1)][1], last + _GAP)
    for i in range(last, end):
        if i in field.verbs or i in field.starts or field.scan.tokens.kinds[i] == BREAK:
            return None
        if field.english and field.at(i, "and") is not None:
            return _punct(field, i + 1)
        if not field.english and any(hit.clitics.conjunction for hit in field.scan.hits[i]):
            return i
        if field.spot_last(i) is not None:
            return None
    return None


def _punct(field: Field, i: int) -> int:
    return i + 1 if i < len(field.folds) and field.scan.tokens.kinds[i] == PUNCT else i


def _time(field: Field, i: int, dates: Sequence[tuple[int, int, str]]) -> int | None:
    """Return the token after a time that begins at `i` or one token later, or None."""
    at = bisect_left(dates, i, key=lambda item: item[0])
    if at < len(dates) and dates[at][0] <= i + 1:
        return dates[at][1]
    for k in range(i, min(i + _TIME, len(field.folds))):
        hit = field.at(k, "control_thereafter")
        if hit is not None:
            return hit.last
        if k in field.verbs or k in field.starts or field.spot_last(k) is not None:
            return None
        if field.scan.tokens.kinds[k] in (PUNCT, BREAK):
            return None
    return None


def sieges_told(field: Field) -> Iterator[Hit]:
    """Yield the words for a siege that only say after what a place was taken ('after a siege of several weeks')."""
    for hit in field.scan.all("control_siege_told"):
        low = max(field.clauses.soft_first[hit.first], hit.first - _AFTER)
        if field.within("control_after", low, hit.first) is not None:
            yield hit
