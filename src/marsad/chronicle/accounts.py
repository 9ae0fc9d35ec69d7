"""The accounts of incidents: what each adds to the tables by side and month, to the map and to the timeline.

An account is made once, kept in the ledger's derived tables, and made anew only when its incident changes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from marsad.chronicle import rows
from marsad.chronicle.incidents import main_place
from marsad.chronicle.program import made_by
from marsad.ledger import accounted, cached
from marsad.ledger.cached import Cache
from marsad.link.judge import incident_id
from marsad.model import PlaceMention, Statement
from marsad.reckon.account import Account, account_of
from marsad.reckon.table import prepared

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle

BATCH = 500
"""Incidents whose accounts are made in one transaction."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An incident in the account book of a ledger."""

    first: dt.date | None
    """The first and the last day that anybody names for it."""
    last: dt.date | None
    place: PlaceMention | None
    """Where it is shown: the place that most documents name."""
    harms: tuple[str, ...]
    sides: tuple[str, ...]
    claims: int
    said: tuple[tuple[str, str, int], ...]
    """Publisher, whom it cites (each '' where unknown), and how many claims."""
    account: Account


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
    """Make the accounts that are missing, batch by batch; yield how many are made and how many were missing."""
    wanting, done = wanting_of(chronicle), 0

    leaders: list[str] = []

    def batch(cache: Cache) -> int:
        leaders[:] = leaders[BATCH:] or accounted.missing(cache.connection, wanting)
        part = leaders[:BATCH]
        made = list(_made(chronicle, cache, part))
        accounted.put(cache.connection, [(leader, msgspec.msgpack.encode(entry)) for leader, entry in made])
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


def closure(cache: Cache, leaders: Iterable[str]) -> list[Statement]:
    """Return all statements of the documents that tell of incidents, and of those that may take their figures back."""
    documents = {row.document for row in cache.find(cached.scenes, "leader", leaders)}
    found = _told_by(cache, documents)
    return found + _told_by(cache, _taking_back(cache, found) - documents)


def _told_by(cache: Cache, documents: Collection[str]) -> list[Statement]:
    leader_of = {row.scene: row.leader for row in cache.find(cached.scenes, "document", documents)}
    return [
        msgspec.structs.replace(rows.statement_of(row.body), incident=incident_id(leader_of[row.scene]))
        for row in cache.find(cached.statements, "document", documents)
    ]


def _taking_back(cache: Cache, told: Iterable[Statement]) -> set[str]:
    """Return the documents that take back a figure of a harm such as some statements tell."""
    keys = [key for key, _ in accounted.retracting(cache.connection)]
    if not keys:
        return set()
    figures = {(one.claim.harm, one.claim.value) for one in told}
    taking = (rows.statement_of(row.body) for row in cache.find(cached.statements, "key", keys))
    return {one.document for one in taking if (one.claim.harm, one.claim.value) in figures}


def _made(chronicle: Chronicle, cache: Cache, leaders: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    statements = closure(cache, leaders)
    case = prepared(statements, umbrella=chronicle.umbrella)
    told: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        told[one.incident or one.key].append(one)
    for leader in leaders:
        name = incident_id(leader)
        yield leader, entry_of(sorted(told[name], key=lambda s: s.key), account_of(case, name))


def entry_of(told: Sequence[Statement], account: Account) -> Entry:
    """Return the entry of an incident by its statements."""
    fresh = [one for one in told if not one.claim.background] or told
    days = [d for one in fresh for d in (one.claim.window.start, one.claim.window.end) if d]
    said = Counter((one.source or "", one.claimant or "") for one in told)
    return Entry(
        first=min(days, default=None),
        last=max(days, default=None),
        place=main_place(fresh),
        harms=tuple(sorted({one.claim.harm for one in told})),
        sides=tuple(sorted({one.claim.group.side for one in told if one.claim.group.side})),
        claims=len(told),
        said=tuple((source, claimant, number) for (source, claimant), number in sorted(said.items())),
        account=account,
    )
