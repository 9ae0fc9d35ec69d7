"""Incidents without a count: attacks and sieges that nobody gave a number for, joined by place, kind and days.

They stand beside the counted ones and never join those to one another: once somebody counts at their place and on
their days, they are parts of that incident.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from marsad.chronicle import rows
from marsad.ledger import cached
from marsad.ledger.cached import Cache
from marsad.link.judge import incident_id
from marsad.link.subevents import homes
from marsad.model import SubEvent
from marsad.model.incident import Incident
from marsad.model.lineage import Corroboration

BATCH = 200
"""Groups that are looked at together."""

Scope = tuple[str | None, str | None, str | None]
"""First and last day, and the name of a place, in small letters."""
EVERYTHING: Scope = (None, None, None)


class Group(NamedTuple):
    """Sub-events of one place and kind whose days meet, by the day on which the last of them opens."""

    day: str
    leader: str
    """The key of the sub-event that was told first."""
    keys: tuple[str, ...]


def groups(cache: Cache, scope: Scope) -> list[Group]:
    """Return the groups of which some sub-event lies within a scope, the newest first."""
    found = cache.alone(*scope)
    if scope != EVERYTHING:
        wanted = {row.key for row in found}
        spots = {row.place for row in found}
        found = cache.alone(None, None, None, at=spots) if spots else []
        return [group for group in _joined(found) if not wanted.isdisjoint(group.keys)]
    return _joined(found)


def _joined(found: Iterable[Any]) -> list[Group]:
    by_kind: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in found:
        by_kind[row.place, row.alone].append(row)
    made = [_group(part) for own in by_kind.values() for part in _meeting(own)]
    return sorted(made, reverse=True)


def _meeting(own: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the runs of rows whose days meet."""
    run: list[Any] = []
    end = ""
    for row in sorted(own, key=lambda r: (r.first, r.last, r.key)):
        if run and row.first > end:
            yield run
            run = []
        end = max(end, row.last) if run else row.last
        run.append(row)
    if run:
        yield run


def _group(run: Sequence[Any]) -> Group:
    leader = min(run, key=lambda row: (row.told or "9999", row.key)).key
    return Group(max(row.first for row in run), leader, tuple(sorted(row.key for row in run)))


def standing(cache: Cache, found: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups that no count of their own documents is about, batch by batch."""
    several = iter(found)
    while batch := list(islice(several, BATCH)):
        events = events_of(cache, {key for group in batch for key in group.keys})
        documents = {event.document for event in events.values()}
        told = [rows.statement_of(row.body) for row in cache.find(cached.statements, "document", documents)]
        counted = [msgspec.structs.replace(statement, incident="counted") for statement in told]
        home = homes(events.values(), counted)
        yield from (group for group in batch if home.keys().isdisjoint(group.keys))


def events_of(cache: Cache, keys: Collection[str]) -> dict[str, SubEvent]:
    """Return sub-events by key."""
    return {row.key: rows.event_of(row.body) for row in cache.find(cached.events, "key", keys)}


def named(cache: Cache, id: str) -> Group | None:
    """Return the group of an incident's id, None where there is none."""
    return next((group for group in standing(cache, groups(cache, EVERYTHING)) if is_of(group, id)), None)


def is_of(group: Group, id: str) -> bool:
    """Tell whether a group is the incident of an id."""
    return incident_id(group.leader) == id


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
