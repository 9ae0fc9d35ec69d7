"""Which words of time date what happened: not the stamp of the report, nor the day on which somebody said it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.nth import numbered, within
from marsad.read.claims.ofthings import of_thing
from marsad.read.claims.olddeeds import deed_tokens
from marsad.read.claims.records import of_record
from marsad.read.claims.stepped import stepped
from marsad.read.dates import TimeFound
from marsad.read.days import real_day
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK, NUMBER, WORD

_DASHES = frozenset({"-", "\u2013", "\u2014"})
_STAMP_END = _DASHES | {":", ")", "::", "|"}
_COMMAS = frozenset({",", "\u060c", ";", "\u061b"})
_STAMP_BEFORE, _STAMP_AFTER = 16, 7
"""Tokens that may stand before a report's own date in its line, and between it and the dash or the end of the line."""
_SAID = {"en": 4, "ar": 7}
"""Tokens that may stand between 'said' (with its subject, in Arabic) and the day on which it was said."""
_SINCE = 12
"""Tokens before a day among which 'killed' or 'since' makes it the day of what happened."""
_TOGETHER = dt.timedelta(days=7)
"""Days that 'and' joins are so near each other at most."""
_FRONTED = 8
"""Tokens from a day at the head of a sentence through who speaks to 'said' at most."""
_HAPPENED = (
    "harm_verb",
    "harm_noun",
    "casualty_noun",
    "person",
    "event_word",
    "attribution_that",
    "cause",
    "toll_noun",
)
_SAME_WITHIN = 90
"""How far back, in tokens, the period stands that 'in the same period' means."""


_GONE = frozenset({"missing", "abducted", "detained"})
_FOUND = 3
"""Tokens from the day since which somebody was gone to 'was found dead' at most."""


def times_of_events(scan: Scan, times: list[TimeFound], published: dt.date | None) -> list[TimeFound]:
    """Return the times that may date a count: without stamps and days of saying, with 'the same period' resolved."""
    nth = numbered(scan) if times else []
    deeds = deed_tokens(scan) if times else ()
    things = bool(scan.firsts("thing_deed"))
    fronted = {t.first for t, then in pairwise(times) if _fronts(scan, t, then)} if scan.lang == "en" else set()
    kept = [
        t
        for t in times
        if not _stamp(scan, t, published) and not _said(scan, t) and not _figure(scan, t, published)
        if t.first not in fronted
        if not of_record(scan, t) and not within(nth, t.first) and t.first not in deeds
        if not _gone(scan, t) and not _from_event(scan, t) and not (things and of_thing(scan, t, published))
    ]
    kept = _joined_days(scan, kept)
    same = (_same_span(hit.first, hit.last, kept) for hit in scan.all("date_same_span"))
    steps = [t for t in stepped(scan, kept, published) if not _said(scan, t)]
    inside = {i for t in steps for i in range(t.first, t.last)}  # 'two days' of 'two days earlier' is no length
    apart = [t for t in kept if t.first not in inside]
    return sorted([*apart, *steps, *(time for time in same if time is not None)], key=first_of)


def _joined_days(scan: Scan, times: list[TimeFound]) -> list[TimeFound]:
    """Return the times with 'on Tuesday and Wednesday' as one of both days."""
    out: list[TimeFound] = []
    for time in times:
        before = out[-1] if out else None
        if before is not None and _joins(scan, before, time):
            window = Window(start=before.window.start, end=time.window.end)
            out[-1] = replace(before, last=time.last, window=window)
        else:
            out.append(time)
    return out


def _joins(scan: Scan, before: TimeFound, time: TimeFound) -> bool:
    if not one_day(before) or not one_day(time) or before.opens or time.opens:
        return False
    start, end = before.window.start, time.window.start
    if start is None or end is None or not dt.timedelta(0) < end - start <= _TOGETHER or time.closes or before.closes:
        return False
    glued = any(hit.clitics.conjunction for hit in scan.hits[time.first]) and time.first == before.last
    joined = scan.at(before.last, "and") is not None and time.first - before.last <= 2
    return glued or (joined and all(kind == WORD for kind in scan.tokens.kinds[before.last : time.first]))


def one_day(time: TimeFound) -> bool:
    """Tell whether the words name one day."""
    return time.window.start is not None and time.window.start == time.window.end


