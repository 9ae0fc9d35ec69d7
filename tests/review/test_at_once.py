"""Several persons at once: every decision is kept or refused with a word, none is lost or overwritten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from marsad.errors import ConflictError
from marsad.ledger import Store
from marsad.model import EnteredClaim
from marsad.review.desk import Desk
from marsad.review.signature import Signature

PERSONS = 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store, _ = Store.create(tmp_path / "marsad.db")
    with store:
        Desk(store).enter_claims([(EnteredClaim(quote="three", harm="killed", value=3), sign(0))])
    return tmp_path / "marsad.db"


def sign(number: int) -> Signature:
    return Signature(who=f"Person {number}", why="seen at the same time")


def test_of_all_who_decide_on_one_claim_at_once_one_is_first_and_the_others_are_told(path: Path) -> None:
    with Store.open(path) as store:
        claim = f"{store.decisions()[0].id}#c1"

    def refuse(number: int) -> str:
        with Store.open(path, wait=60) as store:
            try:
                return str(Desk(store).decide("refuse", claim, sign(number)).decision)
            except ConflictError:
                return ""

    with ThreadPoolExecutor(PERSONS) as pool:
        made = list(pool.map(refuse, range(PERSONS)))
    with Store.open(path) as store:
        kept = [decision.id for decision in store.decisions() if decision.verdict == "refuse"]
        assert store.verify().ok
    assert kept == [id for id in made if id]
    assert len(kept) == 1


def test_what_several_enter_at_once_is_all_kept_and_a_same_claim_once(path: Path) -> None:
    def enter(number: int) -> list[str]:
        claims = [EnteredClaim(quote=f"{number}: {n}", harm="killed", value=n) for n in range(5)]
        claims.append(EnteredClaim(quote="the same of all", harm="killed", value=1))
        with Store.open(path, wait=60) as store:
            return [entry.result for one in claims for entry in Desk(store).enter_claims([(one, sign(number))])]

    with ThreadPoolExecutor(PERSONS) as pool:
        results = [result for made in pool.map(enter, range(PERSONS)) for result in made]
    with Store.open(path) as store:
        quotes = [decision.claim.quote for decision in store.decisions() if decision.claim]
        assert store.verify().ok
    assert len(quotes) == len(set(quotes)) == 1 + 5 * PERSONS + 1
    assert (results.count("taken"), results.count("unchanged")) == (5 * PERSONS + 1, PERSONS - 1)
