"""The reader: one document and the lore in, one reading out."""

from __future__ import annotations


from marsad.knowledge.lore import Lore
from marsad.model.document import Document
from marsad.model.reading import Reading
from marsad.model.time import Published
from marsad.read.actors import read_actors
from marsad.read.claims import draft_claims, write_claims, write_ignored
from marsad.read.language import language_of
from marsad.read.numbers import read_numbers
from marsad.read.scan import Scan


def read(document: Document, lore: Lore) -> Reading:
    """Read `document` by itself; never raises for what its text says.

    Raises `UsageError` where the document names a language or pack that there isn't.
    """
    text = document.text
    lang = document.lang or language_of(text)
    pack = document.pack if document.pack is not None else lore.choose_pack(text, lang)
    voice = lore.voice(lang, pack)
    scan = Scan(text, lang, voice.lexicon)
    numbers = read_numbers(scan)
    published = Published(value=document.published, how="given") if document.published else Published()
    day = published.day
    actors = read_actors(scan, voice, day)
    blocked: set[int] = set()
    drafted = draft_claims(scan, voice, actors, numbers, blocked)
    claims, _ = write_claims(scan, drafted)
    return Reading(
        id=document.id,
        lang=lang,
        published=published,
        source=document.source,
        pack=pack,
        sha256=document.sha256,
        text=text if document.extracted else None,
        claims=claims,
        ignored=write_ignored(scan, drafted.unread),
        made_by=lore.tool(pack),
    )
