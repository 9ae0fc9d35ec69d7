"""Dates, parts of the day, durations, and the day of publication where only the text tells it.

`read_dates` reads; `infer_published` finds the publication.  The words live in `knowledge/languages/<lang>/date`;
pieces.py looks them up, moment.py and calendar.py compose them, expression.py joins ranges and refuses names,
resolve.py and span.py reckon days.
"""

from __future__ import annotations

import datetime as dt

from marsad.model.terms import TimePrecision
from marsad.model.time import DateMention, Duration, Window
from marsad.read.dates.draft import Draft, Feast, Length
from marsad.read.dates.expression import read_expressions
from marsad.read.dates.feasts import feast_value, feast_window, to_come
from marsad.read.dates.found import DatesFound, TimeFound
from marsad.read.dates.memory import Memory
from marsad.read.dates.pieces import Pieces
from marsad.read.dates.published import infer_published
from marsad.read.dates.resolve import Resolved, resolve
from marsad.read.dates.span import iso_length, length_window, told_value
from marsad.read.numbers import Number
from marsad.read.scan import Scan

__all__ = ["DatesFound", "TimeFound", "infer_published", "read_dates"]

_WEEK_START = {"ar": 6, "en": 1}


def read_dates(scan: Scan, numbers: list[Number], published: dt.date | None) -> DatesFound:
    """Return the times of the text, resolved against `published`; never raises for what the text says.

    Without `published` a value that needs it stays None; what the text itself dates fully is resolved.  A publication
    outside the years 10 to 9990 can't be reckoned from and counts as none.
    """
    if published is not None and not 10 <= published.year <= 9990:
        published = None
    pieces = Pieces(scan, numbers)
    memory = Memory(week_start=_WEEK_START[scan.lang])
    dates: list[DateMention] = []
    durations: list[Duration] = []
    times: list[TimeFound] = []
    for found in read_expressions(pieces):
        if isinstance(found, Length):
            window = length_window(found, published, memory.week_start)
            if found.is_date:
                _add_told(scan, found, window, dates, times)
            else:
                _add_length(scan, found, window, durations, times)
        elif isinstance(found, Feast):
            _add_feast(pieces, found, published, dates, times)
        else:
            _add_date(pieces, found, published, memory, dates, times)
    return DatesFound(tuple(dates), tuple(durations), tuple(times))


def _add_length(scan: Scan, found: Length, window: Window, durations: list[Duration], times: list[TimeFound]) -> None:
    text = scan.quote(found.first, found.last)
    length = iso_length(found)
    durations.append(Duration(span=scan.span(found.first, found.last), text=text, length=length, window=window))
    opens = found.anchor == "since"
    times.append(TimeFound(found.first, found.last, window, opens, False, found.anchor is not None, None, True))


def _add_told(scan: Scan, found: Length, window: Window, dates: list[DateMention], times: list[TimeFound]) -> None:
    """Add 'last week' or 'three days ago': a date told by its distance from publication."""
    value, precision = told_value(found, window)
    dates.append(_reckoned(scan, found, value, precision, "date.distance"))
    times.append(TimeFound(found.first, found.last, window, False, False, True, precision, False))


def _add_feast(
    pieces: Pieces, found: Feast, published: dt.date | None, dates: list[DateMention], times: list[TimeFound]
) -> None:
    """Add a season or a feast, and what 'since' or 'until' before it makes of it."""
    if to_come(found, published):
        return
    scan, window = pieces.scan, feast_window(found, published)
    value = feast_value(found, window)
    precision: TimePrecision | None = None if value is None else "range" if "/" in value else "day"
    if found.which is not None or found.hit.entry.cls == "date_feast":  # 'in the autumn' alone is no date
        dates.append(_reckoned(scan, found, value, precision, "date.feast"))
    before = pieces.before(found.first, "date_open", "date_close")
    opens = before is not None and before.entry.cls == "date_open"
    closes = before is not None and not opens
    if opens and window.start is not None:
        window = Window(start=window.start, end=published)
    elif closes:
        window = Window(end=window.end)
    times.append(TimeFound(found.first, found.last, window, opens, closes, False, precision, False))


def _reckoned(
    scan: Scan, found: Length | Feast, value: str | None, precision: TimePrecision | None, rule: str
) -> DateMention:
    """Return a date that names no day of a month."""
    span, text = scan.span(found.first, found.last), scan.quote(found.first, found.last)
    return DateMention(span=span, text=text, value=value, precision=precision, rule=rule)


def _mention(scan: Scan, found: Draft, resolved: Resolved) -> DateMention:
    return DateMention(
        span=scan.span(found.first, found.last),
        text=scan.quote(found.first, found.last),
        value=resolved.value,
        part_of_day=found.part if resolved.precision != "range" else None,
        precision=resolved.precision,
        conflict=resolved.conflict,
        rule="date.range" if found.end is not None or found.day_to is not None else "date.moment",
    )


def _owns(scan: Scan, i: int) -> bool:
    """Tell whether 'by Saturday's bombing' stands there: it was done by it.  English."""
    return scan.lang == "en" and scan.possessive(i)


def _add_date(
    pieces: Pieces,
    found: Draft,
    published: dt.date | None,
    memory: Memory,
    dates: list[DateMention],
    times: list[TimeFound],
) -> None:
    scan = pieces.scan
    before = pieces.before(found.first, "date_open", "date_close")
    opens = before is not None and before.entry.cls == "date_open"
    closes = before is not None and before.entry.cls == "date_close" and not _owns(pieces.scan, found.last)
    if found.edge == "first" and not opens:
        found.edge = "start"
    resolved = resolve(found, published, memory)
    if not found.bare:
        dates.append(_mention(scan, found, resolved))
    window = resolved.window
    if opens and found.end is None and window.start is not None:
        end = published if published is not None and published >= window.start else None
        window = Window(start=window.start, end=end)
    elif closes:
        window = Window(start=None, end=window.end)
    deictic = found.deictic is not None and not found.dated
    times.append(TimeFound(found.first, found.last, window, opens, closes, deictic, resolved.precision, False))
