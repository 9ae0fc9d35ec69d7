"""What lasted for days: 'the 72-hour battle killed ...', '17 killed in two days of fighting'."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from functools import cached_property

from marsad.model.time import Window
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.mainwindow import RUNNING, MainWindow
from marsad.read.claims.timing import one_day
from marsad.read.claims.toldtimes import days_of
from marsad.read.dates import TimeFound
from marsad.read.dates.span import length_in_days
from marsad.read.days import moved_within

_LONGEST, _NEAR = 60, 10
"""A battle of so many days at most, named so few tokens before its count, gives the count its window."""


class Lasting(MainWindow):
    """Answers for one scan by the lengths of time that it tells."""

    def _lasted(self, draft: Draft, first: int, last: int) -> bool:
        """'The 72-hour battle killed ...', '17 killed in two days of fighting': the days back from the text's day."""
        end = self.day
        if end is None or draft.whole is not None or draft.background:
            return False
        for time in within(self.loose, first, last):
            days = length_in_days(self.lengths[time.first])
            if days is None or not 0 < days <= _LONGEST or self.scan.ending(time.first, "date_gap") is not None:
                continue  # 'two days before it three were killed'
            before = time.last <= draft.first <= time.last + _NEAR and not self.reach.aside(time, first, draft.first)
            after = draft.last <= time.first <= draft.last + _NEAR and self._of_battle(time)
            if after and not before:
                if self.reach.parted(draft.last, time.first):
                    continue
                end = self._said_on(time) or end
                days -= self._within(time)
            if before or after:
                draft.window = Window(start=self._start(end, days), end=end)
                draft.cumulative = days_of(draft.window) > RUNNING
                return True
        return False

    def _of_battle(self, time: TimeFound) -> bool:
        """Tell whether a length is one of fighting ('two days of street fighting')."""
        return self.scan.begins(time.last, time.last + 4, "date_battle")

    def _within(self, time: TimeFound) -> bool:
        """Tell whether it is 'in two days', which are counted with today, and not 'after two days'."""
        return any(self.scan.at(i, "date_within") is not None for i in (time.first - 1, time.first))

    def _said_on(self, time: TimeFound) -> dt.date | None:
        """Return the day on which the sentence of a length of time was said, if it names that."""
        first, last = self.scan.sents[self.scan.sentence_of(time.first)]
        kept = {t.first for t in within(self.times, first, last)}
        said = [t for t in within(self.every, first, last) if t.first not in kept]
        return next((t.window.start for t in said if one_day(t) and t.first > time.first), None)

    def _start(self, end: dt.date, days: int) -> dt.date:
        """Return the first of the days: the day on which it began, where the text names one so long ago."""
        early = moved_within(end, -days)
        named, after = self._days_named, moved_within(early, 1)
        return after if early not in named and after in named else early

    @cached_property
    def _days_named(self) -> set[dt.date | None]:
        return {time.window.start for time in self.every if one_day(time)}


def within(times: list[TimeFound], first: int, last: int) -> list[TimeFound]:
    """Return the times that begin at tokens [first, last)."""
    return times[bisect_left(times, first, key=first_of) : bisect_left(times, last, key=first_of)]
