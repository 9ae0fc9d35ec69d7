"""The typed shape of every data file, so that a wrong file is named instead of misread."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec

from marsad.errors import KnowledgeError
from marsad.model.terms import Harm

Feature = str | int | float | bool | None | list[str]


class LexemeSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"cls": "class"}):
    """One entry of a `lexicon.yml`: an id, a class of words, its features, and its spellings."""

    id: str
    cls: str
    forms: list[str]
    features: dict[str, Feature] = {}
    note: str | None = None


class EvidenceSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of an `evidence.yml`: what may speak for or against a link, and how much (below 0: against)."""

    id: str
    weight: float
    note: str


class OrthographySpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language glues words together (`orthography.yml`)."""

    conjunctions: list[str] = []
    prepositions: list[str] = []
    article: str | None = None
    contractions: dict[str, list[str]] = {}
    suffixes: list[str] = []
    suffix_restore: dict[str, str] = {}
    indefinite: str | None = None
    """The ending of an indefinite noun, which no pronoun follows."""
    endings: dict[str, list[str]] = {}
    """Endings by what they tell of words that no list has: `past` of a verb, `acting`, `plural` of a noun."""
    beginnings: dict[str, list[str]] = {}
    """Letters glued to the beginning of a word, by what they mean."""
    words: dict[str, list[str]] = {}
    """Words for which rules ask by themselves, by what they do there."""
    abbreviations: list[str] = []


class SidePeriod(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """The side that an actor belonged to from one day to another."""

    side: str
    start: str | None = None
    end: str | None = None


class ActorSpec(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """One entry of `actors.yml`: a dated registry entry belonging to a side."""

    id: str
    side: str | list[SidePeriod]
    kind: str
    name_en: str
    start: str | None = None
    end: str | None = None
    nationality: str | None = None
    loaded: bool = False
    source: str | None = None
    ar: list[str] = []
    en: list[str] = []
    example: list[str] = []
    note: str | None = None
    parent: str | None = None

    def side_on(self, day: dt.date | None) -> str:
        """Return the side on `day`; without a day, or outside every period, the nearest period's side."""
        if isinstance(self.side, str):
            return self.side
        for period in self.side:
            if day is None or (_from(period.start) <= day.isoformat() <= _to(period.end)):
                return period.side
        return self.side[-1].side


def _from(value: str | None) -> str:
    return value or "0000"


def _to(value: str | None) -> str:
    return (value + "\uffff") if value else "9999"


class SourceSpec(msgspec.Struct, frozen=True):
    """A publisher or claimant with the spellings that fold to its id."""

    id: str
    kind: str
    side: str | None = None
    ar: list[str] = []
    en: list[str] = []
    here: list[str] = []
    """Those of its spellings that mean it in texts of its own conflict alone ('the ministry')."""


class AssertionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """What a pack knows of a count: released figures of the scope must allow it, or nothing is released.

    The lower bound must reach `least` and not pass `most`; `why` says whence that is known.  It is asked only where the
    ledger has a claim in the scope.
    """

    id: str
    harm: Harm
    why: str
    side: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    least: int = 0
    most: int | None = None


class PackSpec(msgspec.Struct, frozen=True):
    """`pack.yml`: one conflict's frame."""

    id: str
    name_en: str
    name_ar: str
    countries: list[str]
    timezone: str
    sides: list[str] = []
    umbrella: dict[str, list[str]] = {}
    opponents: dict[str, list[str]] = {}
    sources: list[SourceSpec] = []
    cues: dict[str, list[str]] = {}
    cues_shared: dict[str, list[str]] = {}
    """Names that another conflict's places bear too: they speak for the pack where a cue of its own stands by."""
    places: dict[str, list[str]] = {}
    """The names of its places that need no word beside them: they speak for the pack where no pack has a cue."""
    martyrs: str | None = None
    """The side that words like 'martyrs' mean in this conflict's prose where no other is said."""
    bombers: list[str] = []
    """The sides whose suicide bombers the news tells of."""
    period: dict[str, Any] = {}
    assertions: list[AssertionSpec] = []
    note: str | None = None


class RiverSpec(msgspec.Struct, frozen=True):
    """The course of a river, downstream, by places on its banks; `winding` is its length over theirs, at least 1."""

    id: str
    course: list[str]
    winding: float
    source: str

    def __post_init__(self) -> None:
        if len(self.course) < 2 or self.winding < 1:
            raise ValueError("a course needs two places and a winding of at least 1")


_AT = re.compile(r"\$\[(\d+)\]")


def convert(value: Any, kind: Any, where: str) -> Any:
    """Return `value` as `kind`; raise `KnowledgeError` naming the file and the entry."""
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        message = str(error)
        found = _AT.search(message)
        entry = ""
        if found and isinstance(value, list) and isinstance(value[int(found.group(1))], dict):
            entry = f", entry {value[int(found.group(1))].get('id', found.group(1))!r}"
        raise KnowledgeError(f"{where}{entry}: {message}; see CONTRIBUTING.md for the shape of this file") from error
