"""A list of pages in HTML, over as many pages as it has: the source's selectors say which links and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from marsad.collect.encodings import decode_any
from marsad.collect.html import looks_like_html, select
from marsad.collect.material import Item, Link, Material, Skipped, Way
from marsad.collect.web.addresses import normal
from marsad.collect.web.answer import BlockedError

NAME = "archive"
ORDER = 90


def accepts(material: Material) -> bool:
    """Nothing is a list by itself: a source says so."""
    return False


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield the addresses that the selector `links` finds, then those of `following`.

    A page of the archive that isn't HTML has no addresses.  Raises `UsageError` for a malformed selector.
    """
    if not looks_like_html(material.data):
        yield Skipped(material.name, "is no list of pages")
        return
    tree = LexborHTMLParser(decode_any(material.data, material.name, material.charset).text)
    for selector in (way.links or "a", way.following):
        for node in select(tree, selector) if selector else ():
            target = (node.attributes.get("href") or "").strip()
            try:
                if target:
                    yield Link(normal(target, material.address), more=selector == way.following)
            except BlockedError as error:
                yield Skipped(target[:200], str(error))
