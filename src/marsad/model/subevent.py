"""Sub-events in their context: what happened besides harm, with who published it when."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from marsad.model.evidence import Span
from marsad.model.noun import Noun
from marsad.model.place import PlaceMention
from marsad.model.time import Window


class SubEvent(Noun, frozen=True, kw_only=True):
    """A change of control, an attack, a siege, ... as one document tells it.

    `key` is DOCUMENT#kN for the document's Nth control change (DOCUMENT#kN.2 at the second of its places, and so on),
    DOCUMENT#eN for its Nth event.  `window` are the days in which it happened; a start
    of None means 'by the end of it'.
    """

    key: str
    document: str
    kind: Literal["control", "event"]
    what: str
    """The change (gained, lost, ...) or the type (attack, ...)."""
    span: Span
    text: str
    actor: str | None = None
    """A side."""
    actors: tuple[str, ...] = ()
    place: PlaceMention | None = None
    window: Window = msgspec.field(default_factory=Window)
    published: dt.date | None = None
    source: str | None = None
    negated: bool = False
