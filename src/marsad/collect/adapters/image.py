"""A picture of a report: its letters, read by tesseract; always partial, since a machine guessed them."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.collect.letters import NOTE, read_letters
from marsad.collect.material import Item, Material, Piece, Way
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "image"
ORDER = 31
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"II*\x00", "image/tiff", ".tif"),
    (b"MM\x00*", "image/tiff", ".tif"),
)


def accepts(material: Material) -> bool:
    """Tell whether the material is a picture, by its first bytes."""
    return any(material.data.startswith(mark) for mark, _, _ in _KINDS)


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield the picture's document.  Raises `UnreadableDocumentError` where no letters can be read."""
    media, suffix = next(((kind, end) for mark, kind, end in _KINDS if material.data.startswith(mark)), ("", ""))
    if not media:
        raise UnreadableDocumentError.of("{name}: is no picture (PNG, JPEG or TIFF)", name=material.name)
    text = read_letters(material.data, material.name, suffix, way.max_bytes)
    if not text:
        raise UnreadableDocumentError.of("{name}: no letters were found in the picture", name=material.name)
    document = Document(
        id=material.id,
        text=text,
        sha256=sha256(material.data),
        data=material.data,
        media_type=media,
        extracted=True,
        address=material.address,
    )
    yield Piece(document, "partial", NOTE)
