"""A time expression as the words say it, before it is reckoned against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Draft:
    """The pieces of one expression at tokens [first, last); None where the words don't say.

    `deictic` counts days from publication; `weekday` is ISO (Monday 1); the three `which` are last, this, next or same.
    `scope` is month or year where the unit itself is named ('this month'); `day_to` ends a range of days in a month.
    """

    first: int
    last: int
    part: str | None = None
    deictic: int | None = None
    weekday: int | None = None
    weekday_which: str | None = None
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    month_which: str | None = None
    hijri: bool = False
    hijri_twin: tuple[int | None, int, int | None] | None = None
    year: int | None = None
    year_which: str | None = None
    scope: str | None = None
    edge: str | None = None
    weak: bool = False
    end: Draft | None = None
    later: bool = False
    days_before_end: int | None = None

    @property
    def dated(self) -> bool:
        """Tell whether a day, month or year of the calendar is named."""
        return self.day is not None or self.month is not None or self.year is not None or self.scope is not None

    @property
    def empty(self) -> bool:
        """Tell whether nothing but a part of the day or an edge is named."""
        return not self.dated and self.deictic is None and self.weekday is None


@dataclass(slots=True)
class Length:
    """A length of time at tokens [first, last): `count` of `unit`.

    `anchor` tells how it hangs on publication: within (up to it), ago (before it), since (from so long ago), this, last
    or next (a named week), or None where it hangs on something else or on nothing.
    """

    first: int
    last: int
    count: int
    unit: str
    anchor: str | None
