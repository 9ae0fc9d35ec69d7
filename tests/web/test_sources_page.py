"""The page of sources counts every publisher once, under the name that its own conflict gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.web.room import Room
from marsad.web.views.texts import every_source

MINISTRY = "وزارة الدفاع"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "sources.db") as made:
        assert all(one.error is None for one in made.add(shipped_bulletins()))
        yield made


def by_id(room: Room) -> dict[str, dict[str, Any]]:
    found = every_source(room)
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"]: one for one in found}


def test_the_ministry_of_the_demo_stands_there_once(ledger: Ledger) -> None:
    found = by_id(Room(ledger))
    published = [one for one in shipped_bulletins() if one.source == MINISTRY]
    assert len(published) > 1 and not [name for name in found if MINISTRY[:4] in name]
    ministry = found["xw_ministry_of_defence"]
    assert ministry["documents"] == len(published) and ministry["claims"] > 0 and ministry["name_ar"] == MINISTRY


def test_documents_are_counted_by_whom_their_readings_name(ledger: Ledger) -> None:
    read = [one.reading for one in ledger.readings()]
    counted = Counter(ledger.lore.fold_source(one.source, one.pack) for one in read if one.source)
    assert {name: one["documents"] for name, one in by_id(Room(ledger)).items() if one["documents"]} == counted


def test_a_ministry_of_no_conflict_stays_by_itself(ledger: Ledger) -> None:
    room = Room(ledger)
    before = by_id(room)
    text = "Three were killed on Friday, 12 March 2021."
    strange = Document(id="x", text=text, sha256=sha256(text.encode()), published="2021-03-13", source=MINISTRY)
    assert [one.error for one in ledger.add([strange])] == [None]
    now = by_id(room)
    (other,) = now.keys() - before.keys()
    assert now[other]["documents"] == 1 and now[other]["name_ar"] is None
    assert now["xw_ministry_of_defence"] == before["xw_ministry_of_defence"]
    assert now == by_id(Room(ledger))
