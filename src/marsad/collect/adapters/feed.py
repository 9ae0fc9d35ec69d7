"""RSS 0.9 to 2.0 and Atom: each entry leads to its page; one without a link is a document by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from marsad.collect.html import visible
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way
from marsad.collect.moments import moment
from marsad.collect.web.addresses import normal
from marsad.collect.web.answer import BlockedError
from marsad.collect.xml import local, parse_xml
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "feed"
ORDER = 20
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified")
_BODIES = ("encoded", "content", "description", "summary")


def accepts(material: Material) -> bool:
    """Tell whether the material is a feed."""
    return _ROOT.search(material.data[:2000]) is not None


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each entry's address, or the entry itself.  Raises `UnreadableDocumentError` for malformed XML."""
    root = parse_xml(material.data, material.name)
    entries = [element for element in root.iter() if local(element.tag) in ("item", "entry")]
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, number, material, way)


def _entry(entry: Element, number: int, material: Material, way: Way) -> Item:
    parts: dict[str, Element] = {}
    link, identity = "", ""
    for part in entry:
        name = local(part.tag)
        if name == "link" and not link and part.get("rel", "alternate") == "alternate":
            link = (part.get("href") or part.text or "").strip()
        elif name in ("guid", "id"):
            identity = (part.text or "").strip()
            if name == "guid" and part.get("isPermaLink", "true") == "true" and identity.startswith("http"):
                link = link or identity
        else:
            parts.setdefault(name, part)
    published = next((day for name in _DATES if name in parts and (day := moment(parts[name].text, way.zone))), None)
    if link:
        try:
            return Link(normal(link, material.address if "//" in material.address else ""), published)
        except BlockedError as error:
            return Skipped(link[:200], str(error))
    return _document(entry, parts, identity or str(number), published, material)


def _document(
    entry: Element, parts: dict[str, Element], identity: str, published: str | None, material: Material
) -> Item:
    title = visible("".join(parts["title"].itertext())) if "title" in parts else ""
    body = next((_words(parts[name]) for name in _BODIES if name in parts), "")
    text = "\n\n".join(part for part in (title, body) if part)
    key = f"{material.id}:{sha256(identity.encode())[:12]}"
    if not text:
        return Skipped(key, "the entry has neither a link nor words")
    data = tostring(entry, encoding="utf-8")
    document = Document(
        id=key,
        text=text,
        sha256=sha256(data),
        data=data,
        extracted=True,
        media_type="application/xml",
        address=f"{material.address}#{identity}",
        published=published,
    )
    return Piece(document)


def _words(part: Element) -> str:
    return visible(tostring(part, encoding="unicode") if len(part) else part.text or "")
