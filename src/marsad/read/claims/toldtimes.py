"""Times told: which days and periods of a text are recent, recalled, or when the fighting began."""

from __future__ import annotations

import datetime as dt

from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.claims.earlier import Compared
from marsad.read.claims.reach import Reach
from marsad.read.claims.timing import times_of_events, until
from marsad.read.dates import DatesFound, TimeFound
from marsad.read.denial import Denial
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_FRESH = dt.timedelta(days=21)
"""A day named in the text may be the main incident's if it is no older than this at publication."""
_WEEK = dt.timedelta(days=6)
"""In Arabic a later sentence that counts the dead of a day or a week longer ago than this recalls another event."""
_JUST = dt.timedelta(days=2)
"""What had happened less long ago may be the news itself."""
_DONE = 9
"""Tokens between 'had' (with its subject, in Arabic) and what had happened at most."""
_REPORTED = dt.timedelta(days=60)
"""A period's report appears no later than this."""
_LAST_HOURS = 3
"""Days of 'the last 48 hours', which are no running total of older days."""
_WAR = 50
"""A total so many times as large is of a war, and its days are not those of an incident."""
_WEEKS = 20
"""A count of more days than these is of a period and not of one incident."""
_BEGAN = 8
"""How many tokens after 'fighting broke out' the day may stand."""