def not_yet(drafts: Iterable[Draft], published: dt.date | None) -> None:
    """End every window at publication at the latest: of those killed 'this year' none fell later."""
    for draft in drafts if published is not None else ():
        window = draft.window
        if window is None or window.start is None or window.end is None or published is None:
            continue
        if window.start <= published < window.end:
            draft.window = Window(start=window.start, end=published)


def up_to_its_day(window: Window | None, main: Window) -> Window:
    """Return the days of an overtaken figure: the main count's, up to the day on which it stood so."""
    day = window.end if window is not None else None
    if day is None or main.start is None or main.end is None or not main.start <= day <= main.end:
        return main
    return Window(start=main.start, end=day)


def _stamp(scan: Scan, time: TimeFound, published: dt.date | None) -> bool:
    """Tell whether the time is the report's own date: of the day of publication, in a dateline or a heading line."""
    start = time.window.start
    if time.opens or time.is_duration or not one_day(time) or start is None:
        return False
    filed = published is not None and published - start == dt.timedelta(days=1)  # the day before, in a dateline alone
    if published is not None and start != published and not filed:
        return False
    first = time.first
    for i in range(time.first - 1, max(-1, time.first - _STAMP_BEFORE) - 1, -1):
        if i < 0 or scan.tokens.kinds[i] == BREAK:
            break
        if _tells(scan, i) and not (i == time.first - 2 and scan.reads(i + 1, "of")):  # 'release of 22 June'
            return False
        first = i
    if first > 0 and (filed or scan.tokens.kinds[first - 1] != BREAK):
        return False
    ends = _DASHES if filed else _STAMP_END
    for i in range(time.last, time.last + _STAMP_AFTER):
        if i >= len(scan) or scan.tokens.kinds[i] == BREAK or scan.tokens.folds[i] in ends:
            return not filed or (i < len(scan) and scan.tokens.folds[i] in ends)
        if _tells(scan, i):
            return False
    return False


def _tells(scan: Scan, i: int) -> bool:
    if not scan.hits[i]:
        return False
    third = "cause" if scan.lang == "ar" else None  # 'today's raids on the district:'
    found = scan.at(i, "harm_verb", "person", "toll_verb") or scan.at(i, "casualty_noun", "harm_noun", third)
    return found is not None


def _said(scan: Scan, time: TimeFound) -> bool:
    """Tell whether the time is when somebody said so ('the ministry said on Friday', 'in its report issued today')."""
    if time.opens or time.closes or time.is_duration or not one_day(time):
        return False
    if scan.lang == "en" and _says_behind(scan, time):
        return True
    reach = _SAID[scan.lang]
    for i in range(time.first - 1, max(-1, time.first - reach - 2), -1):
        word = scan.tokens.folds[i]
        if scan.tokens.kinds[i] in (NUMBER, BREAK) or word in _COMMAS or (word == ":" and scan.lang == "en"):
            return False
        issued = scan.at(i, "date_issued")
        if issued is not None and issued.last >= time.first - 2 and not _in_name(scan, i):
            return True
        verb = scan.at(i, "attribution_verb")
        if verb is not None and verb.last == time.first and _counts(scan, verb, time):
            return False
        if verb is not None and verb.last <= time.first:
            return verb.entry.features.get("rival") is not True and not verb.clitics.article
        if any(hit.entry.cls in _HAPPENED for hit in scan.hits[i]) or scan.reads(i, "before_noun"):
            return False
    return False


def _says_behind(scan: Scan, time: TimeFound) -> bool:
    """'The army on Friday accused', 'the governor, in a note on Tuesday, acknowledged': the verb stands behind."""
    first, _ = scan.sents[scan.sentence_of(time.first)]
    comma = scan.tokens.folds[time.last : time.last + 1] == [","]
    verb = scan.at(time.last + comma, "attribution_verb", "accuses")
    if verb is None or scan.at(verb.first, "harm_verb", "account_verb") is not None:
        return False  # 'a blast on Monday claimed 28 lives'
    if scan.lexicon.ends(scan.tokens.folds[verb.first], "acting"):
        return False  # 'eight were taken on Sunday, adding to the 276'
    low = max(first, time.first - _SINCE)
    low = next((i for i in range(time.first - 1, low, -1) if scan.tokens.folds[i] in _COMMAS), low)
    return not scan.begins(low, time.first, "harm_verb", "date_open")


