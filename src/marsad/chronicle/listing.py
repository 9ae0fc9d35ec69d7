"""Which incidents there are: counted and uncounted ones in their order, and one of them by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from heapq import merge

from marsad.chronicle import uncounted
from marsad.chronicle.incidents import days
from marsad.errors import UsageError
from marsad.ledger import cached
from marsad.ledger.cached import Cache

Listed = str | uncounted.Group
"""A counted incident by its leading scene, or one without a count."""


def scope(start: dt.date | None, end: dt.date | None, place: str | None) -> uncounted.Scope:
    """Return days and a place as the tables have them."""
    return (*days(start, end), place.casefold() if place else None)


def listed(cache: Cache, asked: uncounted.Scope) -> Iterator[Listed]:
    """Yield the incidents of a scope, the newest first."""
    found = cache.newest() if asked == uncounted.EVERYTHING else cache.within(*asked)
    counted = ((day, leader, None) for day, leader in found)
    for _, leader, group in merge(counted, _alone(cache, asked), key=lambda item: item[:2], reverse=True):
        if leader != NOBODY:
            yield leader if group is None else group


NOBODY = "\U0010ffff"
"""In the place of a leader, before all others of its day: whoever merges learns that no newer group comes."""


def _alone(cache: Cache, asked: uncounted.Scope) -> Iterator[tuple[str, str, uncounted.Group | None]]:
    for found in uncounted.groups(cache, asked):
        yield from ((group.day, group.leader, group) for group in found.groups)
        yield found.after, NOBODY, None


def key(item: Listed) -> str:
    """Return the key by which an incident is told: of its leading scene, or of the sub-event told first."""
    return item if isinstance(item, str) else item.leader


def one(cache: Cache, name: str) -> Iterator[Listed]:
    """Yield the incident of an id or of a claim.  Raises `UsageError` for none."""
    alone = uncounted.named(cache, name) if name.startswith("i-") and _lead(cache, name) is None else None
    yield alone if alone is not None else leader(cache, name)


def leader(cache: Cache, name: str) -> str:
    """Return the leading scene of an incident by its id or one of its claims.

    Raises `UsageError` where there is none, and for an incident without a count.
    """
    found = _lead(cache, name)
    if found is None and uncounted.named(cache, name) is not None:
        raise UsageError.of("{id}: nobody counts the victims of this incident; only counted ones are judged", id=name)
    if found is None:
        raise UsageError.of(
            "{id}: the ledger has no incident of that id, and no such claim; `marsad incidents` lists them", id=name
        )
    return found


def _lead(cache: Cache, name: str) -> str | None:
    if name.startswith("i-"):
        scene = next((row.scene for row in cache.find(cached.names, "id", [name])), None)
    else:
        scene = next((row.scene for row in cache.find(cached.statements, "key", [name])), None)
    found = cache.find(cached.scenes, "scene", [scene]) if scene else []
    return next((str(row.leader) for row in found), None)
