"""The day of publication, from the text alone: 'yesterday, Friday the 8th of June' with 'last year 2017', a dateline.

Only what decides is used: a day named by its distance from publication ('today', 'yesterday') with a year that the
text tells or a weekday confirms, or a full date in the place where publishers put theirs.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from marsad.model.time import Published
from marsad.read.dates.dateline import dateline_of
from marsad.read.dates.draft import Draft
from marsad.read.dates.expression import read_expressions
from marsad.read.dates.hijri import hijri_day
from marsad.read.dates.pieces import Pieces
from marsad.read.days import moved, real_day
from marsad.read.numbers import Number
from marsad.read.scan import Scan

_UNKNOWN = "no publication date was given, and the text names no day from which it follows for certain"
_RECENT = 92
"""A day follows a dated one of the same text at most so many days later, if they are to share their year."""
_YEARS = {"last": (1, "last year"), "this": (0, "this year"), "next": (-1, "next year")}


class _Year(NamedTuple):
    """A year of publication with the reason."""

    year: int
    why: str


def infer_published(scan: Scan, numbers: list[Number]) -> Published:
    """Return the day of publication with the reason as an English sentence; unknown where the text doesn't decide."""
    pieces = Pieces(scan, numbers)
    drafts = [found for found in read_expressions(pieces) if isinstance(found, Draft)]
    found = _from_told_days(scan, drafts) or _from_dateline(pieces, drafts)
    return found or Published(value=None, how="unknown", why=_UNKNOWN)


def _from_told_days(scan: Scan, drafts: list[Draft]) -> Published | None:
    """Infer from a day that is named both by 'today' or 'yesterday' and by the calendar."""
    for draft in drafts:
        if draft.deictic is None or draft.day is None or draft.month is None or draft.day_to is not None:
            continue
        for year in _years_of(scan, draft, drafts):
            named = _named(draft, year)
            if named is not None:
                words = scan.quote(draft.first, draft.last)
                why = f"the text calls {_name(draft, named)} {_relation(draft.deictic)} ('{words}') and {year.why}"
                day = moved(named, -draft.deictic)
                return _inferred(day, why) if day is not None else None
    return None


def _from_dateline(pieces: Pieces, drafts: list[Draft]) -> Published | None:
    draft = dateline_of(pieces, drafts)
    if draft is None:
        return None
    for year in _years_of(pieces.scan, draft, drafts):
        named = _named(draft, year)
        if named is not None:
            words = pieces.scan.quote(draft.first, draft.last)
            return _inferred(named, f"the text is dated {_name(draft, named)} ('{words}') and {year.why}")
    return None


def _inferred(day: dt.date, why: str) -> Published:
    return Published(value=day.isoformat(), how="inferred", why=why)


def _named(draft: Draft, year: _Year) -> dt.date | None:
    """Return the day that a draft names in `year`; None where it isn't one or its weekday disagrees."""
    if draft.month is None or draft.day is None:
        return None
    if draft.hijri:
        named = hijri_day(year.year, draft.month, draft.day, None) if draft.year is not None else None
    else:
        named = real_day(year.year, draft.month, draft.day)
    if named is None or (draft.weekday is not None and named.isoweekday() != draft.weekday):
        return None
    return named


def _name(draft: Draft, day: dt.date) -> str:
    return f"{calendar.day_name[day.weekday()]} {day}" if draft.weekday is not None else day.isoformat()


def _relation(days: int) -> str:
    named = {0: "today", -1: "yesterday", -2: "the day before yesterday", 1: "tomorrow"}
    return named.get(days, f"{days:+d} days away")


def _years_of(scan: Scan, draft: Draft, drafts: list[Draft]) -> list[_Year]:
    """Return the years that a day may lie in by the text: its own, one told by 'last year 2017', a recent day's."""
    if draft.year is not None:
        return [_Year(draft.year, "gives its year")]
    for other in drafts:
        if other.year is not None and other.year_which in _YEARS and not other.hijri:
            step, name = _YEARS[other.year_which]
            words = scan.quote(other.first, other.last)
            return [_Year(other.year + step, f"{other.year} {name} ('{words}')")]
    return _years_nearby(scan, draft, drafts) if draft.weekday is not None else []


def _years_nearby(scan: Scan, draft: Draft, drafts: list[Draft]) -> list[_Year]:
    """Return the years in which the day lies soon after a month that the text dates; its weekday must then agree."""
    out: list[_Year] = []
    for other in drafts:
        if other.year is None or other.month is None or other.hijri or draft.month is None or draft.day is None:
            continue
        known = real_day(other.year, other.month, other.day or 1)
        for year in (other.year, other.year + 1):
            named = real_day(year, draft.month, draft.day)
            if known is not None and named is not None and 0 <= (named - known).days <= _RECENT:
                words = scan.quote(other.first, other.last)
                out.append(_Year(year, f"its weekday agrees with the year of '{words}'"))
    return out
