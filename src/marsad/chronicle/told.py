"""Statements as they stand in the derived tables: of documents, of incidents, and page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.chronicle import rows
from marsad.ledger import accounted, cached
from marsad.ledger.cached import Cache
from marsad.link.judge import incident_id
from marsad.model import Statement, Window

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle


def of_documents(chronicle: Chronicle, names: Iterable[str]) -> list[Statement]:
    """Return the statements of documents with their incidents, by key."""
    with chronicle.tables() as cache:
        return _named(cache, cache.find(cached.statements, "document", names))


def of_incidents(chronicle: Chronicle, ids: Iterable[str]) -> list[Statement]:
    """Return the statements of incidents by their ids, by key."""
    with chronicle.tables() as cache:
        led = {row.scene for row in cache.find(cached.names, "id", ids)}
        scenes = {row.scene for row in cache.find(cached.scenes, "leader", led)}
        return _named(cache, cache.find(cached.statements, "scene", scenes))


def listed(chronicle: Chronicle, harm: str | None, side: str | None, after: int, limit: int) -> list[Statement]:
    """Return a page of the statements of a harm and of a side (None: of all), by key."""
    with chronicle.tables() as cache:
        return _named(cache, accounted.listed(cache.connection, harm, side, after, limit))


def size(chronicle: Chronicle, most: int | None = None) -> int:
    """Return how many statements there are, `most` at most."""
    with chronicle.tables() as cache:
        return accounted.counted(cache.connection, most)


def size_within(chronicle: Chronicle, period: Window, most: int) -> int:
    """Return how many statements speak of some days, `most` at most."""
    first, last = period.start or dt.date.min, period.end or dt.date.max
    with chronicle.tables() as cache:
        return accounted.counted_within(cache.connection, first.isoformat(), last.isoformat(), most)


def last_day(chronicle: Chronicle) -> dt.date | None:
    """Return the last day on which a statement was published."""
    with chronicle.tables() as cache:
        found = accounted.last_day(cache.connection)
    return dt.date.fromisoformat(found) if found else None


def _named(cache: Cache, found: list[Any]) -> list[Statement]:
    leader = {row.scene: row.leader for row in cache.find(cached.scenes, "scene", {row.scene for row in found})}
    told = (
        msgspec.structs.replace(rows.statement_of(row.body), incident=incident_id(leader[row.scene])) for row in found
    )
    return sorted(told, key=lambda statement: statement.key)
