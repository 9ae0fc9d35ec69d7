"""Whether the claims of two reports can be of one incident, as linking asks before a doubtful link joins them."""

from __future__ import annotations

import pytest
from reckon_build import UMBRELLA, claim, days, told

from marsad.model import Statement
from marsad.reckon.feasible import can_all_hold, clashes

FRIDAY = days(12)
MORNING = told("d1", 12, [claim("c1", 31, window=FRIDAY)])


def later(day: int, status: str | None) -> list[Statement]:
    """29 where there had been 31: without a word, or with the 31 taken back or overtaken."""
    claims = [claim("c1", 29, window=FRIDAY)]
    if status is not None:
        claims.append(claim("c2", 31, window=FRIDAY, status=status, background=True))
    return told("d2", day, claims)


@pytest.mark.parametrize("status", ["withdrawn", "superseded"])
@pytest.mark.parametrize("day", [12, 13])
def test_a_marked_correction_is_no_clash_on_the_same_day_either(day: int, status: str) -> None:
    together = [*MORNING, *later(day, status)]
    assert clashes(together, UMBRELLA) == ()
    assert can_all_hold(UMBRELLA)(together)


def test_a_number_gone_down_without_a_word_is_a_clash() -> None:
    assert clashes([*MORNING, *later(13, None)], UMBRELLA) == (("d1#c1", "d2#c1"),)


def test_of_two_numbers_of_one_day_nobody_knows_which_came_first() -> None:
    assert clashes([*MORNING, *later(12, None)], UMBRELLA) == ()


def test_another_sources_number_is_none() -> None:
    other = told("d2", 12, [claim("c1", 29, window=FRIDAY)], by="network")
    assert can_all_hold(UMBRELLA)([*MORNING, *other])
