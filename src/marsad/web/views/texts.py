"""Documents, one document with its marks, claims, sources, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from marsad.chronicle.told import listed, of_incidents
from marsad.errors import UsageError
from marsad.link.control.timeline import Timeline, on_day
from marsad.model import standing
from marsad.model.document import Document
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.statement import Statement
from marsad.model.terms import HARMS
from marsad.model.toll import TollTable
from marsad.web.asked import CURSOR, LIMIT, MOST, PERIOD, NotFoundError, Parameter, offset_of, page_of
from marsad.web.room import Room
from marsad.web.views.changes import since_release
from marsad.web.views.history import decided, reprints, revisions, told, verified
from marsad.web.views.telling import binding, claim_of, standing_of

PAGE = (LIMIT, CURSOR)
CLAIMS = (Parameter("document"), Parameter("harm", "choice", HARMS), Parameter("side"), Parameter("source"), *PAGE)
SEARCH = (
    Parameter("q"),
    Parameter("literal", "flag", default=False),
    Parameter("claims", "flag", default=False),
    Parameter("language", "choice", ("ar", "en")),
    Parameter("source"),
    *PERIOD,
    Parameter("limit", "number", default=20),
    CURSOR,
)


def documents(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the documents, the newest published first."""
    first, limit, every = offset_of(asked["cursor"]), asked["limit"], room.catalogue()
    names = every.page(first, limit)
    held, titles = room.ledger.store.documents_of(names), room.titles(names)
    results = [{"title": titles[name], "document": room.shown(held[name])} for name in names]
    more = f"o{first + limit}" if len(every) > first + limit else None
    return {"schema_version": SCHEMA_VERSION, "results": results, "next": more}


