"""A running total, what it grew by, and what a party lost of it; who is missing, and who goes on from a list."""

from __future__ import annotations

from typing import Any

from reckon_build import claim, days, read, town

from marsad.model import Claim
from marsad.reckon.document import document_tolls
from marsad.reckon.lead import Lead

Toll = tuple[str, str | None, int, int | None]
GREW = "number part.running"


def tolls(claims: list[Claim], *, title: int = 0, places: Any = None) -> list[Toll]:
    found = document_tolls(read(claims, places), lead=Lead(title, title))
    return [(toll.harm, toll.side, toll.lo, toll.hi) for toll in found]


def test_what_a_running_total_grew_by_has_a_toll_of_its_own_up_to_the_same_day() -> None:
    total = claim("c1", 70, "civilians", days(1, 23), cumulative=True)
    today = claim("c2", 8, "civilians", days(23), part_of="c1", rule=GREW)
    assert tolls([total, today]) == [("killed", "civilians", 70, 70), ("killed", "civilians", 8, 8)]
    earlier = claim("c2", 8, "civilians", days(12), part_of="c1", rule=GREW)
    assert tolls([total, earlier]) == [("killed", "civilians", 70, 70)]
    one = claim("c2", 1, "civilians", days(23), part_of="c1", rule=GREW)
    assert tolls([total, one]) == [("killed", "civilians", 70, 70)]


def test_what_another_voice_counts_of_a_total_is_not_what_it_grew_by() -> None:
    total = claim("c1", 70, "civilians", days(1, 23), cumulative=True, claimant="hospital")
    today = claim("c2", 8, "civilians", days(23), part_of="c1", rule=GREW)
    assert tolls([total, today]) == [("killed", "civilians", 70, 70)]


def test_a_partys_share_of_a_total_holds_what_it_lost_on_the_last_day() -> None:
    total = claim("c1", 69, "mixed", days(19, 25), cumulative=True)
    shares = [
        claim("c2", 24, part_of="c1", window=days(19, 25), cumulative=True),
        claim("c3", 45, "civilians", part_of="c1", window=days(19, 25), cumulative=True),
    ]
    today = claim("c4", 3, window=days(25), part_of="c1", rule=GREW)
    found = tolls([total, *shares, today])
    assert ("killed", "government", 24, 24) in found
    assert not any(side == "government" and hi == 27 for _, side, _, hi in found)


def test_a_count_of_fewer_days_is_no_rival_of_a_total_that_another_voice_gives_for_all() -> None:
    today = claim("c1", 24, window=days(8))
    total = claim("c2", 51, window=days(1, 8), cumulative=True, claimant="network")
    assert ("killed", "government", 51, 51) in tolls([today, total])


def test_passengers_who_are_missing_are_none_of_the_soldiers_who_died() -> None:
    dead = claim("c1", 15)
    missing = claim("c2", 9, "civilians", harm="missing")
    assert tolls([dead, missing]) == [("killed", "government", 15, 15)]
    own = claim("c2", 9, harm="missing")
    assert tolls([dead, own]) == [("killed", "government", 15, None)]


def test_who_was_carried_off_is_not_sought_among_the_dead() -> None:
    dead = claim("c1", 3, "civilians")
    missing = claim("c3", 20, "civilians", harm="missing")
    assert tolls([dead, missing]) == [("killed", "civilians", 3, None)]
    taken = claim("c2", 60, "civilians", harm="abducted")
    assert tolls([dead, taken, missing]) == [("killed", "civilians", 3, 3)]


def test_a_journalist_among_fighters_is_a_minimum_of_civilians() -> None:
    whole = claim("c1", 35, "mixed")
    parts = [
        claim("c2", 18, "sdf", part_of="c1"),
        claim("c3", 12, part_of="c1"),
        claim("c4", 1, "civilians", part_of="c1", group={"civilian": True, "role": "journalist"}),
    ]
    assert ("killed", "civilians", 1, None) in tolls([whole, *parts])
    children = claim("c2", 5, "civilians", part_of="c1", group={"civilian": True, "age": "child"})
    assert tolls([claim("c1", 35, None), children]) == [("killed", "unknown", 35, 35)]


def test_a_commander_told_behind_his_men_and_their_breakdown_is_one_more() -> None:
    men = claim("c1", 18, "al_shabaab", at=0)
    boys = claim("c2", 6, "al_shabaab", hedge="about", part_of="c1", at=20)
    one = claim("c3", 1, "al_shabaab", at=20 + len(boys.text) + 2, group={"role": "commander"})
    assert tolls([men, boys, one]) == [("killed", "al_shabaab", 19, 19)]
    later = claim("c3", 1, "al_shabaab", at=900, group={"role": "commander"})
    assert tolls([men, boys, later]) == [("killed", "al_shabaab", 18, 18)]


def test_a_lead_that_cites_a_source_is_not_beaten_by_what_the_text_goes_on_to_tell() -> None:
    lead = claim("c0", 62, "civilians", claimant="network")
    shot = claim("c1", 48, "civilians")
    assert tolls([lead, shot], title=500) == [("killed", "civilians", 62, 62)]


def test_a_titles_large_number_is_the_bodys_wherever_that_is_set() -> None:
    places = [town("p1", 35.44, 36.65), town("p2", 36.5, 38.9)]
    title = claim("c0", 948, "civilians", days(30), place="p1")
    body = claim("c1", 948, "civilians", days(1, 30), place="p2", cumulative=True)
    assert tolls([title, body], title=500, places=places) == [("killed", "civilians", 948, 948)]
