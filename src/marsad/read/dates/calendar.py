"""Days, months and years of the calendar inside a moment."""

from __future__ import annotations

from marsad.read.dates.draft import Draft
from marsad.read.dates.pieces import Month, Pieces


def take_calendar(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Fill the calendar fields of `draft` from token `j`; return the token after them, None where there are none."""
    if draft.dated:
        return _take_twin(pieces, draft, j)
    return (
        _take_numeric(pieces, draft, j)
        or _take_day_first(pieces, draft, j)
        or _take_month_first(pieces, draft, j)
        or _take_scope(pieces, draft, j)
        or _take_year(pieces, draft, j)
    )


def _take_twin(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take the Gregorian day beside a Hijri one: '24 Ramadan 1439, that is 8 June 2018'."""
    if not draft.hijri or draft.hijri_twin is not None or draft.month is None:
        return None
    other = Draft(j, j)
    last = take_calendar(pieces, other, j)
    if last is None or other.hijri or other.day is None:
        return None
    draft.hijri_twin = (draft.day, draft.month, draft.year)
    draft.hijri = False
    draft.day, draft.month, draft.year = other.day, other.month, other.year
    draft.month_which, draft.year_which = other.month_which, other.year_which
    return last


def _take_numeric(pieces: Pieces, draft: Draft, j: int) -> int | None:
    found = pieces.numeric.get(j)
    if found is None:
        return None
    draft.day, draft.month, draft.year = found.day, found.month, found.year
    draft.hijri = found.year < 1900
    return found.last


def _take_day_first(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take '8 June', 'the 8th of June', '5-6 March', 'the 19th of this month', and a year after it."""
    day = pieces.day(j)
    if day is None:
        return None
    second = _second_day(pieces, day[1], day[0])
    for to, last in (second, (None, day[1])) if second is not None else ((None, day[1]),):
        taken = _month_of_day(pieces, draft, last)
        if taken is not None:
            draft.day, draft.day_to = day[0], to
            return taken
    return None


def _second_day(pieces: Pieces, j: int, day: int) -> tuple[int | None, int] | None:
    """Return the later day of 'D to E', 'D-E', 'D and E' that begins with its link at token `j`."""
    link = pieces.hit(j, "date_to") or pieces.hit(j, "and") or pieces.hit(j, "date_slash")
    at = link.last if link is not None else j
    article = pieces.hit(at, "date_article")
    if link is None and (article is None or not article.clitics.conjunction):
        return None
    other = pieces.day(at)
    return other if other is not None and other[0] > day else None


def _month_of_day(pieces: Pieces, draft: Draft, j: int) -> int | None:
    for at in (j, pieces.after(j, "date_of")):
        month = pieces.month(at)
        if month is not None:
            return _fill_month(pieces, draft, month)
        for k in (at, pieces.after(at, "date_article")):
            scope = _scope(pieces, k)
            if scope is not None and scope[0] == "month":
                draft.scope, draft.month_which = "month", scope[1]
                return _year_after(pieces, draft, scope[2])
    which = pieces.hit(pieces.after(j, "date_of"), "date_which")
    if which is not None and pieces.scan.lang == "ar" and pieces.feature(which, "which") in ("this", "last"):
        draft.scope, draft.month_which = "month", pieces.feature(which, "which")
        return which.last
    return None


def _take_month_first(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take 'June 8', 'June 2018', 'last June', 'June' and what follows."""
    before = pieces.hit(j, "date_which") if pieces.scan.lang == "en" else None
    at = before.last if before is not None else j
    month = pieces.month(at)
    if month is None:
        return None
    day = pieces.day(month.last) if pieces.scan.lang == "en" and before is None else None
    if day is not None and pieces.plain_year(month.last) is None and not _counts(pieces, day[1]):
        second = _second_day(pieces, day[1], day[0])
        if second is not None and pieces.month(second[1]) is None:
            draft.day_to = second[0]
            day = (day[0], second[1])
        draft.day, draft.month, draft.hijri = day[0], month.month, month.hijri
        return _year_after(pieces, draft, day[1])
    if draft.deictic is not None or draft.weekday is not None or draft.part is not None:
        return None
    if before is not None:
        draft.month_which = pieces.feature(before, "which")
    draft.weak = month.weak and before is None
    return _fill_month(pieces, draft, month)


def _counts(pieces: Pieces, j: int) -> bool:
    """Tell whether a number's next word is what it counts, so that it is no day."""
    return any(hit.entry.cls in ("person", "unit") for hit in pieces.scan.hits[j]) if j < pieces.size else False


def _fill_month(pieces: Pieces, draft: Draft, month: Month) -> int:
    draft.month, draft.hijri = month.month, month.hijri
    last = month.last
    which = pieces.hit(last, "date_which") if pieces.scan.lang == "ar" else None
    if which is not None and draft.month_which is None:
        draft.month_which = pieces.feature(which, "which")
        draft.weak = False
        last = which.last
    return _year_after(pieces, draft, last)


def _year_after(pieces: Pieces, draft: Draft, j: int) -> int:
    """Take a year that follows a month or a day, over a comma, 'of' or 'in'."""
    at = j
    for step in range(3):
        year = pieces.year(at, hijri=draft.hijri)
        if year is not None and not (step and year.year and year.which is None and _counts(pieces, year.last)):
            draft.year, draft.year_which = year.year, year.which
            draft.weak = False
            return year.last
        hit = pieces.hit(at, "date_glue")
        if hit is None:
            break
        at = hit.last
    return j


def _scope(pieces: Pieces, j: int) -> tuple[str, str, int] | None:
    """Return (unit, which, last) of 'this month', 'the same month': the unit itself is named."""
    before = pieces.hit(j, "date_which")
    at = before.last if before is not None else j
    unit = pieces.hit(at, "date_unit")
    if unit is None or unit.clitics.suffix or unit.entry.features["unit"] != "month" or "count" in unit.entry.features:
        return None
    which = before or (pieces.hit(unit.last, "date_which") if pieces.scan.lang == "ar" else None)
    if which is None:
        return None
    return "month", str(which.entry.features["which"]), unit.last if before is not None else which.last


def _take_scope(pieces: Pieces, draft: Draft, j: int) -> int | None:
    if draft.deictic is not None or draft.weekday is not None or draft.part is not None:
        return None
    scope = _scope(pieces, j)
    if scope is not None:
        draft.scope, draft.month_which = scope[0], scope[1]
        return _year_after(pieces, draft, scope[2])
    unit = pieces.hit(j, "date_unit")
    if draft.edge is not None and unit is not None and unit.entry.features["unit"] in ("month", "year"):
        if pieces.year(j) is not None or "count" in unit.entry.features or unit.clitics.suffix:
            return None
        if unit.clitics.article or pieces.before(j, "date_edge") is not None:
            draft.scope = str(unit.entry.features["unit"])
            draft.month_which = "this"
            return unit.last
    return None


def _take_year(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take a year that stands alone; bare digits are `weak` until a word of time before them proves them."""
    if draft.deictic is not None or draft.weekday is not None or draft.part is not None:
        return None
    year = pieces.year(j)
    if year is None:
        return None
    bare = pieces.plain_year(j) is not None
    if bare and _counts(pieces, year.last):
        return None
    draft.year, draft.year_which = year.year, year.which
    draft.scope = "year"
    draft.weak = bare and draft.edge is None
    return year.last
