"""How statements, scenes, links and sub-events stand in the derived tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from marsad.knowledge.placenames import with_containers
from marsad.ledger.packing import pack_record, unpack
from marsad.ledger.reach import reach
from marsad.link import Link
from marsad.link.blocks import names
from marsad.link.compare import Why
from marsad.link.control.timeline import place_key
from marsad.link.features import Features
from marsad.link.judge import incident_id
from marsad.link.scene import Scene
from marsad.link.subevents import may_stand_alone
from marsad.model import Statement, SubEvent
from marsad.reckon.admit import RETRACTED

Row = dict[str, object]

QUICK = 1
"""How hard rows are compressed: they are made anew more often than anybody misses their bytes."""

_in_order = msgspec.msgpack.Encoder(order="deterministic")
"""Sets come in another order in every process."""
_whys = msgspec.json.Decoder(tuple[Why, ...])
_features = msgspec.msgpack.Decoder(Features)
_statement = msgspec.json.Decoder(Statement)
_event = msgspec.json.Decoder(SubEvent)


def statement_rows(scenes: Iterable[Scene]) -> Iterator[Row]:
    """Yield the rows of the statements of scenes."""
    for scene in scenes:
        for statement in scene.statements:
            claim, place = statement.claim, statement.place
            yield {
                "key": statement.key,
                "document": statement.document,
                "scene": scene.key,
                "harm": claim.harm,
                "side": claim.group.side,
                "published": statement.published.isoformat() if statement.published else None,
                "first": claim.window.start.isoformat() if claim.window.start else None,
                "last": _last(statement),
                "reach": _reach(statement),
                "place": place_key(place) if place else None,
                "body": pack_record(msgspec.json.encode(statement), QUICK),
            }


def retraction_rows(statements: Iterable[Statement]) -> Iterator[Row]:
    """Yield the rows of the statements that take a figure back."""
    for one in statements:
        if one.claim.status in RETRACTED:
            yield {"key": one.key, "document": one.document}


def _last(statement: Statement) -> str | None:
    day = statement.claim.window.end or statement.claim.window.start
    return day.isoformat() if day else None


def _reach(statement: Statement) -> int | None:
    window = statement.claim.window
    return reach(window.start, window.end or window.start) if window.start else None


def place_rows(statements: Iterable[Statement], events: Iterable[SubEvent] = ()) -> Iterator[Row]:
    """Yield under which names each statement and sub-event is found: its place and all that contain it."""
    said = [(s.key, s.document, s.place, s.claim.window.start) for s in statements]
    happened = [(e.key, e.document, e.place, e.window.start) for e in events]
    for key, document, place, day in (*said, *happened):
        if place is not None:
            whole = with_containers(place)
            found = {whole.gazetteer, whole.name_en, whole.name_ar, whole.text, *whole.parents} - {None, ""}
            for name in sorted({name.casefold() for name in found if name}):
                first = day.isoformat() if day else ""
                yield {"place": name, "first": first, "statement": key, "document": document}


def rank_of(scene: Features) -> str:
    """Return a scene's place in the order of telling, as text that sorts."""
    return f"{scene.told or '0000-00-00'} {scene.key}"


def scene_row(scene: Features, leader: str) -> Row:
    """Return the row of a scene."""
    return {
        "scene": scene.key,
        "document": scene.document,
        "rank": rank_of(scene),
        "leader": leader,
        "body": _in_order.encode(scene),
    }


def name_rows(scenes: Iterable[str]) -> Iterator[Row]:
    """Yield what the incidents are called that scenes lead."""
    for scene in scenes:
        yield {"id": incident_id(scene), "scene": scene}


def block_rows(scene: Features) -> list[Row]:
    """Return the rows of a scene's blocks."""
    return [{"block": name, "rank": rank_of(scene)} for name in names(scene)]


def link_row(link: Link) -> Row:
    """Return the row of a link."""
    why = msgspec.json.encode(link.why).decode()
    return {"first": link.first, "second": link.second, "verdict": link.verdict, "score": link.score, "why": why}


def event_rows(events: Sequence[SubEvent]) -> list[Row]:
    """Return the rows of sub-events."""
    return [
        {
            "key": event.key,
            "document": event.document,
            "kind": event.kind,
            "place": place_key(event.place) if event.place else None,
            "alone": event.what if may_stand_alone(event) else None,
            "told": event.published.isoformat() if event.published else None,
            "first": event.window.start.isoformat() if event.window.start else None,
            "last": event.window.end.isoformat() if event.window.end else None,
            "body": pack_record(msgspec.json.encode(event), QUICK),
        }
        for event in events
    ]


def link_of(first: str, second: str, verdict: str, score: float, why: str) -> Link:
    """Return the link of a row."""
    return Link(first, second, verdict, score, _whys.decode(why))


def features_of(body: bytes) -> Features:
    """Return the features of a scene's row."""
    return _features.decode(body)


def statement_of(body: bytes) -> Statement:
    """Return the statement of a row."""
    return _statement.decode(unpack(body))


def event_of(body: bytes) -> SubEvent:
    """Return the sub-event of a row."""
    return _event.decode(unpack(body))
