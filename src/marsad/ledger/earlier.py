"""Whether what was published by a past day is still what it was when somebody looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from marsad.ledger.queries import news
from marsad.ledger.tables import readings, revisions

MANY = 400
"""Names in one query."""
BEARING = frozenset({"decisions", "tombstones", "erasures", "schema_versions"})
"""Kinds of entries that may bear on any day."""


def changed_by(connection: Connection, day: dt.date, seen: int) -> bool:
    """Tell whether an entry after one may change what was published by the end of a day."""
    since = news(connection, seen)
    if any(kind in BEARING for kind, _ in since):
        return True
    read = sorted({item.rpartition("@")[0] for kind, item in since if kind == "readings"})
    parts = (read[at : at + MANY] for at in range(0, len(read), MANY))
    return any(_published_by(connection, part, day, seen) for part in parts)


def _published_by(connection: Connection, documents: Sequence[str], day: dt.date, seen: int) -> bool:
    """Tell whether a later reading of some documents is of what came out by a day, or was surely there by then."""
    captured = select(func.substr(revisions.c.captured, 1, 10)).where(
        (revisions.c.document == readings.c.document) & (revisions.c.number == readings.c.revision)
    )
    out = func.coalesce(readings.c.published, captured.scalar_subquery()) <= day.isoformat()
    query = select(readings.c.entry).where(readings.c.document.in_(documents), readings.c.entry > seen, out)
    return connection.execute(query.limit(1)).first() is not None
