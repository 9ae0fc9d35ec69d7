"""A whole of which nobody says that it was harmed is no toll, and a total says of whom it is."""

from __future__ import annotations

import pytest

import marsad


def counts(text: str) -> list[tuple[str, int | None, str | None]]:
    reading = marsad.read(text, published="2024-05-03")
    return [(claim.harm, claim.value, claim.group.side) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Of the 34 passengers on the bus, 11 were shot dead, seven were abducted and the rest managed to escape.",
            [("killed", 11, "civilians"), ("abducted", 7, "civilians")],
        ),
        (
            "من أصل 34 راكباً كانوا في الحافلة، قُتل 11 وخُطف 7 ونجا الباقون.",
            [("killed", 11, "civilians"), ("abducted", 7, "civilians")],
        ),
        ("Of the 34 killed, 11 were shot dead.", [("killed", 34, None), ("killed", 11, None)]),
    ],
)
def test_only_those_of_whom_a_harm_is_said_are_counted(
    text: str, told: list[tuple[str, int | None, str | None]]
) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    "total",
    [
        "The number of civilians killed rose to 12.",
        "The civilian death toll climbed to 12.",
        "Residents put the number of civilians killed at 12.",
    ],
)
def test_a_total_says_of_whom_it_is(total: str) -> None:
    assert counts(f"Two soldiers were killed. {total}")[1] == ("killed", 12, "civilians")


@pytest.mark.parametrize(("least", "side"), [("At least seven", None), ("Seven", "government")])
def test_a_minimum_may_hold_more_than_the_parts_that_reach_it(least: str, side: str | None) -> None:
    text = f"{least} people were killed on 1 May, among them seven members of the Syrian army."
    (whole, part) = marsad.read(text, published="2018-05-03", pack="syria").claims
    assert (whole.group.side, part.group.side) == (side, "government")


def test_who_the_rest_were_is_said_after_a_verb_too() -> None:
    (*_, rest) = marsad.read("30 people were killed, 16 of them soldiers; the rest were civilians.").claims
    assert (rest.rest, rest.group.civilian, rest.part_of) == (True, True, "c1")


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("The hospital received the bodies of 21 people killed in strikes overnight.", "killed"),
        ("استلم المستشفى جثامين 21 شخصاً قتلوا في غارات الليلة الماضية.", "killed"),
        ("The army received the bodies of 21 soldiers in an exchange with the rebels.", "other"),
        ("The army received the bodies of 21 soldiers killed in May in an exchange with the rebels.", "other"),
    ],
)
def test_bodies_are_the_dead_where_they_are_said_to_have_been_killed_and_not_exchanged(text: str, harm: str) -> None:
    (claim,) = marsad.read(text, published="2024-05-03").claims
    assert (claim.value, claim.harm) == (21, harm)
