"""Four days of fighting for one invented town: totals, allies, a rival, the missing, a correction."""

from __future__ import annotations

import pytest
from reckon_build import UMBRELLA, claim, day, days, told

from marsad.model import Scope, Statement
from marsad.reckon.table import toll_table

SCOPE = Scope(harm="killed", window=days(11, 15))


def story() -> list[Statement]:
    thursday = [
        claim("c1", 9, window=days(11), hedge="at_least"),
        claim("c2", 3, "allied_militia", days(11), part_of="c1"),
        claim("c3", 6, "opposition", days(11), hedge="at_least"),
        claim("c4", 2, "civilians", days(11)),
    ]
    friday = [
        claim("c1", 8, window=days(12), part_of="c2"),
        claim("c2", 17, window=days(11, 12), hedge="at_least", cumulative=True),
        claim("c3", 11, window=days(11, 12), part_of="c2"),
        claim("c4", 4, "allied_militia", days(11, 12), part_of="c2"),
        claim("c5", None, "allied_militia", days(11, 12), part_of="c2", rest=True),
        claim("c6", 11, "opposition", days(11, 12), hedge="at_least"),
        claim("c7", 5, "civilians", days(11, 12)),
        claim("c8", 6, window=days(11, 12), claimant="ministry"),
    ]
    agency = [
        claim("c1", 17, window=days(11, 12), hedge="at_least"),
        claim("c2", 5, "civilians", days(11, 12)),
        claim("c3", 6, window=days(11, 12), hedge="at_most", claimant="ministry"),
    ]
    saturday = [
        claim("c1", 24, window=days(11, 13), hedge="at_least", cumulative=True),
        claim("c2", 17, window=days(11, 12), background=True, status="superseded"),
        claim("c3", 18, "opposition", days(11, 13), hedge="at_least"),
    ]
    sunday = [
        claim("c1", 31, window=days(11, 14), hedge="at_least", cumulative=True),
        claim("c2", 22, "opposition", days(11, 14), hedge="at_least"),
        claim("c3", 8, "civilians", days(11, 14), cumulative=True),
        claim("c4", 4, "civilians", days(14), harm="missing"),
    ]
    monday = [
        claim("c1", 31, window=days(11, 14), status="withdrawn"),
        claim("c2", 29, window=days(11, 14), hedge="at_least"),
        claim("c3", 18, window=days(11, 14), part_of="c2"),
        claim("c4", 9, "allied_militia", days(11, 14), part_of="c2", group={"role": "river guard"}),
        claim("c5", None, "allied_militia", days(11, 14), part_of="c2", rest=True),
        claim("c6", 23, "opposition", days(11, 15), hedge="at_least"),
    ]
    return [
        *told("thursday", 11, thursday),
        *told("friday", 12, friday),
        *told("agency", 12, agency),
        *told("saturday", 13, saturday),
        *told("sunday", 14, sunday),
        *told("monday", 15, monday),
    ]


Limits = tuple[int, int | None]


@pytest.mark.parametrize(
    ("as_of", "government", "opposition", "civilians"),
    [
        (11, (9, None), (6, None), (2, 2)),
        (12, (17, None), (11, None), (5, 5)),
        (13, (24, None), (18, None), (5, 5)),
        (14, (31, None), (22, None), (8, None)),
        (15, (29, None), (23, None), (8, None)),
    ],
)
def test_each_evening_has_its_toll(
    as_of: int,
    government: tuple[int, int | None],
    opposition: tuple[int, int | None],
    civilians: tuple[int, int | None],
) -> None:
    found = toll_table(story(), SCOPE, as_of=day(as_of), umbrella=UMBRELLA)
    rows = {row.side: (row.lo, row.hi) for row in found.rows}
    assert (rows["government"], rows["opposition"], rows["civilians"]) == (government, opposition, civilians)


@pytest.mark.parametrize(("as_of", "allies"), [(12, 6), (15, 11)])
def test_allies_named_and_left_to_the_rest_add_up(as_of: int, allies: int) -> None:
    found = toll_table(story(), SCOPE, as_of=day(as_of), umbrella=UMBRELLA)
    assert {row.side: row.lo for row in found.rows}["allied_militia"] == allies


def test_the_ministry_stands_as_a_rival_and_the_withdrawn_figure_beside_its_correction() -> None:
    found = toll_table(story(), SCOPE, umbrella=UMBRELLA)
    assert {(one.reason, one.claims[0]) for one in found.contradictions} == {
        ("rival_lead", "friday#c8"),
        ("rival_lead", "agency#c3"),
        ("corrected", "sunday#c1"),
    }
