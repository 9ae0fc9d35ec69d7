"""The accounts of incidents: what each adds to the tables by side and month, to the map and to the timeline.

An account is made once, kept in the ledger's derived tables, and made anew only when its incident changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from marsad.chronicle import rows
from marsad.chronicle.entry import Entry
from marsad.chronicle.program import made_by
from marsad.chronicle.sheets import entries, reckon_rows, sheet_rows
from marsad.chronicle.works import bodies
from marsad.ledger import accounted, cached
from marsad.ledger.cached import Cache
from marsad.model import Statement

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle

BATCH = 500
"""Incidents whose accounts are made in one transaction."""

SHEETS = 5
"""Sheets of one block."""


_entry = msgspec.msgpack.Decoder(Entry)


def forget(cache: Cache, leaders: Collection[str], retracting: Sequence[Statement]) -> None:
    """Let the accounts of incidents be made anew, and of those whose figures some statements may take back."""
    stale = set(leaders)
    scenes: set[str] = set()
    for one in retracting:
        if one.published is not None:
            window = one.claim.window
            found = accounted.told_of(cache.connection, one.claim.harm, window.start, window.end, one.published)
            scenes |= {row.scene for row in found if rows.statement_of(row.body).claim.value == one.claim.value}
    stale |= {row.leader for row in cache.find(cached.scenes, "scene", scenes)}
    accounted.empty(cache.connection, stale)


def bring_up(chronicle: Chronicle) -> Iterator[tuple[int, int]]:
    """Make the accounts that are missing, batch by batch; yield how many are made and how many were missing.

    Raises `LedgerError` where one could not be made.
    """
    wanting, done = wanting_of(chronicle), 0

    leaders: list[str] = []

    def batch(cache: Cache) -> int:
        leaders[:] = leaders[BATCH:] or accounted.missing(cache.connection, wanting)
        part = leaders[:BATCH]
        sheets = sheet_rows(cache, part, chronicle.umbrella)
        made = [entry for body in bodies(reckon_rows, sheets, chronicle.engine, SHEETS) for entry in entries(body)]
        accounted.put(cache.connection, zip(part, made, strict=True))
        return len(part)

    while done < wanting:
        taken = chronicle.derived(batch)
        done += taken
        yield done, wanting
        if not taken:
            return


def wanting_of(chronicle: Chronicle) -> int:
    """Return how many incidents have no account by this program."""
    stamp = made_by()
    with chronicle.tables() as cache:
        if accounted.believe(cache.connection, stamp):
            return accounted.missing_count(cache.connection)

    def begin(cache: Cache) -> int:
        accounted.begin(cache.connection, stamp)
        return accounted.missing_count(cache.connection)

    return chronicle.derived(begin)


def changed(cache: Cache, after: int, upto: int | None = None) -> Iterator[tuple[str, Entry | None]]:
    """Yield the incidents, by leader, whose accounts changed after a change, and until one (None: the last).

    The entry is None where there is none any more.
    """
    for leader, body in accounted.changed(cache.connection, after, upto):
        yield leader, _entry.decode(body) if body else None
