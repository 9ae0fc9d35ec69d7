"""Completions: 'Kyiv had 33 killed; another ten died in Kryvyi Rih, one woman in Dnipro' make up the 44 told.

Some parts of a total were found by their form; what else of its harm is told beside them is of it if all make it up.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, core_of, parts_of
from marsad.read.claims.ellipsis import GAPPED
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

_NEAR = 40
"""Counts beside a total's parts among which the others are sought at most."""
_PAIR = 2
_LARGE = 100
"""Totals from here on are hardly made up by two counts by chance."""
_SOON = dt.timedelta(days=2)
"""How long after a total's last day a part may be told of, where it makes the total up ('buried on Monday')."""
_LEAST = 10
"""Smaller totals are made up by chance."""


def link_completing(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make the counts that make up a total with its parts parts too, where they stand among them or beside them."""
    _pairs(scan, drafts, sides)
    reach = 1 if scan.lang == "en" else 0  # in Arabic, what else its sentence tells
    for total, parts in parts_of(drafts).items():
        if not reach and ((total.value or 0) < _LEAST or total.hedge != "exact"):
            continue
        if reach and any(d.rest and d.value is None for d in parts):
            continue  # '19 in X, 13 in Y and the rest in Z' are all of them
        told = [d for d in parts if d.harm == total.harm and d.value is not None]
        held = [d for d in told if d.head.sex is d.head.age is None] or told  # the children are told beside the places
        missing = (total.value or 0) - sum(d.value or 0 for d in held)
        if sum(d.value or 0 for d in told) == total.value:
            continue  # 'seven civilians, three fighters and a woman' are all of eleven
        if not held or missing <= 0 or not _exact(held):
            continue
        first, last = (scan.sentence_of(d.core) for d in (told[0], told[-1]))
        low = bisect_left(drafts, scan.sents[max(0, first - reach)][0], key=core_of)
        high = bisect_left(drafts, scan.sents[min(last + reach, len(scan.sents) - 1)][1], key=core_of)
        loose = [
            d
            for d in drafts[low : min(high, low + _NEAR)]
            if d.value
            and d.whole is None
            and d is not total
            and d.harm == total.harm
            and d.status == "stated"
            and not (d.background or d.toll or d.rest)
            and first - reach <= scan.sentence_of(d.core) <= last + reach
        ]
        if (
            reach and sum(d.value or 0 for d in loose) != missing
        ):  # '...: seven by a mine, four by fire, and one drowned'
            loose = [d for d in loose if first <= scan.sentence_of(d.core) <= last]
        others = len(loose) == 1 and (
            loose[0].head.other if reach else GAPPED in loose[0].rules
        )  # 'six died in X, ...; three others were killed in Y'
        besides = loose[0].head.other and scan.at(loose[0].first - 1, "and") is not None if len(loose) == 1 else False
        if besides and scan.sentence_of(loose[0].core) == scan.sentence_of(total.core):
            continue  # 'killed five in X, two of them children, and three more in Y'
        if sum(d.value or 0 for d in loose) != missing or (not others and not _made_up(total, held, loose)):
            continue
        if reach and loose[0].core < total.core and all("part.subset" in d.rules for d in held):
            continue  # '18 died in X. Police spoke of 21 deaths, among them two policemen and a guard'
        if _exact(loose) and all(_of_days(d, total) and not under(total, d) and sides.belongs(d, total) for d in loose):
            for part in loose:
                part.whole = total
                part.rules.append("part.sum")


def _made_up(total: Draft, held: list[Draft], loose: list[Draft]) -> bool:
    """Tell whether so many counts make up so large an exact total that it is no chance."""
    many = len(held) + len(loose) > _PAIR or ((total.value or 0) >= _LARGE and len(held) == len(loose) == 1)
    return many and (total.value or 0) >= _LEAST and _exact([total])


def _exact(counts: Iterable[Draft]) -> bool:
    """Tell whether all are exact numbers: 'at least 5' and 'between 11 and 90' make nothing up."""
    return all(d.hedge == "exact" and d.value_max in (None, d.value) for d in counts)


def _of_days(part: Draft, total: Draft) -> bool:
    """Tell whether a count is of the total's days, as far as its own words tell them."""
    mine, theirs = part.window, total.window
    if mine is None or theirs is None or mine.inside(theirs):
        return True
    if part.core < total.core or mine.start is None or mine.end is None or theirs.start is None or theirs.end is None:
        return False
    return theirs.start <= mine.start and mine.end <= theirs.end + _SOON


def _pairs(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'628 of the 982 dead were named; 354 remain unidentified': two counts of a sentence that make up a total."""
    for one, other in pairwise(drafts):
        total = one.whole
        if total is None or total.value is None or other.value is None:
            continue
        beside = scan.sentence_of(one.core) == scan.sentence_of(other.core) and one.harm == total.harm
        if not beside or (one.value or 0) + other.value != total.value or total.value < _LEAST:
            continue
        rest = other.kind == "remaining" and other.whole is not total
        alike = other.harm == total.harm and other.whole is None and not (other.background or other.toll)
        if (rest or alike) and not under(total, other) and sides.belongs(other, total):
            other.whole, other.harm = total, total.harm
            other.rules.append("part.sum")