def _fronts(scan: Scan, time: TimeFound, then: TimeFound) -> bool:
    """'On Friday police said five had died on Thursday': the first day is that of saying so, where another follows."""
    first, last = scan.sents[scan.sentence_of(time.first)]
    if time.first - first > 1 or not time.last < then.first < last or not (one_day(time) and one_day(then)):
        return False
    for i in range(time.last, min(time.last + _FRONTED, then.first)):
        if scan.at(i, "attribution_verb") is not None:
            return not scan.begins(time.last, i, "harm_verb", "harm_noun") and i < then.first - 2
    return False


def _in_name(scan: Scan, i: int) -> bool:
    """Tell whether token `i` is a later word of a place's name ('Sadr City', whose second word is 'issued' too)."""
    names = (scan.at(j, "place") for j in range(max(0, i - 2), i))
    return any(name is not None and name.last > i for name in names)


def _counts(scan: Scan, verb: Hit, time: TimeFound) -> bool:
    """Tell whether 'recorded was yesterday the death of two' dates what happened: nobody is said to speak.  Arabic."""
    counts = scan.lang == "ar" and bool(verb.entry.features.get("counts"))
    number = scan.at(time.last, "number") is not None or scan.tokens.kinds[time.last : time.last + 1] == [NUMBER]
    return counts and (number or scan.at(time.last, "harm_noun") is not None)


def _figure(scan: Scan, time: TimeFound, published: dt.date | None) -> bool:
    """Tell whether the day is an older figure's ('twice Saturday's tally')."""
    if time.opens or not one_day(time) or published is None or time.window.start == published:
        return False
    if scan.lang == "ar":
        if not time.first or scan.tokens.folds[time.last : time.last + 1] == [":"]:
            return False  # 'Sunday's toll: 14 dead' is the news
        return any(hit.entry.cls == "denial_figure_noun" for hit in scan.hits[time.first - 1])
    figure = scan.at(time.last, "denial_figure_noun")
    return figure is not None and scan.tokens.folds[figure.last : figure.last + 1] != [":"]


def _from_event(scan: Scan, time: TimeFound) -> bool:
    """Tell whether 'a day after' says how long ago another event was.  English."""
    return scan.lang == "en" and time.is_duration and scan.reads(time.last, "after")


def _gone(scan: Scan, time: TimeFound) -> bool:
    """Tell whether it says since when he was gone who 'was found dead': 'a teacher missing since 3 May'.  English."""
    if scan.lang != "en":
        return False
    since = scan.ending(time.first, "date_open")
    verb = scan.ending(since.first if since is not None else time.first, "harm_verb")
    if verb is None or verb.entry.features["harm"] not in _GONE:
        return False
    found = (scan.at(i, "harm_verb") for i in range(time.last, min(time.last + _FOUND, len(scan))))
    return any(hit is not None and hit.entry.features["harm"] == "killed" for hit in found)


def _same_span(first: int, last: int, times: list[TimeFound]) -> TimeFound | None:
    before = [t for t in times if t.last <= first and first - t.last <= _SAME_WITHIN and not t.closes]
    spans = [t for t in before if t.opens or not one_day(t)] or before
    if not spans:
        return None
    other = next((t.window.start for t in times if last <= t.first <= last + 1 and t.precision == "year"), None)
    window = spans[-1].window
    if other is not None and window.start is not None and window.end is not None:
        years = other.year - window.start.year  # 'in the same period of 2023', 'in the same period last year'
        window = Window(start=_years_on(window.start, years), end=_years_on(window.end, years))
    return replace(spans[-1], first=first, last=last, opens=False, window=window)


def _years_on(day: dt.date, years: int) -> dt.date | None:
    """Return the same day of another year, the 28th for a 29th of February that it does not have."""
    leap = (day.month, day.day) == (2, 29)
    return real_day(day.year + years, day.month, 28 if leap and years else day.day)


def until(window: Window, published: dt.date | None) -> Window:
    """Return the days from a window's start to publication."""
    start = window.start
    end = published if start is None or published is None or published >= start else start
    return Window(start=start, end=end)
