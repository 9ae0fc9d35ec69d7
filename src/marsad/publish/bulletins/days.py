"""Days in words: a day with its weekday, or a span of days."""

from __future__ import annotations

import datetime as dt

from marsad.model.time import Window
from marsad.publish.bulletins.counting import Counting


def days(window: Window, counting: Counting) -> str:
    """Return when something was, with the preposition before it; '' where an end is not known."""
    if window.start is None or window.end is None:
        return ""
    first, last, words = window.start, window.end, counting.language.days
    if first == last:
        pattern = words.day
    elif (first.year, first.month) == (last.year, last.month):
        pattern = words.days
    else:
        pattern = words.months if first.year == last.year else words.years
    return _filled(pattern, first, last, counting)


def _filled(pattern: str, first: dt.date, last: dt.date, counting: Counting) -> str:
    words = counting.language.days
    return pattern.format(
        weekday=words.weekdays[first.weekday()],
        day=_number(first.day, counting),
        month=words.months_named[first.month - 1],
        year=_number(first.year, counting),
        last=_number(last.day, counting),
        last_month=words.months_named[last.month - 1],
        last_year=_number(last.year, counting),
    )


def day(when: dt.date, counting: Counting) -> str:
    """Return one day in words, as it stands at the head of a bulletin."""
    return _filled(counting.language.days.date, when, when, counting)


def _number(n: int, counting: Counting) -> str:
    indic = counting.language.numerals.indic if counting.writing == "indic" else None
    return str(n).translate({ord("0") + i: digit for i, digit in enumerate(indic)}) if indic else str(n)
