"""The toll of a whole large ledger, summed out of the accounts of incidents, has the figures of reckoning at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from worlds import bare, documents, put

from marsad.chronicle import Chronicle, whole
from marsad.knowledge.sentences import load_sentences
from marsad.model import Scope, Window
from marsad.model.toll import TollTable
from marsad.pipeline import Ledger


@pytest.fixture
def ledger(either: str) -> Iterator[Ledger]:
    with Ledger(either) as made:
        yield made


def summed(ledger: Ledger, scope: Scope, by: tuple[str, ...]) -> TollTable:
    chronicle = Chronicle(ledger)
    for _ in whole.make_accounts(chronicle):
        pass
    return whole.whole_table(chronicle, scope, by, load_sentences("en"))


@pytest.mark.parametrize("by", [("side",), ("harm", "side"), ("side", "month")])
@pytest.mark.parametrize("scope", [Scope(), Scope(harm="killed"), Scope(side="civilians", harm="injured")])
def test_rows_and_residual_are_those_of_reckoning_at_once(ledger: Ledger, scope: Scope, by: tuple[str, ...]) -> None:
    put(ledger, documents(90, seed=6))
    assert whole.is_whole(scope, by)
    found = summed(ledger, scope, by)
    wanted = ledger.toll(scope, by=by, statements=Chronicle(ledger).statements())
    assert wanted.rows
    assert list(found.rows) == bare(wanted.rows)
    assert found.residual == wanted.residual
    assert found.meaning == wanted.meaning
    assert found.summed_of


def test_it_says_how_many_contradictions_it_does_not_list(ledger: Ledger) -> None:
    put(ledger, documents(90, seed=6))
    wanted = ledger.toll(statements=Chronicle(ledger).statements())
    assert wanted.contradictions
    assert summed(ledger, Scope(), ("side",)).not_listed == len(wanted.contradictions)


@pytest.mark.parametrize(
    ("scope", "by"),
    [
        (Scope(place="sy.aleppo"), ("side",)),
        (Scope(window=Window(start=None, end=None)), ("incident",)),
        (Scope(), ("side", "place")),
        (Scope(), ("harm",)),
        (Scope(), ()),
    ],
)
def test_other_questions_are_reckoned_from_statements(scope: Scope, by: tuple[str, ...]) -> None:
    assert not whole.is_whole(scope, by)
