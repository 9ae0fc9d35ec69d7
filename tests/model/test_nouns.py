"""The nouns: frozen, typed, JSON in and out, and no count without its words."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import EvidenceError
from marsad.model import Claim, DateMention, Decision, Group, PlaceMention, Published, Reading, Window

DAYS = st.one_of(st.none(), st.dates())


def a_claim(**changes: object) -> Claim:
    words = {"id": "c1", "span": (4, 6), "text": "30", "harm": "killed", "value": 30} | changes
    return Claim(**words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"span": (4, 9)},
        {"span": (-1, 1)},
        {"value": None},
        {"value": -1},
        {"value_max": 29},
        {"value": None, "rest": True, "value_max": 3},
    ],
)
def test_count_without_evidence_cannot_be_built(changes: dict[str, object]) -> None:
    """A claim needs its exact words and a number that makes sense."""
    with pytest.raises(EvidenceError):
        a_claim(**changes)


def test_rest_may_leave_its_number_to_the_reckoning() -> None:
    """Unknown is a value: 'and the rest' has no number of its own."""
    assert a_claim(value=None, rest=True).value is None


def test_nouns_never_change() -> None:
    """Assigning to a field is an error."""
    with pytest.raises(AttributeError):
        a_claim().value = 31  # type: ignore[misc]


@given(
    value=st.integers(0, 10**9),
    more=st.one_of(st.none(), st.integers(0, 1000)),
    hedge=st.sampled_from(["exact", "at_least", "more_than", "about", "at_most", "fewer_than", "vague"]),
    side=st.one_of(st.none(), st.text(max_size=8)),
    start=DAYS,
)
def test_claim_goes_through_json_unchanged(
    value: int, more: int | None, hedge: str, side: str | None, start: dt.date | None
) -> None:
    """What is written as JSON is read back equal."""
    claim = a_claim(
        value=value,
        value_max=None if more is None else value + more,
        hedge=hedge,
        group=Group(side=side),
        window=Window(start=start),
    )

    assert Claim.from_json(claim.to_json()) == claim


def test_window_is_written_from_and_to() -> None:
    """The contract's words are used, and an unknown end is null."""
    window = Window(start=dt.date(2018, 6, 8))

    assert json.loads(window.to_json()) == {"from": "2018-06-08", "to": None}


def test_window_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Window(start=dt.date(2018, 6, 8), end=dt.date(2018, 6, 7))


@given(a=DAYS, b=DAYS)
def test_open_window_holds_every_other(a: dt.date | None, b: dt.date | None) -> None:
    """A window without ends admits all."""
    if a and b and b < a:
        a, b = b, a
    assert Window(start=a, end=b).inside(Window())


def test_wrong_field_is_named() -> None:
    """JSON with a harm that is not in the closed list is refused, and the message names the place."""
    data = a_claim().to_json().replace(b'"killed"', b'"hurt"')

    with pytest.raises(msgspec.ValidationError, match="harm"):
        Claim.from_json(data)


def test_mentions_need_their_words_too() -> None:
    """Dates and places quote the text as claims do."""
    with pytest.raises(EvidenceError):
        DateMention(span=(0, 3), text="", value=None)
    with pytest.raises(EvidenceError):
        PlaceMention(id="p1", span=(0, 3), text="ab")


def test_decision_needs_a_reason_and_a_name() -> None:
    """Nobody decides anonymously or without a reason."""
    with pytest.raises(ValueError, match="why"):
        Decision(id="d1", verdict="accept", subjects=("a#c1",), who="r.k.", when=dt.datetime(2024, 1, 1), why=" ")


def test_reading_states_its_schema() -> None:
    """Every reading says which contract it follows."""
    reading = Reading(id="x", lang="ar", published=Published(), sha256="0" * 64)

    assert json.loads(reading.to_json())["schema_version"] == "1"
