"""What the toll promises of any year: the truth lies inside, names and order and reprints change nothing."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec
import pytest
from generated import year
from hypothesis import given, settings
from hypothesis import strategies as st
from reckon_build import claim, days, told, town

from marsad.model import Scope, Statement, TollRow, TollTable, Window
from marsad.model.figure import Figure, Injured, Killed, Missing, figure
from marsad.reckon.cascade import bounds
from marsad.reckon.solver import Program
from marsad.reckon.system import Row, System
from marsad.reckon.table import toll_table

KILLED = Scope(harm="killed")
YEAR = Scope(harm="killed", window=Window(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("policy", ["lead", "latest", "pooled", "hull", "per-source"])
def test_the_truth_is_inside_every_incidents_bounds_in_a_year_without_errors(seed: int, policy: str) -> None:
    """An upper bound speaks of the days of the claims that give it."""
    world = year(40, 180, seed=seed)
    rows = toll_table(world.statements, Scope(), by="incident,side", policy=policy).rows
    assert len(rows) > 40
    by_key = {s.key: s for s in world.statements}
    for row in rows:
        assert row.lo <= world.count(row.incident, row.harm, row.side), (row.incident, row.side, row.claims)
        if row.hi is not None:
            limiting = [by_key[one.claim].claim.window for one in row.contributions if one.bound == "hi"]
            last = max(window.end for window in limiting if window.end)
            told_of = world.count(row.incident, row.harm, row.side, until=last)
            assert told_of <= row.hi, (row.incident, row.side, row.claims)


@pytest.mark.parametrize("seed", range(4))
def test_the_truth_is_inside_the_bounds_of_months_and_of_the_year(seed: int) -> None:
    world = year(120, 500, seed=seed, monthly=True)
    for row in toll_table(world.statements, YEAR).rows:
        truth = sum(world.count(name, "killed", row.side) for name in world.truth)
        assert row.lo <= truth + world.unlisted.get(row.side, 0)
    for row in toll_table(world.statements, KILLED, by="month,side").rows:
        if row.side in world.unlisted:  # of these the monitor gives the month's total
            listed = sum(world.count(name, "killed", row.side) for name in world.truth if inside(world, name, row))
            assert row.hi is None or listed <= row.hi


def inside(world: Any, name: str, row: TollRow) -> bool:
    """Tell whether all of an incident's days lie in a row's month."""
    start = world.starts[name]
    end = start + dt.timedelta(days=max(day for *_, day in world.truth[name]))
    return row.start is not None and row.end is not None and row.start <= str(start) and str(end) <= row.end


def test_with_errors_no_row_vanishes_and_every_contradiction_is_named() -> None:
    world = year(60, 400, seed=3, wrong=0.2)
    found = toll_table(world.statements, Scope(), by="incident,side", policy="pooled")
    said = {(s.incident, s.claim.harm, s.claim.group.side) for s in world.statements}
    assert {(r.incident, r.harm, r.side) for r in found.rows} == said
    assert any(one.kind == "conflict" for one in found.contradictions)
    for one in found.contradictions:
        assert len(one.claims) >= 2 and one.scenarios


def test_the_order_of_a_years_statements_is_irrelevant() -> None:
    world = year(40, 200, seed=5, wrong=0.1, monthly=True)
    wanted = toll_table(world.statements, Scope(), by="month,side")
    shuffled = list(world.statements)
    random.Random(1).shuffle(shuffled)
    assert toll_table(shuffled, Scope(), by="month,side") == wanted


@pytest.mark.parametrize("policy", ["lead", "pooled"])
def test_reprints_never_raise_an_upper_bound_nor_move_a_lower_one(policy: str) -> None:
    world = year(40, 200, seed=6)
    again = [
        msgspec.structs.replace(s, document=f"{s.document}-again", key=f"{s.document}-again#{s.claim.id}")
        for s in random.Random(2).sample(world.statements, len(world.statements))
        if int(s.document[1:8]) % 2
    ]
    before = toll_table(world.statements, Scope(), by="incident,side", policy=policy)
    after = toll_table([*world.statements, *again], Scope(), by="incident,side", policy=policy)
    assert [(r.incident, r.side, r.lo, r.hi) for r in after.rows] == [
        (r.incident, r.side, r.lo, r.hi) for r in before.rows
    ]


def test_names_of_parties_swapped_give_the_same_bounds() -> None:
    world = year(40, 200, seed=7, wrong=0.05)
    swap = {"government": "opposition", "opposition": "government"}
    turned = [
        msgspec.structs.replace(s, claim=msgspec.structs.replace(s.claim, group=_swapped(s, swap)))
        for s in world.statements
    ]
    assert _by_side(toll_table(turned, Scope(), by="incident,side"), swap) == _by_side(
        toll_table(world.statements, Scope(), by="incident,side"), {}
    )


def _swapped(statement: Statement, swap: dict[str, str]) -> Any:
    side = statement.claim.group.side or ""
    return msgspec.structs.replace(statement.claim.group, side=swap.get(side, side))


def _by_side(table: TollTable, swap: dict[str, str]) -> set[tuple[object, ...]]:
    return {(r.incident, r.harm, swap.get(r.side or "", r.side), r.lo, r.hi) for r in table.rows}


def test_a_rows_claims_alone_give_its_lower_bound_again() -> None:
    world = year(40, 200, seed=8)
    by_key = {s.key: s for s in world.statements}
    for row in toll_table(world.statements, Scope(), by="incident,side").rows:
        lows = [one.claim for one in row.contributions if one.bound == "lo"]
        if lows:
            alone = toll_table([by_key[key] for key in lows], Scope(harm=row.harm, side=row.side))
            assert [again.lo for again in alone.rows] == [row.lo]
            for left_out in lows:
                less = [by_key[key] for key in lows if key != left_out]
                assert all(r.lo < row.lo for r in toll_table(less, Scope(harm=row.harm, side=row.side)).rows)


@st.composite
def two_families(draw: st.DrawFn) -> tuple[System, frozenset[int]]:
    """Rows over blocks of lines and blocks of columns of a table: each a nested family, crossing one another."""
    wide, high = 4, 3
    truth = [draw(st.integers(0, 6)) for _ in range(wide * high)]
    lines = [range(a, b) for a, b in draw(st.sampled_from([[(0, 3)], [(0, 2), (2, 3)], [(0, 2), (0, 1), (2, 3)]]))]
    columns = [range(a, b) for a, b in draw(st.sampled_from([[(0, 2), (2, 4)], [(0, 3), (1, 2)], [(0, 4), (0, 2)]]))]
    sets = [frozenset(r * wide + c for r in line for c in range(wide)) for line in lines]
    sets += [frozenset(r * wide + c for r in range(high) for c in column) for column in columns]
    rows = []
    for index, cells in enumerate(dict.fromkeys(sets)):
        total = sum(truth[cell] for cell in cells)
        lo = draw(st.integers(0, total))
        rows.append(Row(f"r{index}", cells, lo, draw(st.one_of(st.none(), st.integers(total, total + 4)))))
    return System(tuple(rows)), draw(st.sampled_from(sets))


@given(two_families(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_linear_optimum_of_two_nested_families_is_whole(case: tuple[System, frozenset[int]], largest: bool) -> None:
    system, query = case
    capped = query <= frozenset().union(*(row.cells for row in system.rows if row.hi is not None))
    if not largest or capped:
        found = Program(system.rows).optimum(dict.fromkeys(query, 1.0), largest=largest)
        assert found is not None and abs(found.value - round(found.value)) < 1e-6
    reckoned = bounds(system, query)
    assert reckoned is not None and reckoned.guarantee in ("exact-tree", "exact-TU")


def test_the_killed_the_injured_and_the_missing_are_never_added() -> None:
    """The types forbid it: without the remarks mypy (strict, unused remarks are errors) refuses these sums."""
    killed, injured, missing = Figure(Killed, 3, 5), Figure(Injured, 7, None), Figure(Missing, 1, 1)
    assert killed + Figure(Killed, 2, 2) == Figure(Killed, 5, 7)
    assert injured + Figure(Injured, 1, 1) == Figure(Injured, 8, None)
    with pytest.raises(TypeError, match="killed and injured are never added"):
        killed + injured  # type: ignore[operator]
    with pytest.raises(TypeError, match="missing and killed"):
        missing + killed  # type: ignore[operator]
    row = toll_table(told("d1", 11, [claim("c1", 3, window=days(11))]), KILLED).rows[0]
    assert figure(row, Killed) == Figure(Killed, 3, 3)
    with pytest.raises(TypeError, match="counts killed"):
        figure(row, Injured)


def test_wounded_who_died_are_no_decrease_as_far_as_the_dead_rose() -> None:
    first = told("d1", 11, [claim("c1", 5, window=days(11)), claim("c2", 20, window=days(11), harm="injured")])
    dead, wounded = claim("c1", 7, window=days(11)), claim("c2", 18, window=days(11), harm="injured")
    found = toll_table(first + told("d2", 12, [dead, wounded]), Scope())
    assert [(r.harm, r.lo, r.hi) for r in found.rows] == [("killed", 7, 7), ("injured", 18, 18)]
    assert found.contradictions == ()
    same_dead = told("d2", 12, [claim("c1", 6, window=days(11)), wounded])
    assert [one.kind for one in toll_table(first + same_dead, Scope()).contradictions] == ["decrease"]


def test_a_month_limits_each_of_its_incidents_and_the_unlisted() -> None:
    """T9: A 10 to 14, B at least 6, C 5, the month at most 30: B at most 15, at most 9 in incidents no one listed."""
    land = town("Land", 35.0, 40.0, kind="country")
    every = told("m", 31, [claim("c1", 30, window=days(1, 31), hedge="at_most")], incident="month", place=land)
    range_ = claim("c1", 10, window=days(11), value_max=14)
    every += told("a", 11, [range_], incident="a", place=town("A", 35.1, 40.0))
    every += told("b", 12, [claim("c1", 6, window=days(12), hedge="at_least")], incident="b", place=town("B", 35.5, 40))
    every += told("c", 13, [claim("c1", 5, window=days(13))], incident="c", place=town("C", 35.9, 40.0))
    march = Scope(harm="killed", window=days(1, 31))
    whole = toll_table(every, march)
    assert [(r.lo, r.hi) for r in whole.rows] == [(21, 30)]
    assert whole.residual is not None
    left: Any = whole.residual["unlisted"]
    assert [(one["lo"], one["hi"]) for one in left] == [(0, 9)]
    rows = {r.incident: r for r in toll_table(every, march, by="incident").rows}
    assert {name: (r.lo, r.hi) for name, r in rows.items()} == {
        "month": (0, 30),
        "a": (10, 14),
        "b": (6, 15),
        "c": (5, 5),
    }
    assert set(rows["b"].claims) == {"b#c1", "m#c1", "a#c1", "c#c1"}, "15 = 30 - 10 - 5"
