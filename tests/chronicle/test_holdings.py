"""Who held which place when: a page of it reads the changes of its places, not those of all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from marsad.chronicle import Chronicle, chronicle, rows
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model import SubEvent
from marsad.pipeline import Ledger


@pytest.fixture
def told(either: str) -> Iterator[Chronicle]:
    with Ledger(either) as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
        yield Chronicle(ledger)


@pytest.mark.parametrize("places", [1, 3, 1_000])
def test_place_by_place_they_are_those_of_all_places(
    told: Chronicle, places: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicle, "PLACES", places)
    every = told.timelines()
    assert len(every) == 3
    assert tuple(told.timelines_in_order()) == every


def test_the_first_of_them_read_no_more_than_they_need(told: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronicle, "PLACES", 1)
    read: list[bytes] = []

    def counted(body: bytes) -> SubEvent:
        read.append(body)
        return event_of(body)

    event_of = rows.event_of
    monkeypatch.setattr(rows, "event_of", counted)
    told.timelines()
    whole = len(read)
    read.clear()
    assert len(list(islice(told.timelines_in_order(), 1))) == 1
    assert 0 < len(read) < whole
