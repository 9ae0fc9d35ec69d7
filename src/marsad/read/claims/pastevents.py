"""Counts of an event long past, from which the news is dated or with which it is measured.

'the deadliest attack since the bombing of October that took the lives of 29', 'a week after a bombing that killed 29'.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from marsad.model.time import Window
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.earlier import Compared
from marsad.read.claims.nth import numbered
from marsad.read.dates import TimeFound
from marsad.read.dates.span import length_in_days
from marsad.read.days import moved, real_day
from marsad.read.scan import Scan

_COUNT = 16
"""Tokens from 'since the bombing' to its dead at most."""
_THAT = 6
"""Tokens from 'after' through 'the quake that killed' to its dead at most.  English."""
_EVENT = 4
"""Tokens between 'a week after' and the count of what had happened at most."""
_LONGEST = 60
"""A length of more days says of no event when it was."""
_DECEMBER = 11
_COMMA = "\u060c"


def since_events(scan: Scan, drafts: list[Draft]) -> list[Compared]:
    """Return where 'since the bombing that killed 29' stands: its counts are background, and none of the news'."""
    out: list[Compared] = []
    for hit in scan.all("date_open") if scan.lang == "ar" else ():
        event = scan.at(hit.last, "past_event", "harm_noun")
        if event is None:
            continue
        _, last = scan.sents[scan.sentence_of(hit.first)]
        end = next((i for i in range(hit.last, last) if scan.tokens.folds[i] == _COMMA), last)
        inside = drafts[bisect_left(drafts, hit.last, key=core_of) : bisect_left(drafts, end, key=core_of)]
        first = inside[0] if inside else None
        if first is None or not _befell(scan, event.last, first, harm=event.entry.cls == "harm_noun"):
            continue
        opening, _ = scan.sents[scan.sentence_of(hit.first)]
        if scan.begins(opening, hit.first, "worst", "unequalled"):
            out.append(Compared(hit.first, end))  # the days of the event are not those of the news
        for draft in inside:
            draft.background, draft.toll, draft.bygone = True, False, True
            draft.whole = draft.whole if draft.whole in inside else None
    return out


def recall_events(scan: Scan, drafts: list[Draft]) -> None:
    """'An earlier attack had killed 11': what such a sentence goes on to count is background.  Arabic."""
    for hit in scan.all("earlier_event") if scan.lang == "ar" else ():
        _, last = scan.sents[scan.sentence_of(hit.first)]
        inside = drafts[bisect_left(drafts, hit.last, key=core_of) : bisect_left(drafts, last, key=core_of)]
        for draft in inside:
            if not draft.toll and (draft.whole is None or draft.whole in inside):
                draft.background = True
    for first, last in numbered(scan) if scan.lang == "ar" else ():
        after = next((i for i in range(first, last) if scan.at(i, "date_after") is not None), None)
        for draft in drafts if after is not None else ():
            if after is not None and after < draft.core < last:
                draft.background = True  # 'the third attack this month, after two that killed five'


def _befell(scan: Scan, start: int, draft: Draft, *, harm: bool) -> bool:
    """Tell whether a count is what the event behind 'since' did: 'the killing of 29', 'the bombing that killed 29'."""
    if harm:
        return draft.first - start <= 1
    if draft.first - start > _COUNT or scan.begins(start, draft.first, "toll_verb"):
        return False  # 'the toll since the attack has risen to 29'
    which = next((i for i in range(start, draft.first) if scan.at(i, "control_relative", "harm_verb")), None)
    return which is not None and scan.begins(which, draft.first, "harm_verb", "harm_noun")


def long_before(scan: Scan, drafts: list[Draft], lengths: list[tuple[TimeFound, str]], day: dt.date) -> None:
    """'five were killed, a week after the killing of eight': the eight are of another day, so long before `day`.

    `lengths` are the lengths of time that the text tells, each with how long it is.
    """
    for time, length in lengths:
        then = _days(length, day)
        if then is None or not _after(scan, time):
            continue
        earlier = next((d for d in drafts if time.last < d.first), None)
        near = earlier is not None and earlier.first <= time.last + _EVENT and not _news(scan, time)
        if earlier is None or not (near or _event_ahead(scan, time.last + 1, earlier)):
            earlier = next((d for d in drafts if time.last < d.first and _in_that(scan, time, d)), None)
        if earlier is None:
            continue
        for draft in drafts:
            if earlier in (draft, draft.whole) or _fell_with(scan, earlier, draft):
                draft.window, draft.background, draft.cumulative = then, True, False


