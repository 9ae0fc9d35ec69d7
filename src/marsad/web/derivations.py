"""The derivation of one document's reading, as the page that `marsad explain` writes."""

from __future__ import annotations

import base64
import hashlib

from marsad.model.document import Document
from marsad.web.asked import NotFoundError
from marsad.web.room import Room


def derivation_page(room: Room, name: str, lang: str) -> tuple[str, str]:
    """Return the page and the policy that admits exactly its own style.  Raises `NotFoundError` for no document."""
    from marsad.publish.derivation import render_derivations
    from marsad.read.explain import explain

    stored, held = room.reading(name), room.document(name)
    if stored is None or held is None:
        raise NotFoundError.of("{id}: the ledger has no such document", id=name)
    reading = stored.reading
    document = Document(
        id=name,
        text=room.text(stored),
        sha256=reading.sha256,
        published=held.published,
        source=held.source,
        lang=reading.lang,
        pack=reading.pack,
    )
    page = render_derivations([explain(document, reading, room.ledger.lore)], lang)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
