"""From words to days: a draft reckoned against the day of publication and what the text named before."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from marsad.model.terms import TimePrecision
from marsad.model.time import Window
from marsad.read.dates.draft import Draft
from marsad.read.dates.hijri import hijri_day, hijri_month

_DAY = dt.timedelta(days=1)


class Resolved(NamedTuple):
    """First and last day meant, how exactly, and what in the words contradicts it."""

    window: Window
    precision: TimePrecision | None
    value: str | None
    conflict: str | None


_NOTHING = Resolved(Window(), None, None, None)


@dataclass(slots=True)
class Memory:
    """The last month and year that the text named, for 'the same month'."""

    year: int | None = None
    month: int | None = None


def resolve(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    """Return the days of `draft`; unresolved where publication or year is needed and unknown.  Updates `memory`."""
    if draft.days_before_end is not None and draft.end is not None:
        end = resolve(draft.end, published, memory)
        last = end.window.end
        if last is None:
            return _NOTHING
        return _range(last - draft.days_before_end * _DAY, last, end.conflict)
    if draft.end is not None:
        return _resolve_range(draft, draft.end, published, memory)
    found = _moment(draft, published, memory)
    if found.window.start is not None:
        memory.year = found.window.start.year
        memory.month = found.window.start.month if found.precision != "year" else memory.month
    return found


def _range(start: dt.date, end: dt.date, conflict: str | None) -> Resolved:
    return Resolved(Window(start=start, end=end), "range", f"{start}/{end}", conflict)


def _resolve_range(draft: Draft, second: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    end = resolve(second, published, memory)
    if end.window.end is None or end.window.start is None:
        return Resolved(Window(), "range", None, None)
    if draft.year is None and draft.year_which is None and draft.month is not None:
        draft.year = end.window.end.year
        start = _moment(draft, published, memory)
        if start.window.start is not None and start.window.start > end.window.end:
            draft.year -= 1
            start = _moment(draft, published, memory)
    else:
        start = _moment(draft, published if draft.weekday is None else end.window.end, memory)
    opening = start.window.start
    if opening is None or opening > end.window.end:
        return Resolved(Window(), "range", None, None)
    if draft.later:
        return Resolved(Window(start=opening, end=end.window.end), "day", end.value, None)
    if start.precision == end.precision and end.precision in ("month", "year"):
        value = f"{start.value}/{end.value}"
        return Resolved(Window(start=opening, end=end.window.end), "range", value, None)
    return _range(opening, end.window.end, start.conflict or end.conflict)


def _moment(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if draft.day is not None:
        return _named_day(draft, published, memory)
    if draft.deictic is not None:
        return _deictic(draft, published)
    if draft.weekday is not None:
        return _day(nearest_weekday(draft.weekday, draft.weekday_which, published), None) if published else _NOTHING
    if draft.month is not None or draft.scope == "month":
        return _month(draft, published, memory)
    return _year(draft, published, memory)


def _day(day: dt.date, conflict: str | None) -> Resolved:
    return Resolved(Window(start=day, end=day), "day", day.isoformat(), conflict)


def _deictic(draft: Draft, published: dt.date | None) -> Resolved:
    if published is None or draft.deictic is None:
        return _NOTHING
    day = published + draft.deictic * _DAY
    return _day(day, _weekday_conflict(draft, day))


def _weekday_conflict(draft: Draft, day: dt.date) -> str | None:
    if draft.weekday is None or day.isoweekday() == draft.weekday:
        return None
    return f"{day} was a {calendar.day_name[day.weekday()]}, the text says {calendar.day_name[draft.weekday - 1]}"


def nearest_weekday(weekday: int, which: str | None, published: dt.date) -> dt.date:
    """Return the day of that name nearest before `published` (itself included), before it, or after it."""
    if which == "next":
        return published + ((weekday - published.isoweekday() - 1) % 7 + 1) * _DAY
    back = (published.isoweekday() - weekday) % 7
    if which == "last" and back == 0:
        back = 7
    return published - back * _DAY


def _named_day(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if draft.hijri and draft.month is not None:
        return _hijri_day(draft, published)
    month = _month_of(draft, published, memory)
    if month is None:
        return _NOTHING
    year, number = month
    if year is None:
        year = _year_of_day(draft, number, published)
    if year is None:
        return _NOTHING
    day = real_day(year, number, draft.day or 1)
    if day is None:
        return _NOTHING._replace(conflict=f"there is no day {draft.day} in {year}-{number:02d}")
    if draft.day_to is not None:
        end = real_day(year, number, draft.day_to)
        return _range(day, end, _weekday_conflict(draft, day)) if end is not None else _NOTHING
    conflict = _weekday_conflict(draft, day)
    if conflict is None and draft.deictic is not None and published and published + draft.deictic * _DAY != day:
        conflict = f"the text calls {day} a day that would be {published + draft.deictic * _DAY} by its publication"
    return _day(day, conflict)


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, None where the calendar has no such day."""
    return dt.date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _hijri_day(draft: Draft, published: dt.date | None) -> Resolved:
    day = hijri_day(draft.year, draft.month or 1, draft.day or 1, published)
    return _day(day, _weekday_conflict(draft, day)) if day is not None else _NOTHING


def _named_year(draft: Draft, published: dt.date | None, memory: Memory) -> int | None:
    if draft.year is not None:
        return draft.year
    if draft.year_which == "same":
        return memory.year
    if draft.year_which is None or published is None:
        return None
    return published.year + {"last": -1, "this": 0, "next": 1}[draft.year_which]


def _month_of(draft: Draft, published: dt.date | None, memory: Memory) -> tuple[int | None, int] | None:
    """Return (year or None, month) as named or told by 'this month', 'the same month'."""
    year = _named_year(draft, published, memory)
    if draft.month is not None:
        return _year_by_which(draft, published, year), draft.month
    if draft.month_which == "same":
        return (memory.year, memory.month) if memory.month is not None else None
    if published is None or draft.month_which is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[draft.month_which]
    months = published.year * 12 + published.month - 1 + step
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


def _year_of_day(draft: Draft, month: int, published: dt.date | None) -> int | None:
    """Return the year that makes a day and month nearest before publication, a weekday named with it agreeing."""
    if published is None:
        return None
    fits = [y for y in range(published.year - 1, published.year + 2) if real_day(y, month, draft.day or 1)]
    past = [y for y in fits if dt.date(y, month, draft.day or 1) <= published]
    if draft.weekday is not None:
        agreeing = [y for y in fits if dt.date(y, month, draft.day or 1).isoweekday() == draft.weekday]
        near = [y for y in agreeing if abs((dt.date(y, month, draft.day or 1) - published).days) < 300]
        if near:
            return near[0]
    return past[-1] if past else (published.year if published.year in fits else None)


def _month(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if draft.hijri and draft.month is not None:
        days = hijri_month(draft.year, draft.month, published)
        return _range(*days, None) if days is not None else _NOTHING
    month = _month_of(draft, published, memory)
    if month is None:
        return _NOTHING
    year, number = month
    if year is None and published is not None:
        year = published.year - (number > published.month)
    if year is None:
        return _NOTHING
    if draft.edge == "first":
        return _day(dt.date(year, number, 1), None)
    start, end = dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])
    return Resolved(Window(start=start, end=end), "month", f"{year:04d}-{number:02d}", None)


def _year(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    year = _named_year(draft, published, memory)
    if year is None and draft.month_which == "this" and published is not None:
        year = published.year
    if year is None:
        return _NOTHING
    if draft.edge == "first":
        return _day(dt.date(year, 1, 1), None)
    return Resolved(Window(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31)), "year", f"{year:04d}", None)
