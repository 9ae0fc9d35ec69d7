"""Days reckoned from days, at the edges of the calendar too: what lies beyond the years 1 to 9999 is no day."""

from __future__ import annotations

import calendar
import datetime as dt

_LAST = dt.date.max.toordinal()


def moved(day: dt.date, days: int) -> dt.date | None:
    """Return the day so many days after `day` (before it where negative); None where the calendar has none."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= _LAST else None


def moved_within(day: dt.date, days: int) -> dt.date:
    """Return the day so many days after `day`, or the calendar's first or last where that lies beyond it."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), _LAST))


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, None where the calendar has no such day."""
    if not 1 <= year <= 9999 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)


def month_of_index(index: int) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a month by its number since the year 0; None beyond the calendar."""
    first = real_day(index // 12, index % 12 + 1, 1)
    return (first, last_of_month(first)) if first is not None else None


def last_of_month(day: dt.date) -> dt.date:
    """Return the last day of the month that holds `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
