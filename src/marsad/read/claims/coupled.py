"""Coupled counts: of 'since 7 October: 38,848 killed, 89,459 injured' the time holds of both.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_SIDE_BY_SIDE = 3
"""Tokens between two coupled counts at most."""


def share_times(scan: Scan, drafts: list[Draft]) -> None:
    """Give the dead and the injured that are told side by side the time that is told of one of them."""
    for one, other in pairwise(drafts):
        near = 0 <= other.first - one.last <= _SIDE_BY_SIDE
        both = {one.harm, other.harm} == {"killed", "injured"}
        alike = one.trigger is not None and one.trigger == other.trigger
        listed = alike and one.whole is other.whole  # '97 civilians, 41 soldiers died in 2022'
        coupled = near and (both or listed) and one.status == other.status
        if not coupled or scan.sentence_of(one.core) != scan.sentence_of(other.core):
            continue
        if other.window is None and one.window is not None:
            other.window, other.cumulative = one.window, one.cumulative
        elif one.window is None and other.window is not None:
            one.window, one.cumulative = other.window, other.cumulative


def share_undated(scan: Scan, one: Draft | None, other: Draft) -> None:
    """'the toll since the escalation to 2,986, with 13,402 wounded': both run since a day that is left open."""
    if scan.lang != "en" or one is None or not one.undated or other.whole is not None:
        return
    if not (one.toll or scan.begins(scan.sents[scan.sentence_of(one.core)][0], one.first, "date_open")):
        return
    near = 0 <= other.first - one.last <= _SIDE_BY_SIDE and scan.sentence_of(one.core) == scan.sentence_of(other.core)
    if near and {one.harm, other.harm} == {"killed", "injured"}:
        other.window, other.undated, other.cumulative = one.window, True, True
