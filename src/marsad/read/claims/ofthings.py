"""Times that date a thing and nobody's death: 'the school, built in 2015', 'a mine laid eight years ago'."""

from __future__ import annotations

import datetime as dt

from marsad.read.dates import TimeFound
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_NEAR = 4
"""Tokens from 'built' to its time at most: a preposition, an article, in Arabic who did it."""
_LONG = dt.timedelta(days=21)
"""How long ago a weapon was laid at least, where the day is none on which it killed."""
_HARMS = ("harm_verb", "harm_noun", "casualty_noun", "person")


def of_thing(scan: Scan, time: TimeFound, published: dt.date | None) -> bool:
    """Tell whether a time says when a thing was built, laid or named, or somebody was appointed or born."""
    low = max(scan.sents[scan.sentence_of(time.first)][0], time.first - _NEAR)
    for i in range(time.first - 1, low - 1, -1):
        deed = scan.at(i, "thing_deed")
        if deed is not None and deed.last <= time.first:
            if deed.entry.features.get("next") and deed.last < time.first:
                return False  # 'war remnants during May'
            return not deed.entry.features.get("old") or _old(time, published)
        if scan.tokens.kinds[i] != WORD or scan.any_at(i, *_HARMS) is not None:
            return False
    return False


def _old(time: TimeFound, published: dt.date | None) -> bool:
    end = time.window.end if not time.opens else time.window.start
    return published is not None and end is not None and published - end > _LONG
