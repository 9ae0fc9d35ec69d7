"""A time expression as the words say it, before it is reckoned against the day of publication."""

from __future__ import annotations

import msgspec

from marsad.knowledge.lexicon import Hit


class Month(msgspec.Struct, frozen=True, gc=False):
    """A month's name; `weak` where the word alone proves nothing."""

    month: int
    hijri: bool
    weak: bool
    last: int


class Year(msgspec.Struct, frozen=True, gc=False):
    """A year by its number, by 'last', 'this', 'next' or 'same', or by both."""

    year: int | None
    which: str | None
    last: int


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """A part of a month or year: `count` units (day, week, month) from number `number` on, from its end backwards where
    `from_end`; of the unit share it is number `number` of `of` equal parts.
    """

    unit: str
    number: int
    count: int
    of: int = 1
    from_end: bool = False


class Draft(msgspec.Struct, gc=False):
    """The pieces of one expression at tokens [first, last); None where the words don't say.

    `deictic` counts days from publication; `weekday` is ISO (Monday 1), `week` counts weeks from publication's; the
    `which` are last, before_last, this, next, same or, of a quarter, recent. `scope` is month or year where the
    unit itself is named ('this month'). `day_to` ends a range of days in a month; `end` is the other end of a
    range, and `later` tells that it alone is meant (a night between two days); `days_before_end` is a range's
    length less one; `stretch` is the part that is meant of the month or year. `weak` words prove nothing alone;
    `bare` is a time that is no date ('since dawn', 'until now').
    """

    first: int
    last: int
    part: str | None = None
    deictic: int | None = None
    weekday: int | None = None
    weekday_which: str | None = None
    week: int | None = None
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    month_which: str | None = None
    hijri: bool = False
    twin: bool = False
    year: int | None = None
    year_which: str | None = None
    scope: str | None = None
    edge: str | None = None
    weak: bool = False
    end: Draft | None = None
    later: bool = False
    days_before_end: int | None = None
    months_before_end: int | None = None
    bare: bool = False
    stretch: Stretch | None = None

    @property
    def dated(self) -> bool:
        """Tell whether a day, month or year of the calendar is named."""
        return self.day is not None or self.month is not None or self.year is not None or self.scope is not None

    @property
    def empty(self) -> bool:
        """Tell whether nothing but a part of the day or an edge is named."""
        return not self.dated and self.deictic is None and self.weekday is None and self.end is None

    @property
    def told(self) -> bool:
        """Tell whether something that is or implies a day is named already."""
        return self.deictic is not None or self.weekday is not None or self.part is not None

    @property
    def grain(self) -> str:
        """Tell what is named: a day, a month or a year."""
        if self.day is not None or self.weekday is not None or self.deictic is not None:
            return "day"
        return "month" if self.month is not None or self.scope == "month" else "year"


class Length(msgspec.Struct, gc=False):
    """A length of time at tokens [first, last): `count` of `unit`, and a half where `half`.

    `anchor` tells how it hangs on publication: within (up to it), before (up to the day before it), ago (so long
    before it), since (from so long ago), week (a named one, `week` weeks from publication's), or None where it hangs on
    something else or on nothing.
    """

    first: int
    last: int
    count: int
    unit: str
    anchor: str | None
    half: bool = False
    week: int = 0
    hedged: bool = False
    loose: bool = False
    """Which days the words mean differs from country to country."""

    @property
    def is_date(self) -> bool:
        """Tell whether the words name days of the calendar: 'last week', 'three days ago', not 'about a year ago'."""
        exact = not self.half and not self.hedged and self.unit in ("day", "week", "month", "year")
        return self.anchor == "week" or (self.anchor == "ago" and exact)


class Feast(msgspec.Struct, gc=False):
    """A season or feast at tokens [first, last).

    `number` is the day of the feast that is meant (0 the eve, None all of it); `which` and `year` tell of which year.
    """

    first: int
    last: int
    hit: Hit
    number: int | None = None
    which: str | None = None
    year: int | None = None
