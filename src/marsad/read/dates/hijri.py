"""Hijri days and months by the Umm al-Qura calendar; a local sighting of the moon may differ by a day."""

from __future__ import annotations

import datetime as dt

_FIRST_YEAR, _LAST_YEAR = 1343, 1500
_FIRST_DAY, _LAST_DAY = dt.date(1925, 1, 1), dt.date(2076, 1, 1)


def hijri_day(year: int | None, month: int, day: int, published: dt.date | None) -> dt.date | None:
    """Return the Gregorian day of a Hijri one; None where there is no such day or nothing tells the year.

    Without a year it is the nearest up to `published`; a Gregorian year ('Ramadan 2018') takes the month in it.
    """
    if year is not None and year > _LAST_YEAR:
        found = [d for y in _near(dt.date(year, 12, 31)) if (d := _convert(y, month, day)) and d.year == year]
        return found[0] if found else None
    if year is not None:
        return _convert(year, month, day)
    if published is None:
        return None
    past = [d for y in _near(published) if (d := _convert(y, month, day)) and d <= published]
    return past[0] if past else None


def hijri_month(year: int | None, month: int, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last Gregorian day of a month, the year as in `hijri_day`."""
    start = hijri_day(year, month, 1, published)
    if start is None:
        return None
    from hijridate import Gregorian

    last = start + dt.timedelta(days=29)
    inside = int(Gregorian(last.year, last.month, last.day).to_hijri().month) == month
    return start, last if inside else last - dt.timedelta(days=1)


def _near(day: dt.date) -> list[int]:
    """Return the Hijri year of `day` and the two before it, the latest first."""
    if not _FIRST_DAY < day < _LAST_DAY:
        return []
    from hijridate import Gregorian  # only texts with Hijri months pay for loading its tables

    now = int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    return [now, now - 1, now - 2]


def _convert(year: int, month: int, day: int) -> dt.date | None:
    from hijridate import Hijri

    if not _FIRST_YEAR <= year < _LAST_YEAR or not 1 <= day <= 30:
        return None
    if day == 30 and Hijri(year, month, 1).month_length() < 30:
        return None
    found = Hijri(year, month, day).to_gregorian()
    return dt.date(found.year, found.month, found.day)
