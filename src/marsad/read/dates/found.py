"""What the reader of dates hands on."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from marsad.model.terms import TimePrecision
from marsad.model.time import DateMention, Duration, Window


class TimeFound(msgspec.Struct, frozen=True, gc=False):
    """A date, a duration or another word of time at tokens [first, last), as the reader of claims needs it.

    `window` holds the days that are meant: for `opens` ('since ...') from the first day named to the publication, for
    `closes` ('until ...') up to the last day named, for a length of time the days that it surely spans; both ends are
    None where they can't be known.  `deictic` tells that it hangs on the day of publication alone ('yesterday').
    """

    first: int
    last: int
    window: Window
    opens: bool
    closes: bool
    deictic: bool
    precision: TimePrecision | None
    is_duration: bool


class DatesFound(NamedTuple):
    """The dates and durations of one text, and all words of time sorted by position, none inside another."""

    dates: tuple[DateMention, ...]
    durations: tuple[Duration, ...]
    times: tuple[TimeFound, ...]
