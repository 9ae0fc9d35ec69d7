"""The desk: nothing newer is overruled unseen, nothing that can't be is written, entering again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import ConflictError, UsageError
from marsad.ids import sha256
from marsad.ledger import Store
from marsad.link.people.roll import roll
from marsad.model import Claim, Document, EnteredClaim, Published, Reading, Victim
from marsad.review.desk import Desk
from marsad.review.signature import Signature

TEXT = "3 killed and 4 vehicles burnt"
RIMA, OMAR = (Signature(who=name, why="checked", evidence=("interview, internal",)) for name in ("Rima", "Omar"))


def add(store: Store, text: str = TEXT) -> None:
    document = Document(id="doc", text=text, data=text.encode(), sha256=sha256(text.encode()), address="/doc")
    claim = Claim(id="c1", span=(0, 8), text=text[:8], harm="killed", value=3)
    reading = Reading(
        id="doc", lang="en", published=Published(value="2021-03-09", how="given"), sha256="0" * 64, claims=(claim,)
    )
    assert store.append(store.plan(document), reading)


@pytest.fixture
def store(either: str) -> Iterator[Store]:
    made, _ = Store.create(either)
    with made:
        add(made)
        yield made


def test_a_decision_names_what_it_saw(store: Store) -> None:
    Desk(store).decide("refuse", "doc#c1", RIMA)
    (made,) = store.decisions()
    assert made.saw is not None
    assert (made.saw.reading, made.saw.text, made.saw.decision) == ("doc@1:1", "3 killed", None)
    assert (made.who, made.evidence, made.visibility) == ("Rima", ("interview, internal",), "internal")


def test_of_two_persons_at_once_the_second_is_told_of_the_first(store: Store) -> None:
    first = Desk(store).decide("refuse", "doc#c1", RIMA, saw=["doc@1:1/-"])
    with pytest.raises(ConflictError, match="Rima decided refuse"):
        Desk(store).decide("amend", "doc#c1", OMAR, saw=["doc@1:1/-"], changes={"value": 5})
    Desk(store).decide("amend", "doc#c1", OMAR, saw=[f"doc@1:1/{first.decision}"], changes={"value": 5})
    assert [decision.who for decision in store.decisions()] == ["Rima", "Omar"]


def test_a_decision_on_an_older_reading_than_the_present_is_refused(store: Store) -> None:
    add(store, TEXT + ".")
    with pytest.raises(ConflictError, match="is not what is there now"):
        Desk(store).decide("refuse", "doc#c1", RIMA, saw=["doc@1:1/-"])
    assert store.decisions() == []


def test_the_ledger_itself_refuses_what_rests_on_an_older_state(store: Store) -> None:
    Desk(store).decide("skip", "doc#c1", RIMA)
    (made,) = store.decisions()
    other = type(made)(id="d-x", verdict="skip", subjects=("doc#c1",), who="O", when=made.when, why="w")
    assert not store.append_decisions([other], decided=0)
    assert not store.append_decisions([other], decided=1, read={"doc": "doc@2:1"})
    assert store.append_decisions([other], decided=1, read={"doc": "doc@1:1"})
    assert store.verify().ok


@pytest.mark.parametrize(
    ("id", "changes"),
    [("doc#c1", {"value": -1}), ("doc#c1", {"harm": "sad"}), ("doc#c9", {"value": 1}), ("nil#c1", {})],
)
def test_what_makes_no_claim_is_never_written(store: Store, id: str, changes: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Desk(store).decide("amend", id, RIMA, changes=changes)
    assert store.decisions() == []


@pytest.mark.parametrize(("who", "why"), [("", "why"), (" ", "why"), ("Rima", ""), ("Rima", " ")])
def test_who_and_why_are_asked_for(who: str, why: str) -> None:
    with pytest.raises(UsageError):
        Signature(who=who, why=why)


def test_a_claim_entered_twice_is_one(store: Store) -> None:
    claim = EnteredClaim(quote="three neighbours", harm="killed", value=3, source="Hospital register")
    first = Desk(store).enter_claims([(claim, RIMA), (claim, RIMA)])
    again = Desk(store).enter_claims([(claim, OMAR)])
    assert [entry.result for entry in (*first, *again)] == ["taken", "unchanged", "unchanged"]
    assert len({entry.id for entry in (*first, *again)}) == 1


def test_two_same_rows_of_a_list_are_two_entries_and_the_list_again_adds_none(store: Store) -> None:
    victim = Victim(id="", names=("Salem Idris",), list="town")
    first = Desk(store).enter_victims([(victim, RIMA), (victim, RIMA)])
    again = Desk(store).enter_victims([(victim, RIMA), (victim, RIMA)])
    assert [entry.result for entry in (*first, *again)] == ["taken", "taken", "unchanged", "unchanged"]
    assert len({entry.id for entry in first}) == 2
    assert {entry.id for entry in again} == {entry.id for entry in first}


def test_the_id_of_a_victim_cannot_be_guessed_from_the_name(tmp_path: Path) -> None:
    found = set()
    for name in ("a.db", "b.db"):
        store, _ = Store.create(tmp_path / name)
        with store:
            found.add(Desk(store).enter_victims([(Victim(id="", names=("Salem Idris",)), RIMA)])[0].id)
    assert len(found) == 2


def test_a_removed_name_is_hidden_at_once_and_only_another_person_makes_it_final_or_refuses(store: Store) -> None:
    desk = Desk(store)
    (entry,) = desk.enter_victims([(Victim(id="", names=("Salem Idris",), age=40), RIMA)])
    asked = desk.remove(str(entry.id), RIMA)
    assert asked.pending
    (victim,) = roll(store.decisions()).victims
    assert not roll(store.decisions()).shown(victim, internal=True)
    with pytest.raises(UsageError, match="a second person"):
        desk.decide("accept", str(asked.decision), RIMA)
    desk.decide("refuse", str(asked.decision), OMAR)
    assert roll(store.decisions()).shown(victim, internal=True)


def test_a_minor_is_named_in_public_only_by_two_persons(store: Store) -> None:
    desk = Desk(store)
    (entry,) = desk.enter_victims([(Victim(id="", names=("Salem Idris",), age=9, consent="public"), RIMA)])
    open_it = desk.decide("amend", str(entry.id), RIMA, changes={"visibility": "public"})
    assert open_it.pending
    assert not any(roll(store.decisions()).public(victim) for victim in roll(store.decisions()).victims)
    desk.decide("accept", str(open_it.decision), OMAR)
    assert all(roll(store.decisions()).public(victim) for victim in roll(store.decisions()).victims)


def test_nobody_makes_a_minor_an_adult_alone_to_name_it(store: Store) -> None:
    desk = Desk(store)
    (entry,) = desk.enter_victims([(Victim(id="", names=("Salem Idris",), minor=True, consent="public"), RIMA)])
    assert desk.decide("amend", str(entry.id), RIMA, changes={"minor": False}).pending
