"""Events long past that are named by their time: 'the 2016 killing of 11 cadets', 'the May 2019 attack that killed 30'.

Their dead are background, of the time that names the event, and that time dates none of the news.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, core_of
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

NAMED = "event.named"
"""The rule of a count of such an event; nothing that befell others in its sentence is told of it."""
_PAST = {"en": dt.timedelta(days=30), "ar": dt.timedelta(days=60)}
"""An event whose named month or year ended so long before publication is no news."""
_KIND = 3
"""Tokens between the time and its event, or in Arabic the event and its time, at most ('the 2012 mosque bombing')."""
_HELD = 7
"""Tokens from the event to the first of its dead, or from them to its time, at most."""
_EVENTS = {"en": ("date_year_noun", "harm_noun"), "ar": ("past_event", "harm_noun")}
_STOPS = frozenset({",", "\u060c", ";", "\u061b", ":", "(", ")", "\u2013", "\u2014"})


def set_named_events_back(
    scan: Scan, drafts: list[Draft], times: list[TimeFound], published: dt.date | None
) -> set[int]:
    """Give the counts of events that a month or year long past names that time, as background.

    Returns where these times stand.
    """
    found: set[int] = set()
    for time in times if drafts and published is not None else ():
        end = time.window.end
        if published is None or end is None or published - end <= _PAST[scan.lang] or time.opens or time.is_duration:
            continue
        event = _event(scan, time)
        if event is None:
            continue
        for draft in _of_event(scan, drafts, time, event):
            draft.window, draft.background, draft.cumulative = time.window, True, False
            draft.rules.append(NAMED)
            found.add(time.first)
    return found


def _event(scan: Scan, time: TimeFound) -> Hit | None:
    """Return the event that a time names: behind it after 'the' in English, before it in Arabic; None where none is."""
    classes = _EVENTS[scan.lang]
    if scan.lang == "ar":
        steps = range(time.first - 1, max(-1, time.first - 2 - _KIND), -1)
    elif scan.at(time.first - 1, "determiner") is not None or scan.at(time.first, "determiner") is not None:
        steps = range(time.last, time.last + 1 + _KIND)
    else:
        return None
    for i in steps:
        if not 0 <= i < len(scan) or scan.tokens.kinds[i] != WORD or scan.at(i, "person", "control_relative"):
            return None
        event = scan.at(i, *classes)
        if event is not None and not event.clitics.conjunction:
            return event
    return None


def _of_event(scan: Scan, drafts: list[Draft], time: TimeFound, event: Hit) -> list[Draft]:
    """Return the counts of what an event did: those behind 'that killed' or 'of', or the one right before 'in' it."""
    first, last = scan.sents[scan.sentence_of(time.first)]
    at = max(time.last, event.last)
    behind = drafts[bisect_left(drafts, at, key=core_of) : bisect_left(drafts, last, key=core_of)]
    behind = [draft for draft in behind if not (draft.toll or (draft.whole is not None and draft.whole.toll))]
    if behind and _leads(scan, at, event, behind[0]):
        return behind
    start = min(time.first, event.first)
    before = drafts[bisect_left(drafts, first, key=core_of) : bisect_left(drafts, start, key=core_of)]
    return before[-1:] if before and _fell_in(scan, before[-1], start) else []


def _leads(scan: Scan, at: int, event: Hit, draft: Draft) -> bool:
    """Tell whether the words from token `at` lead from an event to a count: 'that killed', 'of', Arabic 'which'."""
    if draft.first - at > _HELD or draft.first < at:
        return False
    which = scan.lang == "en" and scan.tokens.folds[at] == "," and scan.at(at + 1, "relative") is not None
    if any(scan.tokens.folds[i] in _STOPS for i in range(at + which, draft.first)):
        return False
    if draft.first - at <= 1 and (event.entry.cls == "harm_noun" or scan.at(at, "of") is not None):
        return True
    reach = range(at, draft.first if scan.lang == "en" else min(at + 2, draft.first))
    return any(scan.at(i, "control_relative", "harm_verb") is not None for i in reach)


def _fell_in(scan: Scan, draft: Draft, start: int) -> bool:
    """Tell whether a count before token `start` is of those 'who died in the 2012 bombing'."""
    near = range(draft.last, start)
    if len(near) > _HELD or any(scan.tokens.folds[i] in _STOPS for i in near):
        return False
    return (
        draft.trigger is not None
        and draft.first <= draft.trigger < start
        and scan.begins(draft.last, start, "control_relative", "harm_verb")
    )
