"""A PDF: its words in their order, taken out in a process of its own; pages that are pictures, by their letters."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

from marsad.collect import confined
from marsad.collect.letters import NOTE, read_letters
from marsad.collect.material import Item, Material, Piece, Way
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "pdf"
ORDER = 30
_QALAM = "qalam has them right: pip install 'marsad[pdf]'"


class _Said(msgspec.Struct):
    """What `confined/pdf.py` tells."""

    pages: list[str]
    bare: list[int]
    turned: list[int]
    unsure: list[int]
    further: int


def accepts(material: Material) -> bool:
    """Tell whether the material is a PDF, by its first bytes."""
    return b"%PDF-" in material.data[:1024]


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield the PDF's document; partial where a page has no words.

    Raises `UnreadableDocumentError` where the libraries are missing, the file breaks them, or no page has words.
    """
    if find_spec("qalam") is None and find_spec("pypdfium2") is None:
        raise UnreadableDocumentError.of(
            "{name}: reading a PDF needs the extra: pip install 'marsad[pdf]'", name=material.name
        )
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        said = _said(material, way, folder if confined.tesseract() and find_spec("pypdfium2") else None)
        note = _read_bare(said, Path(folder), way) or None
    text = "\n\n".join(page.strip() for page in said.pages if page.strip())
    if not text:
        raise UnreadableDocumentError.of(
            "{name}: no page holds words; to read scanned pages install: "
            "apt-get install tesseract-ocr tesseract-ocr-ara, and pip install 'marsad[pdf]'",
            name=material.name,
        )
    document = Document(
        id=material.id,
        text=text,
        sha256=sha256(material.data),
        data=material.data,
        media_type="application/pdf",
        extracted=True,
        address=material.address,
    )
    yield Piece(document, "partial" if note else "complete", note)


def _said(material: Material, way: Way, folder: str | None) -> _Said:
    program = confined.python("pdf.py", "{}", *([folder] if folder else []))
    try:
        said = confined.run(program, material.data, name=material.name, most=4 * way.max_bytes, suffix=".pdf")
        return msgspec.json.decode(said, type=_Said)
    except (confined.ConfinedError, msgspec.DecodeError) as error:
        raise UnreadableDocumentError.of(
            "{name}: is no PDF that can be read ({reason})", name=material.name, reason=_reason(error)
        ) from error


def _reason(error: Exception) -> object:
    return error.values.get("reason", error) if isinstance(error, confined.ConfinedError) else error


def _read_bare(said: _Said, folder: Path, way: Way) -> str:
    """Put what can be read of drawn pages into their places; return the note that says what is missing or unsure."""
    read = [number for number in said.bare if _read_drawn(said, number, folder, way)]
    lost = [number for number in said.bare if number not in read]
    turned = [number for number in lost if number in said.turned]
    parts = {
        f"{len(read)} pages {NOTE}": len(read),
        f"{len(lost) - len(turned)} pages without words": len(lost) - len(turned),
        f"{len(turned)} pages left out, whose Arabic words come the wrong way round; {_QALAM}": len(turned),
        f"{len(said.unsure)} pages whose order of Arabic words is unsure; {_QALAM}": len(said.unsure),
        f"{said.further} further pages, more than are read": said.further,
    }
    return "; ".join(part for part, count in parts.items() if count)


def _read_drawn(said: _Said, number: int, folder: Path, way: Way) -> bool:
    drawn = folder / f"{number}.pgm"
    if drawn.is_file():
        said.pages[number] = read_letters(drawn.read_bytes(), f"page {number + 1}", ".pgm", way.max_bytes)
    return bool(said.pages[number])
