"""The custody record as it is read: all that was done to a document, or to the ledger as a whole, in its order.

Most of it is said by the rows themselves (a capture, a reading, a decision, a release); what leaves no row of its own
(a copy taken, an export made, a backup restored) is written into `custody`.  Every act names the entry that vouches
for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, select

from marsad.errors import LedgerError
from marsad.ledger import queries, tables
from marsad.ledger.erasing import is_about, names_document
from marsad.model.noun import Noun


class Act(Noun, frozen=True, kw_only=True):
    """One act: which entry vouches for it, when (UTC, ISO 8601), by whom or what, upon what, and how."""

    entry: int
    at: str
    act: str
    who: str | None
    item: str
    detail: dict[str, str] = msgspec.field(default_factory=dict)


class _Kind(NamedTuple):
    """Which rows tell of an act: the column that says who, and those that say how."""

    table: Table
    act: str
    who: str | None
    how: tuple[str, ...]


_OF_DOCUMENTS = (
    _Kind(tables.captures, "captured", "operator", ("tool", "url", "status", "state", "clock", "network", "note")),
    _Kind(tables.revisions, "kept", None, ("sha256", "published", "source")),
    _Kind(tables.readings, "read", "reader", ("pack", "gazetteer", "published")),
    _Kind(tables.tombstones, "erased", "who", ("second", "why", "sha256")),
)
_OF_LEDGERS = (
    _Kind(tables.schema_versions, "laid_out", "tool", ("version",)),
    _Kind(tables.releases, "published", None, ("sha256",)),
    _Kind(tables.seals, "sealed", "key", ("seq", "head")),
    _Kind(tables.stamps, "stamped", "authority", ("seal",)),
    _Kind(tables.tombstones, "erased", "who", ("document", "second", "why")),
)


def acts(connection: Connection, document: str | None = None) -> list[Act]:
    """Return every act upon a document, or those upon the ledger as a whole, oldest first.

    Raises `LedgerError` for a document that the ledger never held.
    """
    found = [*_noted(connection, document)]
    if document is None:
        for kind in _OF_LEDGERS:
            found += _told(connection, kind)
        return sorted(found, key=lambda act: act.entry)
    for kind in _OF_DOCUMENTS:
        found += _told(connection, kind, document)
    if not any(act.act in ("kept", "erased") for act in found):
        raise LedgerError.of("the ledger holds no document {document!r}", document=document)
    found += _decided(connection, document)
    found += _published(connection, document)
    return sorted(found, key=lambda act: act.entry)


def _told(connection: Connection, kind: _Kind, document: str | None = None) -> Iterator[Act]:
    query = select(kind.table, tables.entries.c.at.label("entered"), tables.entries.c.item.label("named"))
    query = query.join(tables.entries, tables.entries.c.seq == kind.table.c.entry)
    if document is not None:
        query = query.where(kind.table.c.document == document)
    for row in connection.execute(query):
        said = row._mapping
        yield Act(
            entry=row.entry,
            at=row.entered,
            act=kind.act,
            who=said[kind.who] if kind.who else None,
            item=row.named,
            detail=_shown({name: said[name] for name in kind.how}),
        )


def _noted(connection: Connection, document: str | None) -> Iterator[Act]:
    query = select(tables.custody)
    if document is not None:
        query = query.where(tables.custody.c.item == document)
    for row in connection.execute(query):
        detail = msgspec.json.decode(row.detail, type=dict[str, Any]) if row.detail else {}
        yield Act(entry=row.entry, at=row.at, act=row.act, who=row.actor, item=row.item or "", detail=_shown(detail))


def _decided(connection: Connection, document: str) -> Iterator[Act]:
    """Yield the decisions about a document; of a restricted one the reason stands behind its key."""
    found = {row.id: row.entry for row in connection.execute(select(tables.decisions.c.id, tables.decisions.c.entry))}
    for decision in queries.stored_decisions(connection):
        if is_about(decision.subjects, document):
            yield Act(
                entry=found[decision.id],
                at=decision.when.isoformat(),
                act="decided",
                who=decision.who,
                item=" ".join(decision.subjects),
                detail=_shown({"id": decision.id, "verdict": decision.verdict, "why": decision.why}),
            )


def _published(connection: Connection, document: str) -> Iterator[Act]:
    rows = {row.id: row.entry for row in connection.execute(select(tables.releases.c.id, tables.releases.c.entry))}
    for release in queries.stored_releases(connection):
        if names_document(document, release.body):
            detail = {"sha256": release.sha256}
            yield Act(entry=rows[release.id], at=release.at, act="published", who=None, item=release.id, detail=detail)


def _shown(detail: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in detail.items() if value is not None}
