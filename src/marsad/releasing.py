"""What may leave the ledger, gathered: linked incidents, reckoned from public claims alone, in public fields."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from marsad.chronicle import Chronicle
from marsad.chronicle.incidents import main_place
from marsad.knowledge.placebook import place_book
from marsad.ledger import StoredReading
from marsad.model import PlaceMention, Scope, Statement
from marsad.pipeline import Ledger
from marsad.publish.dataset import Count, Dataset, Happening, Source, Spot
from marsad.publish.public import public_view
from marsad.reckon.table import toll_table

GROUP = ("side", "civilian", "sex", "age")
"""What is public of a group: nothing in the words of a text."""


def gathered(ledger: Ledger, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Dataset:
    """Return all that is public of the ledger, as of a standpoint.

    A claim entered by hand leaves only where its decision is public; else it is as if it were not there, so that no
    bound tells of it.  Raises `LedgerError`, and `SolverError` where no bound could be found.
    """
    if as_of is None and known_at is None:
        linked: Sequence[Statement] = Chronicle(ledger).statements()
    else:
        linked = ledger.linked(as_of=as_of, known_at=known_at)
    hidden = {d.id for d in ledger.store.decisions() if d.claim is not None and d.visibility != "public"}
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in linked:
        if statement.document not in hidden:
            told[statement.incident or statement.key].append(statement)
    readings = {one.document: one for one in ledger.readings(as_of=as_of, known_at=known_at)}
    umbrella = ledger.umbrella()
    return Dataset(
        as_of=as_of.isoformat() if as_of else None,
        known_at=known_at.isoformat() if known_at else None,
        incidents=tuple(_happening(id, told[id], readings, umbrella) for id in sorted(told)),
    )


def _happening(
    id: str,
    told: list[Statement],
    readings: Mapping[str, StoredReading],
    umbrella: Mapping[str, frozenset[str]],
) -> Happening:
    told.sort(key=lambda one: one.key)
    fresh = [one for one in told if not one.claim.background] or told
    days = [day for one in fresh for day in (one.claim.window.start, one.claim.window.end) if day]
    documents = tuple(
        _source(key, readings.get(key), next(one for one in told if one.document == key))
        for key in sorted({one.document for one in told})
    )
    return Happening(
        id=id,
        start=min(days, default=None),
        end=max(days, default=None),
        place=_spot(main_place(fresh)),
        causes=tuple(sorted({one.claim.cause for one in fresh if one.claim.cause})),
        perpetrators=tuple(sorted({one.claim.perpetrator for one in fresh if one.claim.perpetrator})),
        tolls=_counts(told, ("side",), umbrella),
        totals=_counts(told, (), umbrella),
        cumulative=any(one.claim.cumulative for one in fresh),
        sources=tuple(sorted({one.source for one in told if one.source})),
        documents=documents,
        claims=tuple(_claim(one) for one in told),
    )


def _counts(
    told: Sequence[Statement], by: tuple[str, ...], umbrella: Mapping[str, frozenset[str]]
) -> tuple[Count, ...]:
    table = toll_table(told, Scope(), by=by, umbrella=umbrella)
    return tuple(
        Count(
            harm=row.harm,
            side=row.side,
            lo=row.lo,
            hi=row.hi,
            guarantee=row.guarantee,
            claims=row.claims,
            overlaps=row.overlaps,
        )
        for row in table.rows
    )


def _source(key: str, stored: StoredReading | None, told: Statement) -> Source:
    if stored is None:
        return Source(id=key, published=told.published.isoformat() if told.published else None, source=told.source)
    reading = stored.reading
    shown = public_view(
        "document",
        {
            "id": key,
            "published": reading.published.value,
            "source": reading.source,
            "lang": reading.lang,
            "sha256": reading.sha256,
            "revision": stored.revision,
        },
    )
    return msgspec.convert(shown, Source)


def _claim(told: Statement) -> dict[str, object]:
    said: dict[str, Any] = msgspec.to_builtins(told.claim) | {"id": told.key}
    whole = told.claim.part_of
    said["part_of"] = f"{told.document}#{whole}" if whole else None
    said["group"] = {name: said["group"][name] for name in GROUP}
    said["place"] = msgspec.to_builtins(told.place) if told.place else None
    return public_view("claim", said)


def _spot(place: PlaceMention | None) -> Spot | None:
    if place is None:
        return None
    shown = public_view("place", msgspec.to_builtins(place))
    return msgspec.convert(shown | {"country": _country(place)}, Spot)


def _country(place: PlaceMention) -> str | None:
    if place.gazetteer is None:
        return None
    found = place_book().find(place.gazetteer)
    return found[0].country if len(found) == 1 else None
