"""The rows by side of any days: summed out of the accounts of incidents, without reckoning over all of their claims.

The figures are those of `reckon.table.toll_table` over all statements.  Only incidents that lie across an end of the
days, or are not fully dated, are reckoned from their claims.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from marsad.chronicle.sheets import sheets
from marsad.knowledge.sentences import load_sentences
from marsad.ledger import cached
from marsad.model import Contribution, Statement, Window
from marsad.model.terms import HARMS
from marsad.reckon.account import window_of
from marsad.reckon.ask import Question
from marsad.reckon.book import Book, Row, row_between
from marsad.reckon.case import Case, shares_of
from marsad.reckon.contribute import contributions
from marsad.reckon.fill import overlapping
from marsad.reckon.table import prepared
from marsad.reckon.within import Near, near

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle
    from marsad.reckon.summing import DaysSum


class Summed(NamedTuple):
    """A row of a period with what it was summed of."""

    row: Row
    question: Question
    total: DaysSum


class Named(NamedTuple):
    """The claims by which the incidents that add the most to a row bind it, and of how many incidents these are."""

    contributions: tuple[Contribution, ...]
    statements: dict[str, Statement]
    incidents: int
    of: int


def summed_within(
    chronicle: Chronicle, book: Book, period: Window, harm: str | None = None, side: str | None = None
) -> list[Summed]:
    """Return the rows of a period by side, in the order of a table; of a harm or side, or of all."""
    every = near(book, period, harm, side)
    case = _case(chronicle, {name for one in every for name in one.asked})
    rows = (_summed(case, one, period) for one in every)
    return [row for row in rows if row is not None]


def months_of(
    chronicle: Chronicle, book: Book, period: Window, harm: str | None = None, side: str | None = None
) -> list[Row]:
    """Return the rows of a period by side and month, in the order of a table; of a harm or side, or of all.

    A month that the period cuts short is summed as a period of its own.
    """
    asked = [key for key in book.keys(monthly=True) if harm in (None, key[0]) and side in (None, key[1])]
    found = [book.row(key) for key in asked if window_of(key[2]).inside(period)]
    for cut in _cut(period):
        found += [one.row for one in summed_within(chronicle, book, cut, harm, side)]
    order = {name: at for at, name in enumerate(HARMS)}
    return sorted(found, key=lambda one: (order[one.row.harm], one.row.side or "", one.row.start or ""))


def _cut(period: Window) -> list[Window]:
    """Return what a period holds of the months that it cuts short: at its start, its end, or of a single one."""
    ends = [day for day in (period.start, period.end) if day is not None]
    months = dict.fromkeys(window_of(f"{day:%Y-%m}") for day in ends)
    return [
        Window(start=max(month.start, period.start or month.start), end=min(month.end, period.end or month.end))
        for month in months
        if month.start is not None and month.end is not None and not month.inside(period)
    ]


def incidents_of(rows: Sequence[Summed]) -> int:
    """Return how many incidents rows are summed of."""
    import numpy as np

    return len(np.unique(np.concatenate([one.total.incidents for one in rows]))) if rows else 0


def named_of(chronicle: Chronicle, one: Summed, most: int) -> Named:
    """Return why a row stands as it does, of those incidents that add the most to it: of `most` at most."""
    first, total, every = one.total.binding(most)
    case = _case(chronicle, set(first))
    shares = [share for name in first for share in shares_of(case, name, one.question)]
    told = contributions(shares, total, case)
    statements = {said.claim: case.admitted.statements[said.claim] for said in told}
    return Named(told, statements, len(first), every)


def _case(chronicle: Chronicle, incidents: Collection[str]) -> Case:
    """Return the case in which some incidents are reckoned as they are in a table of all."""
    statements: list[Statement] = []
    if incidents:
        with chronicle.tables() as cache:
            led = {row.scene for row in cache.find(cached.names, "id", incidents)}
            leaders = sorted({row.leader for row in cache.find(cached.scenes, "scene", led)})
            found = sheets(cache, leaders, chronicle.umbrella, len(leaders))
            statements = [statement for sheet in found for statement in sheet.statements()]
    names = chronicle.ledger.source_names("en")
    return prepared(statements, umbrella=chronicle.umbrella, messages=load_sentences("en"), names=names)


def _summed(case: Case, one: Near, period: Window) -> Summed | None:
    from marsad.reckon.summing import sum_of_days

    question = Question(one.harm, one.side, period)  # type: ignore[arg-type]  # it comes from HARMS
    told = [share for name in one.asked for share in shares_of(case, name, question)]
    total = sum_of_days(one.columns, one.sure, told, case.places)
    if total is None:
        return None
    sides = total.overlaps() | set(overlapping(case, question, told))
    return Summed(row_between(one.harm, one.side, period, total.figure, sides), question, total)
