"""The main incident's window, and which counts lie outside it."""

from __future__ import annotations

import datetime as dt

from marsad.model.time import Window
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.earlier import Compared
from marsad.read.claims.reach import Reach
from marsad.read.claims.timing import times_of_events, until
from marsad.read.dates import DatesFound, TimeFound
from marsad.read.days import moved_within
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
_OLD = dt.timedelta(days=7)
"""A count that ends so long before the main window opens is another event's."""
RUNNING = 2
"""A count of more days than these is a running total, not a night's or a day's."""
_REACHES = 10
"""'have fled since Friday' is no window of the dead beside them within so many days."""
_LONG_AGO = dt.timedelta(days=180)
"""What ended so long before publication is not when the news was."""
_LONG = 31
"""A total of more days than these is no window of the news that it goes with."""
_LAST_HOURS = 3
"""Days of 'the last 48 hours', which are no running total of older days."""
_BATTLE = 45
"""A total of no more days than these may be of the battle that the text tells of."""
_WAR = 50
"""A total so many times as large is of a war, and its days are not those of an incident."""
_BEGAN = 8
"""How many tokens after 'fighting broke out' the day may stand."""


class MainWindow:
    """What the text as a whole says of when."""

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
        self.crimes: set[int] = set()
        """Where the days of crimes stand of which somebody is held guilty."""
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

    def _main(self, drafts: list[Draft]) -> Window:
        """Return the window of the main incident: the latest that begins in the lead, of a count before a bare day."""
        self.news = self._news(drafts)
        lead = [d for d in drafts if d.window is not None and d.core < self.lead and not d.background]
        lead = [d for d in lead if not self._recalled(d.core, d.window)]
        lead = [d for d in lead if d.whole is None] or lead
        if self.scan.lang == "en":
            lead = [d for d in lead if d.harm != "released"] or lead  # who came free did so later
        if self.scan.lang == "en" and lead and all(_moved_since(d, drafts) for d in lead):
            return Window(start=self.published, end=self.published)
        if lead and all(self._total_beside(d, drafts) for d in lead):
            return Window(start=self.published, end=self.published)
        found = [d.window for d in lead if d.window is not None and d.window.start is not None]
        day = self._day_before(lead, drafts) if found else None
        if day is not None:
            return day
        said = self._said_day(lead, drafts) if self.scan.lang == "en" else None
        if said is not None:
            return said
        told = self._news_day(lead, drafts) if self.scan.lang == "en" else None
        if told is not None:
            return told
        if self._long_ago(lead, drafts):
            return Window(start=self.published, end=self.published)
        since = self.scan.lang == "ar" and self._all_since(lead, drafts)
        if found and not since:
            return max(found, key=lambda window: window.start or dt.date.min)
        past = {(d.window, self.scan.sentence_of(d.core)) for d in drafts if d.background}
        for time in self.times:
            start = time.window.start
            if since and any(d.window == time.window for d in lead):
                continue
            if (time.window, self.scan.sentence_of(time.first)) in past:
                continue  # 'nine had been killed yesterday'
            if self._only_compares(time, drafts) or self._recalled(time.first, time.window):
                continue
            if time.first < self.lead and not time.closes and start is not None and self._of_report(time):
                return until(time.window, self.closed) if self._begins(time) else time.window
        began = self._began()
        if began is not None:
            return began
        for draft in drafts:
            window = draft.window
            known = window is not None and not draft.background and not self._recalled(draft.core, window)
            if known and window is not None and window.start is not None and days_of(window) <= RUNNING:
                return window
        return self._told_on(drafts) or Window(start=self.published, end=self.published)

    def _told_on(self, drafts: list[Draft]) -> Window | None:
        """'The ministry said on Friday that three were killed': nobody fell later than it was said."""
        first = next((d for d in drafts if d.whole is None and not d.background), None)
        if first is None or first.core >= self.lead or self.published is None:
            return None
        begin, end = self.scan.sents[self.scan.sentence_of(first.core)]
        dated = {t.first for t in self.times}
        told = [
            t
            for t in self.every
            if begin <= t.first < end and t.first not in dated and not (t.opens or t.closes or t.deictic)
        ]
        days = {t.window for t in told if t.window.start == t.window.end and t.window.start is not None}
        day = days.pop() if len(days) == 1 else None
        return day if day is not None and day.start is not None and self._recent(day.start) else None

    def _long_ago(self, lead: list[Draft], drafts: list[Draft]) -> bool:
        """Tell whether the lead dates only what was long before: 'arrested one whose bomb killed 40 in 2021'."""
        first = next((d for d in drafts if d.whole is None and not d.background), None)
        if self.published is None or first is None or first.window is not None or first.toll:
            return False
        ends = [d.window.end for d in lead if d.window is not None and d.core > first.core]
        old = [end for end in ends if end is not None and self.published - end > _LONG_AGO]
        return bool(lead) and len(old) == len(lead)

    def _news(self, drafts: list[Draft]) -> int | None:
        """Return the sentence of the first count of the lead where that names no time; None where there is none."""
        first = next((d for d in drafts if d.whole is None and not d.background), None)
        if first is None or first.core >= self.lead or first.toll:
            return None
        begin, end = self.scan.sents[self.scan.sentence_of(first.core)]
        self._counting = {self.scan.sentence_of(d.core) for d in drafts if d.whole is None}
        if first.window is not None:
            return self.scan.sentence_of(first.core) if self._of_today(first.window) else None
        return None if any(begin <= t.first < end for t in self.times) else self.scan.sentence_of(first.core)

    def _of_today(self, window: Window) -> bool:
        """Tell whether a count is of the day of publication, or of the day before it.  Arabic."""
        start, end = window.start, window.end
        if self.scan.lang != "ar" or self.published is None or start is None or end is None:
            return False
        return start >= moved_within(self.published, -1) and end <= self.published

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

    def _day_before(self, lead: list[Draft], drafts: list[Draft]) -> Window | None:
        """Return the day named before the news where the lead's only counts with a time are later running totals."""
        first = next((d for d in drafts if d.whole is None), None)
        total = min(lead, key=core_of)
        if first is None or first is total or not all(d.cumulative and d.window is not None for d in lead):
            return None
        raised = (
            total.toll and total.harm == first.harm
        )  # '30 were killed, which brings to 200 the number since Sunday'
        if self.scan.sentence_of(first.core) == self.scan.sentence_of(total.core):
            return Window(start=self.published, end=self.published) if raised and not first.toll else None
        for time in self.times:
            start = time.window.start
            if time.first >= first.core or start is None:
                return None
            short = not time.opens and not time.closes and days_of(time.window) <= RUNNING
            if short and self._recent(start):
                return time.window
        return None

    def _said_day(self, lead: list[Draft], drafts: list[Draft]) -> Window | None:
        """Return the day on which the first news was told, where only counts of later sentences have their own day.

        'Nine were killed in Zhob, officials said on Tuesday. In Chaman a trader was shot on Sunday.'
        """
        first = next((d for d in drafts if d.whole is None and not d.background), None)
        if first is None or first.window is not None or first.toll or first.core >= self.lead:
            return None
        begin, end = self.scan.sents[self.scan.sentence_of(first.core)]
        told = {(d.harm, d.value) for d in lead}
        again = any(d.window is None and (d.harm, d.value) in told for d in drafts)
        if again or any(d.core < end for d in lead) or not any(d.window is not None for d in drafts):
            return None
        dated = {t.first for t in self.times}
        if any(begin <= t.first < end for t in self.times):
            return None
        for time in self.every:
            start = time.window.start
            if begin <= time.first < end and time.first not in dated and start == time.window.end and start is not None:
                return time.window if self._recent(start) and not time.opens else None
        return None

    def _news_day(self, lead: list[Draft], drafts: list[Draft]) -> Window | None:
        """Return the day in the sentence of the first news, where only older counts of later sentences have their own.

        '69 people died when gunmen attacked a village on Tuesday. In August, 37 were killed in the same region.'
        """
        first = next((d for d in drafts if d.whole is None and not d.background), None)
        if not lead or first is None or first.window is not None or first.core >= self.lead:
            return None
        begin, end = self.scan.sents[self.scan.sentence_of(first.core)]
        if any(d.core < end for d in lead):
            return None
        for time in self.times:
            start, last = time.window.start, time.window.end
            if not begin <= time.first < end or time.opens or time.closes or start is None or last is None:
                continue
            if not self._recent(start) or days_of(time.window) > RUNNING:
                continue
            older = all(d.window is not None and d.window.end is not None and d.window.end < start for d in lead)
            if older:
                self.news = self.scan.sentence_of(first.core)
            return time.window if older else None
        return None

    def _total_beside(self, total: Draft, drafts: list[Draft]) -> bool:
        """Tell whether a count of a long time only goes with the undated news before it.

        'A mine killed three herders. Since the start of the year 58 people have been killed by mines'.
        """
        if total.window is None or days_of(total.window) <= (RUNNING if total.cumulative else _LONG):
            return False
        earlier = (d for d in drafts if d.core < total.core and d.whole is None and d.harm == total.harm)
        smaller = (d for d in earlier if d.window is None and not d.toll and (d.value or 0) < (total.value or 0))
        return any(self.scan.sentence_of(d.core) < self.scan.sentence_of(total.core) for d in smaller)

    def _only_compares(self, time: TimeFound, drafts: list[Draft]) -> bool:
        """'It was the fourth attack this month': a period that goes on, in a sentence that counts nobody.  English."""
        start, end = time.window.start, time.window.end
        if self.scan.lang != "en" or self.published is None or start is None or end is None or start == end:
            return False
        if not start <= self.published <= end or days_of(time.window) <= RUNNING:
            return False
        told_in = self.scan.sentence_of(time.first)
        return not any(self.scan.sentence_of(draft.core) == told_in for draft in drafts)

    def _all_since(self, timed: list[Draft], drafts: list[Draft]) -> bool:
        """Tell whether the lead dates only running totals, and tells before them of a part that they may hold."""
        risen = {self.scan.sentence_of(d.core) for d in timed if d.toll}
        if not timed or not all(d.cumulative and self.scan.sentence_of(d.core) in risen for d in timed):
            return False
        first, least = min(d.core for d in timed), min(d.value or 0 for d in timed)
        fresh = (d for d in drafts if d.core < first and d.window is None and d.whole is None)
        return any(not (d.toll or d.background) and (d.value or 0) < least for d in fresh)

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
        period = end is not None and end < self.published and dt.timedelta(days=6) < end - start
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

    def _opens_counts(self, draft: Draft, window: Window) -> bool:
        """Tell whether a count over some days stands in the text's first sentence that counts dead or wounded.

        Under a lead that counts nobody ('the army left X. In three days of fighting 22 have died') it is the news.
        """
        same = self.opening is not None and self.scan.sentence_of(draft.core) == self.opening
        return same and draft.cumulative and RUNNING < days_of(window) <= _BATTLE

    def _short(self, draft: Draft, window: Window) -> bool:
        """Another happening's day ('in Aden the toll of Thursday rose to 13'), or 'the last 48 hours of the battle'."""
        last = not draft.toll and window.end == self.published and days_of(window) == _LAST_HOURS
        return last or (days_of(window) == 1 and window.end is not None)

    def _background(self, draft: Draft, main: Window, leading: list[Draft]) -> None:
        window = draft.window
        if draft.background or window is None or main.start is None:
            return
        recalled = self._recalled(draft.core, window)
        if (draft.core < self.lead or self._opens_counts(draft, window)) and not recalled:
            return
        if draft.whole is not None:
            draft.background = draft.whole.background
            return
        recalled = recalled and self.scan.lang == "ar" and not window.inside(main)  # 'in the last month alone'
        if draft.undated or recalled or (window.end is not None and main.start - window.end > _OLD):
            draft.background = True
        elif self.scan.lang == "ar" and self._short(draft, window):
            return
        elif draft.cumulative and window.start is not None and window.start < main.start:
            draft.background = not any(_same(draft, other) for other in leading)


def _moved_since(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether those who fled over some days are told beside dead and injured of no day of their own."""
    harmed = any(d.harm in ("killed", "injured") and d.window is None and not d.toll for d in drafts)
    days = days_of(draft.window) if draft.window is not None else 0
    return draft.harm == "displaced" and draft.cumulative and days <= _REACHES and harmed


def _same(draft: Draft, other: Draft) -> bool:
    return other is not draft and other.harm == draft.harm and other.window == draft.window


def days_of(window: Window) -> int:
    """Return how many days a window has; 1 where an end is open."""
    if window.start is None or window.end is None:
        return 1
    return (window.end - window.start).days + 1
