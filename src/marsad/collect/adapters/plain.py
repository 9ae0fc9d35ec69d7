"""Plain text: the last that is asked, for what is text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.collect.decoding import checked
from marsad.collect.encodings import decode_any
from marsad.collect.material import Item, Material, Piece, Way
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "plain"
ORDER = 99
_SUFFIXES = (".txt", ".text", ".md", "")


def accepts(material: Material) -> bool:
    """Tell whether the material is named as text."""
    return material.media_type == "text/plain" or (not material.media_type and material.suffix in _SUFFIXES)


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield the text.  Raises `UnreadableDocumentError` for bytes that are no text."""
    decoded = decode_any(material.data, material.name, material.charset)
    document = Document(
        id=material.id,
        text=checked(decoded.text, material.name),
        sha256=sha256(material.data),
        data=material.data,
        address=material.address,
    )
    yield Piece(document, "partial" if decoded.note else "complete", decoded.note)
