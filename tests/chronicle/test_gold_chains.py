"""The chains and pairs of the gold bulletins through the real reader and linker, in a ledger, in any order."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from marsad.chronicle import Chronicle
from marsad.ids import sha256
from marsad.knowledge.files import read_yaml
from marsad.model import Document, Scope, TollTable, Window
from marsad.pipeline import Ledger

GOLD = Path(__file__).parents[1] / "gold" / "open"
EXPECTED: dict[str, dict[str, Any]] = read_yaml(Path(__file__).parent / "expected_chains.yml")
ORDERS = ("as published", "backwards", "shuffled")
Toll = tuple[int, int | None]


@cache
def chain(name: str) -> tuple[Document, ...]:
    every = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return tuple(
        Document(
            id=one["id"],
            text=one["text"],
            sha256=sha256(one["text"].encode()),
            published=one["published"],
            source=one["source"],
            lang=one["lang"],
            pack=one["conflict"],
        )
        for one in every
        if name in (one["chain"], one["pair"])
    )


def arranged(documents: Iterable[Document], order: str) -> list[Document]:
    out = list(documents)
    if order == "backwards":
        out.reverse()
    if order == "shuffled":
        random.Random(7).shuffle(out)
    return out


def toll(place: Path | str, documents: Iterable[Document], name: str, *, one_by_one: bool = False) -> TollTable:
    """The ledger's toll of a chain, whose documents come in at once or one by one, each taken in before the next."""
    asked = EXPECTED[name].get("question", {})
    days = [dt.date.fromisoformat(asked[end]) if end in asked else None for end in ("from", "to")]
    with Ledger(place) as ledger:
        chronicle = Chronicle(ledger)
        for document in documents:
            assert [one.result for one in ledger.add([document])] == ["added"]
            if one_by_one:
                chronicle.refresh()
        statements = chronicle.statements()
        return ledger.toll(Scope(window=Window(start=days[0], end=days[1])), statements=statements)


def bounds(table: TollTable) -> dict[tuple[str, str], Toll]:
    return {(row.harm, row.side or ""): (row.lo, row.hi) for row in table.rows}


_FOUND: dict[tuple[str, str], TollTable] = {}


def answer(folder: Path, name: str, order: str) -> TollTable:
    if (name, order) not in _FOUND:
        _FOUND[name, order] = toll(folder / f"{order}.db", arranged(chain(name), order), name, one_by_one=True)
    return _FOUND[name, order]


ASKED = [
    (name, harm, side)
    for name, told in EXPECTED.items()
    for harm in ("killed", "injured")
    for side in told.get(harm, {})
]


@pytest.mark.parametrize(("name", "harm", "side"), ASKED)
def test_after_the_whole_chain_the_toll_is_the_one_reckoned_by_hand(
    tmp_path: Path, name: str, harm: str, side: str
) -> None:
    expected = EXPECTED[name][harm][side]
    row = next((row for row in answer(tmp_path, name, ORDERS[0]).rows if (row.harm, row.side) == (harm, side)), None)
    assert row is not None
    assert {key: getattr(row, key) for key in expected} == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_the_order_in_which_the_documents_of_a_chain_arrive_is_irrelevant(tmp_path: Path, name: str) -> None:
    wanted = answer(tmp_path, name, ORDERS[0])
    for order in ORDERS[1:]:
        assert answer(tmp_path, name, order) == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_postgresql_gives_the_tolls_that_sqlite_gives(tmp_path: Path, database: Callable[[], str], name: str) -> None:
    found = toll(database(), arranged(chain(name), ORDERS[2]), name, one_by_one=True)
    assert found == answer(tmp_path, name, ORDERS[0])


@pytest.mark.parametrize("name", EXPECTED)
def test_reprints_of_all_documents_of_a_chain_add_nothing(tmp_path: Path, name: str) -> None:
    """Another portal prints each text again a few hours later, under its own name."""
    documents = chain(name)
    again = [msgspec.structs.replace(one, id=f"{one.id}-again", source="a portal") for one in documents]
    assert bounds(toll(tmp_path / "again.db", [*documents, *again], name)) == bounds(answer(tmp_path, name, ORDERS[0]))


def test_every_chain_and_pair_of_the_gold_bulletins_is_asked() -> None:
    every = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD.glob("*.json")]
    assert {name for one in every for name in (one["chain"], one["pair"]) if name} == set(EXPECTED)
