"""The main incident's window, and which counts lie outside it."""

from __future__ import annotations

import datetime as dt

from marsad.model.time import Window
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.timing import until
from marsad.read.claims.toldtimes import ToldTimes, days_of
from marsad.read.dates import TimeFound
from marsad.read.days import moved_within

_OLD = dt.timedelta(days=7)
"""A count that ends so long before the main window opens is another event's."""
_SEMICOLONS = frozenset({";", "\u061b"})
RUNNING = 2
"""A count of more days than these is a running total, not a night's or a day's."""
_REACHES = 10
"""'have fled since Friday' is no window of the dead beside them within so many days."""
_LONG_AGO = dt.timedelta(days=180)
"""What ended so long before publication is not when the news was."""
_YEARS = dt.timedelta(days=2 * 365)
"""What ended so long before publication is no news, and only recalled."""
_LONG = 31
"""A total of more days than these is no window of the news that it goes with."""
_BATTLE = 45
"""A total of no more days than these may be of the battle that the text tells of."""


class MainWindow(ToldTimes):
    """What the text as a whole says of when."""

    def _main(self, drafts: list[Draft]) -> Window:
        """Return the window of the main incident: the latest that begins in the lead, of a count before a bare day."""
        self.news = self._news(drafts)
        lead = [d for d in drafts if d.window is not None and d.core < self.lead and not d.background]
        lead = [d for d in lead if not self._recalled(d.core, d.window)]
        lead = [d for d in lead if d.whole is None] or lead
        if self.scan.lang == "en":
            others = any(d.harm != "released" and d.core < self.lead for d in drafts)
            lead = [d for d in lead if d.harm != "released"] or ([] if others else lead)  # who came free did so later
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
        earlier = [d for d in drafts if d.core < total.core and d.whole is None and d.window is None and not d.toll]
        long = total.cumulative and days_of(total.window) > _LONG
        smaller = (d for d in earlier if (d.value or 0) < (total.value or 0) and (long or d.harm == total.harm))
        return any(self._told_apart(d, total) for d in smaller)

    def _told_apart(self, news: Draft, total: Draft) -> bool:
        """Tell whether a total is told in another sentence than the news, or behind its semicolon."""
        apart = self.scan.sentence_of(news.core) < self.scan.sentence_of(total.core)
        return apart or not _SEMICOLONS.isdisjoint(self.scan.tokens.folds[news.last : total.core])

    def _only_compares(self, time: TimeFound, drafts: list[Draft]) -> bool:
        """'It was the fourth attack this month': a period that goes on, in a sentence that counts nobody.  English."""
        start, end = time.window.start, time.window.end
        if self.scan.lang != "en" or self.published is None or start is None or end is None or start == end:
            return False
        if not start <= self.published <= end or days_of(time.window) <= RUNNING:
            return False
        if end == self.published and not time.is_duration:
            return False  # 'weekly digest, 24-30 August'
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

    def _opens_counts(self, draft: Draft, window: Window) -> bool:
        """Tell whether a count over some days stands in the text's first sentence that counts dead or wounded.

        Under a lead that counts nobody ('the army left X. In three days of fighting 22 have died') it is the news.
        """
        same = self.opening is not None and self.scan.sentence_of(draft.core) == self.opening
        return same and draft.cumulative and RUNNING < days_of(window) <= _BATTLE

    def _background(self, draft: Draft, main: Window, leading: list[Draft]) -> None:
        window = draft.window
        if draft.background or window is None or main.start is None:
            return
        if self.published is not None and window.end is not None and self.published - window.end > _YEARS:
            draft.background = True  # 'in 1953 a similar storm killed 200'
            return
        recalled = self._recalled(draft.core, window)
        if (draft.core < self.lead or self._opens_counts(draft, window)) and not recalled:
            return
        if draft.whole is not None:
            # '42 since January, 12 of them on Tuesday', the day of the news
            fresh = self.scan.lang == "en" and window != draft.whole.window and window.inside(main)
            draft.background = draft.whole.background and not fresh
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
