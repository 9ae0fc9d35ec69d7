"""Writing: what adding a document will do, and doing it in the transaction that is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, func, or_, select

from marsad.errors import LedgerError
from marsad.ids import sha256
from marsad.ledger import engine
from marsad.ledger.chain import Links
from marsad.ledger.items import Capture, Plan
from marsad.ledger.packing import Packed
from marsad.ledger.tables import (
    VOUCHED,
    captures,
    custody,
    decisions,
    documents,
    entries,
    originals,
    readings,
    releases,
    revisions,
    schema_versions,
)
from marsad.model.decision import Decision
from marsad.model.document import Document
from marsad.model.reading import Reading

Made = tuple[Plan, Reading]
"""What is to be added: the plan of a document and its reading."""
CaptureOf = Callable[[Document], Capture]
"""How each of several documents came in."""

_SAID = ("published", "source", "lang", "pack")

_ID_AT = select(documents.c.id).where(documents.c.address == bindparam("address"))
_IS_TAKEN = select(documents.c.id).where(documents.c.id == bindparam("id"))
_HAS_ORIGINAL = select(originals.c.sha256).where(originals.c.sha256 == bindparam("sha256"))
_LATEST = select(revisions).where(revisions.c.document == bindparam("id")).order_by(revisions.c.number.desc()).limit(1)


def plan(connection: Connection, document: Document) -> Plan:
    """Return what adding `document` will do.

    The same address is the same document.  Without one known, the same bytes under the same name are, too.
    """
    known = None
    if document.address is not None:
        known = connection.execute(_ID_AT, {"address": document.address}).scalar()
    if known is not None:
        return _revise(connection, document, known)
    if connection.execute(_IS_TAKEN, {"id": document.id}).scalar() is None:
        return Plan(result="added", document=document, number=1)
    return _beside_namesakes(connection, document)


def _beside_namesakes(connection: Connection, document: Document) -> Plan:
    base = _base(document.id)
    family = documents.c.id.startswith(f"{base}#", autoescape=True)
    taken = list(connection.execute(select(documents.c.id).where(or_(documents.c.id == base, family))).scalars())
    same = select(revisions.c.document).where(revisions.c.sha256 == document.sha256, revisions.c.document.in_(taken))
    for name in sorted(set(connection.execute(same).scalars())):
        found = _revise(connection, document, name)
        if found.result == "unchanged":
            return found
    return Plan(result="added", document=_named(document, free_name(base, set(taken))), number=1)


def _revise(connection: Connection, document: Document, name: str) -> Plan:
    latest = connection.execute(_LATEST, {"id": name}).one()
    said = {field: getattr(document, field) or getattr(latest, field) for field in _SAID}
    completed = msgspec.structs.replace(document, id=name, **said)
    same = latest.sha256 == document.sha256 and all(said[field] == getattr(latest, field) for field in _SAID)
    return Plan(
        result="unchanged" if same else "revised", document=completed, number=latest.number + (0 if same else 1)
    )


def free_name(base: str, taken: set[str]) -> str:
    """Return `base`, or `base#2`, `base#3`, ... : the first that isn't taken."""
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}#{number}"
    return name


def _base(name: str) -> str:
    stem, mark, number = name.rpartition("#")
    return stem if mark and stem and number.isdigit() else name


def _named(document: Document, name: str) -> Document:
    return document if document.id == name else msgspec.structs.replace(document, id=name)


class Batch:
    """Rows and their entries, gathered and then written together."""

    def __init__(self, connection: Connection, at: str) -> None:
        self.connection = connection
        self.links = Links(connection, at)
        self.rows: dict[Table, list[dict[str, object]]] = {}

    def add(self, table: Table, item: str, row: Mapping[str, object]) -> None:
        """Vouch for a row and keep it for `write`."""
        stored: dict[str, object] = {
            name: value.stored if isinstance(value, Packed) else value for name, value in row.items()
        }
        stored["entry"] = self.links.vouch(table.name, item, row)
        self.rows.setdefault(table, []).append(stored)

    def write(self) -> None:
        """Insert the entries and the rows, parents before children."""
        engine.insert_all(self.connection, entries, self.links.made)
        for table in VOUCHED:
            if table in self.rows:
                engine.insert_all(self.connection, table, self.rows[table])


def append_documents(connection: Connection, made: Sequence[Made], capture: CaptureOf, at: str) -> list[bool]:
    """Write documents with their originals, captures and readings, together; tell for each whether it was written.

    One is left out where another program, or another document of `made`, changed what its plan rests on.
    Raises `LedgerError` where a document's hash isn't that of its bytes.
    """
    batch, told = Batch(connection, at), []
    touched: set[str | None] = set()
    kept: set[str] = set()
    for planned, reading in made:
        document = planned.document
        mine = {_base(document.id), document.address} - {None}
        fits = touched.isdisjoint(mine) and plan(connection, document) == planned
        if fits:
            _add_document(batch, planned, reading, capture(document), at, kept)
        touched |= mine
        told.append(fits)
    if any(told):
        batch.write()
    return told


