"""Dates in digits: '09/06/2018' (day first), '2018-06-09', '9.6.2018', '9/6/18'."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from marsad.read.scan import Scan
from marsad.text.fold import fold

_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_SEPARATOR = " ?([-/.\u2013]) ?"
_NUMERIC = re.compile(
    rf"({_DIGIT}{_DIGIT}{{0,3}}){_SEPARATOR}({_DIGIT}{{1,2}}){_SEPARATOR}({_DIGIT}{{4}}|{_DIGIT}{{1,2}})(?!{_DIGIT})"
)
_BEFORE, _AFTER = "./-", "./-"
"""Marks that make the digits a part of something longer when they touch it."""


class Numeric(NamedTuple):
    """A date in digits up to token `last`, last excluded; a year before 1900 is Hijri."""

    day: int
    month: int
    year: int
    last: int


def numeric_dates(scan: Scan) -> dict[int, Numeric]:
    """Return the dates in digits by the token at which they begin."""
    out: dict[int, Numeric] = {}
    starts = scan.tokens.starts
    for match in _NUMERIC.finditer(scan.text):
        date = _date(match)
        first = bisect_left(starts, match.start())
        last = bisect_left(starts, match.end())
        if date is not None and first < last and starts[first] == match.start() and not _inside(match, scan.text):
            out[first] = Numeric(*date, last)
    return out


def _inside(match: re.Match[str], text: str) -> bool:
    start = match.start()
    before, after = text[max(0, start - 1) : start], text[match.end() : match.end() + 2]
    return before.isdigit() or (before != "" and before in _BEFORE) or (after[:1] in _AFTER and after[1:].isdigit())


def _date(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Return (day, month, year) of a sane date; two digits of a year, between slashes only, are this century's."""
    first, one, middle, two, third = match.groups()
    if len(first) == 4 and len(third) <= 2:
        day, month, year = int(fold(third)), int(fold(middle)), int(fold(first))
    elif len(first) <= 2 and len(third) == 4:
        day, month, year = int(fold(first)), int(fold(middle)), int(fold(third))
    elif len(first) <= 2 and len(third) == 2 and one == two == "/":
        day, month, year = int(fold(first)), int(fold(middle)), 2000 + int(fold(third))
    else:
        return None
    sane = 1 <= day <= 31 and 1 <= month <= 12 and (1900 <= year <= 2100 or 1300 <= year <= 1500)
    return (day, month, year) if sane else None
