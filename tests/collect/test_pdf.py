"""PDF: Arabic in its order, whatever reads it; what a reader turns around is never taken for words."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2
import pytest

from collect.given import SAMPLES
from marsad.collect import confined
from marsad.collect.adapters import choose
from marsad.collect.confined.pdf import is_turned
from marsad.collect.letters import NOTE
from marsad.collect.material import Material, Piece, Way
from marsad.errors import UnreadableDocumentError

WITHOUT_QALAM = """
import importlib.util, runpy
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "qalam" else find(name, *more)
runpy.run_path({script!r}, run_name="__main__")
"""


@pytest.fixture
def without_qalam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrapper = tmp_path / "without.py"
    wrapper.write_text(WITHOUT_QALAM.format(script=str(confined.HERE / "pdf.py")))

    def python(script: str, *arguments: str) -> list[str]:
        return [sys.executable, "-I", str(wrapper), *arguments]

    monkeypatch.setattr(confined, "python", python)


def read(data: bytes) -> Piece:
    material = Material("a.pdf", data, "/in/a.pdf", id="a")
    (piece,) = choose(material, Way()).items(material, Way())
    assert isinstance(piece, Piece)
    return piece


def report(name: str = "report.pdf") -> bytes:
    return (SAMPLES / name).read_bytes()


def test_by_qalam_arabic_is_in_its_order() -> None:
    piece = read(report())
    assert piece.document.text == (
        "قصف على مدينة دوما\nقتل 16 مدنيا بينهم 3 أطفال في قصف على مدينة دوما يوم الجمعة الثامن من حزيران،\n"
        "وأصيب 20 آخرون بجروح."
    )
    assert (piece.state, piece.note) == ("complete", None)


@pytest.mark.usefixtures("without_qalam")
def test_words_the_wrong_way_round_are_left_out_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """pypdfium2 gives the letters of most Arabic words from left to right: such a page is read as a picture."""
    monkeypatch.setattr(confined, "tesseract", lambda: None)
    with pytest.raises(UnreadableDocumentError, match=r"pip install 'marsad\[pdf\]'"):
        read(report())


@pytest.mark.usefixtures("without_qalam")
@pytest.mark.skipif(confined.tesseract() is None, reason="tesseract-ocr-ara isn't installed")
def test_where_letters_can_be_read_the_page_is_read_as_a_picture() -> None:
    piece = read(report())
    assert "قتل 16 مدنيا بينهم 3 أطفال في قصف على مدينة دوما" in piece.document.text
    assert (piece.state, piece.note) == ("partial", f"1 pages {NOTE}")


@pytest.mark.usefixtures("without_qalam")
def test_a_page_in_english_is_read_without_qalam() -> None:
    piece = read(english())
    assert piece.document.text == "At least 3 civilians were killed in Homs."
    assert piece.state == "complete"


def english() -> bytes:
    """Return a PDF of one English sentence."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    raw = pypdfium2.raw
    text = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 12.0)
    words = "At least 3 civilians were killed in Homs.".encode("utf-16-le") + b"\0\0"
    import ctypes

    buffer = ctypes.cast(ctypes.create_string_buffer(words), ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFText_SetText(text, buffer)
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 700)
    raw.FPDFPage_InsertObject(page, text)
    page.gen_content()
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_turned_words_are_told_by_letters_that_begin_no_word() -> None:
    assert is_turned("فصق ىلع ةنيدم امود")
    assert not is_turned("قصف على مدينة دوما")
    assert not is_turned("At least 3 killed")
