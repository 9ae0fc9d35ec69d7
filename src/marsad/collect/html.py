"""HTML to the text that a reader sees: furniture dropped, blocks on lines of their own, hostile markup harmless."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from marsad.collect.decoding import decode
from marsad.errors import UnreadableDocumentError, UsageError


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


DROPPED = _tags(
    "script style nav aside footer head noscript template svg math iframe object embed button select textarea canvas "
    "audio video"
)
_PARAGRAPHS = _tags(
    "p h1 h2 h3 h4 h5 h6 hgroup div section article header main blockquote pre ul ol dl table figure figcaption "
    "address hr details summary form"
)
_LINES = _tags("br li dt dd tr caption thead tbody")
_CELLS = _tags("td th")
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_SELF_CLOSING = _tags("p li dt dd tr td th option thead tbody tfoot colgroup rt rp")
_DEEPEST = 1_000
"""Elements inside one another; no page of people has more, and parsing time grows with the square."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{1,40})""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def looks_like_html(data: bytes) -> bool:
    """Tell whether bytes begin as an HTML page does."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def extract(data: bytes, name: str) -> str:
    """Return the visible text of a page.

    Raises `UnreadableDocumentError` for a page that isn't text, holds none, or is nested beyond reason.
    """
    found = _CHARSET.search(data[:2048])
    source = decode(data, name, found.group(1).decode("ascii") if found else None)
    check_depth(source, name)
    root = LexborHTMLParser(source).body
    text = _Gathered().walk(root) if root is not None else ""
    if not text:
        raise UnreadableDocumentError.of(
            "{name}: the page holds no text; save the page that shows the report", name=name
        )
    return text


def text_of(root: LexborNode) -> str:
    """Return the text that a reader sees under an element."""
    return _Gathered().walk(root)


def visible(source: str) -> str:
    """Return the text that a reader sees of a fragment of HTML, as feeds have it."""
    if "<" not in source and "&" not in source:
        return _SPACE.sub(" ", source).strip(" ")
    check_depth(source, "fragment")
    root = LexborHTMLParser(source).body
    return text_of(root) if root is not None else ""


def select(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """Return the elements that a CSS selector finds.  Raises `UsageError` for one that is malformed."""
    try:
        return list(tree.css(selector))
    except (ValueError, RuntimeError, SelectolaxError) as error:
        raise UsageError.of("{selector!r} is no CSS selector", selector=selector) from error


def check_depth(source: str, name: str) -> None:
    """Raise `UnreadableDocumentError` where elements are nested beyond reason."""
    depth = 0
    for closing, tag in _TAG.findall(source):
        lower = tag.lower()
        if lower in _VOID or lower in _SELF_CLOSING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _DEEPEST:
            raise UnreadableDocumentError.of(
                "{name}: more than {limit} HTML elements inside one another; save the page as plain text",
                name=name,
                limit=_DEEPEST,
            )


class _Gathered:
    """Text in the making: runs of space are one space, breaks are one or two line ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.breaks = 0
        self.space = False

    def walk(self, root: LexborNode) -> str:
        """Return the text under `root`, without recursion."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if node.is_text_node:
                self.say(node.text(deep=False) or "")
                continue
            if tag in DROPPED or not node.is_element_node or "hidden" in node.attributes:
                continue
            self.mark(tag)
            if leaving:
                continue
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
        return "".join(self.parts)

    def mark(self, tag: str) -> None:
        """Note the break that an element's edge makes."""
        if tag in _PARAGRAPHS:
            self.breaks = max(self.breaks, 2)
        elif tag in _LINES:
            self.breaks = max(self.breaks, 1)
        elif tag in _CELLS:
            self.space = True

    def say(self, text: str) -> None:
        """Add words, with the break or space that is due before them."""
        words = _SPACE.sub(" ", text)
        if not words.strip(" "):
            self.space = self.space or bool(words)
            return
        if self.parts and self.breaks:
            self.parts.append("\n" * self.breaks)
        elif self.parts and (self.space or words.startswith(" ")):
            self.parts.append(" ")
        self.breaks, self.space = 0, words.endswith(" ")
        self.parts.append(words.strip(" "))
