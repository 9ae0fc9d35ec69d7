"""JSON documents, one a line or one a file; and plain text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.collect import records
from marsad.collect.files import Unread
from marsad.collect.material import Item, Material, Piece, Way
from marsad.errors import UnreadableDocumentError

NAME = "records"
ORDER = 60
_SUFFIXES = (".json", ".jsonl", ".ndjson")
_MEDIA = ("application/json", "application/x-ndjson", "application/jsonl")


def accepts(material: Material) -> bool:
    """Tell whether the material is JSON documents."""
    return material.suffix in _SUFFIXES or material.media_type in _MEDIA


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each record's document; one that is malformed stays in its place with the reason."""
    if records.is_json(material.data):
        parts = list(enumerate(records.split(material.data, material.name), 1))
    else:
        parts = list(records.lines(iter(material.data.split(b"\n"))))
    for number, part in parts:
        where = f"{material.name}, document {number}"
        try:
            document = records.parse(part, where)
        except UnreadableDocumentError as error:
            yield Unread(records.name_of(part) or f"{material.id}:{number}", error)
            continue
        yield Piece(msgspec.structs.replace(document, address=f"{material.address}#{document.id}"))
