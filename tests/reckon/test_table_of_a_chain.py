"""The chain of Al-Bukamal, June 2018: running tolls chain, rivals move nothing, order is irrelevant."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from gold_statements import UMBRELLA, chain, statements

from marsad.model import Scope, Statement, TollRow, TollTable, Window
from marsad.reckon import reckon
from marsad.reckon.table import toll_table

SCOPE = Scope(harm="killed", window=Window(start=dt.date(2018, 6, 8), end=dt.date(2018, 6, 12)))
OURS = ("A-01", "A-02", "seed", "A-03", "A-05")


def table(given: list[Statement], as_of: dt.date | None = None, policy: str = "lead") -> TollTable:
    return toll_table(given, SCOPE, as_of=as_of, umbrella=UMBRELLA, policy=policy)


def rows(found: TollTable) -> dict[str | None, TollRow]:
    return {row.side: row for row in found.rows}


@pytest.fixture(scope="module")
def five() -> list[Statement]:
    return chain(OURS)


@pytest.fixture(scope="module")
def six(five: list[Statement]) -> list[Statement]:
    return [*five, *statements("A-04")]


@pytest.mark.parametrize(("as_of", "government", "militants"), [(None, 48, 32), (10, 41, 27), (9, 30, 21), (8, 27, 17)])
def test_the_latest_running_total_is_the_toll_and_never_a_sum(
    five: list[Statement], as_of: int | None, government: int, militants: int
) -> None:
    found = rows(table(five, dt.date(2018, 6, as_of) if as_of else None))
    assert found["government"].lo == government
    assert found["islamic_state"].lo == militants


def test_at_least_leaves_the_upper_end_open_and_the_last_exact_number_closes_it(five: list[Statement]) -> None:
    found = rows(table(five))
    assert found["government"].hi is None
    assert (found["islamic_state"].lo, found["islamic_state"].hi) == (32, 32)


def test_the_order_of_documents_and_claims_is_irrelevant(six: list[Statement]) -> None:
    wanted = table(six)
    for seed in range(6):
        shuffled = list(six)
        random.Random(seed).shuffle(shuffled)
        assert table(shuffled) == wanted


def test_another_networks_figure_changes_nothing_and_stands_as_a_rival_with_the_reason(
    five: list[Statement], six: list[Statement]
) -> None:
    for as_of in (None, dt.date(2018, 6, 10), dt.date(2018, 6, 9)):
        before, after = rows(table(five, as_of)), rows(table(six, as_of))
        assert {side: (row.lo, row.hi) for side, row in before.items()} == {
            side: (row.lo, row.hi) for side, row in after.items()
        }
    rival = next(one for one in table(six).contradictions if one.claims[0] == "A-04#c1")
    assert rival.kind == "rival"
    assert rival.claims == ("A-04#c1", "A-05#c2")
    assert rival.params["number"] == "24" and rival.params["lead"] == "sohr"
    assert [(s["keep"], s["lo"], s["hi"]) for s in rival.scenarios] == [
        (["A-05#c2"], 48, None),
        (["A-04#c1"], 24, 24),
    ]


def test_what_a_text_quotes_as_anothers_figure_moves_no_bound(five: list[Statement]) -> None:
    rivals = {one.claims[0] for one in table(five).contradictions if one.kind == "rival"}
    assert rivals == {"A-02#c3", "A-02#c4", "A-05#c9"}


def test_each_row_names_the_claims_that_alone_force_its_bounds(five: list[Statement]) -> None:
    for row in table(five).rows:
        assert row.claims == tuple(dict.fromkeys(one.claim for one in row.contributions))
        if row.claims:
            alone = [statement for statement in five if statement.key in row.claims]
            again = rows(table(alone))[row.side]
            assert again.lo == row.lo, row.side
    government = rows(table(five))["government"]
    assert government.claims == ("A-05#c2",)
    assert government.contributions[0].quote == "no fewer than 48 government troops and allied militiamen"


def test_an_umbrella_holds_its_parts_and_says_that_rows_overlap(five: list[Statement]) -> None:
    found = rows(table(five))
    assert found["government"].overlaps == ("hezbollah", "iran", "iraqi_militia")
    assert found["hezbollah"].overlaps == ("government",)
    assert found["iraqi_militia"].lo == 8
    assert found["iran"].lo == 9, "the rest of the 41: 41 - 23 - 2 - 7"


def test_a_person_singled_out_limits_nothing_from_above(five: list[Statement]) -> None:
    assert rows(table(five))["hezbollah"].hi is None


def test_the_same_under_the_public_name(five: list[Statement]) -> None:
    assert reckon(five, SCOPE, umbrella=UMBRELLA) == table(five)


def test_pooled_claims_of_all_voices_contradict_one_another_and_no_row_vanishes(six: list[Statement]) -> None:
    found = table(six, policy="pooled")
    assert set(rows(found)) == set(rows(table(six)))
    assert any(one.kind == "conflict" for one in found.contradictions)
    assert rows(found)["government"].lo <= 48


def test_the_hull_spans_every_voice(six: list[Statement]) -> None:
    government = rows(table(six, policy="hull"))["government"]
    assert (government.lo, government.hi) == (0, None), "the field source says no more than 12"


def test_per_source_gives_each_voice_its_own_row(six: list[Statement]) -> None:
    found = {(row.side, row.source): (row.lo, row.hi) for row in table(six, policy="per-source").rows}
    assert found["government", "sohr"] == (48, None)
    assert found["government", "network"] == (24, 24)
    assert found["government", "regime media"] == (9, 9)


def test_latest_follows_who_published_last(six: list[Statement]) -> None:
    found = table(six, dt.date(2018, 6, 10), policy="latest")
    assert found.policy == "latest"
    assert rows(found)["government"].lo in (24, 41)


def test_totals_whose_days_overlap_are_not_added_without_a_period(five: list[Statement]) -> None:
    """188 of 22 May to 8 June and 48 of 8 to 12 June share 8 June: the dead of that day may be in both."""
    found = rows(toll_table(five, Scope(harm="killed"), umbrella=UMBRELLA))
    assert (found["government"].lo, found["government"].hi) == (188, None)
    assert (found["islamic_state"].lo, found["islamic_state"].hi) == (111, 111 + 32 - 17)
