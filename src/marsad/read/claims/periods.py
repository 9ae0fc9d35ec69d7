"""Periods: a count of today is part of the smallest total of a longer time.  English; Arabic has `running`."""

from __future__ import annotations

from bisect import bisect_right

from marsad.model.time import Window
from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.mainwindow import days_of

_MOST = 200
"""Larger totals among which a count's own is sought at most, the smallest first."""

_MONTH = 28
"""Days of a report's period at least whose groups of one sex or age are told after its total."""


def link_periods(drafts: list[Draft], sides: Sides) -> None:
    """A count of today is a part of the smallest total of a longer period that can hold it.  English."""
    if sides.scan.lang != "en":
        return  # see `running`
    totals: dict[str | None, list[Draft]] = {}
    for draft in sorted((d for d in drafts if d.cumulative and d.value is not None), key=_value):
        totals.setdefault(draft.harm, []).append(draft)
    for part in drafts:
        if part.whole is not None or part.value is None or part.background or part.kind == "vague":
            continue
        larger = totals.get(part.harm, [])
        above = bisect_right(larger, part.value, key=_value)
        larger = larger[above : above + _MOST]
        fits = [t for t in larger if _longer(t, part) and sides.belongs(part, t) and not under(t, part)]
        if fits:
            part.whole = min(
                fits,
                key=lambda t: (
                    t.hedge == "at_most",
                    _other_actors(t, part),
                    _value(t),
                    abs(t.core - part.core),
                    t.core,
                ),
            )
            part.rules.append("part.period")


def _value(draft: Draft) -> int:
    return draft.value or 0


def _other_actors(total: Draft, part: Draft) -> bool:
    """Tell whether a narrower group ('the army') would hold a wider one ('the army and its allies')."""
    theirs, mine = {a.actor for a in total.head.actors}, {a.actor for a in part.head.actors}
    return theirs != mine and not (mine and mine < theirs) and total.whole is not None


def _of_their_kind(total: Draft, part: Draft) -> bool:
    """Tell whether a part of a total ('64 women') can hold others: only those of whom the same is said."""
    theirs, mine = total.head, part.head
    pairs = ((theirs.sex, mine.sex), (theirs.age, mine.age), (theirs.role, mine.role))
    return total.whole is None or all(wide in (None, narrow) for wide, narrow in pairs)


def _longer(total: Draft, part: Draft) -> bool:
    told = total.head.age not in (None, part.head.age) or total.head.sex not in (None, part.head.sex)
    if told:
        return False  # of a total of children only children are a part
    if total is part or total.harm != part.harm or total.value is None or part.value is None:
        return False
    if total.kind in ("implied", "share", "one_of"):
        return False
    if total.background and not total.undated:
        return False
    if not total.cumulative or total.value <= part.value or total.kind == "vague":
        return False
    if not _of_their_kind(total, part):
        return False
    if total.claimant != part.claimant:
        return False
    if total.undated:
        named = total.toll or total.head.persons > 0
        return named and not part.undated and not part.toll
    mine, theirs = part.window, total.window
    if mine is None or theirs is None or mine.start is None or theirs.start is None:
        return False
    if theirs == mine:
        return _of_the_period(total, part)
    return theirs.start < mine.start and mine.inside(Window(start=theirs.start, end=theirs.end))


def _of_the_period(total: Draft, part: Draft) -> bool:
    """'158 died in March ... eight children were killed': of one sex or age, told after the total of the same days."""
    mine, theirs = part.head, total.head
    narrower = (mine.sex, mine.age) != (None, None) and (theirs.sex, theirs.age) == (None, None)
    month = part.window is not None and days_of(part.window) >= _MONTH
    return narrower and month and total.core < part.core and total.whole is None and total.head.persons > 0
