"""Bounds that hold if some claims are wrong are those over all ways of leaving so many claims out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from reckon_build import claim, days, told, town

from marsad.model import Robust, Scope, Statement
from marsad.model.terms import Hedge
from marsad.reckon.table import toll_table

PERIOD = Scope(harm="killed", window=days(1, 31))
Limits = tuple[int, int | None]


def robust(statements: list[Statement], wrong: int, policy: str = "lead") -> Limits | None:
    rows = toll_table(statements, PERIOD, robust=wrong, policy=policy).rows
    assert all(row.robust is not None and row.robust.wrong == wrong for row in rows)
    return (rows[0].robust.lo, rows[0].robust.hi) if rows and isinstance(rows[0].robust, Robust) else None


def chain() -> list[Statement]:
    out = told("d1", 11, [claim("c1", 9, window=days(11), hedge="at_least")])
    out += told("d2", 12, [claim("c1", 17, window=days(11, 12), hedge="at_least", cumulative=True)])
    return out + told("d3", 13, [claim("c1", 24, window=days(11, 13), cumulative=True)])


def test_a_running_total_falls_back_to_the_days_before() -> None:
    assert robust(chain(), 0) == (24, 24)
    assert robust(chain(), 1) == (17, None), "without the last day's total nothing limits from above"
    assert robust(chain(), 2) == (9, None)
    assert robust(chain(), 3) == (0, None)


def test_a_figure_and_its_reprint_are_one_claim() -> None:
    reprint = told("a1", 13, [claim("c1", 24, window=days(11, 13), cumulative=True)])
    assert robust(chain() + reprint, 1) == (17, None)


def test_another_sources_same_figure_is_a_claim_of_its_own() -> None:
    witness = told("w1", 13, [claim("c1", 20, window=days(11, 13), hedge="at_least")], by="witness")
    assert robust(chain() + witness, 1, policy="pooled") == (20, None)
    assert robust(chain() + witness, 1) == (20, None), "it carries on what is left of the chain of the lead"


def test_over_several_incidents_the_wrong_claim_is_the_one_that_matters_most() -> None:
    two = told("d1", 11, [claim("c1", 3, window=days(11))], incident="north", place=town("North", 36.0, 40.0))
    two += told("d2", 12, [claim("c1", 4, window=days(12))], incident="south", place=town("South", 34.0, 40.0))
    assert robust(two, 0) == (7, None)
    assert robust(two, 1) == (3, None)
    assert robust(two, 2) == (0, None)


def test_under_a_total_of_the_period_the_total_and_a_part_must_both_be_wrong() -> None:
    land = town("Land", 35.0, 40.0, kind="country")
    month = told("m", 31, [claim("c1", 7, window=days(1, 31))], incident="month", place=land)
    month += told("d1", 11, [claim("c1", 3, window=days(11))], incident="a", place=town("A", 35.1, 40.0))
    month += told("d2", 12, [claim("c1", 4, window=days(12))], incident="b", place=town("B", 35.5, 40.5))
    assert robust(month, 0) == (7, 7)
    assert robust(month, 1) == (7, None), "either the month or its days force seven"
    assert robust(month, 2) == (3, None)


@st.composite
def bulletins(draw: st.DrawFn) -> list[Statement]:
    """Some bulletins of one or two voices on one battle, no two of one figure."""
    out: list[Statement] = []
    for number in range(draw(st.integers(2, 4))):
        total = 10 * draw(st.integers(1, 5)) + number
        hedge: Hedge = draw(st.sampled_from(["exact", "at_least", "at_most"]))
        voice = draw(st.sampled_from(["one", "other"]))
        out += told(f"d{number}", 1 + number, [claim("c1", total, window=days(1, 1 + number), hedge=hedge)], by=voice)
    return out


@given(bulletins(), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_the_bounds_are_those_over_every_way_of_leaving_claims_out(told_all: list[Statement], wrong: int) -> None:
    """Ways that leave a contradiction need more wrong claims than were left out: they are none."""
    found = robust(told_all, wrong, policy="pooled")
    lows: list[int] = []
    tops: list[int | None] = []
    clean = True
    for number in range(wrong + 1):
        for out in combinations([s.key for s in told_all], number):
            table = toll_table([s for s in told_all if s.key not in out], PERIOD, policy="pooled")
            clean = clean and not table.contradictions
            if not table.contradictions:
                lows.append(table.rows[0].lo if table.rows else 0)
                tops.append(table.rows[0].hi if table.rows else None)
    assert found is not None
    if lows:
        top = None if None in tops else max(top for top in tops if top is not None)
        assert found[0] <= min(lows)
        assert found[1] is None or (top is not None and found[1] >= top)
        if clean:
            assert found == (min(lows), top)
