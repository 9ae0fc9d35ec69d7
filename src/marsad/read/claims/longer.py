"""Longer times than the news: 'raising the overall toll to 34,262', 'the war was triggered by an attack'."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_WAR, _OVERALL = 50, 10
"""A toll so many times as large as the count before it is of a longer time; a smaller one if it is called overall."""
_ORIGIN = 24
"""Tokens from 'the war was triggered by' to who was killed then at most."""

_HAS, _SUBJECT, _SO_FAR = 7, 10, 2
"""Tokens from 'has' to its count, before 'has' to its subject, and behind a count to 'so far', at most."""
_TOGETHER = 5
"""Tokens between two tolls that rise together at most ('rose to 481 dead, and the wounded to')."""


def of_longer_time(scan: Scan, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a toll is so much larger than the count that raised it that it is of no day that the text names.

    'Strikes killed 20 people on Tuesday, raising the overall toll to 34,262'.
    """
    if scan.lang == "en" and _of_process(scan, draft):
        return True
    if scan.lang != "en" or not draft.toll or draft.whole is not None or draft.status != "stated" or not draft.value:
        return False
    sentence = scan.sentence_of(draft.core)
    near = (d for d in drafts if d.core < draft.core and sentence - scan.sentence_of(d.core) <= 1)
    news = [d for d in near if d.harm == draft.harm and d.value and not d.toll and not d.background and d.whole is None]
    if not news:
        return False
    first, _ = scan.sents[sentence]
    times = _OVERALL if scan.begins(first, draft.first, "cumulative_word") else _WAR
    return draft.value >= times * max(d.value or 0 for d in news)


def of_origin(scan: Scan, draft: Draft) -> bool:
    """Tell whether a count is of what the war began with ('The war began when gunmen killed 1,200 people')."""
    if scan.lang != "en":
        return False
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return scan.begins(max(first, draft.first - _ORIGIN), draft.first, "war_origin")


def _of_process(scan: Scan, draft: Draft) -> bool:
    """Tell whether a count is what something long 'has now cost' ('the battle for X has so far killed 174')."""
    if draft.whole is not None or draft.status != "stated":
        return False
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    has = next((i for i in range(draft.first - 1, max(first, draft.first - _HAS), -1) if _has(scan, i)), None)
    if has is None:
        return False
    told = scan.begins(has, draft.first, "till_now") or scan.begins(draft.last, draft.last + _SO_FAR, "till_now")
    subject = max(first, has - _SUBJECT)
    return told and scan.begins(subject, has, "long_event") and not scan.begins(subject, has, "person")


def _has(scan: Scan, i: int) -> bool:
    return scan.at(i, "verb_have") is not None and not scan.reads(i, "had")


def of_undated(draft: Draft) -> bool:
    """Tell whether a whole of a count, or a whole of that, runs since no day that is told."""
    whole = draft.whole
    while whole is not None and not whole.undated:
        whole = whole.whole
    return whole is not None


def ahead(scan: Scan, one: Draft, other: Draft) -> bool:
    """'the dead rose to 481, and the wounded to 2,560 since April': the first of two tolls that rise together, too."""
    both = one.toll and other.toll and one.harm != other.harm and one.window is None and other.window is not None
    near = other.core - one.core_last <= _TOGETHER and scan.sentence_of(one.core) == scan.sentence_of(other.core)
    return both and near and other.cumulative and not one.background


def hours_later(toll: Draft, after: Sequence[Draft], hours: Sequence[Window]) -> bool:
    """'The toll of the war is 23,469. Within 24 hours 112 fell': the toll, so much larger, is not of these hours."""
    same = (d for d in after if d.harm == toll.harm and d.whole is None and d.window in hours)
    return any((d.value or 0) * _OVERALL <= (toll.value or 0) for d in same)
