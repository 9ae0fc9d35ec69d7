"""A document alone: everything that it gives by itself, as a work over rows of bytes that any process can do."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from marsad.blocks import Block
from marsad.chronicle import rows
from marsad.chronicle.works import answered
from marsad.knowledge import load_lore
from marsad.ledger import accounted, cached
from marsad.ledger.held import Held
from marsad.link.blocks import names
from marsad.link.decided import obeying
from marsad.link.features import features
from marsad.link.scene import scenes
from marsad.link.subevents import sub_events
from marsad.link.wording import Wording, day_of, wording
from marsad.model import Decision, Statement, SubEvent
from marsad.pipeline import statements_of


class Asked(msgspec.Struct, array_like=True, gc=False):
    """A document as the ledger holds it, by name, and the settled decisions about what it says."""

    name: str
    held: Held
    decisions: list[Decision] = []

    @classmethod
    def row(cls, held: Held, decisions: list[Decision]) -> bytes:
        """Return a document as a row."""
        return msgspec.msgpack.encode(cls(held.document, held, decisions))


class Given(msgspec.Struct, array_like=True, gc=False):
    """What a document gives: rows by table, and what linking needs to know of its wording and scenes."""

    document: str
    rows: dict[str, list[tuple[Any, ...]]]
    """By table, the values in the order of its columns."""
    ranks: list[str]
    """When each of its scenes was told, with its key."""
    blocks: bytes = b""
    """The blocks of its scenes (8 bytes each)."""
    counts: tuple[int, ...] = ()
    """How many blocks each scene has."""
    runs: bytes = b""
    """Its runs of words (4 bytes each); empty where it has no bands."""
    bands: bytes = b""
    """Its bands (8 bytes each)."""


TABLES = (cached.statements, accounted.retractions, cached.places, cached.events, cached.scenes, cached.names)
"""Where the rows go."""

_IN_ORDER = {table.name: itemgetter(*(column.name for column in table.columns)) for table in TABLES}
_asked = msgspec.msgpack.Decoder(Asked)
_given = msgspec.msgpack.Decoder(Given)


def collect_rows(block: Block) -> list[bytes]:
    """Return for each encoded `Asked` the `Given`: the work that is mapped."""
    return answered(block, lambda row: msgspec.msgpack.encode(_collected(_asked.decode(row))))


def opened(body: bytes) -> Given:
    """Return what a document gave."""
    return _given.decode(body)


def _collected(asked: Asked) -> Given:
    lore, stored = load_lore(), asked.held.reading()
    text, reading = asked.held.told(), stored.reading
    read = list(statements_of(stored, text, lore))
    told = obeying(read, asked.decisions, fold=lore.fold_source).statements
    source = lore.fold_source(reading.source, reading.pack)
    events = list(sub_events(stored.document, reading, source))
    own = [one for one in told if one.document == stored.document]
    return gathered(stored.document, own, events, wording(stored.document, text, day_of(reading)))


def gathered(
    document: str, statements: Sequence[Statement], events: Sequence[SubEvent] = (), words: Wording | None = None
) -> Given:
    """Return what a document gives by its statements, sub-events and wording."""
    found = scenes(statements)
    told = [features(scene) for scene in found]
    blocks = [names(scene) for scene in told]
    made: dict[str, Iterable[rows.Row]] = {
        cached.statements.name: rows.statement_rows(found),
        accounted.retractions.name: rows.retraction_rows(statements),
        cached.places.name: rows.place_rows(statements, events),
        cached.events.name: rows.event_rows(events),
        cached.scenes.name: (rows.scene_row(scene, scene.key) for scene in told),
        cached.names.name: rows.name_rows(scene.key for scene in told),
    }
    banded = words is not None and bool(words.bands)
    return Given(
        document=document,
        rows={table: list(map(_IN_ORDER[table], some)) for table, some in made.items()},
        ranks=[rows.rank_of(scene) for scene in told],
        blocks=_numbers("q", [name for some in blocks for name in some]),
        counts=tuple(map(len, blocks)),
        runs=_numbers("I", sorted(words.runs)) if words is not None and banded else b"",
        bands=_numbers("q", words.bands) if words is not None else b"",
    )


def _numbers(form: str, found: Sequence[int]) -> bytes:
    """Return whole numbers as bytes, the lowest first."""
    return struct.pack(f"<{len(found)}{form}", *found)
