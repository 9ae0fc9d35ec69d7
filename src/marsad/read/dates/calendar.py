"""Days, months and years of the calendar inside a moment."""

from __future__ import annotations

from typing import NamedTuple

from marsad.read.dates.draft import Draft, Month
from marsad.read.dates.pieces import Pieces
from marsad.text.tokens import NUMBER


class _Second(NamedTuple):
    """A second day after a link, up to token `last`; `listed` where 'and' joins two days that are no neighbours."""

    day: int
    last: int
    listed: bool


def take_calendar(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Fill the calendar fields of `draft` from token `j`; return the token after them, None where there are none."""
    if draft.dated:
        return _take_twin(pieces, draft, j)
    taken = _take_numeric(pieces, draft, j) or _take_slashed(pieces, draft, j) or _take_day_first(pieces, draft, j)
    if taken is None and j in pieces.calendar:
        taken = _take_month_first(pieces, draft, j) or _take_scope(pieces, draft, j)
    return taken or _take_year(pieces, draft, j)


def _take_twin(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take the Gregorian day beside a Hijri one ('24 Ramadan 1439, that is 8 June 2018'), or the other way round."""
    if draft.twin or draft.month is None or draft.day is None:
        return None
    other = Draft(j, j)
    last = take_calendar(pieces, other, j)
    if last is None or other.hijri == draft.hijri or other.day is None or other.month is None:
        return None
    draft.twin = True
    if draft.hijri:
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
    return pieces.era(found.last)


def _take_slashed(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take '8/6' after a weekday: without one it may be anything."""
    if draft.weekday is None or j + 2 >= pieces.size or pieces.folds[j + 1] != "/":
        return None
    day, month = pieces.folds[j], pieces.folds[j + 2]
    if pieces.kinds[j] != NUMBER or pieces.kinds[j + 2] != NUMBER or not (day.isdigit() and month.isdigit()):
        return None
    if len(day) > 2 or len(month) > 2 or not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    draft.day, draft.month = int(day), int(month)
    return j + 3


def _take_day_first(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take '8 June', 'the 8th of June', '5-6 March', 'the 19th of this month', and a year after it."""
    day = pieces.day(j)
    if day is None:
        return None
    second = _second_day(pieces, j, day[1], day[0])
    if second is not None:
        taken = _month_of_day(pieces, draft, second.last)
        if taken is not None:
            draft.day = day[0]
            draft.day_to = None if second.listed else second.day
            return day[1] if second.listed else taken
    taken = _month_of_day(pieces, draft, day[1])
    if taken is not None:
        draft.day = day[0]
    return taken


def _second_day(pieces: Pieces, first: int, j: int, day: int) -> _Second | None:
    """Return the later day of 'D to E', 'D-E', 'D and E' that begins with its link at token `j`."""
    link = pieces.hit(j, "date_to") or pieces.hit(j, "and") or pieces.hit(j, "date_slash")
    article = pieces.hit(link.last if link is not None else j, "date_article")
    if link is None and (article is None or not article.clitics.conjunction):
        return None
    other = pieces.day(link.last if link is not None else j)
    if other is None or other[0] <= day:
        return None
    joined = link is None or link.entry.cls == "and" or pieces.hit(j, "and") is not None
    listed = joined and other[0] > day + 1 and pieces.before(first, "date_from") is None
    return _Second(other[0], other[1], listed)


def _month_of_day(pieces: Pieces, draft: Draft, j: int) -> int | None:
    it = pieces.hit(j, "date_of_it")
    if it is not None:  # 'the 7th of it': of the month named last
        draft.scope, draft.month_which = "month", "same"
        return it.last
    of = pieces.hit(j, "date_of")
    of = of if of is None or not of.clitics.suffix else None
    after = of.last if of is not None else j
    for at in (j, after):
        month = pieces.month(at)
        if month is not None:
            return _fill_month(pieces, draft, month)
        scope = _scope(pieces, at) if of is not None else None
        if scope is not None and scope[0] == "month":
            draft.scope, draft.month_which = "month", scope[1]
            return _year_after(pieces, draft, scope[2])
    instant = pieces.hit(after, "date_inst")
    if instant is not None:  # 'the 8th instant'
        draft.scope, draft.month_which = "month", "this"
        return instant.last
    return _month_shared(pieces, draft, j)


def _month_shared(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take the month of 'Saturday 18 and Sunday 19 October' for the first day, which ends at token `j`."""
    weekday = pieces.hit(pieces.after(j, "and"), "weekday")
    if draft.weekday is None or weekday is None or not (weekday.clitics.conjunction or pieces.hit(j, "and")):
        return None
    day, second = pieces.day(weekday.last), Draft(j, j)
    if day is None or _month_of_day(pieces, second, day[1]) is None:
        return None
    draft.month, draft.hijri, draft.scope = second.month, second.hijri, second.scope
    draft.month_which, draft.year, draft.year_which = second.month_which, second.year, second.year_which
    return j


def _take_month_first(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take 'June 8', 'June 2018', 'last June', 'June' and what follows."""
    before = pieces.which_before(j)
    month = pieces.month(before.last if before is not None else j)
    if month is None:
        return None
    day = pieces.day(month.last) if pieces.scan.lang == "en" and before is None else None
    counted = day is not None and _is_count(pieces, j, day[1])
    if day is not None and pieces.plain_year(month.last) is None and not counted:
        second = _second_day(pieces, j, day[1], day[0])
        last = day[1]
        if second is not None and not second.listed and pieces.month(second.last) is None:
            draft.day_to, last = second.day, second.last
        draft.day, draft.month, draft.hijri = day[0], month.month, month.hijri
        return _year_after(pieces, draft, last)
    if draft.told:
        return None
    if before is not None:
        told = pieces.feature(before, "which")
        draft.month_which = "last" if told in ("past", "previous") else told
    taken = _fill_month(pieces, draft, month)
    draft.weak = month.weak and before is None and draft.month_which is None and not _has_year(draft)
    return taken


def _is_count(pieces: Pieces, month: int, last: int) -> bool:
    """Tell whether the number after a month counts something: 'in June 8 soldiers', not 'on June 8 soldiers'."""
    before = pieces.before(month, "date_within", "date_day")
    if before is not None and before.entry.cls == "date_within":
        return pieces.plain_year(last) is None and pieces.plain_year(pieces.after(last, "date_glue")) is None
    return before is None and pieces.counts(last)


def _has_year(draft: Draft) -> bool:
    return draft.year is not None or draft.year_which is not None


def _fill_month(pieces: Pieces, draft: Draft, month: Month) -> int:
    draft.month, draft.hijri = month.month, month.hijri
    last = month.last
    which = pieces.which_after(last)
    if which is not None and draft.month_which is None:
        draft.month_which = pieces.feature(which, "which")
        last = which.last
    return _year_after(pieces, draft, last)


def _year_after(pieces: Pieces, draft: Draft, j: int) -> int:
    """Take a year that follows a month or a day, over a comma, 'of' or 'in'."""
    at = j
    for step in range(3):
        year = pieces.year(at, hijri=draft.hijri)
        if year is not None and not (step and year.year and year.which is None and pieces.counts(year.last)):
            draft.year, draft.year_which = year.year, year.which
            return year.last
        hit = pieces.hit(at, "date_glue")
        if hit is None or hit.clitics.suffix:
            break
        at = hit.last
    return j


def _scope(pieces: Pieces, j: int) -> tuple[str, str, int] | None:
    """Return (unit, which, last) of 'this month', 'the same month': the unit itself is named."""
    before = pieces.which_before(j)
    unit = pieces.unit(before.last if before is not None else j, "month")
    if unit is None:
        return None
    which = before or pieces.which_after(unit.last)
    if which is None or (which.entry.features["which"] in ("past", "previous") and not pieces.preceding(which)):
        return None
    return "month", str(which.entry.features["which"]), unit.last if before is not None else which.last


def _take_scope(pieces: Pieces, draft: Draft, j: int) -> int | None:
    if draft.told:
        return None
    scope = _scope(pieces, j)
    if scope is not None:
        draft.scope, draft.month_which = scope[0], scope[1]
        return _year_after(pieces, draft, scope[2])
    at = pieces.after(j, "date_day")
    unit = pieces.unit(at, "month", "year")
    if draft.edge is None or unit is None or pieces.year(at) is not None:
        return None
    if unit.clitics.article or at > j or pieces.scan.lang == "en":
        draft.scope = str(unit.entry.features["unit"])
        draft.month_which = "this"
        return unit.last
    return None


def _opens_with_year(pieces: Pieces, j: int, last: int) -> bool:
    """Tell whether 'In 1995 Serb soldiers' opens a sentence: no 1,995 of them.  English."""
    scan = pieces.scan
    if scan.lang != "en" or j < 1 or pieces.before(j, "date_year_in") is None:
        return False
    return scan.sents[scan.sentence_of(j)][0] == j - 1 and scan.at(last, "unit") is None


def _take_year(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take a year that stands alone; bare digits are `weak` until a word of time before them proves them."""
    if draft.told:
        return None
    year = pieces.year(j)
    if year is None:
        return None
    bare = pieces.plain_year(j) is not None
    named = pieces.names_event(j, year.last) or _opens_with_year(pieces, j, year.last)
    if bare and pieces.counts(year.last) and not named:
        return None
    draft.year, draft.year_which = year.year, year.which
    draft.scope = "year"
    draft.weak = bare and draft.edge is None
    return year.last
