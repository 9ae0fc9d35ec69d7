"""Listings: what commands that list things give as JSON, each a page of results of one kind."""

from __future__ import annotations

import datetime as dt

from marsad.model.evidence import Span
from marsad.model.incident import Incident
from marsad.model.noun import Noun
from marsad.model.reading import SCHEMA_VERSION


class Incidents(Noun, frozen=True, kw_only=True):
    """`marsad incidents`: incidents, the newest first; `next` is where the next page begins."""

    schema_version: str = SCHEMA_VERSION
    results: tuple[Incident, ...]
    next: int | None


class ControlClaim(Noun, frozen=True, kw_only=True):
    """One change of control in its document's words."""

    key: str
    document: str
    span: Span
    snippet: str
    change: str


class HeldPlace(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """One holding of one place; `document`, `title`, `snippet` and `span` are those of the first that says so."""

    id: str
    document: str | None
    title: str | None
    snippet: str | None
    span: Span | None
    place: str
    name_en: str | None
    name_ar: str | None
    start: dt.date | None
    end: dt.date | None
    state: str
    holder: str | None
    between: tuple[str, ...]
    besieged_by: tuple[str, ...]
    how: str
    precision: str
    evidence: tuple[ControlClaim, ...]
    keys: tuple[str, ...]
    sources: tuple[str, ...]


class Control(Noun, frozen=True, kw_only=True):
    """`marsad control`: holdings, place by place, in their order."""

    schema_version: str = SCHEMA_VERSION
    results: tuple[HeldPlace, ...]
    next: int | None


class Clash(Noun, frozen=True, kw_only=True):
    """Claims that cannot all hold, or a rival's figure, with what each way out gives."""

    id: str
    document: str | None
    title: str | None
    snippet: str | None
    span: Span | None
    kind: str
    claims: tuple[str, ...]
    sentence: str
    scenarios: tuple[dict[str, object], ...]


class Contradictions(Noun, frozen=True, kw_only=True):
    """`marsad contradictions`: all of a scope; `next` is always null."""

    schema_version: str = SCHEMA_VERSION
    results: tuple[Clash, ...]
    next: None = None


class Victims(Noun, frozen=True, kw_only=True):
    """`marsad people list`: a result has the headings of the list; `withheld` counts those who may not be shown."""

    schema_version: str = SCHEMA_VERSION
    results: tuple[dict[str, str | None], ...]
    next: None = None
    withheld: int


class SamePerson(Noun, frozen=True, kw_only=True):
    """Two entries that are surely (`certain`) or perhaps (`possible`) one person, and why."""

    first: str
    second: str
    grade: str
    why: tuple[str, ...]


class Matching(Noun, frozen=True, kw_only=True):
    """`marsad people match`: how many persons the lists name together, and the links between their entries."""

    schema_version: str = SCHEMA_VERSION
    lo: int
    hi: int
    sharp: bool
    lists: dict[str, int]
    overlap: tuple[int, int] | None
    """Of two lists; null otherwise."""
    only: dict[str, tuple[int, int]]
    certain: int
    possible: int
    ambiguous: int
    links: tuple[SamePerson, ...]
