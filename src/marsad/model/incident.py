"""The incident as it is shown: what, when, where, how many, by whose word, and why its documents are one."""

from __future__ import annotations

import datetime as dt

from marsad.model.evidence import Span
from marsad.model.lineage import Attribution, Corroboration, Lineage
from marsad.model.noun import Noun
from marsad.model.place import PlaceMention


class Feature(Noun, frozen=True, kw_only=True):
    """One feature of a comparison and its weight in bits; below 0 it speaks against."""

    feature: str
    value: str
    bits: float


class Merge(Noun, frozen=True, kw_only=True):
    """Why two reports are held to be one incident (same), may be (unsure), or by a person's word not (different)."""

    first: str
    second: str
    verdict: str
    score: float | None = None
    why: tuple[Feature, ...] = ()
    decision: str | None = None
    """The decision that says so, where a person did."""
    incident: str | None = None
    """The other incident, where the two are not one."""
    scenario: tuple[IncidentToll, ...] = ()
    """What both would allow as one incident, where a person is unsure."""


class IncidentToll(Noun, frozen=True, kw_only=True):
    """The least and the greatest number of a harm, of a side."""

    harm: str
    side: str | None
    lo: int
    hi: int | None


class Incident(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """One happening, linked from documents.  `title`, `snippet` and `span` are those of the first to tell of it."""

    id: str
    document: str
    title: str | None
    snippet: str
    span: Span
    start: dt.date | None
    end: dt.date | None
    precision: str
    """day | range | unknown: of the days."""
    place: PlaceMention | None
    causes: tuple[str, ...]
    tolls: tuple[IncidentToll, ...]
    corroboration: Corroboration
    attribution: tuple[Attribution, ...]
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    sub_events: tuple[str, ...]
    """Keys of control changes and events: DOCUMENT#kN, DOCUMENT#eN."""
    lineage: tuple[Lineage, ...]
    merges: tuple[Merge, ...]
    """The links within it."""
    apart: tuple[Merge, ...]
    """Links to other incidents that were not made: unsure, or judged different."""
