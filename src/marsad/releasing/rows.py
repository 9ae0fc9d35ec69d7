"""Rows for everybody: linked incidents, reckoned from public claims and decisions alone, in public fields."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from marsad.chronicle import Chronicle
from marsad.chronicle.incidents import main_place
from marsad.knowledge.placebook import place_book
from marsad.ledger import StoredReading
from marsad.link.access import restricted_documents
from marsad.model import PlaceMention, Scope, Statement
from marsad.pipeline import Ledger
from marsad.publish.dataset import Count, Dataset, Happening, Source, Spot
from marsad.publish.public import public_view
from marsad.publish.releases.harmless import Harmless, harmless
from marsad.reckon.table import toll_table
from marsad.releasing.kept import read_stored
from marsad.releasing.openness import load_rules, public_decisions, public_place

GROUP = ("side", "civilian", "sex", "age")
"""What is public of a group: nothing in the words of a text."""


def gathered(ledger: Ledger, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Dataset:
    """Return all that is public of the ledger, as of a standpoint.

    Decisions that are not public are as if they were not there, claims entered by hand among them, so that no bound
    and no link tells of them.  What comparison with the last release would tell of few persons is
    withheld too.  Raises `LedgerError`, and `SolverError` where no bound could be found.
    """
    told = public_statements(ledger, as_of=as_of, known_at=known_at)
    return public_rows(ledger, told, as_of=as_of, known_at=known_at).dataset


def public_rows(
    ledger: Ledger,
    statements: Sequence[Statement],
    *,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> Harmless:
    """Return linked statements as public rows, without what they, alone or beside the last release, tell of few."""
    found = dataset_of(ledger, statements, as_of=as_of, known_at=known_at)
    every = ledger.store.releases()
    last = read_stored(every[-1]).release if every else None
    before, withheld = (last.dataset, last.withheld) if last else (None, ())
    return harmless(found, load_rules(), before, withheld)


def public_statements(
    ledger: Ledger, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None
) -> Sequence[Statement]:
    """Return the statements with their incidents, as public decisions alone leave them, of no restricted document."""
    held = ledger.store.decisions(known_at=known_at)
    hidden = restricted_documents(held)
    public = public_decisions(held)
    if as_of is None and known_at is None and len(public) == len(held):
        return Chronicle(ledger).statements()
    linked = ledger.linked(as_of=as_of, known_at=known_at, decisions=public)
    return [one for one in linked if one.document not in hidden] if hidden else linked


def dataset_of(
    ledger: Ledger,
    statements: Sequence[Statement],
    *,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> Dataset:
    """Return linked statements as public rows, places as exact as may be; small counts are for `harmless` to mend."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
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
    harms = {one.claim.harm for one in fresh}
    documents = tuple(
        _source(key, readings.get(key), next(one for one in told if one.document == key))
        for key in sorted({one.document for one in told})
    )
    return Happening(
        id=id,
        start=min(days, default=None),
        end=max(days, default=None),
        place=_spot(main_place(fresh), harms),
        causes=tuple(sorted({one.claim.cause for one in fresh if one.claim.cause})),
        perpetrators=tuple(sorted({one.claim.perpetrator for one in fresh if one.claim.perpetrator})),
        tolls=_counts(told, ("side",), umbrella),
        totals=_counts(told, (), umbrella),
        cumulative=any(one.claim.cumulative for one in fresh),
        sources=tuple(sorted({one.source for one in told if one.source})),
        documents=documents,
        claims=tuple(_claim(one, harms) for one in told),
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


def _claim(told: Statement, harms: Collection[str]) -> dict[str, object]:
    said: dict[str, Any] = msgspec.to_builtins(told.claim) | {"id": told.key}
    whole = told.claim.part_of
    said["part_of"] = f"{told.document}#{whole}" if whole else None
    said["group"] = {name: said["group"][name] for name in GROUP}
    said["place"] = None
    place = public_place(told.place, {*harms, told.claim.harm}, load_rules()) if told.place else None
    return public_view("claim", said) | {"place": place}


def _spot(place: PlaceMention | None, harms: Collection[str]) -> Spot | None:
    if place is None:
        return None
    shown = public_place(place, harms, load_rules())
    return msgspec.convert(shown | {"country": _country(shown.get("gazetteer"))}, Spot)


def _country(gazetteer: str | None) -> str | None:
    found = place_book().find(gazetteer) if gazetteer else []
    return found[0].country if len(found) == 1 else None
