"""The documents of a web archive (WARC) in a file: those that collecting takes out of it, with the same ids and texts.

Records that hold no page (images, scripts, redirections, refusals) are none; what should be one and cannot be read is
named with its error.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.collect.adapters import choose
from marsad.collect.adapters.warc import NAME, SWELLING
from marsad.collect.files import Found, Limits, Unread
from marsad.collect.material import Item, Material, Piece, Way
from marsad.errors import MarsadError, UnreadableDocumentError

DEEPEST = 4
"""How far packed material may hold packed material."""


def heaviest(limits: Limits) -> int:
    """Return how many bytes an archive may have: it is held at once."""
    return SWELLING * limits.max_bytes


def archived(data: bytes, name: str, stem: str, limits: Limits) -> Iterator[Found]:
    """Yield the documents of an archive; behind the last that could be read why the rest could not."""
    way = Way(adapter=NAME, max_bytes=limits.max_bytes)
    yield from _opened(Material(name, data, name, id=stem), way, 0)


def _opened(material: Material, way: Way, depth: int) -> Iterator[Found]:
    try:
        for item in choose(material, way).items(material, way):
            yield from _found(item, Way(max_bytes=way.max_bytes), depth)
    except MarsadError as error:
        yield Unread(material.id, error)


def _found(item: Item, way: Way, depth: int) -> Iterator[Found]:
    if isinstance(item, Piece):
        yield item.document
    elif isinstance(item, Unread):
        yield item
    elif isinstance(item, Material) and depth < DEEPEST:
        yield from _opened(item, way, depth + 1)
    elif isinstance(item, Material):
        yield Unread(item.id, UnreadableDocumentError.of("{name}: is packed too deep", name=item.name))
