"""What proves that a document is in the ledger as it was: its rows, and the chain from the first of them to the head.

Lines as those of a dump: {"format": "marsad-proof-1", "ledger": hash of the first entry}, then each entry from the
document's first on, with the row where it is the document's or a seal's, else null; last {"entries": N, "head": hash}.
Whoever holds a head of later (a seal, one printed elsewhere) recomputes that nothing of it was changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, select

from marsad.errors import LedgerError
from marsad.ledger import dump
from marsad.ledger.items import Capture
from marsad.ledger.layout import present
from marsad.ledger.seals import identity
from marsad.ledger.tables import captures, decisions, documents, entries, originals, readings, revisions, seals
from marsad.model.noun import Noun

FORMAT = "marsad-proof-1"


class StoredCapture(Noun, frozen=True, kw_only=True):
    """One capture of a revision.  `at` is UTC, ISO 8601."""

    document: str
    revision: int
    number: int
    at: str
    capture: Capture


class StoredRevision(Noun, frozen=True, kw_only=True):
    """One revision: the hash of its original, what that is, and what was said of it."""

    number: int
    sha256: str
    media_type: str
    extracted: bool
    published: str | None
    source: str | None
    lang: str | None
    pack: str | None
    captured: str


def stored_revisions(connection: Connection, document: str) -> tuple[StoredRevision, ...]:
    """Return the revisions of a document, the first first.  Raises `LedgerError` where there is no such document."""
    query = (
        select(revisions, originals.c.media_type)
        .join(originals, originals.c.sha256 == revisions.c.sha256)
        .where(revisions.c.document == document)
        .order_by(revisions.c.number)
    )
    found = tuple(
        StoredRevision(
            number=row.number,
            sha256=row.sha256,
            media_type=row.media_type,
            extracted=bool(row.extracted),
            published=row.published,
            source=row.source,
            lang=row.lang,
            pack=row.pack,
            captured=row.captured,
        )
        for row in connection.execute(query)
    )
    if not found:
        raise LedgerError.of("the ledger holds no document {document!r}", document=document)
    return found


def stored_captures(connection: Connection, document: str) -> tuple[StoredCapture, ...]:
    """Return every capture of a document, the first first."""
    query = select(captures).where(captures.c.document == document)
    return tuple(
        StoredCapture(
            document=document,
            revision=row.revision,
            number=row.number,
            at=row.at,
            capture=Capture(
                tool=row.tool,
                operator=row.operator,
                status=row.status,
                headers=msgspec.json.decode(row.headers, type=dict[str, str]) if row.headers else None,
                url=row.url,
                clock=row.clock,
                network=row.network,
                state=row.state,
                note=row.note,
            ),
        )
        for row in connection.execute(query.order_by(captures.c.revision, captures.c.number))
    )


def reading_names(connection: Connection, document: str) -> list[str]:
    """Return the names DOCUMENT@REVISION:NUMBER of every reading of a document, the first first."""
    query = select(readings.c.revision, readings.c.number).where(readings.c.document == document)
    found = connection.execute(query.order_by(readings.c.revision, readings.c.number))
    return [f"{document}@{row.revision}:{row.number}" for row in found]


def proof(connection: Connection, document: str, about: frozenset[str]) -> Iterator[bytes]:
    """Yield the proof line by line; `about` are the decisions whose rows are shown.

    Raises `LedgerError` where there is no such document.
    """
    hashes = {one.sha256 for one in stored_revisions(connection, document)}
    wanted: dict[Table, ColumnElement[bool]] = {
        documents: documents.c.id == document,
        revisions: revisions.c.document == document,
        captures: captures.c.document == document,
        readings: readings.c.document == document,
        originals: originals.c.sha256.in_(sorted(hashes)),
        decisions: decisions.c.id.in_(sorted(about)),
        seals: seals.c.number > 0,
    }
    shown: dict[int, tuple[str, dict[str, object]]] = {}
    first = None
    for table, columns in present(connection):
        if table in wanted:
            for number, kind, row in dump.rows(connection, table, columns, wanted[table]):
                shown[int(number)] = kind, row
                if table is not seals:
                    first = int(number) if first is None else min(first, int(number))
    yield dump.encode({"format": FORMAT, "ledger": identity(connection), "dictionary": dump.SHARED})
    count, head = 0, b""
    names = [str(column.name) for column in entries.columns]
    query = select(entries).where(entries.c.seq >= first).order_by(entries.c.seq)
    for values in connection.execute(query, execution_options={"yield_per": dump.PORTION}):
        entry: dict[str, Any] = dict(zip(names, values, strict=True))
        count, head = count + 1, entry["hash"]
        entry.update((name, entry[name].hex()) for name in dump.DIGESTS)
        kind, row = shown.get(entry["seq"], ("", {}))
        yield dump.encode({"entry": entry, "row": row if kind == entry["kind"] else None})
    yield dump.encode({"entries": count, "head": head.hex()})
