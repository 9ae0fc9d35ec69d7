"""Decisions: what stands, what a second person does, and that what is signed never changes."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

import msgspec
import pytest

from marsad.model import Decision, Saw, answers, settled, standing

NUMBERS = count()


def made(id: str, verdict: Any = "refuse", *subjects: str, who: str = "Analyst", **more: Any) -> Decision:
    when = dt.datetime(2021, 3, 9, tzinfo=dt.UTC) + dt.timedelta(seconds=next(NUMBERS))
    return Decision(id=id, verdict=verdict, subjects=subjects, who=who, when=when, why="because", **more)


def ids(found: tuple[Decision, ...]) -> list[str]:
    return [decision.id for decision in found]


def test_a_counter_decision_takes_back_and_its_own_restores() -> None:
    first, undo = made("a", "refuse", "doc#c1"), made("b", "undo", "a", reverses="a")
    again = made("c", "undo", "b", reverses="b")
    assert ids(standing([first])) == ["a"]
    assert ids(standing([first, undo])) == ["b"]
    assert ids(standing([first, undo, again])) == ["a", "c"]


def test_a_sensitive_decision_holds_only_after_another_person_accepted_it() -> None:
    asked = made("a", "remove", "v-1", who="Rima", sensitive=True)
    assert ids(settled([asked])) == []
    assert ids(settled([asked, made("b", "accept", "a", who=" rima ")])) == ["b"]
    assert ids(settled([asked, made("b", "accept", "a", who="Omar")])) == ["a", "b"]


def test_the_second_persons_last_word_counts_and_can_be_taken_back() -> None:
    asked, yes = made("a", "remove", "v-1", who="Rima", sensitive=True), made("b", "accept", "a", who="Omar")
    no = made("c", "refuse", "a", who="Omar")
    assert answers([asked, yes, no])["a"].verdict == "refuse"
    assert "a" not in ids(settled([asked, yes, no]))
    assert "a" not in ids(settled([asked, yes, made("d", "undo", "b", reverses="b")]))


def test_a_sensitive_decision_is_taken_back_by_two() -> None:
    asked, yes = made("a", "remove", "v-1", who="Rima", sensitive=True), made("b", "accept", "a", who="Omar")
    undo = made("c", "undo", "a", who="Rima", reverses="a", sensitive=True)
    assert "a" in ids(standing([asked, yes, undo]))
    assert "a" not in ids(standing([asked, yes, undo, made("d", "accept", "c", who="Omar")]))


def test_what_is_signed_does_not_change_with_fields_that_are_not_set() -> None:
    """Fields that a later version adds leave the canonical JSON of older decisions as it is."""
    decision = Decision(
        id="d-1",
        verdict="amend",
        subjects=("doc#c1",),
        who="Analyst",
        when=dt.datetime(2021, 3, 9, 12, tzinfo=dt.UTC),
        why="the text says twelve",
        amendment={"value": 12, "side": None},
        saw=Saw(reading="doc@1:1"),
    )
    expected = (
        b'{"amendment":{"side":null,"value":12},"id":"d-1","saw":{"reading":"doc@1:1"},"subjects":["doc#c1"],'
        b'"verdict":"amend","when":"2021-03-09T12:00:00Z","who":"Analyst","why":"the text says twelve"}'
    )
    assert decision.canonical() == expected
    assert Decision.from_json(decision.to_json()) == decision
    assert Decision.from_json(decision.to_json()).canonical() == expected


def test_an_id_is_that_of_the_content() -> None:
    one = made("", "refuse", "doc#c1")
    assert one.named().id == msgspec.structs.replace(one, id="x").named().id
    assert one.named().id != msgspec.structs.replace(one, why="another reason").named().id


@pytest.mark.parametrize("field", ["who", "why"])
def test_nobody_and_no_reason_are_refused(field: str) -> None:
    with pytest.raises(ValueError, match="who made it and why"):
        msgspec.convert({**msgspec.to_builtins(made("a")), field: " "}, Decision)
