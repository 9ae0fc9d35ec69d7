"""A document that is restricted is in nothing that is public, and is again once it is opened."""

from __future__ import annotations

from pathlib import Path

from marsad.ids import sha256
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.releasing import gathered
from marsad.review import Desk
from marsad.review.signature import Signature

TOLD = {
    "open": "Three civilians were killed in an airstrike on Aleppo on Friday, 8 June 2018.",
    "hidden": "41 civilians were killed in an airstrike on Aleppo on Friday, 8 June 2018, the canary desk said.",
}


def test_a_restricted_document_moves_no_public_figure_and_stands_in_no_row(tmp_path: Path) -> None:
    by = Signature(who="an editor", why="their safety")
    with Ledger(tmp_path / "both.db") as both, Ledger(tmp_path / "one.db") as one:
        for ledger, names in ((both, ("open", "hidden")), (one, ("open",))):
            found = (
                Document(id=name, text=TOLD[name], sha256=sha256(TOLD[name].encode()), published="2018-06-09")
                for name in names
            )
            assert all(outcome.error is None for outcome in ledger.add(found))
        before = gathered(both)
        assert "hidden" in repr(before)
        Desk(both.store).restrict("hidden", "restricted", by)
        assert gathered(both).incidents == gathered(one).incidents
        Desk(both.store).restrict("hidden", "open", by)
        assert gathered(both).incidents == before.incidents
