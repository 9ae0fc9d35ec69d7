"""Restricted fields: never in the open anywhere, opened by who holds the key, and nothing else depends on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from marsad.errors import LedgerError, UsageError
from marsad.ledger import KeyRing, Store
from marsad.ledger.confidential import KeyMissingError, Vault, hide
from marsad.ledger.confidential.fields import is_restricted, reference_of
from marsad.ledger.search import Asked
from marsad.link.people.roll import roll
from marsad.model import Decision, Document, EnteredClaim, Group, Place, Victim
from marsad.review.desk import Desk
from marsad.review.signature import Signature

from .conftest import Back

AT = "2018-06-09T12:00:00Z"
CANARIES = (
    *("Canary-Name", "Canary-Father", "Canary-Mother", "Canary-Kunya", "Canary-Note", "Canary-Why", "Canary-Evidence"),
    *("Canary-Quote", "Canary-Source", "Canary-Claimant", "Canary-House", "36.123456", "37.654321"),
    *("Canary-List", "Canary-Actor", "Canary-Role", "Canary-Nation", '"age":11'),
)
HOUSE = Place(id="Canary-House", name_en="Canary-House", lat=36.123456, lon=37.654321)
BY = Signature(who="R.", why="Canary-Why", evidence=("Canary-Evidence",), visibility="restricted")
VICTIM = Victim(
    id="", names=("Canary-Name",), father=("Canary-Father",), mother=("Canary-Mother",), kunya=("Canary-Kunya",),
    note="Canary-Note", place=HOUSE, age=11, list="Canary-List", visibility="restricted",
    group=Group(side="civilians", actors=("Canary-Actor",), role="Canary-Role", nationality="Canary-Nation", label="x"),
)  # fmt: skip
CLAIM = EnteredClaim(
    quote="Canary-Quote", harm="killed", value=7, place=HOUSE, source="Canary-Source", claimant="Canary-Claimant"
)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path / "keys" / "confidential.keys")
    made.make(AT)
    return made


@pytest.fixture
def entered(store: Store, vault: Vault, document: Callable[..., Document], add: Callable[..., str]) -> Store:
    """A ledger with a document, a restricted victim and a restricted claim."""
    add(store, document())
    desk = Desk(store, vault)
    desk.enter_victims([(VICTIM, BY)])
    desk.enter_claims([(CLAIM, BY)])
    return store


def opened(store: Store, vault: Vault) -> tuple[Decision, Decision]:
    first, second = (store.reveal(decision, vault) for decision in store.decisions())
    return first, second


def everything(store: Store, back: Back, tmp_path: Path) -> Iterator[bytes]:
    """Yield every byte that the ledger keeps or gives, uncompressed as far as it is compressed."""
    store.search(Asked(query="killed"))
    yield from store.dump()
    for decision in store.decisions():
        yield decision.to_json()
    for path in tmp_path.glob("marsad.db*"):
        yield path.read_bytes()
    if back.place.kind == "postgresql":
        for (table,) in back.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"):
            yield str(back.rows(f'SELECT * FROM "{table}"')).encode()


def test_no_planted_value_is_anywhere_in_the_ledger(entered: Store, back: Back, tmp_path: Path) -> None:
    content = b"".join(everything(entered, back, tmp_path))
    assert b"[restricted s-" in content
    assert [canary for canary in CANARIES if canary.encode() in content] == []
    assert entered.search(Asked(query="Canary*")).results == ()


def test_who_holds_the_key_gets_back_all_that_was_entered(entered: Store, vault: Vault) -> None:
    first, second = opened(entered, vault)
    assert first.victim is not None
    assert msgspec.structs.replace(first.victim, id="") == VICTIM
    assert (first.why, first.evidence) == ("Canary-Why", ("Canary-Evidence",))
    assert second.claim == CLAIM


def test_figures_and_facts_do_not_depend_on_the_key(entered: Store) -> None:
    first, second = entered.decisions()
    assert second.claim is not None
    assert (second.claim.harm, second.claim.value) == ("killed", 7)
    (victim,) = roll(entered.decisions()).victims
    assert (victim.age, victim.is_minor, victim.visibility) == (None, True, "restricted")
    assert victim.group == Group(side="civilians", label=victim.group.label)
    assert first.verdict == "enter"


def test_the_same_source_has_the_same_pseudonym(entered: Store, vault: Vault) -> None:
    vault.make(AT)
    Desk(entered, vault).enter_claims([(msgspec.structs.replace(CLAIM, value=8), BY)])
    sources = {decision.claim.source for decision in entered.decisions() if decision.claim}
    assert len(sources) == 1


def test_the_same_name_twice_looks_different(vault: Vault) -> None:
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    decision = Decision(id="", verdict="enter", subjects=("v-1",), who="R.", when=when, why="w", victim=VICTIM)
    (one, first), (two, second) = hide(decision, vault), hide(decision, vault)
    assert one.id != two.id
    assert first.sealed != second.sealed


def test_without_a_key_nothing_restricted_is_written_and_the_remedy_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="marsad key rotate"):
        Desk(store).enter_victims([(VICTIM, BY)])
    with pytest.raises(KeyMissingError, match="marsad key rotate"):
        Desk(store, Vault(tmp_path / "none.keys")).enter_victims([(VICTIM, BY)])
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    plain = Decision(id="d1", verdict="enter", subjects=("v-1",), who="R.", when=when, why="w", victim=VICTIM)
    with pytest.raises(LedgerError, match="in the open"):
        store.append_decision(plain)
    assert store.decisions() == []


def test_a_lost_key_says_so_and_everything_else_works(entered: Store, tmp_path: Path) -> None:
    lost = Vault(tmp_path / "lost.keys")
    for decision in entered.decisions():
        with pytest.raises(KeyMissingError, match="marsad key recover"):
            entered.reveal(decision, lost)
    assert entered.verify().ok
    assert entered.text("a") == "3 killed"
    assert len(entered.decisions()) == 2


def test_a_decision_on_a_restricted_victim_is_restricted_itself(entered: Store, vault: Vault) -> None:
    (victim,) = roll(entered.decisions()).victims
    plain = Signature(who="S.", why="Canary-Other-Why")
    Desk(entered, vault).decide("amend", victim.id, plain, saw=(), changes={"names": ["Canary-Other"]})
    made = entered.decisions()[-1]
    assert is_restricted(made)
    assert b"Canary-Other" not in made.to_json()
    assert entered.reveal(made, vault).amendment == {"names": ["Canary-Other"]}


@pytest.mark.parametrize(("before", "after", "minor"), [(11, 19, True), (30, 17, True), (30, 40, False)])
def test_an_age_that_an_amendment_gives_is_hidden_and_makes_nobody_an_adult_alone(
    store: Store, vault: Vault, before: int, after: int, minor: bool
) -> None:
    Desk(store, vault).enter_victims([(msgspec.structs.replace(VICTIM, age=before), BY)])
    (victim,) = roll(store.decisions()).victims
    Desk(store, vault).decide("amend", victim.id, BY, saw=(), changes={"age": after, "list": "Canary-List"})
    entry, made = store.decisions()
    assert made.amendment is not None
    assert made.amendment["age"] is None
    assert store.reveal(made, vault).amendment == {"age": after, "list": "Canary-List"}
    assert [(one.age, one.is_minor) for one in roll((entry, made)).victims] == [(None, minor)]


def test_rotation_writes_new_rows_that_only_the_new_key_opens(entered: Store, vault: Vault, back: Back) -> None:
    before = opened(entered, vault)
    old, new = vault.present, vault.make(AT)
    assert sum(entered.rotate(vault)) == 2
    assert back.count("secrets") == 4
    assert opened(entered, vault) == before
    vault.path.write_text(
        "\n".join(line for line in vault.path.read_text().splitlines() if str(old) not in line) + "\n"
    )
    assert Vault(vault.path).ids == (new,)
    assert opened(entered, Vault(vault.path)) == before
    assert sum(entered.rotate(vault)) == 0
    assert entered.verify().ok


def test_an_escrow_copy_brings_a_lost_key_back(entered: Store, vault: Vault, tmp_path: Path) -> None:
    before = opened(entered, vault)
    trustee = KeyRing(tmp_path / "trustee").make("trustee", purpose="backups")
    vault.escrow(tmp_path / "escrow.age", [trustee.public])
    assert b"marsad-confidential" not in (tmp_path / "escrow.age").read_bytes()
    vault.path.unlink()
    again = Vault(vault.path)
    assert again.ids == ()
    assert again.recover(tmp_path / "escrow.age", trustee.path) == vault.ids
    assert again.recover(tmp_path / "escrow.age", trustee.path) == ()
    assert opened(entered, again) == before


def test_a_changed_value_and_one_in_anothers_place_do_not_open(vault: Vault) -> None:
    key, sealed = vault.seal(b"name", "s-1")
    assert vault.open(key, sealed, "s-1") == b"name"
    for forged, reference in ((sealed[:-1] + bytes([sealed[-1] ^ 1]), "s-1"), (sealed, "s-2"), (b"", "s-1")):
        with pytest.raises(LedgerError, match="does not open"):
            vault.open(key, forged, reference)


def test_the_key_file_is_for_its_owner_alone_and_a_wrong_one_is_refused(vault: Vault, tmp_path: Path) -> None:
    assert vault.path.stat().st_mode & 0o077 == 0
    (tmp_path / "x.keys").write_text("something else\n")
    with pytest.raises(LedgerError, match="is no file of keys"):
        Vault(tmp_path / "x.keys")


def test_a_copy_of_the_ledger_opens_with_the_same_key(entered: Store, vault: Vault, tmp_path: Path) -> None:
    with Store.restore(tmp_path / "copy.db", iter(list(entered.dump()))) as copy:
        assert opened(copy, vault) == opened(entered, vault)


def test_a_decision_that_is_not_restricted_is_left_as_it_is(store: Store, vault: Vault) -> None:
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    decision = Decision(id="d1", verdict="same", subjects=("a#c1",), who="R.", when=when, why="seen")
    store.append_decision(decision)
    assert reference_of(decision) is None
    assert store.reveal(decision, vault) == decision == store.decisions()[0]
