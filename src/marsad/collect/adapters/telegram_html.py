"""A channel as Telegram Desktop exports it in HTML: a document a message, under its number and the channel's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from marsad.collect.encodings import decode_any
from marsad.collect.html import check_depth, text_of
from marsad.collect.material import Item, Material, Piece, Skipped, Way
from marsad.collect.moments import moment
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "telegram-html"
ORDER = 41
_STAMP = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
_NUMBER = re.compile(r"message(\d{1,15})")


def accepts(material: Material) -> bool:
    """Tell whether the material is a page of an export."""
    return b'class="page_wrap' in material.data[:20_000] and b'class="message ' in material.data


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each message that has words; what else is on the page is named as skipped.

    Raises `UnreadableDocumentError` for a page that is no text.
    """
    source = decode_any(material.data, material.name, material.charset).text
    check_depth(source, material.name)
    tree = LexborHTMLParser(source)
    header = tree.css_first(".page_header .text")
    channel = text_of(header) if header is not None else material.id
    for node in tree.css("div.message"):
        yield _item(node, channel, way)


def _item(node: LexborNode, channel: str, way: Way) -> Item:
    name = node.attributes.get("id") or ""
    found = _NUMBER.fullmatch(name)
    words = node.css_first("div.text")
    text = text_of(words) if words is not None else ""
    if found is None or not text:
        return Skipped(f"telegram:{channel}/{name}", "the message has no words")
    number = found.group(1)
    data = (node.html or "").encode()
    dated = node.css_first(".date")
    document = Document(
        id=f"telegram-{sha256(channel.encode())[:12]}-{number}",
        text=text,
        sha256=sha256(data),
        data=data,
        extracted=True,
        media_type="text/html",
        address=f"telegram:{channel}/{number}",
        published=_published(dated.attributes.get("title") or "" if dated is not None else "", way),
        source=channel,
    )
    if node.css_first(".media_wrap") is not None:
        return Piece(document, "partial", "what is attached is not in the text")
    return Piece(document)


def _published(stamp: str, way: Way) -> str | None:
    found = _STAMP.search(stamp)
    if found is None:
        return None
    day, month, year, clock, offset = found.groups()
    return moment(f"{year}-{month}-{day}T{clock}{offset or ''}", way.zone)
