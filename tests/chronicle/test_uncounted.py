"""Attacks that nobody gives a number for are incidents too, until somebody counts at their place and on their day."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.chronicle import Chronicle
from marsad.errors import UsageError
from marsad.ids import sha256
from marsad.model import Document
from marsad.model.incident import Incident
from marsad.pipeline import Ledger


@pytest.fixture
def ledger(either: str) -> Iterator[Ledger]:
    with Ledger(either) as made:
        yield made


def document(id: str, text: str, published: str = "2020-02-26") -> Document:
    return Document(
        id=id, text=text, sha256=sha256(text.encode()), published=published, source=id, lang="en", pack="syria"
    )


ATTACK = document("first", "Government forces launched an attack on Saraqib on 25 February 2020.")
AGAIN = document("second", "The attack on Saraqib on 25 February 2020 was the third this week, activists said.")
ELSEWHERE = document("third", "Government forces launched an attack on Kafr Nabl on 25 February 2020.")
LATER = document("fourth", "Government forces launched an attack on Saraqib on 1 March 2020.", "2020-03-02")
DENIED = document("fifth", "No attack was reported in Maarrat al-Numan on 25 February 2020.")
COUNTED = document("sixth", "Government shelling killed seven civilians in Saraqib on 25 February 2020.")


def incidents(ledger: Ledger, *documents: Document) -> list[Incident]:
    chronicle = Chronicle(ledger)
    for one in documents:
        assert [outcome.result for outcome in ledger.add([one])] == ["added"]
        chronicle.refresh()
    return chronicle.incidents()[0]


def test_an_attack_without_a_count_is_an_incident_with_its_words_and_no_toll(ledger: Ledger) -> None:
    (found,) = incidents(ledger, ATTACK)
    assert (found.tolls, found.claims, found.documents) == ((), (), ("first",))
    assert found.start == found.end == dt.date(2020, 2, 25)
    assert found.place is not None and found.place.name_en == "Saraqib"
    assert ATTACK.text[found.span[0] : found.span[1]] == found.snippet
    assert found.sub_events == ("first#e1",)


def test_reports_of_one_place_and_day_are_one_and_others_are_not(ledger: Ledger) -> None:
    found = incidents(ledger, ATTACK, AGAIN, ELSEWHERE, LATER, DENIED)
    assert found[0].documents == ("fourth",)
    assert {one.documents for one in found[1:]} == {("first", "second"), ("third",)}
    assert next(one for one in found if "first" in one.documents).corroboration.independent == 2


def test_once_somebody_counts_there_it_is_a_part_of_that_incident(ledger: Ledger) -> None:
    (found,) = incidents(ledger, ATTACK, AGAIN, COUNTED)
    assert [(toll.harm, toll.side, toll.lo) for toll in found.tolls] == [("killed", "civilians", 7)]


def test_the_order_of_arrival_is_irrelevant(tmp_path: Path) -> None:
    every = [ATTACK, AGAIN, ELSEWHERE, LATER, DENIED]
    answers = []
    for seed in range(3):
        shuffled = list(every)
        random.Random(seed).shuffle(shuffled)
        with Ledger(tmp_path / f"{seed}.db") as ledger:
            answers.append(incidents(ledger, *shuffled))
    assert answers[0] == answers[1] == answers[2]


def test_scope_pages_and_ids(ledger: Ledger) -> None:
    every = incidents(ledger, ATTACK, AGAIN, ELSEWHERE, LATER, COUNTED)
    chronicle = Chronicle(ledger)
    assert [chronicle.incidents(id=one.id)[0] for one in every] == [[one] for one in every]
    first, more = chronicle.incidents(limit=1)
    assert (first, more) == (every[:1], 1)
    assert chronicle.incidents(offset=1)[0] == every[1:]
    assert [one.documents for one in chronicle.incidents(place="Kafr Nabl")[0]] == [("third",)]
    march = chronicle.incidents(start=dt.date(2020, 3, 1))[0]
    assert [one.documents for one in march] == [("fourth",)]


def test_only_counted_incidents_are_judged(ledger: Ledger) -> None:
    (found,) = incidents(ledger, ATTACK)
    with pytest.raises(UsageError, match="nobody counts the victims"):
        Chronicle(ledger).named(found.id)
