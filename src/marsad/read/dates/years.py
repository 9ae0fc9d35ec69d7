"""Which year and month are meant: as named, as 'last' or 'this' tell, or as publication makes the likeliest."""

from __future__ import annotations

import datetime as dt

from marsad.read.dates.draft import Draft
from marsad.read.dates.memory import Memory
from marsad.read.days import moved, real_day

_STEPS = {"before_last": -2, "last": -1, "this": 0, "next": 1}
_SOON = 21
"""A day without a year that lies at most so many days after publication is still to come (a planned meeting)."""


def year_of(draft: Draft, published: dt.date | None, memory: Memory) -> int | None:
    """Return the year as named or told by 'last year', 'the same year'; None where nothing tells."""
    if draft.year is not None:
        return draft.year
    if draft.year_which == "same":
        return memory.year
    if draft.year_which == "recent" and draft.stretch is not None and published is not None:
        opening = (draft.stretch.number - 1) * 12 // draft.stretch.of + 1
        return published.year - (opening > published.month)  # the last such part that had begun
    if draft.year_which not in _STEPS or published is None:
        return None
    return published.year + _STEPS[draft.year_which]


def month_of(draft: Draft, published: dt.date | None, memory: Memory) -> tuple[int | None, int] | None:
    """Return (year or None, month) as named or told by 'this month', 'the same month'; None where nothing tells."""
    year = year_of(draft, published, memory)
    if draft.month is not None:
        return _year_by_which(draft, published, year), draft.month
    if draft.month_which == "same":
        return (year or memory.year, memory.month) if memory.month is not None else None
    if published is None or draft.month_which not in _STEPS:
        return None
    months = published.year * 12 + published.month - 1 + _STEPS[draft.month_which]
    return months // 12, months % 12 + 1


def _year_by_which(draft: Draft, published: dt.date | None, year: int | None) -> int | None:
    """Return the year of a named month with 'last', 'this' or 'next'."""
    if year is not None or published is None or draft.month is None:
        return year
    if draft.month_which == "last":
        return published.year - (draft.month >= published.month)
    if draft.month_which == "this":
        return published.year
    if draft.month_which == "next":
        return published.year + (draft.month <= published.month)
    return None


def guess_year(draft: Draft, month: int, published: dt.date | None, memory: Memory) -> int | None:
    """Return the year that the text leaves out of a day and month.

    The year of a dated day that this one goes on from; else one in which a weekday named with it agrees; else the
    nearest before publication, or publication's own for a day soon after it.
    """
    if published is None or draft.day is None:
        return None
    known = memory.goes_on(month, draft.day, published)
    if known is not None:
        return known
    days = [day for y in range(published.year - 1, published.year + 2) if (day := real_day(y, month, draft.day))]
    target = moved(published, draft.deictic) if draft.deictic is not None else None
    if target is not None and target in days:
        return target.year
    if draft.weekday is not None:
        agreeing = [day for day in days if day.isoweekday() == draft.weekday and abs((day - published).days) < 300]
        if agreeing:
            return agreeing[0].year
    fitting = [day for day in days if (day - published).days <= _SOON]
    if fitting:
        return fitting[-1].year
    return published.year if days else None
