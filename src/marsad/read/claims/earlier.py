"""Figures of an earlier time: what a sentence recalls, and what the news is compared with.  English.

'The week before, nine had died'; '41 deaths in April, compared with 29 in March'.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.claims.draft import Draft, core_of, first_of, last_of
from marsad.read.claims.ellipsis import COMPARED
from marsad.read.days import moved, real_day
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_STARTS = 2
"""Tokens between 'compared with' and the count at most ('with only 29')."""
_CLOSES = frozenset({";", "\u2013", "\u2014"})


class Compared(NamedTuple):
    """The tokens of what the news is compared with."""

    first: int
    last: int


def compared_with(scan: Scan, drafts: list[Draft]) -> list[Compared]:
    """Return where counts stand that the ones before them are compared with; they are background and parts of none."""
    out: list[Compared] = []
    for hit in scan.all("compares"):
        _, last = scan.sents[scan.sentence_of(hit.first)]
        last = next((i for i in range(hit.last, last) if scan.tokens.folds[i] in _CLOSES), last)
        inside = drafts[bisect_left(drafts, hit.last, key=core_of) : bisect_left(drafts, last, key=core_of)]
        before = bisect_left(drafts, hit.first, key=core_of)
        counted = before > 0 and scan.sentence_of(drafts[before - 1].core) == scan.sentence_of(hit.first)
        if not inside or inside[0].first - hit.last > _STARTS or not (counted or hit.entry.features.get("alone")):
            continue
        if counted and _of_enemies(drafts[before - 1], inside[0]):
            continue  # '41 soldiers, against 28 on the rebel side'
        before_now = (
            counted and drafts[before - 1].harm in {d.harm for d in inside} and _of_earlier(scan, hit.last, last)
        )
        before_now = before_now and not inside[0].head.actors and scan.at(inside[0].core_last, "of") is None
        if scan.lang == "ar" and COMPARED not in inside[0].rules and not before_now:
            continue  # 'twenty of the army, against nine of the factions'
        out.append(Compared(hit.first, last))
        for draft in inside:
            draft.background = True
            draft.whole = draft.whole if draft.whole in inside else None
    return out


def _of_earlier(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'last year', 'the month before' stands in tokens [first, last).  Arabic."""
    return any(hit.entry.features["which"] in ("last", "previous") for hit in scan.among(first, last, "date_which"))


def of_families(scan: Scan, drafts: list[Draft]) -> None:
    """'the families of the 218 victims demand justice': of the dead, whose number is known, nothing new is told.

    Arabic.
    """
    for draft in drafts if scan.lang == "ar" else ():
        number = scan.at(draft.core, "number") if scan.tokens.kinds[draft.core] != NUMBER else None
        the = number.clitics.article if number is not None else scan.at(draft.core - 1, "date_article") is not None
        family = scan.at(draft.first, "person") if the and draft.harm == "killed" else None
        if family is not None and family.entry.features.get("unit") and draft.core > family.last:
            draft.background = True


def _of_enemies(before: Draft, after: Draft) -> bool:
    """Tell whether two counts are of different sides, which no comparison of times sets against one another."""
    while before.whole is not None:
        before = before.whole
    return None not in (before.side, after.side) and before.side != after.side and after.side != "civilians"


def apart(regions: list[Compared], one: int, other: int) -> bool:
    """Tell whether of two tokens one stands in what the news is compared with, and the other before it."""
    return _holding(regions, one) != _holding(regions, other)


def _holding(regions: list[Compared], i: int) -> range:
    """Return which regions hold token `i`, by number: none ends before one that begins before it."""
    return range(bisect_right(regions, i, key=last_of), bisect_right(regions, i, key=first_of))


def recalled_sentences(scan: Scan, drafts: list[Draft], had_happened: set[int]) -> dict[int, Hit]:
    """Return 'the week before', 'a month earlier' by the sentence of which they date what it counts.

    They open the sentence, or it tells of what 'had' happened (one of `had_happened`); for more than a day, counts
    stand before it.
    """
    found: dict[int, Hit] = {}
    counted = scan.sentence_of(drafts[0].core) if drafts else len(scan.sents)
    for hit in scan.all("day_before") if scan.lang == "en" else ():
        sentence = scan.sentence_of(hit.first)
        opens = hit.first - scan.sents[sentence][0] <= 1
        long = hit.entry.features.get("unit") is not None
        if (opens or (long and sentence in had_happened)) and (not long or counted < sentence):
            found.setdefault(sentence, hit)
    return found


def days_before(hit: Hit, day: dt.date) -> Window:
    """Return the days that 'the week before', 'a year earlier' names, seen from the day of the news."""
    unit = hit.entry.features.get("unit")
    if unit == "year":
        return Window(start=real_day(day.year - 1, 1, 1), end=real_day(day.year - 1, 12, 31))
    if unit == "month":
        last = moved(day.replace(day=1), -1)
        return Window(start=last.replace(day=1), end=last) if last is not None else Window()
    if unit == "week":
        return Window(start=moved(day, -7), end=moved(day, -1))
    return Window(start=moved(day, -1), end=moved(day, -1))
