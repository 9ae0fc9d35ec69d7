"""The days that a length of time covers, by how it hangs on publication, and its ISO 8601 spelling."""

from __future__ import annotations

import datetime as dt
import re

from marsad.model.terms import TimePrecision
from marsad.model.time import Window
from marsad.read.dates.draft import Length
from marsad.read.days import last_of_month, month_of_index, moved

_TIME = {"second": "S", "minute": "M", "hour": "H"}
_DATE = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_HALF = {"hour": "30M", "minute": "30S", "day": "T12H", "week": "3DT12H", "month": "15D", "year": "6M"}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7}


_SATURDAY = 6


def iso_length(length: Length) -> str:
    """Return the length as ISO 8601 writes it: PT24H, P18D; a decade is ten years."""
    count, half = length.count, _HALF.get(length.unit, "") if length.half else ""
    if length.unit in _TIME:
        return f"PT{count}{_TIME[length.unit]}{half}"
    if length.unit == "decade":
        return f"P{count * 10 + 5 * length.half}Y"
    return f"P{count}{_DATE[length.unit]}{half}"


def length_window(length: Length, published: dt.date | None, week_start: int) -> Window:
    """Return the days that a length surely names; open where it does not hang on publication or that is unknown.

    `week_start` is the ISO weekday that begins a named week.  N days up to publication include its day; 'the past day'
    are the 24 hours up to it, and reach into the day before.
    """
    if published is None or length.anchor is None or length.count > 10_000:
        return Window()
    if length.unit == "weekend":
        if length.loose or published.isoweekday() == _SATURDAY:
            return Window()  # on a Saturday it may be this one or the last
        return _days_on(published, -((published.isoweekday() - 6) % 7), 2)
    if length.anchor == "week":
        return _days_on(published, 7 * length.week - (published.isoweekday() - week_start) % 7, 7)
    of_hours = length.unit == "day" and length.count == 1
    back = _back(length, published, inclusive=length.anchor == "within" and not of_hours)
    if back is None:
        return Window()
    if length.anchor == "before":
        return Window(start=back, end=max(back, moved(published, -1) or back))
    if length.anchor != "ago":
        return Window(start=back, end=published)
    if length.unit == "month":
        return Window(start=back.replace(day=1), end=last_of_month(back))
    if length.unit in ("year", "decade"):
        return Window(start=back.replace(month=1, day=1), end=back.replace(month=12, day=31))
    return Window(start=back, end=back if length.unit in _DAYS else published)


def told_value(length: Length, window: Window) -> tuple[str | None, TimePrecision | None]:
    """Return the value and precision of a date told by a length ('three days ago', 'last week')."""
    if window.start is None:
        return None, None
    if length.anchor == "week":
        return f"{window.start}/{window.end}", "range"
    if length.unit == "month":
        return window.start.isoformat()[:7], "month"
    if length.unit == "year":
        return window.start.isoformat()[:4], "year"
    return window.start.isoformat(), "day"


def _days_on(day: dt.date, first: int, days: int) -> Window:
    """Return so many days, from the one `first` days after `day`; unknown where they run over the calendar's edge."""
    start, end = moved(day, first), moved(day, first + days - 1)
    return Window(start=start, end=end) if start is not None and end is not None else Window()


def _back(length: Length, published: dt.date, *, inclusive: bool) -> dt.date | None:
    """Return the day so long before `published`; None before the year 1."""
    if length.unit in _TIME:
        hours = length.count / {"hour": 1, "minute": 60, "second": 3600}[length.unit]
        days = int(-(-hours // 24))
    elif length.unit in _DAYS:
        days = (
            length.count * _DAYS[length.unit] - inclusive + (4 * length.half if length.unit == "week" else length.half)
        )
    else:
        months = length.count * _MONTHS[length.unit] + (_MONTHS[length.unit] // 2 if length.half else 0)
        month = month_of_index(published.year * 12 + published.month - 1 - months)
        return month[0].replace(day=min(published.day, month[1].day)) if month is not None else None
    return moved(published, -days)


def length_in_days(length: str) -> int | None:
    """Return the whole days of an ISO-like length ('PT72H' -> 3, 'P2W' -> 14); None where it has months or years."""
    found = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?", length)
    if found is None or found.group() == "P":
        return None
    weeks, days, hours = (int(part or 0) for part in found.groups())
    return weeks * 7 + days + -(-hours // 24)
