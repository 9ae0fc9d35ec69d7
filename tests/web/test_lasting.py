"""What takes long to reckon of the whole ledger is kept in it, and only for as long as it stands as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.web import shelf
from marsad.web.asked import read_query
from marsad.web.room import Room
from marsad.web.views import frame, incidents

ASKED = read_query(frame.FRAME, {})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "kept.db") as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
    return tmp_path / "kept.db"


def ask(ledger: Ledger) -> dict[str, Any]:
    return incidents.overview(Room(ledger), ASKED)


def test_a_later_start_has_the_answer_and_it_is_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(place) as ledger:
        fresh = ask(ledger)
        assert fresh["frame"]["spots"] and fresh["tolls"].rows
    monkeypatch.setattr(Room, "statements", lambda room: pytest.fail("everything was read again"))
    with Ledger(place) as ledger:
        assert ask(ledger) == fresh


def test_a_ledger_that_moved_on_or_another_program_is_answered_anew(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Three civilians were killed in an airstrike on Aleppo on Friday, 8 June 2018."
    with Ledger(place) as ledger:
        before = ask(ledger)
        late = Document(id="late", text=text, sha256=sha256(text.encode()), published="2018-06-10")
        assert [one.error for one in ledger.add([late])] == [None]
        after = ask(ledger)
        assert after["documents"] == before["documents"] + 1 and after["claims"] > before["claims"]
        monkeypatch.setattr(shelf, "made_by", lambda: "another program")
        monkeypatch.setattr(incidents, "_standing", lambda room: pytest.fail("reckoned anew"))
        with pytest.raises(pytest.fail.Exception, match="reckoned anew"):
            ask(ledger)
