"""Windows: the days in which the persons of a count came to harm, and which counts are background.

A time in the count's own clause goes first, then one in its sentence; a part has its whole's; else the main window of
the text holds, which is that of its first dated count, or its first day named, or the day of publication.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.model.time import Window
from marsad.read.claims.compared import mourned, set_compared_apart
from marsad.read.claims.coupled import share_times, share_undated
from marsad.read.claims.crimes import set_deeds_back
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.earlier import apart, compared_with, days_before, recalled_sentences
from marsad.read.claims.lasting import Lasting, within
from marsad.read.claims.longer import ahead, hours_later, of_longer_time, of_origin, of_undated
from marsad.read.claims.mainwindow import RUNNING
from marsad.read.claims.namedday import as_of, of_named_event, without_stood
from marsad.read.claims.namedevents import set_named_events_back
from marsad.read.claims.oldgraves import set_bereaved_back, set_graves_back
from marsad.read.claims.outlasting import goes_on
from marsad.read.claims.ownday import of_taking, own_day_behind, same_period
from marsad.read.claims.pastevents import long_before, recall_events, since_events
from marsad.read.claims.perfect import go_on_since
from marsad.read.claims.records import unequalled_before
from marsad.read.claims.timing import not_yet, one_day, until, up_to_its_day
from marsad.read.claims.toldtimes import days_of
from marsad.read.claims.untold import leave_untold
from marsad.read.claims.verbs import since_then
from marsad.read.dates import TimeFound

_CLAUSE = frozenset({",", "\u060c", ";", "\u061b", "\u2013", "\u2014"})
_SINCE = 9
"""How many tokens 'since' may stand before the day that it opens."""
_FRONTED = 3
"""Tokens from a time set off before its count to the count at most."""
_FEW = 2
"""Numbers up to this one are met again by chance."""
_NEWS = frozenset({"killed", "injured"})
_NEAR = 10
"""Counts before and behind a toll among which the hours that raised it are told at most."""


class Windows(Lasting):
    """Gives the drafts of one scan their windows."""

    def assign(self, drafts: list[Draft]) -> None:
        """Set `window`, `cumulative` and `background`."""
        self.compared = compared_with(self.scan, drafts) + since_events(self.scan, drafts)
        self._recall(drafts)
        recall_events(self.scan, drafts)
        self.bygone = set_deeds_back(self.scan, drafts, self.every, Window(end=self.published))
        self.bygone |= set_named_events_back(self.scan, drafts, self.times, self.published)
        for draft in drafts:
            if draft.window is None and not self._of_longer(draft, drafts):
                self._own(draft, drafts)
        set_bereaved_back(self.scan, drafts, self.published)
        if self.scan.lang == "ar":
            set_graves_back(self.scan, drafts, self.published)
        dated = {draft for draft in drafts if draft.window is not None}
        set_compared_apart(self.scan, drafts, self.every, self.published)
        if self.day is not None:
            long_before(self.scan, drafts, [(t, self.lengths[t.first]) for t in self.durations], self.day)
        if self.scan.lang == "en":
            self._retold(drafts)
            go_on_since(self.scan, drafts, self.dated)
        main = self._main(drafts)
        if self.scan.lang == "ar":
            self._retold(drafts)
            self._beside(drafts)
        else:
            share_times(self.scan, drafts)
        for draft in drafts:
            if draft.window is None and draft.whole is not None:
                draft.window, draft.cumulative = draft.whole.window, draft.whole.cumulative
            if draft.window is None and self._since_unsaid(draft, drafts):
                draft.window, draft.cumulative, draft.undated = Window(end=main.end), True, True
            if draft.window is None and (not draft.background or draft.status == "stated"):
                draft.window = as_of(self.scan, draft, self.every, self._running(draft, drafts) or main)
                draft.cumulative = days_of(draft.window) > RUNNING
            draft.cumulative = draft.cumulative or draft.toll
        alike: dict[tuple[str | None, int | None], list[Draft]] = {}
        for draft in drafts:
            alike.setdefault((draft.harm, draft.value), []).append(draft)
        open_since = bool(self.scan.firsts("date_open"))
        leading = drafts[: bisect_left(drafts, self.lead, key=core_of)]
        first = next((d for d in drafts if d.harm in _NEWS), None)
        opens = first is not None and first.core >= self.lead and first.cumulative
        self.opening = self.scan.sentence_of(first.core) if first is not None and opens else None
        for before, draft in zip([None, *drafts], drafts, strict=False):
            self._within_whole(draft)
            self._narrowed(draft, alike[draft.harm, draft.value])
            if open_since:
                self._undated(draft, main)
            share_undated(self.scan, before, draft)
            if of_undated(draft) and draft.whole is not None and draft.window == main and self._breaks(draft):
                draft.window, draft.cumulative = draft.whole.window, True
            if draft.status == "superseded":
                draft.window = up_to_its_day(draft.window, main)
            self._background(draft, main, leading)
        leave_untold(self.scan, drafts, self.found, self.times, dated)
        not_yet(drafts, self.published)

    def _of_longer(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Leave open since when a count runs that is of a longer time than any day that is told beside it.  English."""
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        told = within(self.every, first, last)
        if of_longer_time(self.scan, draft, drafts) and not any(t.opens or self._opened(t) for t in told):
            stood = next((t.window.end for t in told if t.first >= draft.last), None)  # 'passed 58,000 on Monday'
            draft.window, draft.cumulative, draft.undated = Window(end=stood or self.published), True, True
            return True
        if not told and of_origin(self.scan, draft) and draft.whole is None:
            draft.window, draft.background = Window(end=self.published), True
        return draft.window is not None

    def _breaks(self, draft: Draft) -> bool:
        """Tell whether a count only breaks down its whole, and is no incident of its own within it."""
        own = "part.partition" if self.scan.lang == "ar" else "part.apposed"
        return any(rule in draft.rules for rule in ("part.subset", "part.of_them", own))

    def _since_unsaid(self, draft: Draft, drafts: list[Draft]) -> bool:
        """'five died within 24 hours, which raises the toll to 227': the toll is not of these hours.  Arabic."""
        if self.scan.lang != "ar" or not draft.toll or draft.whole is not None or draft.status != "stated":
            return False
        hours = [t.window for t in self.durations]
        at = bisect_left(drafts, draft.core, key=core_of)
        before = next((d for d in reversed(drafts[max(0, at - _NEAR) : at]) if d.whole is None and not d.toll), None)
        if hours_later(draft, drafts[at + 1 : at + 1 + _NEAR], hours):
            return True
        beside = before is not None and before.harm == draft.harm and self._together(before, draft)
        return beside and before is not None and before.window in hours and (before.value or 0) < (draft.value or 0)

    def _retold(self, drafts: list[Draft]) -> None:
        """A title's number has the time that its body gives for the same number; in English only a running total."""
        title, arabic = self.scan.title, self.scan.lang == "ar"
        body = {(d.harm, d.value): d for d in reversed(drafts) if d.core >= title and d.window is not None}
        for draft in drafts:
            if draft.core >= title:
                return
            again = body.get((draft.harm, draft.value))
            told = draft.toll or (arabic and (draft.value or 0) > _FEW)
            if told and draft.window is None and again is not None:
                draft.window, draft.cumulative = again.window, again.cumulative

    def _recall(self, drafts: list[Draft]) -> None:
        """'The week before, two had died': what such a sentence counts is older than the news.  English."""
        had = {
            i for i in {self.scan.sentence_of(h.first) for h in self.scan.all("day_before")} if self._had_happened(i)
        }
        recalled = recalled_sentences(self.scan, drafts, had)
        if not recalled or self.day is None:
            return
        opens = recalled.values()
        self.times = [t for t in self.times if not any(t.first < h.last and h.first < t.last for h in opens)]
        for draft in drafts:
            hit = recalled.get(self.scan.sentence_of(draft.core))
            if hit is not None and draft.window is None and not draft.toll:
                draft.window, draft.background = days_before(hit, self.day), True

    def _beside(self, drafts: list[Draft]) -> None:
        """'the total since October is 1,640 martyrs, ..., and 8,408 wounded': what 'and' adds is of the same time."""
        top: Draft | None = None
        for draft in drafts:
            if draft.whole is not None:
                continue
            opening = self.scan.at(draft.core, "number"), self.scan.at(draft.first, "hedge_pre")
            spelt = any(hit is not None and bool(hit.clitics.conjunction) for hit in opening)
            joined = spelt or (draft.core > 0 and self.scan.at(draft.core - 1, "and") is not None)
            beside = draft.trigger is not None and self._besides(draft.trigger)
            open_yet = ((joined and draft.trigger is None) or beside) and draft.window is None
            if top is not None and top.toll and open_yet and draft.harm != top.harm and self._together(top, draft):
                draft.window, draft.cumulative, draft.toll = top.window, top.cumulative, True
            elif top is not None and same_period(self.scan, self.every, top, draft):
                draft.window, draft.cumulative = top.window, top.cumulative
                draft.rules.append("window.beside")
            elif top is not None and ahead(self.scan, top, draft):
                top.window, top.cumulative = draft.window, draft.cumulative
            top = draft

    def _besides(self, trigger: int) -> bool:
        """Tell whether 'besides the wounding of' stands at token `trigger`."""
        return self.scan.at(trigger, "harm_noun") is not None and self.scan.ending(trigger, "beside") is not None

    def _together(self, one: Draft, other: Draft) -> bool:
        return self.scan.sentence_of(one.core) == self.scan.sentence_of(other.core)

    def _within_whole(self, draft: Draft) -> None:
        """A part's time lies in its whole's; else it is of other words."""
        whole = draft.whole
        if whole is None or whole.window is None or draft.window is None or draft.background:
            return
        if not draft.window.inside(whole.window):
            draft.window, draft.cumulative = whole.window, whole.cumulative

    def _narrowed(self, draft: Draft, alike: list[Draft]) -> None:
        """'October bombing: 587 dead': the title's month is the body's day."""
        if draft.core >= self.lead or draft.window is None or draft.background:
            return
        if draft.window.start is not None and draft.window.start == draft.window.end:
            return  # nothing is narrower than a day
        for other in alike:
            if other.core <= draft.last or other.window is None or other.window.start is None:
                continue
            if other.window == draft.window:
                continue
            if other.window.inside(draft.window):
                draft.window, draft.cumulative = other.window, other.cumulative
                return

    def _undated(self, draft: Draft, main: Window) -> None:
        """'the total since the start of the war': a longer time than any that the text dates."""
        openers = self.scan.firsts("date_open")
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        near = range(max(first, draft.first - 8), min(last, draft.last + 8))
        if not self.scan.begins(near.start, near.stop, "date_open", "date_loose_span"):
            return
        for i in near:
            if draft.core >= self.lead and draft.whole is None and self.scan.at(i, "date_loose_span") is not None:
                draft.undated = draft.cumulative = True
                draft.window = Window(end=main.end)
                return
            opener = openers.get(i)
            if opener is not None and self.scan.lang == "en" and since_then(self.scan, i):
                continue  # 'of whom one has since died'
            if opener is not None and self.scan.lang == "ar" and self._comma(draft.last, opener.first):
                continue  # '63 martyrs, and the toll since the truce broke down ...'
            if opener is not None and unequalled_before(self.scan, i):
                continue  # 'the fiercest in weeks'
            if opener is not None and self.dated.isdisjoint(range(opener.first, opener.last + 7)):
                if self._of_main(opener.last) and draft.whole is None and main.start is not None:
                    draft.window, draft.cumulative = until(Window(start=main.start), self.closed), True
                    return
                draft.undated = draft.cumulative = draft.whole is None
                if draft.undated:
                    draft.window = Window(end=main.end)
                return

    def _of_main(self, i: int) -> bool:
        """Tell whether 'the attack', which the text tells of, stands at token `i` ('67 since the attack')."""
        the = self.scan.at(i, "determiner") if self.scan.lang == "en" else None
        at = the.last if the is not None else i
        hits = self.scan.hits[at] if at < len(self.scan) else ()
        return any(hit.entry.cls == "cause" and (the is not None or hit.clitics.article) for hit in hits)

    def _own(self, draft: Draft, drafts: list[Draft]) -> None:
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        if self._lasted(draft, first, last):
            return
        times = self.every if draft.status == "superseded" else self.times
        near = [t for t in within(times, first, last) if not t.closes and not self._of_earlier(draft, t)]
        near = [t for t in near if t.first not in self.bygone] if self.bygone else near
        near = [t for t in near if not of_taking(self.scan, t)] if draft.harm == "released" else near
        near = without_stood(self.scan, near, drafts) if len(near) > 1 else near
        if self.compared:
            near = [t for t in near if not apart(self.compared, draft.core, t.first)]
        if self.scan.lang == "en" and not draft.toll:
            near = [t for t in near if not self._of_toll(draft, t, drafts)]
        if near and mourned(self.scan, draft):
            near = [t for t in near if t.first >= draft.last]
        if self.scan.lang == "ar" and draft.toll:
            near = [t for t in near if not self._of_news(draft, t)]
        clause = [t for t in near if not self.reach.cut(draft, t, drafts)]
        before = [t for t in near if t.last <= draft.first and not self.reach.aside(t, first, draft.first)]
        if self.scan.lang == "ar" and draft.toll:
            before = [t for t in before if t not in self.durations]  # hours do not hold what they raised
        total = self._of_total(draft, near) or of_named_event(self.scan, draft, near)
        if total is not None:
            chosen = total
        elif clause:
            chosen = own_day_behind(self.scan, draft, clause, drafts) or min(clause, key=lambda t: self._gap(draft, t))
        elif before and draft.whole is None and not draft.background and self._reaches(draft, before[-1], first):
            chosen = before[-1]
        else:
            return
        opens = chosen.opens or self._opened(chosen) or (chosen not in clause and self._begins(chosen))
        opens = (opens or goes_on(self.scan, draft, chosen)) and not draft.bygone
        draft.window = until(chosen.window, self.closed) if opens else chosen.window
        draft.cumulative = days_of(draft.window) > RUNNING or (opens and days_of(draft.window) > 1)

    def _of_news(self, draft: Draft, time: TimeFound) -> bool:
        """'67 martyrs within 24 hours and the toll of the war rises to 31,184': the hours are the news'.  Arabic."""
        if time.last > draft.first or time not in self.durations:
            return False
        return self.scan.begins(time.last, draft.first, "toll_noun", "casualty_noun")

    def _of_toll(self, draft: Draft, time: TimeFound, drafts: list[Draft]) -> bool:
        """'30 were killed, which brings to 200 the number since Sunday': 'since' is the toll's own.  English."""
        if time.first < draft.last or not (time.opens or self._opened(time)):
            return False
        between = drafts[bisect_left(drafts, draft.last, key=core_of) : bisect_left(drafts, time.first, key=core_of)]
        return any(other.toll for other in between)

    def _reaches(self, draft: Draft, time: TimeFound, first: int) -> bool:
        """Tell whether a time before a comma still holds: 'since' only for tolls, for today, or at the very start."""
        if self.scan.lang == "ar" and draft.first - time.last <= _FRONTED:
            return True  # 'recorded, from April until today, the killing of 1,468'
        if self.scan.lang == "ar" and self._led_to(draft, time):
            return True
        return draft.toll or not time.opens or one_day(time) or time.first - first <= 3

    def _led_to(self, draft: Draft, time: TimeFound) -> bool:
        """'operations since the start of the year rose to 31, which led to the killing of 19': of the same time."""
        folds = self.scan.tokens.folds
        near = range(max(time.last, draft.first - _FRONTED - 2), draft.first - 1)
        return any(folds[i] in _CLAUSE and self.scan.at(i + 1, "led_to") is not None for i in near)

    def _comma(self, first: int, last: int) -> bool:
        """Tell whether a comma stands among the tokens."""
        return not _CLAUSE.isdisjoint(self.scan.tokens.folds[first:last])

    def _of_total(self, draft: Draft, near: list[TimeFound]) -> TimeFound | None:
        """'rose to 40, among them ..., the number of dead since the 19th': the time of the total that follows."""
        if not draft.toll or draft.whole is not None:
            return None
        _, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        if not self.scan.begins(draft.last, last, "toll_noun", "casualty_noun"):
            return None
        for i in range(draft.last, last):
            if not self.scan.hits[i]:
                continue
            if self.scan.at(i, "toll_noun", "casualty_noun") is not None:
                return next((t for t in near if i < t.first <= i + 3 * _SINCE and (t.opens or self._opened(t))), None)
            if self.scan.at(i, "toll_verb") is not None:
                return None
        return None

    def _opened(self, time: TimeFound) -> bool:
        """Tell whether 'since' stands a few words before ('since the offensive began on 19 June')."""
        first, _ = self.scan.sents[self.scan.sentence_of(time.first)]
        if self._counted_from(time, first):
            return True
        if not self.scan.begins(max(first, time.first - _SINCE), time.first, "date_open"):
            return False
        for i in range(time.first - 1, max(first, time.first - _SINCE) - 1, -1):
            if self.scan.tokens.folds[i] in _CLAUSE or i in self.dated:
                return False
            if self.scan.at(i, "date_open") is not None:
                return True
        return False

    def _counted_from(self, time: TimeFound, first: int) -> bool:
        """Tell whether 'the sum of the victims from the 7th of October' counts from that day on.  Arabic."""
        if self.scan.lang != "ar" or not time.first or self.scan.at(time.first - 1, "date_from") is None:
            return False
        return self.scan.begins(max(first, time.first - _SINCE), time.first - 1, "toll_noun", "casualty_noun")

    def _of_earlier(self, draft: Draft, time: TimeFound) -> bool:
        """Tell whether the time is that of an earlier figure ('up from 41 reported on Sunday')."""
        if draft.status == "superseded":
            return False
        return any(not d.first <= draft.core < d.last for d in self._scopes.get(time.first, ()))

    def _gap(self, draft: Draft, time: TimeFound) -> int:
        if time.first >= draft.last:
            return time.first - draft.last
        return max(draft.first - time.last, 0) + 1
