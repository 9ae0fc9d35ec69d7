"""From words to days: a draft reckoned against the day of publication and what the text named before."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from marsad.model.terms import TimePrecision
from marsad.model.time import Window
from marsad.read.dates.draft import Draft, Stretch
from marsad.read.dates.hijri import hijri_day, hijri_month
from marsad.read.dates.memory import Memory
from marsad.read.dates.stretch import cut
from marsad.read.dates.years import guess_year, month_of, year_of
from marsad.read.days import last_of_month, moved, real_day


class Resolved(NamedTuple):
    """First and last day meant, how exactly, the value as the contract writes it, and what contradicts it."""

    window: Window
    precision: TimePrecision | None
    value: str | None
    conflict: str | None


_NOTHING = Resolved(Window(), None, None, None)


def resolve(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    """Return the days of `draft`; unresolved where publication or year is needed and unknown.  Updates `memory`."""
    if draft.end is not None:
        return _resolve_range(draft, draft.end, published, memory)
    if draft.bare and draft.deictic is None:
        return _day(memory.last, None) if memory.last is not None else _NOTHING
    found = _moment(draft, published, memory)
    if found.window.start is not None:
        own_year = draft.year is not None and found.precision == "day"
        memory.named(found.window.start, month=found.precision != "year", own_year=own_year)
    return found if draft.stretch is None else _part(found, draft.stretch)


def _part(whole: Resolved, stretch: Stretch) -> Resolved:
    """Return the part of a month or year that is meant, the whole where its days are not certain."""
    days = cut(whole.window, whole.precision, stretch)
    if days is None:
        return whole
    start, end, months = days
    value = f"{start:%Y-%m}/{end:%Y-%m}" if months else f"{start}/{end}"
    one = months and start.month == end.month
    return Resolved(Window(start=start, end=end), "month" if one else "range", value[:7] if one else value, None)


def _resolve_range(draft: Draft, second: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if second.month_which == "same" and second.month is None and draft.month is not None:
        second.month, second.scope, second.month_which = draft.month, None, None
    if second.deictic is None and draft.year is not None and second.year is None and second.year_which is None:
        second.year = draft.year
    end = resolve(second, published, memory)
    if end.window.end is None or end.window.start is None:
        return _NOTHING._replace(precision="range")
    if draft.days_before_end is not None:
        begun = moved(end.window.end, -draft.days_before_end)
        if begun is None:
            return _NOTHING._replace(precision="range")  # it would begin before the calendar does
        return _range(begun, end.window.end, end.conflict)
    start = _opening(draft, end.window, published, memory)
    opening = start.window.start
    if opening is None or opening > end.window.end:
        return _NOTHING._replace(precision="range")
    window = Window(start=opening, end=end.window.end)
    if draft.later:
        return Resolved(window, "day", end.value, end.conflict)
    if start.precision == end.precision and end.precision in ("month", "year"):
        return Resolved(window, "range", f"{start.value}/{end.value}", None)
    return _range(opening, end.window.end, start.conflict or end.conflict)


def _opening(draft: Draft, end: Window, published: dt.date | None, memory: Memory) -> Resolved:
    """Return where a range begins whose end is known: a year or a weekday left out is the nearest before the end."""
    assert end.end is not None and end.start is not None
    if draft.months_before_end is not None:
        index = end.start.year * 12 + end.start.month - 1 - draft.months_before_end
        return _month_named(index // 12, index % 12 + 1)
    if draft.month is None or draft.year is not None or draft.year_which is not None or draft.hijri:
        return _moment(draft, end.end if draft.weekday is not None and draft.day is None else published, memory)
    draft.year = end.end.year
    start = _moment(draft, published, memory)
    if start.window.start is not None and start.window.start > end.end:
        draft.year -= 1
        start = _moment(draft, published, memory)
    return start


def _range(start: dt.date, end: dt.date, conflict: str | None) -> Resolved:
    return Resolved(Window(start=start, end=end), "range", f"{start}/{end}", conflict)


def _moment(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if draft.day is not None:
        return _named_day(draft, published, memory)
    if draft.deictic is not None:
        return _deictic(draft, published)
    if draft.weekday is not None:
        return _day(_weekday(draft, published, memory.week_start), None)
    if draft.month is not None or draft.scope == "month":
        return _month(draft, published, memory)
    return _year(draft, published, memory)


def _day(day: dt.date | None, conflict: str | None) -> Resolved:
    if day is None:
        return _NOTHING._replace(conflict=conflict)
    return Resolved(Window(start=day, end=day), "day", day.isoformat(), conflict)


def _deictic(draft: Draft, published: dt.date | None) -> Resolved:
    if published is None or draft.deictic is None:
        return _NOTHING
    day = moved(published, draft.deictic)
    return _day(day, _weekday_conflict(draft, day))


def _weekday_conflict(draft: Draft, day: dt.date | None) -> str | None:
    if day is None or draft.weekday is None or day.isoweekday() == draft.weekday:
        return None
    return f"{day} was a {calendar.day_name[day.weekday()]}, the text says {calendar.day_name[draft.weekday - 1]}"


def _weekday(draft: Draft, published: dt.date | None, week_start: int) -> dt.date | None:
    """Return the day of that name: the nearest up to publication, or as 'last', 'next' or 'of last week' tell."""
    if published is None or draft.weekday is None:
        return None
    if draft.week is not None:
        start = (published.isoweekday() - week_start) % 7
        return moved(published, 7 * draft.week + (draft.weekday - week_start) % 7 - start)
    if draft.weekday_which == "next":
        return moved(published, (draft.weekday - published.isoweekday() - 1) % 7 + 1)
    back = (published.isoweekday() - draft.weekday) % 7
    if draft.weekday_which in ("last", "before_last"):
        back = (back or 7) + 7 * (draft.weekday_which == "before_last")
    return moved(published, -back)


def _named_day(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if draft.hijri and draft.month is not None:
        found = hijri_day(draft.year, draft.month, draft.day or 1, published)
        return _day(found, _weekday_conflict(draft, found)) if found is not None else _NOTHING
    month = month_of(draft, published, memory)
    if month is None:
        return _NOTHING
    year, number = month
    if year is None:
        year = guess_year(draft, number, published, memory)
    if year is None:
        return _NOTHING
    day = real_day(year, number, draft.day or 1)
    if day is None:
        return _NOTHING._replace(conflict=f"there is no day {draft.day} in {year}-{number:02d}")
    if draft.day_to is not None:
        return _days(draft, day)
    conflict = _weekday_conflict(draft, day)
    if conflict is None and draft.deictic is not None and published is not None:
        meant = moved(published, draft.deictic)
        if meant != day:
            conflict = f"by its publication the text would mean {meant or 'no day'}, it names {day}"
    return _day(day, conflict)


def _days(draft: Draft, day: dt.date) -> Resolved:
    end = real_day(day.year, day.month, draft.day_to or 1)
    if end is None:
        return _NOTHING._replace(conflict=f"there is no day {draft.day_to} in {day.year}-{day.month:02d}")
    if draft.later:
        return Resolved(Window(start=day, end=end), "day", end.isoformat(), None)
    return _range(day, end, _weekday_conflict(draft, day))


def _month(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    if draft.hijri and draft.month is not None:
        days = hijri_month(year_of(draft, published, memory), draft.month, published)
        if days is not None and draft.month_which == "last" and published is not None and days[1] >= published:
            days = hijri_month(None, draft.month, moved(days[0], -1))  # 'last Ramadan', told in Ramadan
        return _range(*days, None) if days is not None else _NOTHING
    month = month_of(draft, published, memory)
    if month is None:
        return _NOTHING
    year, number = month
    if year is None and published is not None:
        year = published.year - (number > published.month)
    if year is None:
        return _NOTHING
    if draft.edge == "first":
        return _day(real_day(year, number, 1), None)
    return _third(_month_named(year, number), draft.edge)


def _third(month: Resolved, edge: str | None) -> Resolved:
    """Return the third of a month that 'early', 'middle' or 'late' means; its written value stays the month."""
    start, end = month.window.start, month.window.end
    if edge is None or start is None or end is None:
        return month
    first, last = {"start": (1, 10), "mid": (11, 20)}.get(edge, (21, end.day))
    return month._replace(window=Window(start=start.replace(day=first), end=end.replace(day=last)))


def _month_named(year: int, month: int) -> Resolved:
    start = real_day(year, month, 1)
    if start is None:
        return _NOTHING
    return Resolved(Window(start=start, end=last_of_month(start)), "month", f"{year:04d}-{month:02d}", None)


def _year(draft: Draft, published: dt.date | None, memory: Memory) -> Resolved:
    year = year_of(draft, published, memory)
    if year is None and draft.month_which == "this" and published is not None:
        year = published.year
    if year is None:
        return _NOTHING
    if draft.edge == "first":
        return _day(real_day(year, 1, 1), None)
    start, end = real_day(year, 1, 1), real_day(year, 12, 31)
    return Resolved(Window(start=start, end=end), "year", f"{year:04d}", None) if start is not None else _NOTHING
