"""Documents taken in one by one, in any order, give what all give at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from worlds import Pair, documents, put, tables

from marsad.chronicle import Chronicle
from marsad.ids import sha256
from marsad.link import linked
from marsad.link.wording import day_of, wording
from marsad.pipeline import Ledger


@pytest.fixture
def ledger(either: str) -> Iterator[Ledger]:
    with Ledger(either) as made:
        yield made


def one_by_one(ledger: Ledger, pairs: list[Pair]) -> dict[str, list[tuple[object, ...]]]:
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    for pair in pairs:
        put(ledger, [pair])
        assert chronicle.refresh() == 1
    return tables(chronicle)


def test_what_comes_in_any_order_stands_as_if_all_had_come_at_once(ledger: Ledger, tmp_path: Path) -> None:
    pairs = documents(70)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.rebuild()
    wanted = tables(chronicle)
    shuffled = list(pairs)
    random.Random(3).shuffle(shuffled)
    with Ledger(tmp_path / "other.db") as other:
        assert one_by_one(other, shuffled) == wanted


def test_crowded_blocks_too(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block holds more than are all compared, who comes first by day and key counts, not by arrival."""
    monkeypatch.setattr("marsad.chronicle.fold.FIRST", 2)
    monkeypatch.setattr("marsad.link.wording.FIRST", 2)
    monkeypatch.setattr("marsad.link.blocks.FIRST", 2)
    pairs = documents(60, seed=2)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.rebuild()
    wanted = tables(chronicle)
    shuffled = list(pairs)
    random.Random(5).shuffle(shuffled)
    with Ledger(tmp_path / "other.db") as other:
        assert one_by_one(other, shuffled) == wanted


def test_the_tables_say_what_linking_everything_in_memory_says(ledger: Ledger) -> None:
    pairs = documents(90)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    wordings = [wording(document.id, document.text, day_of(reading)) for document, reading in pairs]
    wanted = linked(ledger.statements(), wordings=wordings, feasible=chronicle.feasible)
    assert {s.key: s.incident for s in chronicle.statements()} == {s.key: s.incident for s in wanted.statements}


def test_a_revision_takes_the_place_of_what_it_revises(ledger: Ledger, tmp_path: Path) -> None:
    pairs = documents(40)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    changed = []
    for document, reading in pairs[10:20]:
        text = document.text + " corrected"
        digest = sha256(text.encode())
        claims = tuple(msgspec.structs.replace(claim, value=(claim.value or 0) + 3) for claim in reading.claims)
        changed.append(
            (
                msgspec.structs.replace(document, text=text, sha256=digest),
                msgspec.structs.replace(reading, sha256=digest, claims=claims),
            )
        )
    put(ledger, changed)
    assert chronicle.refresh() == 10
    after = tables(chronicle)
    chronicle.rebuild()
    assert tables(chronicle) == after


def test_dropped_tables_come_again(ledger: Ledger) -> None:
    put(ledger, documents(20))
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    wanted = tables(chronicle)
    with ledger.store.cache(write=True) as cache:
        cache.drop()
    chronicle.refresh()
    assert tables(chronicle) == wanted
    assert ledger.verify().ok
