"""What a toll means, rule by rule, on bulletins of one line."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reckon_build import UMBRELLA, claim, day, days, told, town

from marsad.errors import UsageError
from marsad.model import Scope, Statement, TollTable, Window
from marsad.reckon.table import toll_table
from marsad.reckon.wording import Wording

PERIOD = Scope(harm="killed", window=days(1, 31))
Limits = tuple[int, int | None]


def table(statements: list[Statement], scope: Scope = PERIOD, **more: object) -> TollTable:
    return toll_table(statements, scope, umbrella=UMBRELLA, **more)  # type: ignore[arg-type]


def sides(found: TollTable) -> dict[str | None, Limits]:
    return {row.side: (row.lo, row.hi) for row in found.rows}


def test_an_exact_number_that_is_raised_later_was_a_lower_limit_only() -> None:
    told_twice = told("d1", 11, [claim("c1", 2, "civilians", days(11))])
    told_twice += told("d2", 12, [claim("c1", 5, "civilians", days(11, 12), cumulative=True)])
    assert sides(table(told_twice)) == {"civilians": (5, 5)}
    assert sides(table(told_twice, as_of=day(11))) == {"civilians": (2, 2)}


def test_a_marked_correction_takes_the_earlier_figure_back() -> None:
    first = told("d1", 11, [claim("c1", 25, window=days(11), hedge="at_least")])
    revised = [claim("c1", 25, window=days(11), status="superseded"), claim("c2", 19, window=days(11))]
    found = table(first + told("d2", 12, revised))
    assert sides(found) == {"government": (19, 19)}
    assert [(one.kind, one.reason, one.claims) for one in found.contradictions] == [
        ("decrease", "corrected", ("d1#c1", "d2#c1", "d2#c2"))
    ]


def test_an_unmarked_decrease_is_a_contradiction_of_two_claims_and_the_row_spans_both() -> None:
    both = told("d1", 11, [claim("c1", 25, window=days(11), hedge="at_least")])
    both += told("d2", 12, [claim("c1", 19, window=days(11))])
    found = table(both)
    assert sides(found) == {"government": (19, None)}
    assert [(one.kind, set(one.claims)) for one in found.contradictions] == [("decrease", {"d1#c1", "d2#c1"})]
    assert len(found.contradictions[0].scenarios) == 2


def test_looking_back_to_an_earlier_total_takes_nothing_back() -> None:
    first = told("d1", 11, [claim("c1", 30, window=days(10, 11), hedge="at_least")])
    later = [
        claim("c1", 41, window=days(10, 12), hedge="at_least"),
        claim("c2", 30, window=days(10, 11), status="superseded", background=True),
    ]
    found = table(first + told("d2", 12, later), Scope(harm="killed", window=days(10, 11)))
    assert sides(found) == {"government": (30, None)}
    assert found.contradictions == ()


def test_a_wider_claim_gives_a_period_an_upper_limit_and_never_a_lower() -> None:
    wide = told("d1", 20, [claim("c1", 50, window=days(1, 20))])
    narrow = told("d2", 20, [claim("c1", 8, window=days(10), hedge="at_least")])
    ten = Scope(harm="killed", window=days(10))
    assert sides(table(wide, ten)) == {}
    assert sides(table(wide + narrow, ten)) == {"government": (8, 50)}


def test_separate_incidents_add_up_and_the_upper_end_of_the_period_is_open() -> None:
    two = told("d1", 11, [claim("c1", 3, window=days(11))], incident="north", place=town("North", 36.0, 40.0))
    two += told("d2", 12, [claim("c1", 4, window=days(12))], incident="south", place=town("South", 34.0, 40.0))
    found = table(two)
    assert sides(found) == {"government": (7, None)}
    assert found.rows[0].claims == ("d1#c1", "d2#c1")
    by_incident = table(two, by="incident,side")
    assert {(row.incident, row.lo, row.hi) for row in by_incident.rows} == {("north", 3, 3), ("south", 4, 4)}
    by_place = table(two, by=("place",))
    assert {(row.place, row.lo) for row in by_place.rows} == {("North", 3), ("South", 4)}


def test_two_villages_of_one_incident_may_or_may_not_be_the_same_dead() -> None:
    two = told("d1", 11, [claim("c1", 3, window=days(11))], place=town("A", 35.0, 40.0))
    two += told("d2", 11, [claim("c1", 4, window=days(11))], place=town("B", 35.05, 40.0))
    assert sides(table(two)) == {"government": (4, 7)}
    running = told("d3", 12, [claim("c1", 9, window=days(11, 12), cumulative=True)], place=town("B", 35.05, 40.0))
    assert sides(table(two + running)) == {"government": (9, 9)}


def test_a_running_total_retold_with_fewer_days_is_not_added_to_its_beginning() -> None:
    chain = told("d1", 11, [claim("c1", 9, window=days(11), hedge="at_least")])
    chain += told("d2", 12, [claim("c1", 17, window=days(11, 12), hedge="at_least", cumulative=True)])
    agency = told("a1", 12, [claim("c1", 17, window=days(12), hedge="at_least")])
    assert sides(table(chain + agency)) == {"government": (17, None)}


def test_a_breakdown_names_each_group_of_an_ally_once() -> None:
    one = [
        claim("c1", 40, window=days(11), hedge="at_least"),
        claim("c2", 9, "allied_militia", days(11), part_of="c1"),
        claim("c3", 2, "allied_militia", days(11), part_of="c1"),
    ]
    assert sides(table(told("d1", 11, one)))["allied_militia"] == (11, 11)


def test_a_total_of_the_period_holds_its_incidents_and_leaves_a_residual() -> None:
    land = town("Land", 35.0, 40.0, kind="country")
    months = told("d9", 31, [claim("c1", 30, window=days(1, 31), cumulative=True)], incident="month", place=land)
    months += told("d1", 11, [claim("c1", 10, window=days(11))], incident="a", place=town("A", 35.1, 40.0))
    months += told("d2", 12, [claim("c1", 6, window=days(12))], incident="b", place=town("B", 35.5, 40.5))
    found = table(months)
    assert sides(found) == {"government": (30, 30)}
    unlisted = {"harm": "killed", "side": "government", "place": None, "from": "2021-03-01", "to": "2021-03-31"}
    assert found.residual == {"unlisted": [unlisted | {"lo": 14, "hi": 14}]}


def test_a_period_below_the_sum_of_its_incidents_is_named_as_a_contradiction() -> None:
    land = town("Land", 35.0, 40.0, kind="country")
    both = told("d9", 31, [claim("c1", 5, window=days(1, 31))], incident="month", place=land)
    both += told("d1", 11, [claim("c1", 10, window=days(11))], incident="a", place=town("A", 35.1, 40.0))
    found = table(both)
    assert sides(found)["government"][0] == 5
    assert [one.reason for one in found.contradictions] == ["period"]
    assert set(found.contradictions[0].claims) == {"d9#c1", "d1#c1"}


def test_statements_that_nobody_linked_are_never_added() -> None:
    two = told("d1", 11, [claim("c1", 3, window=days(11))], incident=None)
    two += told("d2", 12, [claim("c1", 4, window=days(12))], incident=None)
    assert sides(table(two)) == {"government": (4, None)}


def test_killed_and_injured_are_rows_of_their_own() -> None:
    both = told("d1", 11, [claim("c1", 3, window=days(11)), claim("c2", 5, window=days(11), harm="injured")])
    found = table(both, Scope(window=days(1, 31)))
    assert {(row.harm, row.lo) for row in found.rows} == {("killed", 3), ("injured", 5)}


def test_all_sides_together_are_counted_once_each() -> None:
    one = [
        claim("c1", 43, "mixed", days(11), hedge="at_least"),
        claim("c2", 27, window=days(11), part_of="c1"),
        claim("c3", 16, "opposition", days(11), part_of="c1"),
        claim("c4", 2, "civilians", days(11)),
    ]
    found = table(told("d1", 11, one), by="")
    assert [(row.side, row.lo) for row in found.rows] == [(None, 45)]


def test_children_and_women_are_rows_by_group() -> None:
    one = [
        claim("c1", 21, "civilians", days(11)),
        claim("c2", 4, "civilians", days(11), part_of="c1", group={"age": "child"}),
        claim("c3", 3, "civilians", days(11), part_of="c1", group={"sex": "f", "age": "adult"}),
    ]
    found = table(told("d1", 11, one), by="group")
    assert {(row.group, row.lo) for row in found.rows} >= {("children", 4), ("women", 3)}


def test_months_are_rows_by_month() -> None:
    two = told("d1", 11, [claim("c1", 3, window=days(11))], incident="a")
    april = Window(start=dt.date(2021, 4, 2), end=dt.date(2021, 4, 2))
    two += told("d2", 12, [claim("c1", 4, window=april)], incident="b")
    found = table(two, Scope(harm="killed"), by="month")
    assert [(row.start, row.end, row.lo) for row in found.rows] == [
        ("2021-03-01", "2021-03-31", 3),
        ("2021-04-01", "2021-04-30", 4),
    ]


def test_an_ally_counted_apart_is_not_in_the_umbrella_and_one_counted_inside_is() -> None:
    apart = told("d1", 11, [claim("c1", 5, window=days(11)), claim("c2", 2, "allied_militia", days(11))])
    assert sides(table(apart)) == {"government": (5, 5), "allied_militia": (2, 2)}
    vague = [
        claim("c1", 20, window=days(11), hedge="vague"),
        claim("c2", 25, "hezbollah", days(11), part_of="c1"),
    ]
    assert sides(table(told("d1", 11, vague))) == {"government": (25, None), "hezbollah": (25, 25)}


def test_what_an_exact_whole_leaves_limits_its_parts() -> None:
    whole = [
        claim("c1", 30, window=days(11)),
        claim("c2", 16, window=days(11), part_of="c1", group={"nationality": "Syrian"}),
        claim("c3", 1, "hezbollah", days(11), part_of="c1", hedge="at_least"),
    ]
    found = table(told("d1", 11, whole))
    assert sides(found)["hezbollah"] == (1, 14)
    row = next(row for row in found.rows if row.side == "hezbollah")
    assert set(row.claims) == {"d1#c1", "d1#c2", "d1#c3"}


def test_with_as_of_what_was_published_at_an_unknown_time_is_left_out() -> None:
    known = told("d1", 11, [claim("c1", 3, window=days(11))])
    unknown = [msgspec.structs.replace(s, published=None) for s in told("d2", 12, [claim("c1", 9, window=days(11))])]
    assert sides(table(known + unknown, as_of=day(31))) == {"government": (3, 3)}


def test_the_more_detailed_and_later_chain_leads() -> None:
    chain = told("d1", 11, [claim("c1", 9, window=days(11), hedge="at_least")])
    chain += told("d2", 12, [claim("c1", 17, window=days(11, 12), hedge="at_least")])
    rival = told("m1", 13, [claim("c1", 6, window=days(11, 12))], by="ministry")
    found = table(chain + rival)
    assert sides(found) == {"government": (17, None)}
    assert [(one.kind, one.claims) for one in found.contradictions] == [("rival", ("m1#c1", "d2#c1"))]


def test_another_voice_that_says_the_leads_number_is_no_rival() -> None:
    chain = told("d1", 11, [claim("c1", 9, window=days(11))])
    chain += told("d2", 12, [claim("c1", 17, window=days(11, 12))])
    assert table(chain + told("m1", 12, [claim("c1", 17, window=days(11, 12))], by="agency")).contradictions == ()


def test_an_agencys_title_over_the_monitors_words_is_one_figure() -> None:
    both = told(
        "a1", 12, [claim("c1", 48, window=days(11, 12), claimant="agency"), claim("c2", 48, window=days(11, 12))]
    )
    both = [msgspec.structs.replace(s, headline=s.claim.id == "c1") for s in both]
    for policy in ("lead", "pooled", "hull"):
        assert sides(table(both, policy=policy)) == {"government": (48, 48)}


def test_two_voices_that_share_a_figure_in_one_text_are_reckoned_together() -> None:
    said = (
        ("c1", 10, None, "agency"),
        ("c2", 10, None, "office"),
        ("c3", 4, "c1", "agency"),
        ("c4", 6, "c2", "office"),
    )
    both = told("d1", 12, [claim(id, n, window=days(12), part_of=whole, claimant=who) for id, n, whole, who in said])
    assert sides(table(both, policy="pooled")) == {"government": (10, 10)}


def test_an_unknown_policy_or_breakdown_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no policy 'loudest'"):
        table([], policy="loudest")
    with pytest.raises(UsageError, match="wrong claims"):
        table([], robust=9)
    with pytest.raises(UsageError, match="cannot be read by"):
        Wording("roughly")
    with pytest.raises(UsageError, match="broken down by 'moon'"):
        table([], by="moon")


def test_nothing_in_scope_gives_no_row() -> None:
    assert table([]).rows == ()
    assert table(told("d1", 11, [claim("c1", 3, window=days(11))]), Scope(harm="missing")).rows == ()


def test_a_long_chain_of_crossing_breakdowns_is_still_its_last_total() -> None:
    chain: list[Statement] = []
    for n in range(16):
        window = days(1, 1 + n)
        chain += told(
            f"d{n:02}",
            1 + n,
            [
                claim("c1", 30 + 8 * n, window=window, hedge="at_least"),
                claim("c2", 15 + 4 * n, window=window, part_of="c1", group={"nationality": "Syrian"}),
                claim("c3", 1, window=window, part_of="c2", group={"role": f"commander {n % 4}"}),
                claim("c4", 2 + n, "hezbollah", window, part_of="c1"),
                claim("c5", 3, "allied_militia", window, part_of="c1", group={"nationality": f"n{n % 3}"}),
                claim("c6", None, "allied_militia", window, part_of="c1", rest=True),
                claim("c7", 5, window=days(1 + n), part_of="c1"),
            ],
        )
    found = sides(table(chain))
    assert found["government"] == (150, None)
    assert found["hezbollah"] == (17, 17)
    assert found["allied_militia"] == (150 - 75 - 17, None), "what the last bulletin's whole leaves to them"


@st.composite
def running_tolls(draw: st.DrawFn) -> list[Statement]:
    """Bulletins of one voice on one battle: totals that only grow, and of some days their own share."""
    out, total = [], 0
    for number in range(draw(st.integers(1, 4))):
        today = draw(st.integers(0, 9))
        total += today
        whole = claim("c1", total, window=days(1, 1 + number), hedge=draw(st.sampled_from(["exact", "at_least"])))
        part = claim("c2", today, window=days(1 + number), part_of="c1")
        out += told(f"d{number}", 1 + number, [whole, part] if draw(st.booleans()) else [whole])
    return out


@given(running_tolls(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_a_growing_toll_is_its_last_total_in_any_order(told_in_turn: list[Statement], chance: object) -> None:
    last = max(s.claim.value or 0 for s in told_in_turn)
    found = table(told_in_turn)
    assert [row.lo for row in found.rows] == [last]
    assert found.contradictions == ()
    shuffled = list(told_in_turn)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert table(shuffled) == found
