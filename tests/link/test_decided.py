"""What decisions make of claims: nothing is erased, tolls follow, and a decision holds for the words that were seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from marsad.link.decided import decided
from marsad.model import Claim, Decision, EnteredClaim, Group, Place, PlaceMention, Saw, Statement

START = dt.datetime(2021, 3, 9, 12, tzinfo=dt.UTC)


def claim(id: str, value: int, at: int = 0, **more: Any) -> Claim:
    words = f"{value} killed"
    return Claim(id=id, span=(at, at + len(words)), text=words, harm="killed", value=value, **more)


def statement(found: Claim, document: str = "doc", **more: Any) -> Statement:
    return Statement(key=f"{document}#{found.id}", document=document, claim=found, **more)


def judged(number: int, verdict: Any, subject: str, **more: Any) -> Decision:
    when = START + dt.timedelta(minutes=number)
    return Decision(id=f"d-{number}", verdict=verdict, subjects=(subject,), who="A", when=when, why="w", **more)


def test_a_refused_claim_keeps_its_words_and_is_withdrawn() -> None:
    before = statement(claim("c1", 3))
    after = decided([before], [judged(1, "refuse", "doc#c1")]).statements[0]
    assert after.claim == msgspec.structs.replace(before.claim, status="withdrawn")


def test_an_amended_claim_says_the_new_values_and_a_later_amendment_adds_to_it() -> None:
    first = judged(1, "amend", "doc#c1", amendment={"value": 4, "side": "government"})
    second = judged(2, "amend", "doc#c1", amendment={"from": "2021-03-08", "to": "2021-03-09"})
    after = decided([statement(claim("c1", 3))], [first, second]).statements[0].claim
    assert (after.value, after.group.side, str(after.window.start)) == (4, "government", "2021-03-08")
    assert after.text == "3 killed"


def test_an_amendment_after_a_refusal_brings_the_claim_back() -> None:
    both = [judged(1, "refuse", "doc#c1"), judged(2, "amend", "doc#c1", amendment={"value": 4})]
    after = decided([statement(claim("c1", 3))], both).statements[0].claim
    assert (after.status, after.value) == ("stated", 4)


def test_a_decision_follows_its_words_when_a_newer_reading_numbers_them_anew() -> None:
    saw = Saw(span=(0, 8), text="3 killed", harm="killed", value=3)
    read_anew = [statement(claim("c1", 9, at=40)), statement(claim("c2", 3))]
    found = decided(read_anew, [judged(1, "refuse", "doc#c1", saw=saw)])
    assert [s.claim.status for s in found.statements] == ["stated", "withdrawn"]
    assert found.stale == ()


def test_a_decision_whose_words_are_gone_is_stale_and_changes_nothing() -> None:
    saw = Saw(span=(0, 8), text="3 killed", harm="killed", value=3)
    kept = [statement(claim("c1", 9))]
    found = decided(kept, [judged(1, "refuse", "doc#c1", saw=saw)])
    assert (list(found.statements), found.stale) == (kept, ("d-1",))


def test_an_entered_claim_is_a_statement_with_its_own_provenance() -> None:
    said = EnteredClaim(
        quote="three neighbours were killed",
        harm="killed",
        value=3,
        group=Group(side="civilians"),
        source="Hospital register",
        place=Place(id="x:1", name_en="Marquna", kind="town", lat=1.0, lon=2.0),
    )
    entered = Decision(id="d-1", verdict="enter", subjects=(), who="A", when=START, why="told", claim=said)
    (found,) = decided([], [entered], fold=lambda name: name and name.lower()).statements
    assert (found.key, found.document, found.source) == ("d-1#c1", "d-1", "hospital register")
    assert (found.claim.text, found.claim.value, found.published) == (said.quote, 3, START.date())
    assert found.place is not None and found.place.gazetteer == "x:1"
    assert decided([], [entered], as_of=dt.date(2021, 3, 8)).statements == ()


def test_a_taken_back_entry_is_gone_and_restored_is_there_again() -> None:
    said = EnteredClaim(quote="three", harm="killed", value=3)
    entered = Decision(id="d-1", verdict="enter", subjects=(), who="A", when=START, why="told", claim=said)
    undo = judged(2, "undo", "d-1", reverses="d-1")
    again = judged(3, "undo", "d-2", reverses="d-2")
    assert decided([], [entered, undo]).statements == ()
    assert decided([], [entered, undo, again]).statements == decided([], [entered]).statements


def test_a_place_is_amended_for_all_claims_that_name_it() -> None:
    mention = PlaceMention(id="p1", span=(0, 4), text="Foot", precision="unknown")
    told = [statement(claim("c1", 3), place=mention), statement(claim("c2", 4, at=9), place=mention)]
    new = msgspec.to_builtins(Place(id="x:1", name_en="Fut", kind="village", lat=1.0, lon=2.0))
    found = decided(told, [judged(1, "amend", "doc#p1", amendment={"place": new})]).statements
    assert {s.place and (s.place.gazetteer, s.place.text, s.place.precision) for s in found} == {
        ("x:1", "Foot", "exact")
    }


@given(st.permutations(range(4)))
def test_the_order_of_statements_changes_nothing(order: list[int]) -> None:
    told = [statement(claim(f"c{n}", n + 1, at=20 * n)) for n in range(4)]
    made = [judged(1, "refuse", "doc#c1"), judged(2, "amend", "doc#c2", amendment={"value": 40})]
    expected = {s.key: s for s in decided(told, made).statements}
    assert {s.key: s for s in decided([told[n] for n in order], made).statements} == expected