def append_document(connection: Connection, planned: Plan, reading: Reading, capture: Capture, at: str) -> None:
    """Write one document, or one revision of it, with its original, capture and reading.

    Raises `LedgerError` where the document's hash isn't that of its bytes.
    """
    batch = Batch(connection, at)
    _add_document(batch, planned, reading, capture, at, set())
    batch.write()


def _add_document(batch: Batch, planned: Plan, reading: Reading, capture: Capture, at: str, kept: set[str]) -> None:
    document, number = planned.document, planned.number
    data = document.data or document.text.encode()
    if sha256(data) != document.sha256:
        raise LedgerError.of("document {id}: its bytes do not have the SHA-256 that it names", id=document.id)
    new = document.sha256 not in kept
    if new and batch.connection.execute(_HAS_ORIGINAL, {"sha256": document.sha256}).scalar() is None:
        batch.add(originals, document.sha256, original_row(document, data))
    kept.add(document.sha256)
    if planned.result == "added":
        batch.add(documents, document.id, {"id": document.id, "address": document.address})
    revision = f"{document.id}@{number}"
    batch.add(revisions, revision, revision_row(document, number, data, at))
    batch.add(captures, f"{revision}:1", capture_row(document.id, number, capture, at))
    batch.add(readings, f"{revision}:1", reading_row(document.id, number, 1, reading, at))


def append_version(connection: Connection, version: int, tool: str, at: str) -> None:
    """Write that the layout is of `version` from now on."""
    batch = Batch(connection, at)
    batch.add(schema_versions, str(version), {"version": version, "tool": tool})
    batch.write()


def append_decision(connection: Connection, decision: Decision, at: str) -> None:
    """Write one decision."""
    batch = Batch(connection, at)
    batch.add(decisions, decision.id, {"id": decision.id, "body": Packed.of(decision.to_json()), "at": at})
    batch.write()


def append_release(connection: Connection, name: str, body: bytes, at: str) -> str:
    """Write a release as it was issued, and return the digest of its body."""
    digest = sha256(body)
    batch = Batch(connection, at)
    batch.add(releases, name, {"id": name, "sha256": digest, "body": Packed.of(body), "at": at})
    batch.write()
    return digest


def append_custody(
    connection: Connection, actor: str, act: str, item: str | None, detail: Mapping[str, object], at: str
) -> None:
    """Write an act upon the ledger, or upon an item of it, into its custody record."""
    number = (connection.execute(select(func.max(custody.c.number))).scalar() or 0) + 1
    said = msgspec.json.encode(detail, order="sorted").decode() if detail else None
    row = {"number": number, "at": at, "actor": actor, "act": act, "item": item, "detail": said}
    batch = Batch(connection, at)
    batch.add(custody, str(number), row)
    batch.write()


def original_row(document: Document, data: bytes) -> dict[str, object]:
    """Return the row of the original bytes."""
    return {"sha256": document.sha256, "size": len(data), "media_type": document.media_type, "bytes": Packed.of(data)}


def revision_row(document: Document, number: int, data: bytes, at: str) -> dict[str, object]:
    """Return the row of a revision; its text is left out where the original bytes are the text."""
    text = document.text.encode()
    return {
        "document": document.id,
        "number": number,
        "sha256": document.sha256,
        "text": None if text == data else Packed.of(text),
        "extracted": int(document.extracted),
        "published": document.published,
        "source": document.source,
        "lang": document.lang,
        "pack": document.pack,
        "captured": at,
    }


def capture_row(document: str, revision: int, capture: Capture, at: str) -> dict[str, object]:
    """Return the row of a revision's first capture."""
    headers = msgspec.json.encode(capture.headers, order="sorted").decode() if capture.headers is not None else None
    return {
        "document": document,
        "revision": revision,
        "number": 1,
        "at": at,
        "tool": capture.tool,
        "operator": capture.operator,
        "status": capture.status,
        "headers": headers,
        "url": capture.url,
        "clock": capture.clock,
        "network": capture.network,
        "state": capture.state,
        "note": capture.note,
    }


def reading_row(document: str, revision: int, number: int, reading: Reading, at: str) -> dict[str, object]:
    """Return the row of a reading."""
    made_by = reading.made_by
    day = reading.published.day
    return {
        "document": document,
        "revision": revision,
        "number": number,
        "reader": made_by.reader if made_by else "",
        "pack": made_by.pack if made_by else "",
        "gazetteer": made_by.gazetteer if made_by else "",
        "published": day.isoformat() if day else None,
        "body": Packed.record(reading.to_json()),
        "at": at,
    }


def namer(at: Sequence[int]) -> Callable[[tuple[Any, ...]], str]:
    """Return what gives a row the name that its entry has: its key, as `document@revision:number`.

    `at` are the places of the key's columns in the row.
    """
    first, *rest = at
    if not rest:
        return lambda row: str(row[first])
    second, *rest = rest
    if not rest:
        return lambda row: f"{row[first]}@{row[second]}"
    (third,) = rest
    return lambda row: f"{row[first]}@{row[second]}:{row[third]}"
