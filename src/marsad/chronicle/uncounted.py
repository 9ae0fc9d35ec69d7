"""Incidents without a count: attacks and sieges that nobody gave a number for, joined by place, kind and days.

They stand beside the counted ones and never join those to one another: once somebody counts at their place and on
their days, they are parts of that incident.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from marsad.chronicle import rows
from marsad.ledger import alone, cached
from marsad.ledger.cached import Cache
from marsad.link.judge import incident_id
from marsad.link.subevents import homes
from marsad.model import SubEvent
from marsad.model.incident import Incident
from marsad.model.lineage import Corroboration

BATCH = 200
"""Sub-events that are looked at together."""

Scope = tuple[str | None, str | None, str | None]
"""First and last day, and the name of a place, in small letters."""
EVERYTHING: Scope = (None, None, None)


class Found(NamedTuple):
    """Groups, the newest first, and the last day on which those open that come after them."""

    groups: list[Group]
    after: str


class Group(NamedTuple):
    """Sub-events of one place and kind whose days meet, by the last day on which one within the scope opens."""

    day: str
    leader: str
    """The key of the sub-event that was told first."""
    keys: tuple[str, ...]


def groups(cache: Cache, scope: Scope) -> Iterator[Found]:
    """Yield the groups of which some sub-event lies within a scope and which no count is about, the newest first.

    No more is read than is asked for: the sub-events come by the last day on which they may have happened, and a group
    is complete as soon as the first of its own is met.
    """
    counted, taken = _Counted(cache), set[str]()
    waiting: list[Group] = []
    found = alone.latest(cache.connection, *scope)
    while batch := list(islice(found, BATCH)):
        seeds = [row for row in counted.left_of(batch) if row.key not in taken]
        for run in _runs(cache, counted, seeds):
            group = _group(run, scope)
            taken.update(group.keys)
            insort(waiting, group)
        at = bisect_right(waiting, batch[-1].last, key=lambda group: group.day)
        yield Found(standing(cache, waiting[at:][::-1]), batch[-1].last)
        del waiting[at:]
    yield Found(standing(cache, waiting[::-1]), "")


class _Counted:
    """Which sub-events a count takes the place of: asked once for each span of days."""

    def __init__(self, cache: Cache) -> None:
        self.connection = cache.connection
        self._at: dict[tuple[str, str], set[str]] = {}

    def left_of(self, found: Sequence[Any]) -> list[Any]:
        """Return those at whose place nobody counts on their days, and of undated ones those whose document does not.

        The days of an undated one are the last on which it may have happened.
        """
        undated = {row.document for row in found if row.first is None}
        counting = alone.counting(self.connection, undated)
        return [row for row in found if not self._is_counted(row) and (row.first or row.document not in counting)]

    def _is_counted(self, row: Any) -> bool:
        days = row.opened, row.last
        if days not in self._at:
            self._at[days] = alone.counted_at(self.connection, *days)
        return row.place in self._at[days]


def _runs(cache: Cache, counted: _Counted, seeds: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the runs of rows, of one place and kind, whose days meet, that some rows belong to."""
    wanted = {row.key for row in seeds}
    by_kind: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in seeds:
        by_kind[row.place, row.alone].append(row)
    for kind, own in by_kind.items():
        held, reached = own, None
        while reached != (span := (min(row.opened for row in held), max(row.last for row in held))):
            held = counted.left_of(alone.beside(cache.connection, *kind, *span))
            reached = span
        yield from (run for run in _meeting(held) if not wanted.isdisjoint(row.key for row in run))


def _meeting(own: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the runs of rows whose days meet."""
    run: list[Any] = []
    end = ""
    for row in sorted(own, key=lambda r: (r.opened, r.last, r.key)):
        if run and row.opened > end:
            yield run
            run = []
        end = max(end, row.last) if run else row.last
        run.append(row)
    if run:
        yield run


def _group(run: Sequence[Any], scope: Scope) -> Group:
    since, until, _ = scope
    leader = min(run, key=lambda row: (row.told or "9999", row.key)).key
    inside = [row.opened for row in run if (not since or row.last >= since) and (not until or row.opened <= until)]
    return Group(max(inside), leader, tuple(sorted(row.key for row in run)))


def standing(cache: Cache, found: Sequence[Group]) -> list[Group]:
    """Return the groups that no count of their own documents is about."""
    events = events_of(cache, {key for group in found for key in group.keys})
    documents = {event.document for event in events.values()}
    told = [rows.statement_of(row.body) for row in cache.find(cached.statements, "document", documents)]
    counted = [msgspec.structs.replace(statement, incident="counted") for statement in told]
    home = homes(events.values(), counted)
    return [group for group in found if home.keys().isdisjoint(group.keys)]


def events_of(cache: Cache, keys: Collection[str]) -> dict[str, SubEvent]:
    """Return sub-events by key."""
    return {row.key: rows.event_of(row.body) for row in cache.find(cached.events, "key", keys)}


def named(cache: Cache, id: str) -> Group | None:
    """Return the group of an incident's id, None where there is none."""
    key = next((key for key in alone.keys(cache.connection) if incident_id(key) == id), None)
    seeds = alone.of_key(cache.connection, key) if key is not None else []
    counted = _Counted(cache)
    runs = _runs(cache, counted, counted.left_of(seeds))
    found = standing(cache, [_group(run, EVERYTHING) for run in runs])
    return next((group for group in found if group.leader == key), None)


def tell(cache: Cache, found: Sequence[Group], titles: Mapping[str, str | None]) -> dict[str, Incident]:
    """Return the incidents of groups, by their leaders; `titles` by document."""
    events = events_of(cache, {key for group in found for key in group.keys})
    return {group.leader: _incident(group, [events[key] for key in group.keys], titles) for group in found}


def _incident(group: Group, events: Sequence[SubEvent], titles: Mapping[str, str | None]) -> Incident:
    first = next(event for event in events if event.key == group.leader)
    starts = [event.window.start for event in events if event.window.start]
    start = min(starts, default=None)
    end = max(event.window.end for event in events if event.window.end)
    sources = tuple(sorted({event.source or event.document for event in events}))
    return Incident(
        id=incident_id(group.leader),
        document=first.document,
        title=titles.get(first.document),
        snippet=first.text,
        span=first.span,
        start=start,
        end=end,
        precision="unknown" if start is None else "day" if start == end else "range",
        place=first.place,
        causes=(),
        tolls=(),
        corroboration=Corroboration(independent=len(sources), voices=sources, leaning={}),
        attribution=(),
        documents=tuple(sorted({event.document for event in events})),
        claims=(),
        sub_events=group.keys,
        lineage=(),
        merges=(),
        apart=(),
    )
