"""Collecting: everything that a document gives by itself, some hundred documents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from marsad.chronicle import rows
from marsad.chronicle.anew.portions import DOCUMENTS, SCENES, Documents, Scenes, packed
from marsad.ledger import StoredReading, accounted, cached
from marsad.ledger.making import Making
from marsad.link.blocks import names
from marsad.link.decided import decided
from marsad.link.features import features
from marsad.link.scene import scenes
from marsad.link.subevents import sub_events
from marsad.link.wording import Wording, day_of, wording
from marsad.model import Decision, Statement, SubEvent
from marsad.pipeline import statements_of

if TYPE_CHECKING:
    from marsad.pipeline import Ledger

DOCUMENTS_AT_ONCE = 1_000
"""Documents of one step."""

TEXTS_AT_ONCE = 100


class Collected(msgspec.Struct):
    """How far collecting is: the last document, how many there were, and how many steps were taken."""

    after: str = ""
    documents: int = 0
    steps: int = 0
    whole: bool = False
    """Whether all documents are collected, the claims entered by hand too."""


def collect(making: Making, ledger: Ledger, decisions: list[Decision], so_far: Collected) -> Collected:
    """Collect the next documents and return how far that is; after the last of them, the claims entered by hand."""
    read: list[Statement] = []
    events: list[SubEvent] = []
    wordings: list[Wording] = []
    after = so_far.after
    while len(wordings) < DOCUMENTS_AT_ONCE:
        found = making.readings(after, min(TEXTS_AT_ONCE, DOCUMENTS_AT_ONCE - len(wordings)))
        for stored, text in found:
            read += statements_of(stored, text, ledger.lore)
            events += _events(ledger, stored)
            wordings.append(wording(stored.document, text, day_of(stored.reading)))
        if not found:
            break
        after = found[-1][0].document
    own = {one.document for one in wordings}
    held = decided(read, decisions, fold=ledger.lore.fold_source).statements
    if own:
        told = [one for one in held if one.document in own]
        listed = [one.document for one in wordings]
    else:
        told = list(held)  # nothing was read: what stands is entered
        listed = sorted({one.document for one in told})
    _write(making, told, events, wordings, listed, so_far)
    return Collected(after, so_far.documents + len(listed), so_far.steps + 1, whole=not own)


def _events(ledger: Ledger, stored: StoredReading) -> Iterable[SubEvent]:
    source = ledger.lore.fold_source(stored.reading.source, stored.reading.pack)
    return sub_events(stored.document, stored.reading, source)


def _write(
    making: Making,
    statements: Sequence[Statement],
    events: Sequence[SubEvent],
    wordings: Sequence[Wording],
    listed: Sequence[str],
    so_far: Collected,
) -> None:
    found = scenes(statements)
    told = [features(scene) for scene in found]
    making.put(cached.statements, rows.statement_rows(found))
    making.put(accounted.retractions, rows.retraction_rows(statements))
    making.put(cached.places, rows.place_rows(statements, events))
    making.put(cached.events, rows.event_rows(events))
    making.put(cached.scenes, (rows.scene_row(scene, scene.key) for scene in told))
    making.put(cached.names, rows.name_rows(scene.key for scene in told))
    number = {name: so_far.documents + at for at, name in enumerate(listed)}
    making.keep_runs({number[w.document]: packed(sorted(w.runs), "<u4") for w in wordings if w.bands})
    bands = [w.bands for w in wordings] if wordings else [() for _ in listed]
    documents = Documents(list(listed), packed(chain(*bands), "<i8"), packed(map(len, bands), "<u4"))
    making.keep(DOCUMENTS, so_far.steps, msgspec.msgpack.encode(documents))
    blocks = [names(scene) for scene in told]
    kept = Scenes(
        ranks=[rows.rank_of(scene) for scene in told],
        homes=packed((number[scene.document] for scene in told), "<u4"),
        blocks=packed(chain(*blocks), "<i8"),
        counts=packed(map(len, blocks), "<u4"),
    )
    making.keep(SCENES, so_far.steps, msgspec.msgpack.encode(kept))