def document(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return one document: text, reading, capture, its claims and what became of each, and numbers that none took.

    Raises `NotFoundError` for none.
    """
    name = asked["id"]
    stored, held = room.reading(name), room.document(name)
    if stored is None or held is None:
        raise NotFoundError.of("{id}: the ledger has no such document", id=name)
    from marsad.read.explain import unread

    text, reading = room.text(stored), stored.reading
    shape = Document(id=name, text=text, sha256=reading.sha256)
    missed = room.kept(("unread", stored.name), lambda: tuple(unread(shape, reading, room.ledger.lore)))
    own = room.of_document(name)
    table, bound = room.kept(("standing", name), lambda: _standing(room, own))
    claims = [
        claim_of(room, one) | {"standing": standing_of(one, bound, table), "binds": bound.get(one.key, [])}
        for one in sorted(own, key=lambda one: one.claim.span)
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "document": room.shown(held),
        "restricted": name in room.restricted(),
        "title": room.titles([name])[name],
        "text": text,
        "reading": reading,
        "claims": claims,
        "unread": list(missed),
        "verified": verified(room, held),
        "changes": revisions(room, held),
        "reprints": reprints(room, name),
        "decisions": decided(room, [one.key for one in own]),
    }


def _standing(room: Room, own: Sequence[Statement]) -> tuple[TollTable, dict[str, list[dict[str, Any]]]]:
    """Return the tolls of the incidents by which a document's claims stand, and what each claim binds."""
    near = of_incidents(room.chronicle, {one.incident for one in own if one.incident})
    table = room.ledger.toll(by=("side", "incident"), statements=near)
    return table, binding(table)


def claims(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return claims by key, limited by document, harm, side or source."""

    if room.is_large() and asked["document"] is None and asked["source"] is None:
        first, limit = offset_of(asked["cursor"]), asked["limit"]
        part = listed(room.chronicle, asked["harm"], asked["side"], first, limit + 1)
        more = f"o{first + limit}" if len(part) > limit else None
        results = [claim_of(room, one) for one in part[:limit]]
        return {"schema_version": SCHEMA_VERSION, "results": results, "next": more}
    names = ("document", "harm", "side", "source")
    found = room.kept(("claims", *(asked[name] for name in names)), lambda: _claims(room, asked))
    shown, more = page_of(found, asked)
    return {"schema_version": SCHEMA_VERSION, "results": [claim_of(room, one) for one in shown], "next": more}


def _claims(room: Room, asked: Mapping[str, Any]) -> list[Statement]:
    def wanted(name: str, value: object) -> bool:
        return asked[name] is None or asked[name] == value

    source = room.ledger.lore.fold_source(asked["source"]) if asked["source"] else None
    every = room.statements().values() if asked["document"] is None else room.of_document(asked["document"])
    return [
        one
        for one in every
        if wanted("harm", one.claim.harm)
        and wanted("side", one.claim.group.side)
        and source in (None, one.source, one.claimant)
    ]


def sources(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return who publishes and who is cited: documents, claims, and the side that each speaks for."""
    shown, more = page_of(every_source(room), asked)
    return {"schema_version": SCHEMA_VERSION, "results": shown, "next": more}


def every_source(room: Room) -> list[dict[str, Any]]:
    """Return the sources, by id."""
    return room.lasting("sources", lambda: _sources(room), list[dict[str, Any]])


def _sources(room: Room) -> list[dict[str, Any]]:
    sides, english, arabic = room.chronicle.side_of(), room.names("en"), room.names("ar")
    book = room.book()
    counted = {"documents": room.catalogue().sources, "claims": book.said, "cited": book.cited}
    return [
        {"id": name, "name_en": english.get(name), "name_ar": arabic.get(name), "side": sides.get(name)}
        | {column: numbers[name] for column, numbers in counted.items()}
        for name in sorted({name for numbers in counted.values() for name, number in numbers.items() if number} - {""})
    ]


def search(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the documents in which the words of a query stand.  Raises `UsageError` for a query that is none."""
    if asked["q"] is None:
        return {"schema_version": SCHEMA_VERSION, "results": [], "next": None}
    if any(not char.isprintable() and not char.isspace() for char in asked["q"]):
        raise UsageError.of("the query holds signs that no text has")
    for _ in room.ledger.store.refresh_search():
        pass
    page = room.ledger.search(
        asked["q"],
        literal=asked["literal"],
        claims=asked["claims"],
        lang=asked["language"],
        source=asked["source"],
        start=asked["from"],
        end=asked["to"],
        limit=asked["limit"],
        cursor=asked["cursor"],
    )
    return {"schema_version": SCHEMA_VERSION, "results": list(page.results), "next": page.next}


def releases(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the releases as they are cited, the newest first."""
    every = list(reversed(room.ledger.store.releases()))
    shown, more = page_of(every, asked)
    results = [{"id": one.id, "sha256": one.sha256, "at": one.at} for one in shown]
    decisions = room.ledger.store.decisions()
    stand = {one.id for one in standing(decisions)}
    corrections = [told(room, one, stand) for one in reversed(decisions) if one.verdict in CORRECTING][:MOST]
    return {
        "schema_version": SCHEMA_VERSION,
        "results": results,
        "next": more,
        "changes": since_release(room),
        "corrections": corrections,
    }


CORRECTING = ("amend", "refuse", "undo", "same", "different")
"""Verdicts by which a figure may move."""


def control(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return who held each place when, each holding with the keys of what was said of it; `on` limits it to a day."""
    place, day, end = asked["place"], asked["on"], offset_of(asked["cursor"]) + asked["limit"] + 1
    lines: Iterable[Timeline] = room.chronicle.timelines_in_order()
    if place is not None:
        lines = room.kept(("control", place), lambda: room.chronicle.timelines(place))
    rows = (
        {"place": line.place, "id": line.id, "holding": held}
        for line in lines
        for held in (line.holdings if day is None else filter(None, [on_day(line, day)]))
    )
    shown, more = page_of(list(islice(rows, end)), asked)
    return {"schema_version": SCHEMA_VERSION, "results": shown, "next": more}


CONTROL = (Parameter("place"), Parameter("on", "day"), *PAGE)
