"""Reading: what the ledger held at any past moment."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from marsad.errors import LedgerError
from marsad.ledger.items import Custody, StoredDocument, StoredReading, StoredRelease
from marsad.ledger.packing import unpack
from marsad.ledger.tables import custody, decisions, documents, entries, originals, readings, releases, revisions
from marsad.model.decision import Decision
from marsad.model.document import Document
from marsad.model.reading import Reading

BULLETIN = "b-"
"""How the ids of bulletins begin; they stand in the table of releases, being publications too."""


def stored_documents(connection: Connection, names: Sequence[str] | None = None) -> Iterator[StoredDocument]:
    """Yield documents (None: every one) with their latest revisions, by id."""
    latest = select(revisions.c.document, func.max(revisions.c.number).label("number")).group_by(revisions.c.document)
    last = (latest if names is None else latest.where(revisions.c.document.in_(names))).subquery()
    query = (
        select(documents.c.id, documents.c.address, revisions)
        .join(last, last.c.document == documents.c.id)
        .join(revisions, (revisions.c.document == last.c.document) & (revisions.c.number == last.c.number))
        .order_by(documents.c.id)
    )
    for row in connection.execute(query):
        yield StoredDocument(
            id=row.id,
            address=row.address,
            revisions=row.number,
            sha256=row.sha256,
            published=row.published,
            source=row.source,
            captured=row.captured,
        )


def packs(connection: Connection, names: Sequence[str] | None = None) -> dict[str, str]:
    """Return the pack that each document (None: every one) was last read with, by id; 'none' for no pack."""
    which = select(readings.c.document, readings.c.pack).order_by(readings.c.revision, readings.c.number)
    found = connection.execute(which if names is None else which.where(readings.c.document.in_(names)))
    return {row.document: row.pack.partition(" ")[0] for row in found}


def captured_after(connection: Connection, moment: str) -> int:
    """Return how many documents have a revision that came in after a moment (UTC, ISO 8601)."""
    found = select(func.count(revisions.c.document.distinct())).where(revisions.c.captured > moment)
    return int(connection.execute(found).scalar_one())


def stored_readings(
    connection: Connection, *, as_of: dt.date | None = None, known_at: str | None = None
) -> Iterator[StoredReading]:
    """Yield for each document the latest reading of its latest revision, by id.

    `as_of`: only revisions published by the end of that day; one of unknown date was surely published by the day
    on which it was captured.  `known_at` (UTC, ISO 8601): only what the ledger held at that moment.
    """
    chosen: dict[str, tuple[int, int]] = {}
    for key in connection.execute(_keys(as_of, known_at)):
        chosen[key.document] = max(chosen.get(key.document, (0, 0)), (key.revision, key.number))
    columns = select(readings.c.document, readings.c.revision, readings.c.number, readings.c.at, readings.c.body)
    for row in connection.execute(columns.order_by(readings.c.document)):
        if chosen.get(row.document) == (row.revision, row.number):
            yield reading_of(row)


def stored_reading(connection: Connection, name: str) -> StoredReading:
    """Return the reading DOCUMENT@REVISION:NUMBER.  Raises `LedgerError` where there is none."""
    document, _, numbers = name.rpartition("@")
    revision, _, number = numbers.partition(":")
    if revision.isdigit() and number.isdigit():
        key = (readings.c.document == document, readings.c.revision == int(revision), readings.c.number == int(number))
        row = connection.execute(select(readings).where(*key)).first()
        if row is not None:
            return reading_of(row)
    raise LedgerError.of("the ledger holds no reading {name}", name=name)


def _keys(as_of: dt.date | None, known_at: str | None) -> Select[tuple[str, int, int]]:
    wanted: list[ColumnElement[bool]] = []
    if known_at is not None:
        wanted.append(readings.c.at <= known_at)
    if as_of is not None:
        captured = select(func.substr(revisions.c.captured, 1, 10)).where(
            (revisions.c.document == readings.c.document) & (revisions.c.number == readings.c.revision)
        )
        wanted.append(func.coalesce(readings.c.published, captured.scalar_subquery()) <= as_of.isoformat())
    return select(readings.c.document, readings.c.revision, readings.c.number).where(*wanted)


def reading_of(row: Any) -> StoredReading:
    """Return the reading of a row, or of a `Held`.  Raises `LedgerError` for a damaged one."""
    name = f"{row.document}@{row.revision}:{row.number}"
    try:
        body = unpack(row.body)
    except zlib.error as error:
        raise LedgerError.of(
            "reading {name} is damaged ({error}); run `marsad verify`, or restore a backup", name=name, error=error
        ) from error
    reading = Reading.from_json(body)
    return StoredReading(document=row.document, revision=row.revision, at=row.at, reading=reading, number=row.number)


def original(connection: Connection, sha256: str) -> bytes:
    """Return the original bytes.  Raises `LedgerError` where the ledger has none of that hash."""
    packed = connection.execute(select(originals.c.bytes).where(originals.c.sha256 == sha256)).scalar()
    if packed is None:
        raise LedgerError.of("the ledger holds no original with the SHA-256 {sha256}", sha256=sha256)
    return unpack(packed)


def text(connection: Connection, document: str, revision: int | None = None) -> str:
    """Return the text of a revision (the latest by default).  Raises `LedgerError` for an unknown one."""
    query = select(revisions.c.text, revisions.c.sha256).where(revisions.c.document == document)
    if revision is not None:
        query = query.where(revisions.c.number == revision)
    row = connection.execute(query.order_by(revisions.c.number.desc()).limit(1)).first()
    if row is None:
        raise LedgerError.of(
            "the ledger holds no document {document!r} (revision {revision})",
            document=document,
            revision=revision or "any",
        )
    return (unpack(row.text) if row.text is not None else original(connection, row.sha256)).decode()


def read_texts(connection: Connection, names: Sequence[object]) -> dict[str, str]:
    """Return the latest texts of those of some documents that were read, by document."""
    latest = (
        select(revisions.c.document, func.max(revisions.c.number).label("number"))
        .where(revisions.c.document.in_(names))
        .group_by(revisions.c.document)
        .subquery()
    )
    is_read = select(readings.c.document).where(readings.c.document == revisions.c.document).exists()
    query = (
        select(revisions.c.document, revisions.c.text, originals.c.bytes)
        .join(latest, (latest.c.document == revisions.c.document) & (latest.c.number == revisions.c.number))
        .join(originals, originals.c.sha256 == revisions.c.sha256)
        .where(is_read)
    )
    found = connection.execute(query)
    return {row.document: unpack(row.text if row.text is not None else row.bytes).decode() for row in found}


def document(connection: Connection, name: str, revision: int) -> Document:
    """Return a revision as it was handed to the reader, without its original bytes."""
    query = (
        select(revisions, documents.c.address)
        .join(documents, documents.c.id == revisions.c.document)
        .where(revisions.c.document == name, revisions.c.number == revision)
    )
    row = connection.execute(query).one()
    return Document(
        id=name,
        text=text(connection, name, revision),
        sha256=row.sha256,
        published=row.published,
        source=row.source,
        lang=row.lang,
        pack=row.pack,
        address=row.address,
        extracted=bool(row.extracted),
    )


def stored_decisions(connection: Connection, known_at: str | None = None) -> Iterator[Decision]:
    """Yield the decisions that the ledger held at a moment (UTC, ISO 8601), all by default, the oldest first."""
    held = select(decisions.c.body).order_by(decisions.c.entry)
    for row in connection.execute(held if known_at is None else held.where(decisions.c.at <= known_at)):
        yield Decision.from_json(unpack(row.body))


def stored_releases(connection: Connection) -> Iterator[StoredRelease]:
    """Yield every release in the order in which they were issued.  Raises `LedgerError` for a damaged one."""
    return _publications(connection, ~releases.c.id.startswith(BULLETIN, autoescape=True))


def stored_bulletins(connection: Connection) -> Iterator[StoredRelease]:
    """Yield every bulletin, drafts too, in the order in which they were written (see `stored_releases`)."""
    return _publications(connection, releases.c.id.startswith(BULLETIN, autoescape=True))


def _publications(connection: Connection, which: ColumnElement[bool]) -> Iterator[StoredRelease]:
    for row in connection.execute(select(releases).where(which).order_by(releases.c.entry)):
        try:
            body = unpack(row.body)
        except zlib.error as error:
            raise LedgerError.of(
                "release {name} is damaged ({error}); run `marsad verify`, or restore a backup",
                name=row.id,
                error=error,
            ) from error
        yield StoredRelease(id=row.id, sha256=row.sha256, body=body, at=row.at)


def stored_custody(connection: Connection) -> Iterator[Custody]:
    """Yield every act of the custody record, oldest first."""
    for row in connection.execute(select(custody).order_by(custody.c.number)):
        detail = msgspec.json.decode(row.detail, type=dict[str, object]) if row.detail else {}
        yield Custody(number=row.number, at=row.at, actor=row.actor, act=row.act, item=row.item, detail=detail)


def news(connection: Connection, seen: int) -> list[tuple[str, str]]:
    """Return kind and item of the entries after one, in their order."""
    query = select(entries.c.kind, entries.c.item).where(entries.c.seq > seen).order_by(entries.c.seq)
    return [(row.kind, row.item) for row in connection.execute(query)]


def moved(connection: Connection) -> int:
    """Return the number of the last entry that is about more than the ledger's keeping."""
    return int(connection.execute(_MOVED).scalar() or 0)


_MOVED = (
    select(entries.c.seq)
    .where(entries.c.kind.not_in(("custody", "seals", "stamps")))
    .order_by(entries.c.seq.desc())
    .limit(1)
)
