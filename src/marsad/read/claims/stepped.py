"""Days told by their distance from a day named before: 'three more died the next day', 'two days earlier' in Arabic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.dates import TimeFound
from marsad.read.days import moved
from marsad.read.scan import Scan

_WITHIN = 60
"""Tokens between the day named and the words that count from it at most."""
"""The Arabic 'of' glued to what a day follows: 'the day next to the feast' counts from no day named."""


def stepped(scan: Scan, times: Sequence[TimeFound], published: dt.date | None) -> list[TimeFound]:
    """Return 'the next day' as the day it is, left to right; nothing where no single day was named shortly before.

    `times` are the words of time that may date a count, in order.  Where none stands before them at all, 'two days
    earlier' counts from the day of publication, on which the news is told.
    """
    found: list[TimeFound] = []
    for hit in scan.all("date_step"):
        days = int(hit.entry.features["days"])
        anchor = next((t for t in reversed([*times, *found]) if t.last <= hit.first), None)
        start = _day_of(anchor, hit.first) if anchor is not None else published if days < 0 else None
        day = moved(start, days) if start is not None and not _of_event(scan, hit) else None
        if day is not None:
            window = Window(start=day, end=day)
            found.append(TimeFound(hit.first, hit.last, window, False, False, False, "day", False))
    return found


def _day_of(time: TimeFound, at: int) -> dt.date | None:
    """Return the single day that words of time shortly before token `at` name, or None."""
    window = time.window
    named = window.start == window.end and not (time.is_duration or time.opens or time.closes)
    return window.start if named and at - time.last <= _WITHIN else None


def _of_event(scan: Scan, hit: Hit) -> bool:
    """Tell whether what the day follows is named behind it.  Arabic."""
    if scan.lang != "ar" or hit.last >= len(scan):
        return False
    word = scan.tokens.folds[hit.last]
    return scan.lexicon.begins(word, "to") and scan.tokens.starts[hit.last] - scan.tokens.ends[hit.last - 1] <= 1
