"""Sitemaps (XML, packed or not, or a line an address) and indexes of them; when a page was changed is left aside.

The forms are those of sitemaps.org.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from marsad.collect.decoding import decode
from marsad.collect.material import Item, Link, Material, Skipped, Way
from marsad.collect.web.addresses import normal
from marsad.collect.web.answer import BlockedError
from marsad.collect.xml import local, parse_xml
from marsad.errors import UnreadableDocumentError

NAME = "sitemap"
ORDER = 21
_ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_ADDRESS = re.compile(rb"https?://[^\s<>]+", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_START = 2000


def accepts(material: Material) -> bool:
    """Tell whether the material is a sitemap."""
    start = material.data[:_START]
    if start.startswith(_GZIP):
        start = _unpacked(material.data, _START)
    return _ROOT.search(start) is not None or _is_lines(start)


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each address.

    Raises `UnreadableDocumentError` for malformed XML, and for what swells beyond the limit of files.
    """
    data = material.data
    if data.startswith(_GZIP):
        data = _unpacked(data, way.max_bytes + 1)
        if len(data) > way.max_bytes:
            raise UnreadableDocumentError.of("{name}: swells beyond measure when unpacked", name=material.name)
    base = material.address if "//" in material.address else ""
    for place, is_list in _places(data, material.name):
        try:
            if place:
                yield Link(normal(place, base), is_list=is_list)
        except BlockedError as error:
            yield Skipped(place[:200], str(error))


def _places(data: bytes, name: str) -> Iterator[tuple[str, bool]]:
    """Yield each address, and whether a further sitemap stands there."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from ((line.strip(), False) for line in decode(data, name).splitlines())
        return
    root = parse_xml(data, name)
    is_index = local(root.tag) == "sitemapindex"
    for entry in root:
        yield next((part.text or "" for part in entry if local(part.tag) == "loc"), "").strip(), is_index


def _is_lines(start: bytes) -> bool:
    """Tell whether the beginning of a file is addresses, a line each; the last may be cut off."""
    lines = [line.strip() for line in start.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    whole = lines[:-1] if len(start) >= _START and len(lines) > 1 else lines
    return bool(whole) and all(_ADDRESS.fullmatch(line) for line in whole)


def _unpacked(data: bytes, most: int) -> bytes:
    """Return the beginning of packed bytes; nothing where they are none."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, most)
    except zlib.error:
        return b""
