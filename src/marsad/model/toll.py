"""Tolls: what was reckoned, how sure, and the claims that bind it."""

from __future__ import annotations

import msgspec

from marsad.model.noun import Noun
from marsad.model.terms import Harm
from marsad.model.time import Window


class DocumentToll(Noun, frozen=True, kw_only=True):
    """Bounds for one fresh incident from one document alone; `hi` None is open."""

    harm: Harm
    side: str | None
    place: str | None
    window: Window
    lo: int
    hi: int | None
    claims: tuple[str, ...] = ()
    """Ids of the claims that bind the bounds."""


class Scope(Noun, frozen=True, kw_only=True):
    """What is counted.  None in a field means no limit on it."""

    harm: Harm | None = None
    side: str | None = None
    place: str | None = None
    window: Window = msgspec.field(default_factory=Window)


class Contribution(Noun, frozen=True, kw_only=True):
    """Why a claim moved a bound: the claim, its quote, and the sentence that explains it."""

    claim: str
    """DOCUMENT#CLAIM."""
    bound: str
    """'lo' or 'hi'."""
    quote: str
    sentence: str
    reason: str = ""
    """Key of the sentence in `knowledge/messages/reckon.*.yml`; `params` are what it is filled with."""
    params: dict[str, str] = msgspec.field(default_factory=dict)


class TollRow(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """One row of a toll table.  `claims` are the DOCUMENT#CLAIM keys that alone force the bounds."""

    harm: Harm
    side: str | None
    place: str | None
    start: str | None
    end: str | None
    lo: int
    hi: int | None
    guarantee: str
    """exact-tree | exact-TU | LP-rounded | MILP-sharp."""
    claims: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    """Sides whose dead are (also) inside this row, so that rows are not summed."""
    contributions: tuple[Contribution, ...] = ()
    incident: str | None = None
    """Only where the table is by incident."""
    group: str | None = None
    """Only where the table is by group: women, men, girls, boys, children, adults, ..."""
    source: str | None = None
    """Only under the policy `per-source`: whose figures these are."""


class Contradiction(Noun, frozen=True, kw_only=True):
    """Claims that cannot all hold (or a rival's figure), and what each way out would give."""

    claims: tuple[str, ...]
    sentence: str
    kind: str = "conflict"
    """conflict | rival | decrease."""
    scenarios: tuple[dict[str, object], ...] = ()
    """Each: {keep: [...], drop: [...], lo, hi} for the toll it touches."""
    reason: str = ""
    """Key of the sentence in `knowledge/messages/reckon.*.yml`; `params` are what it is filled with."""
    params: dict[str, str] = msgspec.field(default_factory=dict)


class TollTable(Noun, frozen=True, kw_only=True):
    """The answer of `marsad toll`: rows, contradictions, and the policy that was followed."""

    schema_version: str
    as_of: str | None
    known_at: str | None
    policy: str
    rows: tuple[TollRow, ...]
    contradictions: tuple[Contradiction, ...] = ()
    residual: dict[str, object] | None = None