def _news(scan: Scan, time: TimeFound) -> bool:
    """Tell whether 'two days after the attack' only says when: the count behind it is the news itself.  Arabic."""
    event = scan.at(time.last + 1, "past_event", "past_battle") if scan.lang == "ar" else None
    if event is None:
        return False
    if scan.lexicon.begins(scan.tokens.folds[event.first], "the"):
        return scan.at(event.last, "control_relative") is None
    return event.last < len(scan) and not scan.hits[event.last]  # a name that no list knows


def _in_that(scan: Scan, time: TimeFound, draft: Draft) -> bool:
    """Tell whether '(killed) in the massacre' stands before a count, 'years after the massacre'.  Arabic."""
    if scan.lang != "ar" or scan.sentence_of(time.first) != scan.sentence_of(draft.core):
        return False
    for i in range(max(time.last + 2, draft.first - _EVENT), draft.first - 1):
        event = scan.at(i + 1, "past_event", "past_battle") if scan.at(i, "date_within") is not None else None
        if event is not None and scan.lexicon.begins(scan.tokens.folds[event.first], "the"):
            return True
    return False


def _fell_with(scan: Scan, earlier: Draft, draft: Draft) -> bool:
    """Tell whether one verb says what befell both ('a day after a leader and his two sons were shot').  English."""
    told = scan.lang == "en" and earlier.trigger is not None and earlier.trigger == draft.trigger
    return told and earlier.core < draft.core and scan.sentence_of(earlier.core) == scan.sentence_of(draft.core)


def _days(length: str, day: dt.date) -> Window | None:
    """Return the days that lie a length before `day`: one day, or all of the month or year."""
    days = length_in_days(length)
    if days is not None:
        then = moved(day, -days)
        return Window(start=then, end=then) if 0 < days <= _LONGEST else None
    found = re.fullmatch(r"P(\d{1,3})([MY])", length)
    if found is None:
        return None
    number, monthly = int(found[1]), found[2] == "M"
    if not monthly:
        return Window(start=real_day(day.year - number, 1, 1), end=real_day(day.year - number, 12, 31))
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    first = real_day(year, month + 1, 1)
    following = real_day(year + (month == _DECEMBER), (month + 1) % 12 + 1, 1)
    return Window(start=first, end=moved(following, -1)) if first is not None and following is not None else None


def _after(scan: Scan, time: TimeFound) -> bool:
    """Tell whether a length is told from an event: 'a week after', in Arabic 'after a week of the killing'."""
    if scan.lang == "en":
        return scan.reads(time.last, "after")
    events = (scan.at(i, "harm_noun", "past_event", "past_battle") for i in (time.last + 1, time.last + 2))
    harm = any(event is not None for event in events)
    told = scan.at(time.first - 1, "date_after") or scan.at(time.first, "date_after")
    return harm and told is not None and scan.at(time.last, "date_from", "control_on") is not None


def _event_ahead(scan: Scan, start: int, draft: Draft) -> bool:
    """Tell whether 'a bombing that killed' leads from token `start`, behind 'a week after', to a count."""
    if scan.lang == "en":  # 'one year after the quake that killed 53,537 people'
        if draft.head.harm is not None and scan.begins(start, draft.first, "relative"):
            return draft.first - start <= _THAT  # 'a day after a bombing that left seven dead'
        return draft.first - start <= _THAT and scan.ending(draft.first, "harm_verb") is not None
    event = scan.at(start, "past_event", "past_battle")
    if event is None or _COMMA in scan.tokens.folds[start : draft.first]:
        return False
    if scan.lexicon.begins(scan.tokens.folds[event.first], "the") and not scan.begins(
        start, draft.first, "control_relative"
    ):
        return False  # 'two days after the attack three soldiers were killed'
    return _befell(scan, event.last, draft, harm=False)
