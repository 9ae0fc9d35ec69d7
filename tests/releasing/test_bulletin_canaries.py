"""What is planted in internal and restricted entries, and in texts, is in no bulletin, picture or report."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pypdfium2
from PIL import Image

from marsad.issuing import compose
from marsad.issuing.picturing import picture, shown
from marsad.issuing.reporting import report
from marsad.ledger.confidential import Vault, hide
from marsad.pipeline import Ledger
from marsad.publish.bulletins.html import render_page
from marsad.publish.bulletins.page import build_page
from marsad.publish.pictures import KINDS, draw
from marsad.publish.printed import content, printed
from marsad.publish.words import LANGUAGES

from .conftest import entered
from .test_exports import CANARIES, documents


def pdf_words(data: bytes) -> list[str]:
    """Return what a PDF says on its pages, of itself, and uncompressed between."""
    document = pypdfium2.PdfDocument(data)
    told = [page.get_textpage().get_text_bounded() for page in document]
    return [*told, str(document.get_metadata_dict()), data.decode("latin-1")]


def test_no_canary_is_in_what_is_issued(tmp_path: Path) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        list(ledger.add(documents()))
        ledger.store.append_decision(entered("internal"))
        vault = Vault(tmp_path / "confidential.keys")
        vault.make("2018-03-12T00:00:00Z")
        closed, hidden = hide(entered("restricted"), vault)
        assert ledger.store.append_decisions([closed], decided=len(ledger.store.decisions()), hidden=[hidden])
        made = compose(ledger, start=dt.date(2018, 3, 1), end=dt.date(2018, 3, 31))
        drawn = [picture(shown(ledger), kind) for kind in KINDS]
        month = report(ledger, "2018-03")
        held = {decision.id for decision in ledger.store.decisions()}
    said = [made.to_json().decode()]
    for lang in LANGUAGES:
        page = build_page(made, lang)
        assert page.links
        said += [page.text, page.to_json().decode(), render_page(page)]
    said += [one.to_json().decode() for one in (*drawn, month)]
    for lang in LANGUAGES:
        for one in drawn:
            said.append(draw(one, "svg", lang).decode())
            said += pdf_words(draw(one, "pdf", lang))
            said.append(str(Image.open(io.BytesIO(draw(one, "png", lang))).info))
        said += pdf_words(printed(content(month, lang), dt.date(2018, 3, 31)))
    for text in said:
        assert [canary for canary in (*CANARIES, "7654321", "35.12345", *held) if canary in text] == []
