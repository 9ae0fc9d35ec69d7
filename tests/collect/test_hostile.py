"""What comes from outside is harmless: bombs, broken files, names that are paths, too much of everything."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path

import pytest

from collect.given import HTML, SAMPLES, warc
from marsad.collect import confined
from marsad.collect.adapters import choose
from marsad.collect.files import Unread
from marsad.collect.material import Item, Material, Piece, Way
from marsad.collect.web import Allowed
from marsad.errors import MarsadError, UnreadableDocumentError, UsageError
from marsad.gathering import Gathering
from marsad.ids import sha256
from marsad.pipeline import Ledger

SMALL = Way(max_bytes=100_000)


def items(name: str, data: bytes, way: Way = SMALL, media: str = "") -> list[Item]:
    material = Material(name, data, f"/in/{name}", media, None, "x")
    return list(choose(material, way).items(material, way))


def test_a_web_archive_that_swells_is_left() -> None:
    large = [("https://a.example/1", "text/html", b"x" * 200_000)]
    (unread,) = items("a.warc.gz", warc(large))
    assert isinstance(unread, Unread)
    assert "more than 100000 bytes" in str(unread.error)
    many = [(f"https://a.example/{n}", "text/html", b"x" * 99_000) for n in range(60)]
    with pytest.raises(UnreadableDocumentError, match="swells"):
        items("a.warc.gz", warc(many))


def test_a_packed_sitemap_that_swells_is_left() -> None:
    swelling = gzip.compress(b"<urlset>" + b" " * 10_000_000 + b"</urlset>")
    with pytest.raises(UnreadableDocumentError, match="swells"):
        items("map.xml.gz", swelling)


def test_a_workbook_that_swells_is_left() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(10_000_000))
        packed.writestr("../../etc/x", b"x")
    with pytest.raises(UnreadableDocumentError, match="swells"):
        items("t.xlsx", out.getvalue())


PDFS = {
    "nothing": b"%PDF-1.4\n",
    "no pages": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF",
    "pages in a ring": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]"
    b"/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "rubbish": b"%PDF-1.7\n" + random.Random(1).randbytes(5_000),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_pdf_is_a_clear_error(name: str) -> None:
    with pytest.raises(UnreadableDocumentError):
        items("a.pdf", PDFS[name], Way())


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_pdf_breaks_nothing(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray((SAMPLES / "report.pdf").read_bytes())
    for _ in range(40):
        data[chance.randrange(10, len(data))] = chance.randrange(256)
    with Ledger(tmp_path / "l.db") as ledger:
        material = Material("a.pdf", bytes(data), "/in/a.pdf", id="a")
        steps = list(Gathering(ledger).material(material))
        assert all(step.error is None or isinstance(step.error, MarsadError) for step in steps)
        assert ledger.store.original(sha256(bytes(data))) == bytes(data)
        assert ledger.verify().ok


BREAKS = {
    "memory": "x = bytearray(4_000_000_000)",
    "output": "import sys\nwhile True: sys.stdout.write('x' * 1000)",
    "death": "import os\nos.abort()",
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_program_that_breaks_breaks_only_itself(what: str, tmp_path: Path) -> None:
    script = tmp_path / "breaks.py"
    script.write_text(BREAKS[what])
    with pytest.raises(confined.ConfinedError):
        confined.run(confined.python(str(script)), b"", name="x", most=1_000, suffix=".x")


def test_a_program_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    script = tmp_path / "runs.py"
    script.write_text("while True: pass")
    with pytest.raises(confined.ConfinedError):
        confined.run(confined.python(str(script)), b"", name="x", most=1_000, suffix=".x")


def test_a_confined_program_gets_none_of_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_SECRET", "do not tell")
    script = tmp_path / "tells.py"
    script.write_text("import os\nprint(sorted(os.environ), os.getcwd())")
    said = confined.run(confined.python(str(script)), b"", name="x", most=1_000, suffix=".x").decode()
    assert "MARSAD" not in said
    assert str(Path.cwd()) not in said


def test_without_tesseract_a_picture_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "tesseract", lambda: None)
    with pytest.raises(UnreadableDocumentError, match="apt-get install tesseract-ocr tesseract-ocr-ara"):
        items("a.png", (SAMPLES / "report.png").read_bytes())


def test_without_its_libraries_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.collect.adapters.pdf.find_spec", lambda name: None)
    with pytest.raises(UnreadableDocumentError, match=r"pip install 'marsad\[pdf\]'"):
        items("a.pdf", (SAMPLES / "report.pdf").read_bytes())


@pytest.mark.skipif(confined.tesseract() is None, reason="tesseract-ocr-ara isn't installed")
def test_a_scanned_pdf_is_read_by_its_letters_and_says_so() -> None:
    """A page that is a picture: the printed report, drawn as an image of one colour channel into a PDF."""
    from marsad.collect.letters import NOTE

    (piece,) = items("scan.pdf", scanned(), Way())
    assert isinstance(piece, Piece)
    assert "دوما" in piece.document.text
    assert piece.state == "partial"
    assert NOTE in (piece.note or "")


def scanned() -> bytes:
    """Return a PDF whose one page is a picture of the report."""
    import pypdfium2

    printed = pypdfium2.PdfDocument(SAMPLES / "report.pdf")
    bitmap = printed[0].render(scale=2.0, grayscale=True)
    out = pypdfium2.PdfDocument.new()
    page = out.new_page(595, 842)
    image = pypdfium2.PdfImage.new(out)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    page.gen_content()
    held = io.BytesIO()
    out.save(held)
    return held.getvalue()


def test_names_from_outside_never_become_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pages = [(f"https://a.example/{name}", "text/html", HTML.encode()) for name in ("../../x", "%2e%2e%2fy", "a%00b")]
    with Ledger(tmp_path / "l.db") as ledger:
        material = Material("a.warc", warc(pages, packed=False), "/in/a.warc", id="a")
        list(Gathering(ledger).material(material))
        assert len([one for one in ledger.documents() if ledger.store.text(one.id)]) >= 2
    assert {path.name.partition(".")[0] for path in tmp_path.iterdir()} == {"l"}


@pytest.mark.parametrize("domain", ["com", "co.uk", "gov.sy", "", "a b", "../x"])
def test_a_domain_under_which_everybody_registers_is_refused(domain: str) -> None:
    with pytest.raises(UsageError):
        Allowed.of(["https://a.example/"], domains=[domain])


def test_a_registered_domain_is_allowed_with_what_is_below() -> None:
    allowed = Allowed.of(["https://a.example/"], domains=["Monitor.co.uk"])
    assert allowed.check("https://www.monitor.co.uk/1").hostname == "www.monitor.co.uk"


def test_gzip_in_gzip_is_no_archive() -> None:
    with pytest.raises(UnreadableDocumentError):
        items("a.warc.gz", gzip.compress(gzip.compress(bytes(1_000_000))))
