"""Days that name the event ('Saturday's bombing', whose toll 'climbed to 27 on Sunday').  English."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.model.time import Window
from marsad.read.claims.draft import Draft, core_of, first_of
from marsad.read.claims.timing import one_day
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_KIND = 3
"""Words between a day and the event that it names at most ('Saturday's huge suicide bombing')."""
_STOOD = 3
"""Tokens from a toll to the day on which it stood so at most ('climbed to 27 on Sunday')."""
_AS_OF = 8
"""Tokens from 'as of 3 February' to its count at most."""
_EVENTS = ("cause", "event_word", "date_year_noun")


def names_event(scan: Scan, time: TimeFound) -> bool:
    """Tell whether a day names an event as its own: 'Wednesday's attack'."""
    if scan.lang != "en" or not one_day(time) or time.opens or time.closes or not scan.possessive(time.last):
        return False
    for i in range(time.last, min(time.last + _KIND + 1, len(scan))):
        if scan.any_at(i, *_EVENTS) is not None:
            return True
        if scan.tokens.kinds[i] != WORD or scan.any_at(i, "preposition", "verb_be", "verb_have") is not None:
            return False
    return False


def of_named_event(scan: Scan, draft: Draft, times: Sequence[TimeFound]) -> TimeFound | None:
    """Return the day that names the event of a toll before it."""
    named = [t for t in times if t.last <= draft.first and names_event(scan, t)]
    return named[-1] if named and draft.toll else None


def without_stood(scan: Scan, times: list[TimeFound], drafts: Sequence[Draft]) -> list[TimeFound]:
    """Return the times of a sentence without the days on which a toll stood so, where it names the event's own day."""
    if not any(names_event(scan, t) for t in times):
        return times
    return [t for t in times if not _stood(t, drafts)]


def _stood(time: TimeFound, drafts: Sequence[Draft]) -> bool:
    at = bisect_left(drafts, time.first, key=core_of) - 1
    toll = drafts[at] if at >= 0 else None
    return toll is not None and toll.toll and time.first - toll.last <= _STOOD and one_day(time)


def as_of(scan: Scan, draft: Draft, times: Sequence[TimeFound], window: Window) -> Window:
    """Return the days of a count of no time of its own: 'as of 3 February 773 were registered' runs up to that day.

    From when, is not told where the window that the text around gives begins only later.
    """
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    near = times[bisect_left(times, first, key=first_of) : bisect_left(times, draft.core, key=first_of)]
    told = [t.window.end for t in near if t.closes and t.window.end is not None and draft.first - t.last <= _AS_OF]
    if not told or window.start is None or window.end is None or window.end == told[-1]:
        return window
    return Window(start=window.start if window.start <= told[-1] else None, end=told[-1])
