"""RSS 0.9 to 2.0 and Atom, by `feedparser`: each entry leads to its page; one without a link is a document by itself.

What makes a feed unsafe or doubtful is settled before: entities are refused, the encoding is told by the bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from marsad.collect.encodings import decode_any
from marsad.collect.files import Unread
from marsad.collect.html import check_depth, visible
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way
from marsad.collect.moments import moment
from marsad.collect.web.addresses import normal
from marsad.collect.web.answer import BlockedError
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "feed"
ORDER = 20
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:rss|feed|rdf:RDF|atom:feed)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_KEPT = ("id", "link", "title", "summary", "published", "updated", "author")
"""What is kept of an entry that is a document by itself, as its original; the feed is in the archive as it came."""


def accepts(material: Material) -> bool:
    """Tell whether the material is a feed."""
    return _ROOT.search(material.data[:2000]) is not None


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each entry's address, or the entry itself.

    A feed that is no well-formed XML is read as far as that goes, and it is said; of one that was cut short the last
    entry is left out.  Raises `UnreadableDocumentError` for one that declares entities, or is nothing of the kind.
    """
    import feedparser

    decoded = decode_any(material.data, material.name, material.charset)
    text = _DECLARATION.sub("", decoded.text)
    if _ENTITY.search(text):
        raise UnreadableDocumentError.of("{name}: declares entities, which are never followed", name=material.name)
    check_depth(text, material.name)
    found = feedparser.parse(io.BytesIO(text.encode()), sanitize_html=False, resolve_relative_uris=False)
    entries, reason = list(found.entries), str(found.get("bozo_exception", "")) if found.bozo else ""
    if not found.version and not entries:
        raise UnreadableDocumentError.of(
            "{name}: is no feed that can be read ({reason})", name=material.name, reason=reason or "no entries"
        )
    is_torn = bool(reason) and not _ENDS.search(text)
    for number, entry in enumerate(entries[:-1] if is_torn else entries, 1):
        yield _item(dict(entry), number, str(found.version), material, way, decoded.note)
    if is_torn:
        torn = UnreadableDocumentError.of(
            "{name}: the feed is cut short; its last entry is left out", name=material.name
        )
        yield Unread(str(len(entries)), torn)
    elif reason:
        yield Skipped(material.name, "is no well-formed XML and was read as well as it can be")


def _item(entry: dict[str, Any], number: int, version: str, material: Material, way: Way, note: str | None) -> Item:
    days = (entry.get("published"), entry.get("updated"))
    published = next((day for value in days if (day := moment(value, way.zone))), None)
    link = str(entry.get("link") or "").strip()
    if entry.get("guidislink") and not (version.startswith("rss") and link.startswith("http")):
        link = ""
    if link:
        try:
            return Link(normal(link, material.address if "//" in material.address else ""), published)
        except BlockedError as error:
            return Skipped(link[:200], str(error))
    return _document(entry, str(entry.get("id") or number), published, material, note)


def _document(
    entry: dict[str, Any], identity: str, published: str | None, material: Material, note: str | None
) -> Item:
    title, body = visible(str(entry.get("title") or "")), visible(_body(entry))
    text = "\n\n".join(part for part in (title, body) if part)
    key = f"{material.id}:{sha256(identity.encode())[:12]}"
    if not text:
        return Skipped(key, "the entry has neither a link nor words")
    kept = {name: str(entry[name]) for name in _KEPT if entry.get(name)} | {"content": _body(entry)}
    data = msgspec.json.encode(kept, order="sorted")
    document = Document(
        id=key,
        text=text,
        sha256=sha256(data),
        data=data,
        extracted=True,
        media_type="application/json",
        address=f"{material.address}#{identity}",
        published=published,
    )
    return Piece(document, "partial" if note else "complete", note, str(entry.get("author") or "") or None)


def _body(entry: dict[str, Any]) -> str:
    """Return an entry's words, the fuller where it has both a content and a summary."""
    contents = [str(one.get("value") or "") for one in entry.get("content") or ()]
    return max([*contents, str(entry.get("summary") or "")], key=len)
