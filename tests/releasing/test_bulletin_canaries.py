"""What is planted in internal and restricted entries, and in the words of a text, is in no bulletin and no picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from marsad.issuing import compose
from marsad.ledger.confidential import Vault, hide
from marsad.pipeline import Ledger
from marsad.publish.bulletins.html import render_page
from marsad.publish.bulletins.page import build_page
from marsad.publish.words import LANGUAGES

from .conftest import entered
from .test_exports import CANARIES, documents


def test_no_canary_is_in_a_bulletin(tmp_path: Path) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        list(ledger.add(documents()))
        ledger.store.append_decision(entered("internal"))
        vault = Vault(tmp_path / "confidential.keys")
        vault.make("2018-03-12T00:00:00Z")
        closed, hidden = hide(entered("restricted"), vault)
        assert ledger.store.append_decisions([closed], decided=len(ledger.store.decisions()), hidden=[hidden])
        made = compose(ledger, start=dt.date(2018, 3, 1), end=dt.date(2018, 3, 31))
        held = {decision.id for decision in ledger.store.decisions()}
    said = [made.to_json().decode()]
    for lang in LANGUAGES:
        page = build_page(made, lang)
        assert page.links
        said += [page.text, page.to_json().decode(), render_page(page)]
    for text in said:
        assert [canary for canary in (*CANARIES, "7654321", "35.12345", *held) if canary in text] == []
