"""Causes of some: what a running total's parts came to harm by is not how all of them did."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.toldtimes import days_of, of_period
from marsad.read.scan import Scan

SPECIAL = frozenset({"torture", "execution", "suicide_bombing", "assassination", "ied_mine"})
"""Causes of some, of which the dead of weeks are only where the lead says so."""
_SHARE = 6
"""Tokens from a percentage to what it is said of at most."""
_DAYS = 2
"""Days in which one incident may go on."""


def of_days(draft: Draft) -> bool:
    """Tell whether a count is a running total of more days than one incident goes on."""
    return draft.cumulative and draft.window is not None and days_of(draft.window) > _DAYS


def of_some(scan: Scan, draft: Draft, parts: Sequence[Draft], hit: Hit) -> bool:
    """Tell whether the cause `hit` right behind a part of a total of days is the part's alone.  Arabic.

    '14 civilians died in May, two children by a mine among them': the mine killed the two.
    """
    before = next((part for part in reversed(parts) if part.last <= hit.first), None)
    if before is None or not of_days(draft) or scan.tokens.kinds[before.last : hit.first] not in ([], ["w"]):
        return False
    return hit.entry.features["cause"] in SPECIAL or before.value == 1


def told_of_parts(hits: Sequence[Hit], of_parts: Collection[int]) -> set[int]:
    """Return the tokens of the causes numbered `of_parts`, and of those beside them that say the same.

    'by mines and remnants of war' says one thing.
    """
    found: set[int] = set()
    before: Hit | None = None
    for k, hit in enumerate(hits):
        beside = before is not None and hit.first - before.last <= 1
        before = hit if k in of_parts or beside else None
        if before is not None:
            found.add(hit.first)
    return found


def of_smaller(caused: Sequence[Draft], means: Mapping[Draft, Hit]) -> set[int]:
    """Return where special causes stand that are told of a count beside a period's larger one of the same harm.

    '139 civilians were killed in October; 24 died under torture': the others did not, whether or not they are a part.
    """
    most: dict[tuple[str | None, Window | None], int] = {}
    for draft in caused:
        if draft not in means and of_period(draft) and not draft.background:
            key = draft.harm, draft.window
            most[key] = max(most.get(key, 0), draft.value or 0)
    told = ((draft, hit) for draft, hit in means.items() if hit.entry.features["cause"] in SPECIAL)
    return {hit.first for draft, hit in told if (draft.value or 0) < most.get((draft.harm, draft.window), 0)}


def of_shares(scan: Scan, hits: Sequence[Hit]) -> set[int]:
    """Return which of `hits` are told of a percentage: 'over 70 per cent of them fell by X's fire'.  Arabic."""
    found: set[int] = set()
    for unit in scan.all("unit") if scan.lang == "ar" else ():
        if unit.entry.features["why"] == "percentage":
            k = bisect_left(hits, unit.last, key=first_of)
            near = k < len(hits) and hits[k].first - unit.last <= _SHARE
            found |= {k} if near and scan.sentence_of(hits[k].first) == scan.sentence_of(unit.first) else set()
    return found
