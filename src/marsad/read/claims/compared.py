"""Times that date something else: 'the worst since March, when 21 died', 'buried on Monday three ...'."""

from __future__ import annotations

import datetime as dt

from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.dates import TimeFound
from marsad.read.days import last_of_month
from marsad.read.scan import Scan

_DEATH, _FUNERAL = 4, 6
"""Tokens from the mourned to the verb of their death, and from the verb of mourning to them, at most."""
_OPENS = 2
"""Tokens before a time with which a sentence begins."""
_COMMAS = frozenset({",", "\u060c"})
_OLDER = dt.timedelta(days=14)
"""How long before publication a day lies at least that the news is compared with."""


def set_compared_apart(scan: Scan, drafts: list[Draft], times: list[TimeFound], published: dt.date | None) -> None:
    """Give the counts behind 'since March, when' that month for a window, as background of no running total."""
    if published is None:
        return
    for when in scan.all("since_when"):
        comma = scan.tokens.folds[when.first - 1] in _COMMAS
        time = next((t for t in times if t.last == when.first - comma), None) if comma or scan.lang == "ar" else None
        if time is None or (scan.lang == "ar" and scan.ending(time.first, "date_open") is None and not time.opens):
            continue
        if time.window.start is None or not _older(time, published):
            continue
        window = Window(start=time.window.start, end=_end(time, published))
        first, last = scan.sents[scan.sentence_of(when.first)]
        if scan.lang == "en" and time.first - first <= _OPENS:  # 'Since April, when the war began, 40,000 have died'
            last = next((i for i in range(when.last, last) if scan.tokens.folds[i] in _COMMAS), last)
        dated = any(when.last <= t.first < last for t in times)
        for draft in drafts:
            if when.last <= draft.first < last and (draft.window in (None, time.window) or not dated):
                draft.window, draft.background, draft.cumulative = window, True, False
                draft.whole = draft.whole if draft.whole is not None and draft.whole.core > when.first else None


def mourned(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'buried on Monday seven herders shot dead ...' goes on with the death: the funeral dates nothing."""
    verbs = scan.firsts("harm_verb")
    before = (verbs.get(i) for i in range(draft.first - 1, draft.first - _FUNERAL - 1, -1))
    if not any(verb is not None and verb.entry.features.get("funeral") for verb in before):
        return False
    died = (verbs.get(i) for i in range(draft.last, draft.last + _DEATH))
    return any(verb is not None and verb.entry.features["harm"] == "killed" for verb in died)


def _end(time: TimeFound, published: dt.date) -> dt.date | None:
    """Return the end of the named time itself, where 'since' opens it to this day."""
    start, end = time.window.start, time.window.end
    if not time.opens or start is None:
        return end
    if time.precision == "year":
        return start.replace(month=12, day=31)
    if time.precision != "month":
        return start
    return last_of_month(start)


def _older(time: TimeFound, published: dt.date) -> bool:
    start, end = time.window.start, time.window.end
    last = start if time.opens else end or start
    return last is not None and published - last > _OLDER
