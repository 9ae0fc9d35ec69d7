"""Whose a day is: the day behind a count that 'and' adds is its own, that of a taking is not that of the release."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.mainwindow import RUNNING
from marsad.read.claims.toldtimes import days_of
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan

_COMMA = "\u060c"
_COMMAS = frozenset({",", "\u060c", ";", "\u061b", ":"})
_HELD = frozenset({"abducted", "detained"})
_TAKEN = 8
"""Tokens from a verb of taking to its time at most ('taken from a college in')."""


def own_day_behind(scan: Scan, draft: Draft, times: list[TimeFound], drafts: list[Draft]) -> TimeFound | None:
    """Return the time behind a count that 'and' adds, before the next count, or None.

    In Arabic the count before must have a time of its own, right before the 'and' ('5 in May and 9 in June').
    """
    if scan.lang == "en":
        if scan.at(draft.first - 1, "and") is None:
            return None
    elif not _added(scan, draft) or not _dated_before(scan, draft, times):
        return None
    following = bisect_left(drafts, draft.last, key=core_of)
    end = drafts[following].first if following < len(drafts) else len(scan)
    return next((t for t in times if draft.last <= t.first < end), None)


def _added(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'and' stands before the count, or is glued to it.  Arabic."""
    opening = scan.at(draft.core, "number"), scan.at(draft.first, "hedge_pre"), scan.at(draft.first, "person")
    glued = any(hit is not None and bool(hit.clitics.conjunction) for hit in opening)
    return glued or scan.at(draft.first, "and") is not None or scan.at(draft.first - 1, "and") is not None


def _dated_before(scan: Scan, draft: Draft, times: list[TimeFound]) -> bool:
    """Tell whether a time ends right before a count, or before the comma or the 'and' there."""
    end = draft.first
    while end > 0 and (scan.tokens.folds[end - 1] == _COMMA or scan.at(end - 1, "and") is not None):
        end -= 1
    return any(t.last == end for t in times)


def same_period(scan: Scan, times: list[TimeFound], top: Draft, draft: Draft) -> bool:
    """Tell whether 'and the wounding of 150' goes on from a period's dead, whatever day a later clause tells.  Arabic.

    'Since January attacks led to the death of 38 and the wounding of 150, while yesterday alone saw the death of two'.
    """
    noun = scan.at(draft.trigger, "harm_noun") if draft.trigger is not None else None
    joined = noun is not None and bool(noun.clitics.conjunction) and 0 <= draft.first - noun.last <= 1
    if not joined or top.window is None or draft.harm == top.harm or days_of(top.window) <= RUNNING:
        return False
    sentence = scan.sentence_of(draft.core)
    apart = draft.window is not None and not draft.window.inside(top.window)
    if scan.sentence_of(top.core) != sentence or apart:
        return False
    _, last = scan.sents[sentence]
    end = next((hit.first for hit in scan.among(draft.last, last, "boundary")), last)
    return not any(top.last <= time.first < end for time in times)


def of_taking(scan: Scan, time: TimeFound) -> bool:
    """'freed 16 students taken in March', 'a nurse captured in May 2022': the time is when they were taken."""
    first, _ = scan.sents[scan.sentence_of(time.first)]
    for i in range(time.first - 1, max(first, time.first - _TAKEN) - 1, -1):
        word = scan.at(i, "harm_verb", "harm_noun")
        if word is not None:
            return word.entry.features.get("harm") in _HELD
        if scan.tokens.folds[i] in _COMMAS:
            return False
    return False
