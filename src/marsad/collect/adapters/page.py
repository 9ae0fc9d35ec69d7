"""A web page: the report itself, apart from menus, shares, related links; its day of publication by its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from marsad.collect.densest import densest
from marsad.collect.encodings import decode_any
from marsad.collect.html import check_depth, looks_like_html, select, text_of
from marsad.collect.material import Item, Material, Piece, Way, Withheld
from marsad.collect.moments import moment
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.knowledge.refusals import Shown, refusal
from marsad.model.document import Document

NAME = "page"
ORDER = 50
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|shares|sharing|social|related|recommended|comments?|breadcrumbs?|sidebar|newsletter|menu|cookies?|"
    r"advert\w*|tags|pagination|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BODIES = (
    "[itemprop=articleBody]",
    ".entry-content",
    ".post-content",
    ".article-body",
    ".article-content",
    "article",
    "main",
    "[role=main]",
)
_LONGEST_REFUSAL = 2_000
"""Letters above which a page is none that only refuses."""
_LEAST = 40
"""Letters of text below which an element that should hold the report doesn't."""
LEFT_OUT = "where the report stands was guessed, other words of the page are left out; name it in a source"
_DATES = ("article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued")
_AUTHORS = ("author", "article:author", "dc.creator")


def accepts(material: Material) -> bool:
    """Tell whether the material is a web page."""
    return material.media_type in _HTML or material.suffix in (".html", ".htm") or looks_like_html(material.data)


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield the page's document, or that a refusal stands in its place.

    Raises `UnreadableDocumentError` for a page without text.
    """
    decoded = decode_any(material.data, material.name, material.charset)
    check_depth(decoded.text, material.name)
    tree = LexborHTMLParser(decoded.text)
    meta = _metadata(tree)
    days = [select(tree, way.published)] if way.published else []
    named = [node.attributes.get("datetime") or node.text(strip=True) for nodes in days for node in nodes]
    published = next((day for value in [*named, *_days(tree, meta)] if (day := moment(value, way.zone))), None)
    signed = [node.text(strip=True) for node in select(tree, way.author)] if way.author else []
    author = next((name for name in [*signed, *(meta.get(key) for key in _AUTHORS)] if name), None)
    titles = [node.text(strip=True) for node in tree.css("title")[:1]]
    text, note = _report(tree, way)
    if published is None and (not way.text or note is not None):
        refused = refusal(Shown("".join(titles), text, decoded.text)) if len(text) <= _LONGEST_REFUSAL else None
        if refused is not None:
            yield Withheld(material.address, refused.why)
            return
    if not text:
        raise UnreadableDocumentError.of(
            "{name}: the page holds no text; save the page that shows the report", name=material.name
        )
    notes = "; ".join(part for part in (note, decoded.note) if part) or None
    document = Document(
        id=material.id,
        text=text,
        sha256=sha256(material.data),
        data=material.data,
        media_type="text/html",
        extracted=True,
        address=material.address,
        published=published,
        source=meta.get("og:site_name") or None,
    )
    yield Piece(document, "partial" if notes else "complete", notes, author)


def _report(tree: LexborHTMLParser, way: Way) -> tuple[str, str | None]:
    """Return headline and body as text, and what was not found as the source's selectors promise."""
    for selector in way.drop:
        for node in select(tree, selector):
            node.decompose()
    if way.text:
        found = "\n\n".join(part for node in select(tree, way.text) if (part := text_of(node)))
        if found:
            return found, None
        return _guessed(tree)[0], f"nothing stands at the selector {way.text!r}"
    return _guessed(tree)


def _guessed(tree: LexborHTMLParser) -> tuple[str, str | None]:
    """Return the report by where pages usually have it, with its headline; else where most words outside links stand.

    In that case it is said how much else the page holds: the report may go on there.
    """
    if tree.body is None:
        return "", None
    for selector in _BODIES:
        nodes = tree.css(selector)
        if len(nodes) != 1:
            continue
        _tidy(nodes[0])
        text = text_of(nodes[0])
        if len(text) >= _LEAST:
            return _with_headline(tree, nodes[0], text), None
    _tidy(tree.body)
    whole = text_of(tree.body)
    found = densest(tree)
    text = text_of(found.node) if found is not None else ""
    if found is None or len(text) < _LEAST:
        return whole, None
    return _with_headline(tree, found.node, text), LEFT_OUT if found.left_out >= _LEAST else None


def _with_headline(tree: LexborHTMLParser, body: LexborNode, text: str) -> str:
    headings = tree.css("h1")
    title = text_of(headings[0]) if len(headings) == 1 else ""
    return text if not title or text.startswith(title) or body.css_first("h1") else f"{title}\n\n{text}"


def _tidy(root: LexborNode) -> None:
    """Take away the furniture inside an element, known by its class or id."""
    for node in root.css("div, section, ul, ol, aside, p, span"):
        said = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if said != " " and _FURNITURE.search(said):
            node.decompose()


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if key:
            out.setdefault(key.lower(), (attributes.get("content") or "").strip())
    return out


def _days(tree: LexborHTMLParser, meta: dict[str, str]) -> Iterator[str | None]:
    for key in _DATES:
        yield meta.get(key)
    for node in tree.css('script[type="application/ld+json"]'):
        yield from _linked_data(node.text() or "")
    for node in tree.css("[itemprop=datePublished], time[pubdate], article time[datetime], time[datetime]"):
        yield node.attributes.get("datetime") or node.attributes.get("content")


def _linked_data(text: str) -> Iterator[str | None]:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    parts = found if isinstance(found, list) else [found]
    for part in parts[:50]:
        graph = part.get("@graph") if isinstance(part, dict) else None
        for one in [part, *(graph if isinstance(graph, list) else [])]:
            if isinstance(one, dict) and isinstance(one.get("datePublished"), str):
                yield one["datePublished"]
