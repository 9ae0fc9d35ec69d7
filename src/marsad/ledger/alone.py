"""Sub-events that may be incidents without a count, out of the derived tables: no more of them than is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from marsad.ledger.cached import MANY, events, meets, places, statements

_OPENED = func.coalesce(events.c.first, events.c.last)
_NAMED = (events.c.key, events.c.document, events.c.place, events.c.alone, events.c.told)
_DAYS = (events.c.first, events.c.last, _OPENED.label("opened"))


def _alone() -> Select[Any]:
    return select(*_NAMED, *_DAYS).where(events.c.alone.is_not(None))


def latest(connection: Connection, first: str | None, last: str | None, place: str | None) -> Iterator[Any]:
    """Yield the sub-events within days and a place, those that may have happened last before the others."""
    query = _alone()
    if place is not None:
        query = query.join(places, places.c.statement == events.c.key).where(places.c.place == place)
    if first is not None:
        query = query.where(events.c.last >= first)
    if last is not None:
        query = query.where(last >= _OPENED)
    ordered = query.order_by(events.c.last.desc(), events.c.key.desc())
    yield from connection.execute(ordered, execution_options={"yield_per": MANY})


def beside(connection: Connection, place: str, kind: str, since: str, until: str) -> list[Any]:
    """Return the sub-events of a place and kind that may have happened on one of these days."""
    own = _alone().where(events.c.place == place, events.c.alone == kind)
    return list(connection.execute(own.where(events.c.last >= since, until >= _OPENED)))


def keys(connection: Connection) -> Iterator[str]:
    """Yield the keys of all."""
    query = select(events.c.key).where(events.c.alone.is_not(None))
    yield from connection.execute(query, execution_options={"yield_per": MANY}).scalars()


def of_key(connection: Connection, key: str) -> list[Any]:
    """Return the sub-event of a key."""
    return list(connection.execute(_alone().where(events.c.key == key)))


def counted_at(connection: Connection, first: str, last: str) -> set[str]:
    """Return the places at which a statement counts somebody on one of these days."""
    query = select(statements.c.place).where(meets(first, last), statements.c.last >= first).distinct()
    return {place for place in connection.execute(query).scalars() if place is not None}


def counting(connection: Connection, documents: Collection[str]) -> set[str]:
    """Return those of some documents that count anybody."""
    out: set[str] = set()
    for part in _parts(documents):
        query = select(statements.c.document).where(statements.c.document.in_(part)).distinct()
        out |= set(connection.execute(query).scalars())
    return out


def _parts(names: Collection[str]) -> Iterator[Sequence[str]]:
    listed = sorted(set(names))
    return (listed[at : at + MANY] for at in range(0, len(listed), MANY))
