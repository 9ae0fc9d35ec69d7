"""Seasons and feasts: 'last summer', 'the second day of Eid al-Fitr', 'New Year's Eve', each as exact as its words.

Feasts of the Hijri calendar move; a season is given all the months that somebody may count to it.
"""

from __future__ import annotations

import datetime as dt

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.dates.draft import Feast
from marsad.read.dates.hijri import hijri_day
from marsad.read.dates.pieces import Pieces
from marsad.read.days import last_of_month, moved, real_day

_PAST = ("last", "past", "previous")
_CORE = 3
"""Months that all count to a season."""
_DECEMBER = 12
_SOON = 30
"""A feast at most so many days after publication is the one that is meant."""
_LATELY = 60
"""A feast that no name tells from another is one of so many days before publication."""


def read_feast(pieces: Pieces, i: int) -> Feast | None:
    """Return the season or feast whose word stands at token `i`, with the words before it, or None."""
    hit = pieces.hit(i, "date_feast", "date_season")
    if hit is None or hit.clitics.suffix:
        return None
    numbered = pieces.before(i, "date_feast_day") if hit.entry.cls == "date_feast" else None
    first = numbered.first if numbered is not None else i
    before = pieces.before(first, "date_which" if pieces.scan.lang == "en" else "date_which_before")
    which, last = before, hit.last
    if which is None and (after := pieces.which_after(last)) is not None:
        which, last = after, after.last
    told = pieces.feature(which, "which") if which is not None else None
    if told in ("next", "same") or not _shown(pieces, hit, first, numbered=numbered is not None, told=told):
        return None
    feast = Feast(before.first if before is not None else first, last, hit, None, told)
    day = numbered.entry.features.get("day") if numbered is not None else None
    feast.number = int(day) if day is not None else None
    _take_year(pieces, feast)
    ahead = pieces.scan.ending(pieces.over(feast.first, "date_day"), "date_ahead")
    if (
        ahead is not None
        or _dated_beside(pieces, feast.last)
        or (hit.entry.cls == "date_season" and feast.year is not None)
    ):
        return None
    return feast


def _dated_beside(pieces: Pieces, i: int) -> bool:
    """Tell whether 'on Thursday' follows at token `i`, which says the day itself."""
    at = pieces.after(i, "date_day")
    return pieces.hit(at, "weekday", "date_deictic") is not None


def _shown(pieces: Pieces, hit: Hit, first: int, *, numbered: bool, told: str | None) -> bool:
    """Tell whether the words around show that a season or feast is meant, and not what is spelt like it."""
    if numbered or told is not None:
        return True
    need = hit.entry.features.get("need")
    if need is None:
        return True
    return need == "within" and _within(pieces, hit, first)


def _within(pieces: Pieces, hit: Hit, first: int) -> bool:
    """Tell whether 'in (the)', 'during' stands before a season, in Arabic its article with it."""
    if pieces.scan.lang == "en":
        the = pieces.before(first, "date_day")
        return pieces.before(the.first if the is not None else first, "date_within", "date_year_in") is not None
    named = hit.clitics.article or hit.last - hit.first > 1  # 'the season of spring'
    return named and (bool(hit.clitics.preposition) or pieces.before(first, "date_within") is not None)


def _take_year(pieces: Pieces, feast: Feast) -> None:
    """Take 'last year', '2017' behind a feast."""
    at = feast.last
    for _ in range(2):
        year = pieces.year(at)
        if year is not None:
            feast.year, feast.last = year.year, year.last
            feast.which = feast.which if year.which is None else f"year {year.which}"
            return
        glue = pieces.hit(at, "date_glue") or pieces.hit(at, "date_of")
        if glue is None or glue.clitics.suffix:
            return
        at = glue.last


def to_come(feast: Feast, published: dt.date | None) -> bool:
    """Tell whether a feast that no word puts into the past is but days ahead, so that nobody fell on it yet."""
    features = feast.hit.entry.features
    told = feast.which is not None or feast.year is not None or feast.number is not None
    if published is None or told or feast.hit.entry.cls == "date_season":
        return False
    soon = moved(published, _SOON)
    if soon is None or "feasts" in features:
        return False
    start = _start((int(features["month"]), int(features["day"])), bool(features.get("hijri")), None, soon)
    return start is not None and start > published


def feast_window(feast: Feast, published: dt.date | None) -> Window:
    """Return the days that are meant, none after publication; open where nothing tells the year."""
    if published is None:
        return Window()
    days = _season(feast, published) if feast.hit.entry.cls == "date_season" else _days(feast, published)
    if days is None or days[0] is None or days[1] is None or days[0] > published:
        return Window()
    return Window(start=days[0], end=min(days[1], published))


def _season(feast: Feast, published: dt.date) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the first and last day of the latest season that had begun, or for 'last' had ended, by publication."""
    month, months = int(feast.hit.entry.features["month"]), int(feast.hit.entry.features["months"])
    for year in (published.year, published.year - 1, published.year - 2):
        start, core, end = (_month(year, month + n) for n in (0, _CORE - 1, months - 1))
        if start is None or core is None or end is None:
            return None
        if start <= published and (feast.which not in _PAST or last_of_month(core) < published):
            return start, last_of_month(end)
    return None


def _month(year: int, month: int) -> dt.date | None:
    """Return the first day of a month that may lie in the year after."""
    return real_day(year + (month > _DECEMBER), (month - 1) % _DECEMBER + 1, 1)


def _days(feast: Feast, published: dt.date) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the first and last day of a feast, or the one day of it that is named."""
    features = feast.hit.entry.features
    year = feast.year
    if feast.which in ("year last", "year this"):
        year = published.year - (feast.which == "year last")
    length = int(features.get("days", 1))
    if "feasts" in features:
        starts = [_start(pair, True, None, published) for pair in ((10, 1), (12, 10))]
        near = [day for day in starts if day is not None and (published - day).days <= _LATELY]
        start = max(near) if near else None
    else:
        date = int(features["month"]), int(features["day"])
        start = _start(date, bool(features.get("hijri")), year, published)
    if start is None:
        return None
    if feast.number is not None:
        day = moved(start, feast.number - 1)
        moon = day is not None and "month" in features and not features.get("hijri")
        return day, day if moon or day is None else moved(day, 1)  # where the new moon is seen a day later
    return start, moved(start, length - 1)


def _start(date: tuple[int, int], hijri: bool, year: int | None, published: dt.date) -> dt.date | None:
    """Return the first day of a feast, the latest up to publication where no year is told."""
    month, day = date
    if hijri:
        return hijri_day(year, month, day, published)
    if year is not None:
        return real_day(year, month, day)
    here = real_day(published.year, month, day)
    return here if here is not None and here <= published else real_day(published.year - 1, month, day)


def feast_value(feast: Feast, window: Window) -> str | None:
    """Return the value of a season's or feast's days as the contract writes it."""
    if window.start is None:
        return None
    return str(window.start) if window.start == window.end else f"{window.start}/{window.end}"
