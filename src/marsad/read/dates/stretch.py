"""Stretches of a month or year: 'the first half of 2019', 'the last two weeks of May', 'the second week of June'."""

from __future__ import annotations

import calendar
import datetime as dt

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.dates.draft import Draft, Stretch
from marsad.read.dates.moment import read_moment
from marsad.read.dates.pieces import Pieces

_THIRD = 10
"""Days of the first and of the second third of a month."""
_QUARTERS = 4
_UNITS = ("day", "week", "month")


def read_stretch(pieces: Pieces, i: int) -> Draft | None:
    """Return the stretch whose words begin at token `i`, with the month or year that it is cut from, or None."""
    if not pieces.cuts:
        return None
    found = _share(pieces, i) or _counted(pieces, i) or _unit_first(pieces, i) or _numbered(pieces, i)
    if found is None:
        return None
    stretch, last = found
    it = pieces.hit(last, "date_of_it")
    if it is not None:  # 'the second half of it': of the month named last
        return Draft(i, it.last, scope="month", month_which="same", stretch=stretch)
    of = pieces.hit(last, "date_of")
    if of is None and pieces.scan.lang == "en" and stretch.unit == "share" and stretch.of == _QUARTERS:
        return Draft(i, last, scope="year", year_which="recent", stretch=stretch)  # 'in the first quarter'
    if of is None and not (stretch.unit == "share" and pieces.scan.lang == "ar"):
        return None
    whole = read_moment(pieces, of.last if of is not None else last, edge="start")
    if whole is None and of is None and stretch.of == _QUARTERS:
        return Draft(i, last, scope="year", year_which="recent", stretch=stretch)
    if whole is None or whole.grain == "day" or whole.part is not None or whole.day_to is not None:
        return None
    whole.first, whole.edge, whole.weak, whole.stretch = i, None, False, stretch
    return whole


def _share(pieces: Pieces, i: int) -> tuple[Stretch, int] | None:
    """Read 'the first half', 'the last quarter'."""
    hit = pieces.hit(i, "date_share")
    if hit is None or hit.clitics.suffix:
        return None
    features = hit.entry.features
    return Stretch("share", int(features["number"]), 1, int(features["of"])), hit.last


def _counted(pieces: Pieces, i: int) -> tuple[Stretch, int] | None:
    """Read 'the first three months', 'the last two weeks', and the Arabic dual after 'first'."""
    end = pieces.hit(i, "date_end_before")
    if end is None or end.clitics.suffix:
        return None
    number = pieces.numbers.get(end.last)
    unit = pieces.hit(number.last if number is not None else end.last, "date_unit")
    if unit is None or unit.entry.features["unit"] not in _UNITS or unit.clitics.suffix:
        return None
    count = number.value if number is not None else int(unit.entry.features.get("count", 0))
    return _of_end(pieces.feature(end, "edge"), count, str(unit.entry.features["unit"]), unit.last)


def _unit_first(pieces: Pieces, i: int) -> tuple[Stretch, int] | None:
    """Read 'the months, the three, the first', 'the three months, the first', 'the two months, the first'.  Arabic."""
    if pieces.scan.lang == "en":
        return None
    number = pieces.numbers.get(i)
    unit = pieces.hit(number.last if number is not None else i, "date_unit")
    if unit is None or unit.entry.features["unit"] not in _UNITS or unit.clitics.suffix:
        return None
    last = unit.last
    if number is None and "count" not in unit.entry.features:
        at = pieces.after(last, "date_article")
        number = pieces.numbers.get(at)
        last = number.last if number is not None else last
    end = pieces.hit(last, "date_end_after")
    if end is None:
        return None
    count = number.value if number is not None else int(unit.entry.features.get("count", 0))
    return _of_end(pieces.feature(end, "edge"), count, str(unit.entry.features["unit"]), end.last)


def _of_end(edge: str | None, count: int, unit: str, last: int) -> tuple[Stretch, int] | None:
    return (Stretch(unit, 1, count, from_end=edge == "end"), last) if 0 < count <= 31 else None


def _numbered(pieces: Pieces, i: int) -> tuple[Stretch, int] | None:
    """Read 'the first week', 'the last week', in Arabic with the number behind."""
    english = pieces.scan.lang == "en"
    week = None if english else pieces.unit(i, "week")
    if not english and (week is None or not week.clitics.article):
        return None
    at = week.last if week is not None else pieces.after(i, "date_day")
    end = pieces.hit(at, "date_end_after") if week is not None else _end_before(pieces, i, at)
    told = end or pieces.hit(at, "date_ordinal")
    if told is None:
        return None
    week = week or pieces.unit(told.last, "week")
    if week is None:
        return None
    last = max(week.last, told.last)
    if end is not None:
        return Stretch("week", 1, 1, from_end=pieces.feature(end, "edge") == "end"), last
    number = int(told.entry.features["day"])
    return (Stretch("week", number, 1), last) if number <= 4 else None


def _end_before(pieces: Pieces, i: int, at: int) -> Hit | None:
    return pieces.hit(at, "date_end_before") or pieces.hit(i, "date_end_before")


def cut(whole: Window, precision: str | None, stretch: Stretch) -> tuple[dt.date, dt.date, bool] | None:
    """Return first and last day of a stretch of a month or year, and whether it is of whole months.

    None where it does not fit into the whole or nobody agrees on its days (a quarter of a month).
    """
    if whole.start is None or whole.end is None or precision not in ("month", "year"):
        return None
    if precision == "year" and (stretch.unit == "month" or (stretch.unit == "share" and 12 % stretch.of == 0)):
        return _of_year(whole.start.year, stretch)
    days = _days(whole.end.day, stretch) if precision == "month" and stretch.unit == "share" else None
    if stretch.unit in ("day", "week"):
        days = _of_days((whole.end - whole.start).days + 1, stretch)
    if days is None:
        return None
    first = whole.start.toordinal() - 1
    return dt.date.fromordinal(first + days[0]), dt.date.fromordinal(first + days[1]), False


def _of_year(year: int, stretch: Stretch) -> tuple[dt.date, dt.date, bool] | None:
    size = 12 // stretch.of if stretch.unit == "share" else 1
    first = (stretch.number - 1) * size + 1
    last = first + size * stretch.count - 1
    if stretch.from_end:
        first, last = 13 - last, 13 - first
    if not 1 <= first <= last <= 12:
        return None
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), True


def _days(end: int, stretch: Stretch) -> tuple[int, int] | None:
    """Return the days of a half or third of a month."""
    if stretch.of == 2:
        return (1, 15) if stretch.number == 1 else (16, end)
    if stretch.of == 3:
        first = (stretch.number - 1) * _THIRD + 1
        return first, end if stretch.number == 3 else first + _THIRD - 1
    return None


def _of_days(size: int, stretch: Stretch) -> tuple[int, int] | None:
    unit = 7 if stretch.unit == "week" else 1
    first = (stretch.number - 1) * unit + 1
    last = first + unit * stretch.count - 1
    if stretch.from_end:
        first, last = size + 1 - last, size + 1 - first
    return (first, last) if 1 <= first <= last <= size else None
