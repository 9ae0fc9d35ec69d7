"""Sitemaps and indexes of sitemaps: each address with the day when it was last changed left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.collect.material import Item, Link, Material, Skipped, Way
from marsad.collect.web.addresses import normal
from marsad.collect.web.answer import BlockedError
from marsad.collect.xml import local, parse_xml

NAME = "sitemap"
ORDER = 21
_ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)


def accepts(material: Material) -> bool:
    """Tell whether the material is a sitemap."""
    return _ROOT.search(material.data[:2000]) is not None


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each address.  Raises `UnreadableDocumentError` for malformed XML."""
    base = material.address if "//" in material.address else ""
    root = parse_xml(material.data, material.name)
    is_index = local(root.tag) == "sitemapindex"
    for entry in root:
        place = next((part.text or "" for part in entry if local(part.tag) == "loc"), "").strip()
        try:
            if place:
                yield Link(normal(place, base), is_list=is_index)
        except BlockedError as error:
            yield Skipped(place[:200], str(error))