class ToldTimes:
    """What the text says of when, before any count is looked at."""

    def __init__(self, scan: Scan, found: DatesFound, published: dt.date | None, earlier: list[Denial]) -> None:
        self.scan = scan
        self.found = found
        self.reach = Reach(scan)
        self.every = [t for t in found.times if t.window.start is not None or t.window.end is not None]
        steps = {i for hit in scan.all("date_step") for i in range(hit.first, hit.last)}
        self.times = times_of_events(scan, self.every, published)
        self.published = published
        self.earlier = earlier
        self.stepped = {(scan.sentence_of(t.first), t.window) for t in self.times if t.first in steps}
        """The sentences and days of 'two days earlier', which are those of no news."""
        self.lead = self._lead()
        self.closed = self._closed() or published
        lengths = [t for t in found.times if t.is_duration and t.first not in steps]  # not in 'two days earlier'
        spans = {duration.span: duration.length for duration in found.durations}
        self.lengths = {t.first: spans.get(scan.span(t.first, t.last), "") for t in lengths}
        self.durations = lengths
        self.loose = [t for t in lengths if t.window.start is None]
        self.day = self._day()
        self.compared: list[Compared] = []
        self.opening: int | None = None
        """The sentence of the first dead or wounded, where the lead counts nobody."""
        self.bygone: set[int] = set()
        """Where the times stand of crimes of which somebody is held guilty, and those that name events long past."""
        self.news: int | None = None
        """The sentence of the news, where that names no time of its own; known when counts have their own windows."""
        self._counting: set[int] = set()
        """The sentences that count persons who are not part of others."""
        self._timed = {i for t in self.times for i in range(t.first, t.last)}
        self.dated = {i for t in self.every for i in range(t.first, t.last)}
        """The tokens of all that tells a day."""
        self._scopes: dict[int, list[Denial]] = {}
        for scope in earlier:
            for i in range(scope.first, scope.last):
                self._scopes.setdefault(i, []).append(scope)

    def _closed(self) -> dt.date | None:
        """'Snapshot (as of 30 June)': the day up to which a heading says that the text counts."""
        head = self.scan.title
        days = [t.window.end for t in self.every if t.closes and t.first < head]
        return days[0] if days and (self.published is None or days[0] is None or days[0] <= self.published) else None

    def _lead(self) -> int:
        """Return the token where the lead ends: the headline and the first paragraph, or two sentences of one line."""
        breaks = self.scan.breaks
        lines = [b for a, b in zip([-1, *breaks], [*breaks, len(self.scan)], strict=True) if b - a > 12]
        if len(lines) >= 2:
            return lines[0] if lines[0] > 40 else lines[1]
        body = lines[0] if lines else len(self.scan)
        starts = max((b + 1 for b in breaks if b < body), default=0)
        sents = [last for first, last in self.scan.sents if first >= starts]
        return sents[min(1, len(sents) - 1)] if sents else len(self.scan)

    def _begins(self, time: TimeFound) -> bool:
        """Tell whether the time is when the fighting began ('launched the assault at dawn on Thursday')."""
        low = max(self.scan.sents[self.scan.sentence_of(time.first)][0], time.first - _BEGAN)
        return self.scan.begins(low, time.first, "date_began")

    def _day(self) -> dt.date | None:
        """Return the first recent day named in the lead, else the day of publication."""
        for time in self.times:
            start = time.window.start
            if time.first >= self.lead or time.opens or start is None or start != time.window.end:
                continue
            if (self.scan.sentence_of(time.first), time.window) in self.stepped:
                continue
            if self._recent(start) and not self._begins(time):
                return start
        return self.published

    def _recalled(self, i: int, window: Window | None) -> bool:
        """Tell whether a later sentence than the news only recalls what was before ('A raid in March killed seven')."""
        if window is not None and (self.scan.sentence_of(i), window) in self.stepped:
            return True
        if self.news is None or self.published is None or window is None or window.start is None or window.end is None:
            return False
        sentence = self.scan.sentence_of(i)
        if sentence <= self.news or sentence not in self._counting:
            return False
        since = self.published - window.end
        older = _WEEK if self._told_from_today(sentence, window) else _FRESH
        return since > older or (since > _JUST and self._had_happened(sentence))

    def _told_from_today(self, sentence: int, window: Window) -> bool:
        """Tell whether a window is of words that only today tells ('last week', 'ten days ago').  Arabic."""
        first, last = self.scan.sents[sentence]
        short = self.scan.lang == "ar" and days_of(window) <= _WEEK.days + 1
        return short and any(t.deictic and t.window == window for t in self.times if first <= t.first < last)

    def _had_happened(self, sentence: int) -> bool:
        """Tell whether a sentence tells of what had happened before ('They had recovered 52 bodies last month')."""
        first, last = self.scan.sents[sentence]
        had = next((hit for i in (first, first + 1) if (hit := self.scan.at(i, "denial_had")) is not None), None)
        if self.scan.lang == "ar" and had is None:
            return False  # 'had' has its subject between its two words
        end = min(last, (had.last if had is not None else first) + _DONE)
        if self.scan.lang == "ar" and any(self.scan.at(i, "harm_verb") is not None for i in range(first, end)):
            return True
        done = (self.scan.at(i, "denial_had_done") for i in range(first, end))
        return any(hit is not None and self.scan.tokens.kinds[hit.last : hit.last + 1] == [WORD] for hit in done)

    def _began(self) -> Window | None:
        """'fighting broke out on Monday': the days since then, where the lead names none."""
        for hit in self.scan.all("date_began"):
            for time in self.times:
                start = time.window.start
                if hit.last <= time.first <= hit.last + _BEGAN and start is not None and self._recent(start):
                    return until(time.window, self.published)
        return None

    def _of_report(self, time: TimeFound) -> bool:
        """Tell whether a time may be the text's own: a recent day, or a period that has only just ended."""
        start, end = time.window.start, time.window.end
        if start is None or self.published is None:
            return True
        period = end is not None and end <= self.published and dt.timedelta(days=6) <= end - start
        return self._recent(start) or (period and end is not None and self.published - end <= _REPORTED)

    def _recent(self, day: dt.date) -> bool:
        return self.published is None or dt.timedelta(0) <= self.published - day <= _FRESH

    def _running(self, draft: Draft, drafts: list[Draft]) -> Window | None:
        """A toll without a time of its own runs since the day that another toll of the text runs since."""
        if not draft.toll:
            return None
        found = (d for d in drafts if d.toll and d.cumulative and d.window is not None and d.harm == draft.harm)
        first = next(found, None)
        if first is not None and self.scan.lang == "ar" and (first.value or 0) > _WAR * (draft.value or 0):
            return None  # 'the toll of the raid rose to 18 ... and that of the war to 41,118'
        if first is None or first.value == draft.value:
            return first.window if first is not None else None
        return next((d for d in found if d.value == draft.value), first).window

    def _short(self, draft: Draft, window: Window) -> bool:
        """Another happening's day ('in Aden the toll of Thursday rose to 13'), or 'the last 48 hours of the battle'."""
        last = not draft.toll and window.end == self.published and days_of(window) == _LAST_HOURS
        return last or (days_of(window) == 1 and window.end is not None)


def days_of(window: Window) -> int:
    """Return how many days a window has; 1 where an end is open."""
    if window.start is None or window.end is None:
        return 1
    return (window.end - window.start).days + 1


def of_period(draft: Draft) -> bool:
    """Tell whether a count is of weeks: no one incident tells how its persons came to harm."""
    return draft.window is not None and days_of(draft.window) > _WEEKS
