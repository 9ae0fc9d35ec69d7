"""The dateline: where publishers put the day of publication."""

from __future__ import annotations

from marsad.read.dates.draft import Draft
from marsad.read.dates.pieces import Pieces
from marsad.text.tokens import BREAK, NUMBER

_LINES = 4
"""A dateline stands in one of the first lines that have words."""
_BEFORE = 8
"""Tokens that may stand before the date in its line: a city, a country, an agency."""
_DASHES = ("-", "\u2013", "\u2014", ":", "|")
_MARKS = frozenset({*_DASHES, ",", "\u060c", "(", "/"})
_LEADING = ("date_within", "date_open", "date_close", "date_day", "date_from")


def dateline_of(pieces: Pieces, drafts: list[Draft]) -> Draft | None:
    """Return the day that the text is dated by, or None.

    It stands before a dash and the text itself ('GENEVA, 22 August 2025 - ...'), alone in its line, after a word like
    'published' or 'update', with a clock time at the end of its line, or there behind places and agencies alone.
    """
    lines = _first_lines(pieces)
    for draft in drafts:
        if draft.day is None or draft.month is None or draft.day_to is not None or draft.deictic not in (None, 0):
            continue
        line = next((line for line in lines if line[0] <= draft.first and draft.last <= line[1]), None)
        if line is not None and draft.end is None and _is_dateline(pieces, draft, *line):
            return draft
    return None


def _first_lines(pieces: Pieces) -> list[tuple[int, int]]:
    """Return the token ranges [first, last) of the first lines that have words."""
    out: list[tuple[int, int]] = []
    first = 0
    for i in range(pieces.size + 1):
        if i == pieces.size or pieces.kinds[i] == BREAK:
            if i > first:
                out.append((first, i))
            first = i + 1
        if len(out) == _LINES:
            break
    return out


def _is_dateline(pieces: Pieces, draft: Draft, first: int, last: int) -> bool:
    at = _after_time(pieces, draft.last, last)
    timed, ends = at > draft.last, at >= last
    if draft.first == first and ends:
        return True
    if ends and (timed or _labelled(pieces, first, draft.first) or _behind_names(pieces, first, draft.first)):
        return True
    short = draft.first - first <= _BEFORE and not _in_sentence(pieces, draft.first)
    return short and not ends and pieces.folds[at] in _DASHES


def _in_sentence(pieces: Pieces, first: int) -> bool:
    """Tell whether a preposition leads to the date, so that a sentence speaks of it."""
    return pieces.before(first, *_LEADING) is not None


def _behind_names(pieces: Pieces, first: int, last: int) -> bool:
    """Tell whether nothing but places and agencies leads to a date ('Damascus - SANA - 12 February 2024')."""
    i, last = first, pieces.over(last, *_LEADING)
    while i < last <= first + _BEFORE:
        name = pieces.scan.any_at(i, "place", "source", "attribution_source")
        unlisted = i > first and not pieces.scan.hits[i]  # behind a city an agency that no pack lists
        if name is None and not unlisted and pieces.folds[i] not in _MARKS:
            return False
        i = name.last if name is not None else i + 1
    return i == last > first


def _labelled(pieces: Pieces, first: int, last: int) -> bool:
    return any(pieces.hit(i, "date_label") is not None for i in range(first, last))


def _after_time(pieces: Pieces, at: int, last: int) -> int:
    """Return the token after a bracket, a clock time (', 08:30') or an agency's name in brackets, else `at`."""
    folds, j = pieces.folds, at
    if j < last and folds[j] == ")":
        return j + 1
    while j < last and folds[j] in (",", "\u060c"):
        j += 1
    if j + 2 < last and pieces.kinds[j] == NUMBER and folds[j + 1] == ":" and pieces.kinds[j + 2] == NUMBER:
        return j + 3
    if j < last and folds[j] == "(":
        closing = next((k for k in range(j, min(j + _BEFORE, last)) if folds[k] == ")"), None)
        return closing + 1 if closing is not None else at
    return at
