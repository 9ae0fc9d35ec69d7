"""The day of publication, from the text alone: 'yesterday, Friday the 8th of June' and 'last year 2017'."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from marsad.model.time import Published
from marsad.read.dates.draft import Draft
from marsad.read.dates.expression import read_expressions
from marsad.read.dates.pieces import Pieces
from marsad.read.dates.years import real_day
from marsad.read.numbers import Number
from marsad.read.scan import Scan

_UNKNOWN = "no publication date was given and the text names no day with its year from which it follows"


class _Year(NamedTuple):
    year: int
    why: str


def infer_published(scan: Scan, numbers: list[Number]) -> Published:
    """Return the day of publication with the reason as an English sentence; unknown where the text doesn't decide."""
    drafts = [found for found in read_expressions(Pieces(scan, numbers)) if isinstance(found, Draft)]
    by_day = _from_named_days(scan, drafts)
    if by_day is not None:
        return by_day
    return Published(value=None, how="unknown", why=_UNKNOWN)


def _from_named_days(scan: Scan, drafts: list[Draft]) -> Published | None:
    """Infer from a day that is named by 'today' or 'yesterday' and by the calendar."""
    year = _publication_year(scan, drafts)
    for draft in drafts:
        if draft.deictic is None or draft.day is None or draft.month is None or draft.hijri or draft.day_to:
            continue
        for known in _years_for(draft, year):
            named = real_day(known.year, draft.month, draft.day)
            if named is None or (draft.weekday is not None and named.isoweekday() != draft.weekday):
                continue
            day = named - dt.timedelta(days=draft.deictic)
            name = f"{calendar.day_name[named.weekday()]} " if draft.weekday is not None else ""
            words = scan.quote(draft.first, draft.last)
            why = f"the text calls {name}{named} {_relation(draft.deictic)} ('{words}') and {known.why}"
            return Published(value=day.isoformat(), how="inferred", why=why)
    return None


def _relation(days: int) -> str:
    return {0: "today", -1: "yesterday", -2: "the day before yesterday", 1: "tomorrow"}.get(
        days, f"{days:+d} days away"
    )


def _years_for(draft: Draft, year: _Year | None) -> list[_Year]:
    if draft.year is not None:
        return [_Year(draft.year, "gives its year")]
    return [year] if year is not None else []


def _publication_year(scan: Scan, drafts: list[Draft]) -> _Year | None:
    """Return the year of publication from 'last year 2017' or 'this year 2018'."""
    steps = {"last": 1, "this": 0, "next": -1}
    for draft in drafts:
        if draft.year is not None and draft.year_which in steps:
            words = scan.quote(draft.first, draft.last)
            told = {"last": "last year", "this": "this year", "next": "next year"}[draft.year_which]
            return _Year(draft.year + steps[draft.year_which], f"{draft.year} {told} ('{words}')")
    return None
