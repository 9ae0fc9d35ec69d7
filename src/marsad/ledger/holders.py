"""Originals that belong to no document and in which a document's words stand: feeds, exports, other bytes of a page."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from marsad.ledger import queries
from marsad.ledger.packing import unpack
from marsad.ledger.tables import originals, revisions

_PROBE, _SHORTEST, _MOST = 40, 12, 200
"""Characters of a line that are looked for, of the shortest line that tells something, and lines at most."""


def holders(connection: Connection, document: str, address: str | None) -> Iterator[str]:
    """Yield the hashes of unowned originals that hold the document's address or a line of any revision of its text.

    Rather one too many: a container is no document, and what it listed is kept by its own originals.
    """
    probes = _probes(connection, document, address)
    unowned = select(originals.c.sha256, originals.c.bytes).where(originals.c.sha256.not_in(select(revisions.c.sha256)))
    for digest, packed in connection.execute(unowned):
        data = unpack(packed)
        if any(probe in data for probe in probes):
            yield digest


def _probes(connection: Connection, document: str, address: str | None) -> list[bytes]:
    """Return what is looked for, as plain UTF-8, escaped as in JSON, and escaped as in HTML and XML."""
    words = [address] if address else []
    numbers = select(revisions.c.number).where(revisions.c.document == document)
    for number in connection.execute(numbers).scalars().all():
        lines = (line.strip() for line in queries.text(connection, document, number).splitlines())
        words += [line[:_PROBE] for line in lines if len(line) >= _SHORTEST][:_MOST]
    forms = {form for word in words for form in (word, json.dumps(word)[1:-1], html.escape(word))}
    return sorted(form.encode() for form in forms)
