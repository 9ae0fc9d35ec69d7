"""An Atom feed (RFC 4287): an entry for each incident, dated by the last document that tells of it, newest first."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from marsad.publish.dataset import Dataset, Happening, Made
from marsad.publish.words import load_words

EPOCH = "1970-01-01"
"""Day of what was never dated."""


def render(dataset: Dataset) -> Made:
    """Return the feed."""
    entries = sorted(dataset.incidents, key=lambda one: (_day(one), one.id), reverse=True)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<id>urn:marsad:feed</id>",
        "<title>marsad</title>",
        "<author><name>marsad</name></author>",
        f"<updated>{dataset.newest() or EPOCH}T00:00:00Z</updated>",
        *(_entry(one) for one in entries),
        "</feed>",
        "",
    ]
    return Made(data="\n".join(lines).encode(), written=len(entries))


def _day(one: Happening) -> str:
    return max((d.published[:10] for d in one.documents if d.published), default=EPOCH)


def _entry(one: Happening) -> str:
    words = load_words("en")
    tolls = "; ".join(f"{words.side(t.side)}: {words.bound(t.harm, t.lo, t.hi)}" for t in one.tolls)
    where = (one.place and (one.place.name_en or one.place.name_ar)) or ""
    when = f"{one.start or ''}" if one.start == one.end else f"{one.start or ''}/{one.end or ''}"
    title = " · ".join(part for part in (when, where) if part) or one.id
    evidence = " ".join(one.keys())
    documents = "\n".join(
        f"<category scheme='urn:marsad:document' term={quoteattr(_clean(d.id))}/>" for d in one.documents
    )
    return (
        f"<entry>\n<id>urn:marsad:incident:{quote(one.id, safe='')}</id>\n<title>{escape(_clean(title))}</title>\n"
        f"<updated>{_day(one)}T00:00:00Z</updated>\n{documents}\n"
        f"<content type='text'>{escape(_clean(tolls))}\n{escape(_clean(evidence))}</content>\n</entry>"
    )


def _clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(char for char in text if char in "\t\n" or char >= " ")
