"""A row over all sides: never below what one side's row forces, nor below all of them together, whatever the policy."""

from __future__ import annotations

from typing import Any

import pytest
from generated import year
from hypothesis import given, settings
from hypothesis import strategies as st
from reckon_build import UMBRELLA, claim, days, told, town

from marsad.model import Scope, Statement, TollTable, Window
from marsad.model.terms import POLICIES
from marsad.reckon.table import toll_table

KILLED = Scope(harm="killed")


def rows(statements: list[Statement], by: str, **more: Any) -> dict[tuple[object, ...], tuple[int, int | None]]:
    table = toll_table(statements, KILLED, by=by, umbrella=UMBRELLA, **more)
    return {(row.side, row.source): (row.lo, row.hi) for row in table.rows}


def whole(*documents: list[Statement], **more: Any) -> TollTable:
    return toll_table([s for one in documents for s in one], KILLED, by="", umbrella=UMBRELLA, **more)


SIDES = ("government", "hezbollah", "opposition", "civilians", "unknown", "mixed")
PLACES = (None, town("A", 35.0, 40.0), town("B", 35.6, 40.0), town("Land", 35.2, 40.0, kind="country"))


@st.composite
def documents(draw: st.DrawFn) -> list[Statement]:
    """Bulletins of two voices on one incident or several, with and without sides, parts, running counts, minima."""
    every: list[Statement] = []
    for number in range(draw(st.integers(1, 5))):
        claims, whole_of = [], None
        for index in range(draw(st.integers(1, 4))):
            first = draw(st.integers(10, 13))
            more: dict[str, Any] = {"hedge": draw(st.sampled_from(["exact", "exact", "at_least", "at_most", "about"]))}
            if index and draw(st.booleans()):
                more["part_of"] = whole_of
            side = draw(st.sampled_from(SIDES))
            window = days(first, draw(st.integers(first, 14)))
            claims.append(claim(f"c{index + 1}", draw(st.integers(1, 30)), side, window, **more))
            whole_of = whole_of or "c1"
        voice, incident = draw(st.sampled_from(["one", "two"])), draw(st.sampled_from(["x", "x", "y", "z"]))
        place = PLACES[draw(st.integers(0, 3))]
        every += told(f"d{number}", 14 + number, claims, by=voice, incident=incident, place=place)
    return every


@pytest.mark.parametrize("policy", POLICIES)
@given(statements=documents(), period=st.sampled_from([Window(), days(10, 12), days(12, 14)]))
@settings(max_examples=60, deadline=None)
def test_all_sides_are_no_fewer_than_any_one_side(policy: str, statements: list[Statement], period: Window) -> None:
    scope = Scope(harm="killed", window=period)
    asked: dict[str, Any] = {"policy": policy, "umbrella": UMBRELLA}
    parts = toll_table(statements, scope, by="side", **asked).rows
    all_sides = {row.source: row for row in toll_table(statements, scope, by="", **asked).rows}
    for part in parts:
        together = all_sides[part.source]
        assert part.lo <= together.lo, (part.side, part.claims, together.claims)
        assert together.hi is None or part.lo <= together.hi
    apart = [row for row in parts if row.side in ("opposition", "civilians", "government")]
    for source, together in all_sides.items():
        assert sum(row.lo for row in apart if row.source == source) <= together.lo


@pytest.mark.parametrize("wrong", [0.0, 0.2])
@pytest.mark.parametrize("policy", ["lead", "latest", "pooled", "hull", "per-source"])
def test_all_sides_of_a_years_incidents_hold_each_sides(policy: str, wrong: float) -> None:
    world = year(40, 200, seed=2, wrong=wrong)
    parts = toll_table(world.statements, KILLED, by="incident,side", policy=policy).rows
    every = toll_table(world.statements, KILLED, by="incident", policy=policy).rows
    together = {(row.incident, row.source): row.lo for row in every}
    assert len(parts) > len(every) > 20
    for row in parts:
        assert row.lo <= together[row.incident, row.source], (row.incident, row.side)
    if not wrong:
        for row in every:
            truth = sum(world.count(row.incident, "killed", side) for side in {r.side for r in parts})
            assert row.lo <= truth


def test_counts_of_two_sides_neither_hold_nor_contradict_one_another() -> None:
    army, town_ = claim("c1", 12, window=days(11)), claim("c1", 5, "civilians", days(11))
    for voice in ("observatory", "ministry"):
        found = whole(told("d1", 11, [army]), told("d2", 12, [town_], by=voice))
        assert [(row.lo, row.hi) for row in found.rows] == [(17, 17)]
        assert found.contradictions == ()


def test_a_smaller_count_of_nobody_takes_nothing_from_a_partys_own_and_the_contradiction_is_said() -> None:
    found = whole(
        told("d1", 11, [claim("c1", 7, window=days(11))]), told("d2", 12, [claim("c1", 4, "unknown", days(11))])
    )
    assert [(row.lo, row.hi, row.claims) for row in found.rows] == [(7, None, ("d1#c1",))]
    assert [(one.kind, one.claims, one.lo) for one in found.contradictions] == [("conflict", ("d1#c1", "d2#c1"), 4)]


def test_a_count_of_nobody_beside_a_partys_in_one_text_may_be_of_others() -> None:
    found = whole(told("d1", 11, [claim("c1", 7, window=days(11)), claim("c2", 4, "unknown", days(11))]))
    assert [(row.lo, row.hi) for row in found.rows] == [(7, 11)]
    assert found.contradictions == ()


def test_a_breakdown_that_names_only_some_leaves_the_others_to_nobody() -> None:
    one = [
        claim("c1", 41, "mixed", days(11)),
        claim("c2", 20, window=days(11), part_of="c1"),
        claim("c3", 5, "civilians", days(11), part_of="c1"),
    ]
    found = whole(told("d1", 11, one))
    assert [(row.lo, row.hi) for row in found.rows] == [(41, 41)]
    assert found.contradictions == ()


def test_one_sides_total_of_a_month_limits_no_other_sides_dead() -> None:
    land = town("Land", 35.0, 40.0, kind="country")
    month = told("m", 31, [claim("c1", 30, window=days(1, 31))], incident="month", place=land)
    strike = told("a", 11, [claim("c1", 80, "civilians", days(11))], incident="a", place=town("A", 35.1, 40.0))
    found = whole(month, strike)
    assert [(row.lo, row.hi) for row in found.rows] == [(110, None)]
    assert found.contradictions == ()
