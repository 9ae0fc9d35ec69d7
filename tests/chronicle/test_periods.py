"""The rows of any days, summed out of the accounts of incidents, are those of reckoning over all statements."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from worlds import bare, documents, put

from marsad.chronicle import Chronicle
from marsad.chronicle.book import AccountBook
from marsad.chronicle.periods import Summed, months_of, named_of, summed_within
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model import Scope, Statement, TollTable, Window
from marsad.pipeline import Ledger
from marsad.reckon.case import shares_of
from marsad.reckon.table import prepared
from marsad.reckon.within import near


@pytest.fixture
def ledger(either: str) -> Iterator[Ledger]:
    with Ledger(either) as made:
        yield made


def days_of(statements: Sequence[Statement]) -> list[dt.date]:
    windows = [one.claim.window for one in statements]
    return sorted({day for window in windows for day in (window.start, window.end) if day is not None})


def periods(days: Sequence[dt.date], count: int, seed: int = 1) -> Iterator[Window]:
    """Days, months, longer periods, and such as are open at one end, all over the days that there are."""
    draw = random.Random(seed)
    for number in range(count):
        first = draw.choice(days) + dt.timedelta(days=draw.randrange(-1, 2))
        last = first + dt.timedelta(days=draw.choice((0, 0, 1, 2, 6, 30, 200)))
        if number % 4 == 1:
            first, last = first.replace(day=1), (first.replace(day=28) + dt.timedelta(4)).replace(day=1)
            last -= dt.timedelta(days=1)
        yield Window(start=None if number % 9 == 5 else first, end=None if number % 9 == 7 else last)


def left_of(table: TollTable) -> list[tuple[Any, Any]]:
    unlisted: Any = (table.residual or {}).get("unlisted", [])
    return [(one["lo"], one["hi"]) for one in unlisted]


def compare(ledger: Ledger, count: int) -> list[Summed]:
    chronicle, book = Chronicle(ledger), AccountBook()
    book.refresh(chronicle)
    statements = chronicle.statements()
    found: list[Summed] = []
    for number, period in enumerate(periods(days_of(statements), count)):
        harm = (None, "killed", "injured")[number % 3]
        side = ("civilians", "government")[number % 2] if number % 5 == 0 else None
        scope = Scope(window=period, harm=harm, side=side)  # type: ignore[arg-type]
        table = ledger.toll(scope, statements=statements)
        rows = summed_within(chronicle, book.sums, period, harm, side)
        assert [one.row.row for one in rows] == bare(table.rows), period
        assert [one.row.left for one in rows if one.row.left is not None] == left_of(table)
        found += rows
        by_month = ledger.toll(scope, by=("side", "month"), statements=statements)
        months = months_of(chronicle, book.sums, period, harm, side)
        assert [one.row for one in months] == bare(by_month.rows), period
        assert [one.left for one in months if one.left is not None] == left_of(by_month)
    return found


def test_any_days_of_a_generated_world(ledger: Ledger) -> None:
    put(ledger, documents(90, seed=6))
    rows = compare(ledger, 60)
    assert len(rows) > 100 and any(one.row.row.lo > 20 for one in rows)


def test_any_days_of_the_shipped_bulletins(ledger: Ledger) -> None:
    assert all(one.error is None for one in ledger.add(shipped_bulletins()))
    assert len(compare(ledger, 80)) > 100


def test_most_incidents_need_no_claims_to_be_read(ledger: Ledger) -> None:
    put(ledger, documents(90, seed=6))
    chronicle, book = Chronicle(ledger), AccountBook()
    book.refresh(chronicle)
    days = days_of(chronicle.statements())
    every = near(book.sums, Window(start=days[0], end=days[-1]), "killed", "civilians")
    assert [int(one.sure.sum()) > len(one.asked) for one in every] == [True]


def test_the_incidents_that_add_the_most_are_named_with_what_they_say_in_the_table_of_all(ledger: Ledger) -> None:
    put(ledger, documents(90, seed=6))
    chronicle, book = Chronicle(ledger), AccountBook()
    book.refresh(chronicle)
    statements = chronicle.statements()
    days = days_of(statements)
    period = Window(start=days[len(days) // 4], end=days[-1])
    table = ledger.toll(Scope(window=period), statements=statements)
    several, whole = 0, prepared(statements, umbrella=chronicle.umbrella)
    for one, row in zip(summed_within(chronicle, book.sums, period), table.rows, strict=True):
        every, some = named_of(chronicle, one, 10_000), named_of(chronicle, one, 2)
        assert sorted(every.contributions, key=str) == sorted(row.contributions, key=str)
        assert every.incidents == every.of == some.of and some.incidents == min(2, every.of)
        assert all(said in row.contributions and said.claim in some.statements for said in some.contributions)
        (first, total, _), (ordered, _, _) = one.total.binding(2), one.total.binding(10_000)
        told = {str(said.incident) for said in some.statements.values()}
        if not total.high and some.incidents < some.of:
            assert told <= set(first) and set(ordered) == {*total.low}
            adds = {name: sum(q.lo for q in shares_of(whole, name, one.question)) for name in ordered}
            assert min(adds[name] for name in first) >= max(adds[name] for name in {*total.low} - {*first})
            several += 1
    assert several > 1
