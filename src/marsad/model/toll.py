"""Tolls: what was reckoned, how sure, and the claims that bind it."""

from __future__ import annotations

from typing import TypedDict

import msgspec

from marsad.model.noun import Noun
from marsad.model.terms import About, Harm, Vague
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


class TollOptions(TypedDict, total=False):
    """How soft words are read, and what is asked for besides the bounds (docs/policies.md)."""

    about: About
    vague: Vague
    robust: int | None
    """Also the bounds that hold if so many claims are wrong."""
    levels: bool
    """Also the staircase of rows that rest on an 'about'."""


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


class Proof(Noun, frozen=True, kw_only=True):
    """What forces one bound: a set of claims that alone gives it and of which none can be left out."""

    bound: str
    """'lo' or 'hi'."""
    value: int
    claims: tuple[str, ...]
    sentence: str
    reason: str = ""
    params: dict[str, str] = msgspec.field(default_factory=dict)


class Robust(Noun, frozen=True, kw_only=True):
    """Bounds that hold if at most `wrong` claims are wrong; a figure and its reprints are one claim."""

    wrong: int
    lo: int
    hi: int | None


class Level(Noun, frozen=True, kw_only=True):
    """Bounds at one level of possibility of the 'about's: 1 takes the numbers themselves, 0 the widest reading."""

    level: str
    lo: int
    hi: int | None


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
    proofs: tuple[Proof, ...] = ()
    """Of the lower and of the upper bound, where something forces them."""
    robust: Robust | None = None
    """Only where it was asked for."""
    levels: tuple[Level, ...] = ()
    """Only where it was asked for, and the row rests on an 'about': a staircase, no probability."""


class Contradiction(Noun, frozen=True, kw_only=True):
    """Claims that cannot all hold (or a rival's figure), and what each way out would give."""

    claims: tuple[str, ...]
    sentence: str
    kind: str = "conflict"
    """conflict | rival | decrease."""
    scenarios: tuple[dict[str, object], ...] = ()
    """Each: {keep: [...], drop: [...], lo, hi} for the toll it touches."""
    lo: int | None = None
    """The hull of the scenarios: the smallest lower, the largest upper bound (None: open)."""
    hi: int | None = None
    complete: bool = True
    """False where more sets or ways out exist than are listed."""
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
    meaning: str = ""
    """What the policy does, in a sentence."""
    about: str = "stated"
    """How 'about' was read: stated (n-10 %..n+10 %), or a level of possibility: 1, 0.5, 0."""
    vague: str = "least"
    """How vague counts were read: least (only their lower end) or range ('dozens' are 20 to 99)."""
    summed_of: int | None = None
    """Of how many incidents the rows are sums: only where a whole large ledger was asked.  Then `claims`, `proofs`,
    `contributions` and `contradictions` are empty."""
    not_listed: int | None = None
    """How many contradictions there are that are not listed for this reason."""
