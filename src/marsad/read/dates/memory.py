"""What the text named before, for 'the same month' and for a day whose year was given with the day before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.read.days import real_day

_NEAR = 62
"""A day without a year may go on from a dated one at most so many days later."""
_AGO = 300
"""... if that one is at least so many days before publication, so that its year is not publication's by itself."""


@dataclass(slots=True)
class Memory:
    """The last month and year named; `week_start` is the ISO weekday that begins a week in the text's language."""

    week_start: int = 1
    year: int | None = None
    month: int | None = None
    dated: dt.date | None = None
    """The last day whose year the text itself gave."""
    last: dt.date | None = None
    """The last day named, for 'since then'."""

    def named(self, day: dt.date, *, month: bool, own_year: bool) -> None:
        """Remember a time that was named; `month` tells whether its month was, `own_year` whether its year was."""
        self.year, self.last = day.year, day
        if month:
            self.month = day.month
        self.dated = day if own_year and month else self.dated

    def goes_on(self, month: int, day: int, published: dt.date | None) -> int | None:
        """Return the year in which a day goes on from the last dated one ('on 21 August 2013 ... on 25 August')."""
        if self.dated is None or published is None or (published - self.dated).days < _AGO:
            return None
        for year in (self.dated.year, self.dated.year + 1):
            if (month, day) == (2, 29) and year % 4:
                continue
            named = real_day(year, month, min(day, 28))
            if named is not None and 0 <= (named - self.dated).days <= _NEAR:
                return year
        return None
