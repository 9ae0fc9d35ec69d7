"""The reading: everything that one document says, by the contract of DESIGN.md section 4."""

from __future__ import annotations

from marsad.model.claim import Claim, Ignored
from marsad.model.happening import ControlChange, Event
from marsad.model.noun import Noun
from marsad.model.place import PlaceMention
from marsad.model.time import DateMention, Duration, Published
from marsad.model.toll import DocumentToll

SCHEMA_VERSION = "1"


class Tool(Noun, frozen=True, kw_only=True):
    """Which reader, pack and gazetteer made a reading, by version and digest."""

    reader: str
    pack: str
    gazetteer: str


class Reading(Noun, frozen=True, kw_only=True):
    """One document, read by itself (closed universe)."""

    schema_version: str = SCHEMA_VERSION
    id: str
    lang: str
    published: Published
    source: str | None = None
    pack: str | None = None
    sha256: str
    text: str | None = None
    """Only where the text was extracted (HTML); else spans index the original."""
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateMention, ...] = ()
    durations: tuple[Duration, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    control: tuple[ControlChange, ...] = ()
    events: tuple[Event, ...] = ()
    tolls: tuple[DocumentToll, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    made_by: Tool | None = None
