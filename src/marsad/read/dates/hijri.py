"""Hijri days and months by the Umm al-Qura calendar; a local sighting of the moon may differ by a day."""

from __future__ import annotations

import datetime as dt

_FIRST_YEAR, _LAST_YEAR = 1343, 1500


def hijri_day(year: int | None, month: int, day: int, published: dt.date | None) -> dt.date | None:
    """Return the Gregorian day; without a year the nearest before `published`; None where there is no such day."""
    for candidate in _years(year, published):
        found = _convert(candidate, month, day)
        if found is not None and (year is not None or published is None or found <= published):
            return found
    return None


def hijri_month(year: int | None, month: int, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last Gregorian day of a month; without a year the nearest that began by `published`."""
    start = hijri_day(year, month, 1, published)
    if start is None:
        return None
    last = start + dt.timedelta(days=28)
    following = last + dt.timedelta(days=1)
    return start, following if _month_number(following) == month else last


def _years(year: int | None, published: dt.date | None) -> list[int]:
    if year is not None:
        return [year]
    if published is None:
        return []
    from hijridate import Gregorian  # only the texts with Hijri months pay for its tables

    if not dt.date(1925, 1, 1) <= published <= dt.date(2076, 1, 1):
        return []
    now = int(Gregorian(published.year, published.month, published.day).to_hijri().year)
    return [now, now - 1]


def _convert(year: int, month: int, day: int) -> dt.date | None:
    from hijridate import Hijri

    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if not 1 <= day <= 29 and not (day == 30 and Hijri(year, month, 1).month_length() == 30):
        return None
    found = Hijri(year, month, day).to_gregorian()
    return dt.date(found.year, found.month, found.day)


def _month_number(day: dt.date) -> int:
    from hijridate import Gregorian

    return int(Gregorian(day.year, day.month, day.day).to_hijri().month)
