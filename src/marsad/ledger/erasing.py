"""Erasing a document for someone's safety: two persons, a reason, a tombstone with the hashes; the chain still holds.

First the tombstone and the list of what goes are written and vouched for, then the guards let just those rows be
deleted, all in one transaction.  What goes: the document with its revisions, captures and readings, originals that no
other document shares, originals that no document owns but in which its words stand (a feed, an export), and the
decisions about it, whose words may quote it.  Derived tables are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, MetaData, Table, delete, inspect, select
from sqlalchemy.schema import DropTable

from marsad.errors import LedgerError, UsageError
from marsad.ids import sha256
from marsad.ledger import engine
from marsad.ledger.append import Batch
from marsad.ledger.confidential.fields import reference_of
from marsad.ledger.holders import holders
from marsad.ledger.items import Tombstone
from marsad.ledger.migrations import NOTE
from marsad.ledger.queries import stored_decisions, stored_releases
from marsad.ledger.tables import (
    ERASABLE,
    captures,
    decisions,
    documents,
    erasures,
    originals,
    readings,
    revisions,
    secrets,
    tombstones,
)
from marsad.model.document import Document


def erase(connection: Connection, document: str, *, who: str, second: str, why: str, at: str) -> Tombstone:
    """Erase a document in the transaction that is given, and return its tombstone.

    Raises `UsageError` where there are not two persons and a reason, `LedgerError` for an unknown document.
    """
    who, second, why = who.strip(), second.strip(), why.strip()
    if not why:
        raise UsageError.of("nothing is erased without a reason; give it with --why")
    if not who or not second or who.casefold() == second.casefold():
        raise UsageError.of("two different persons erase a document; name them with --who and --second")
    row = connection.execute(select(documents).where(documents.c.id == document)).first()
    if row is None:
        raise LedgerError.of("the ledger holds no document {document!r}", document=document)
    hashes = sorted(_hashes(connection, document) | set(holders(connection, document, row.address)))
    going = list(_going(connection, document, hashes))
    stone = Tombstone(
        id=f"{document}~{row.entry}",
        document=document,
        sha256=tuple(hashes),
        who=who,
        second=second,
        why=why,
        at=at,
        erased=len(going),
        releases=tuple(release.id for release in stored_releases(connection) if names_document(document, release.body)),
    )
    _bury(connection, stone, row.address, [entry for _, entry in going])
    for kind in ERASABLE:
        for each, entry in going:
            if each is kind:
                connection.execute(delete(kind).where(kind.c.entry == entry))
    _drop_caches(connection)
    return stone


def refuse_erased(connection: Connection, document: Document) -> None:
    """Raise `LedgerError` for a document that was erased: the same bytes under its name, or its address."""
    known = select(tombstones.c.id, tombstones.c.sha256, tombstones.c.address)
    for row in connection.execute(known):
        same = document.sha256 in row.sha256.split()
        if same or (document.address is not None and row.address == sha256(document.address.encode())):
            raise ErasedError.of(
                "{document}: was erased for someone's safety and is not taken in again (tombstone {tombstone})",
                document=document.id,
                tombstone=row.id,
            )


class ErasedError(LedgerError):
    """A document that was erased for someone's safety was to be added again."""


def stored_tombstones(connection: Connection) -> Iterator[Tombstone]:
    """Yield every tombstone, oldest first."""
    counts: dict[str, int] = {}
    for (name,) in connection.execute(select(erasures.c.tombstone)):
        counts[name] = counts.get(name, 0) + 1
    for row in connection.execute(select(tombstones).order_by(tombstones.c.entry)):
        yield Tombstone(
            id=row.id,
            document=row.document,
            sha256=tuple(row.sha256.split()),
            who=row.who,
            second=row.second,
            why=row.why,
            at=row.at,
            erased=counts.get(row.id, 0),
        )


def _hashes(connection: Connection, document: str) -> set[str]:
    """Return the hashes of the document's originals that no other document shares."""
    mine = set(connection.execute(select(revisions.c.sha256).where(revisions.c.document == document)).scalars())
    others = select(revisions.c.sha256).where(revisions.c.document != document, revisions.c.sha256.in_(mine))
    return mine - set(connection.execute(others).scalars())


def _going(connection: Connection, document: str, hashes: list[str]) -> Iterator[tuple[Table, int]]:
    """Yield the entries of the rows that are to go, each with its table."""
    about = [decision for decision in stored_decisions(connection) if is_about(decision.subjects, document)]
    wanted = [
        (readings, readings.c.document == document),
        (captures, captures.c.document == document),
        (revisions, revisions.c.document == document),
        (documents, documents.c.id == document),
        (originals, originals.c.sha256.in_(hashes)),
        (secrets, secrets.c.id.in_([reference for d in about if (reference := reference_of(d))])),
        (decisions, decisions.c.id.in_([decision.id for decision in about])),
    ]
    for kind, which in wanted:
        for entry in connection.execute(select(kind.c.entry).where(which).order_by(kind.c.entry)).scalars():
            yield kind, entry


def is_about(subjects: tuple[str, ...], document: str) -> bool:
    """Tell whether a decision on these subjects is about a document or a claim of it."""
    return any(subject == document or subject.rpartition("#")[0] == document for subject in subjects)


def names_document(document: str, body: bytes) -> bool:
    """Tell whether a release's JSON names a document or a claim of it."""
    return any(msgspec.json.encode(document)[:-1] + end in body for end in (b'"', b"#", b"@"))


def _bury(connection: Connection, stone: Tombstone, address: str | None, going: list[int]) -> None:
    """Write the tombstone and, under it, every entry whose row is to go."""
    batch = Batch(connection, stone.at)
    row = {
        "id": stone.id,
        "document": stone.document,
        "sha256": " ".join(stone.sha256),
        "address": sha256(address.encode()) if address is not None else None,
        "who": stone.who,
        "second": stone.second,
        "why": stone.why,
        "at": stone.at,
    }
    batch.add(tombstones, stone.id, row)
    for entry in going:
        batch.add(erasures, str(entry), {"erased": entry, "tombstone": stone.id})
    batch.write()


def _drop_caches(connection: Connection) -> None:
    """Drop every derived table: it may hold what was erased, and is made again from the rest by who needs it."""
    while names := sorted(name for name in inspect(connection).get_table_names() if _is_cache(name)):
        connection.execute(DropTable(Table(engine.first_to_drop(connection, names), MetaData())))


def _is_cache(name: str) -> bool:
    return name.startswith("cache_") and name != NOTE
