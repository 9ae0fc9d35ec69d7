"""One language's words for bulletins (`knowledge/messages/bulletin.LANG.yml`), as typed data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert

Case = Literal["nom", "acc", "gen"]
Gender = Literal["m", "f"]
Number = Literal["sg", "du", "pl"]
Forms = dict[str, str]
"""Case -> form.  A language without cases has `nom` alone."""


class AgreementRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """Numbers from `start` to `end` (after `modulo`) take a noun in `number` and `case` ('given': as asked)."""

    form: str
    number: Number
    case: Literal["given", "acc", "gen"]
    start: int
    end: int
    modulo: int | None = None

    def holds(self, n: int) -> bool:
        """Tell whether the rule is for `n`."""
        return self.start <= (n % self.modulo if self.modulo else n) <= self.end


class Noun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun's forms by number and case."""

    sg: Forms
    pl: Forms
    du: Forms = {}
    gender: Gender = "m"
    all: str | None = None
    """'the civilians', after 'of'."""
    single: Forms = {}
    """'one noun', where the number does not stand behind the whole of it."""
    many: str | None = None
    """The same after 'dozens', where `all` is not said."""

    def form(self, number: Number, case: Case) -> str:
        """Return the noun's form; a language without the case or the dual has one form for all."""
        forms = {"sg": self.sg, "du": self.du, "pl": self.pl}[number] or self.pl
        return cased(forms, case)


class Numerals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers as words, 1 to 100, by the gender of what is counted; and how digits are written."""

    separator: str
    units: dict[Gender, dict[int, str]]
    teens: dict[Gender, dict[int, Forms]]
    beside_tens: dict[Gender, dict[int, Forms]]
    tens: dict[int, Forms]
    compound: str
    hundred: str
    teen: dict[Gender, str] = {}
    indic: str | None = None


class Hedging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hedge around a number, and the case in which the number then stands."""

    pattern: str
    case: Literal["given", "gen"]


class Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An indefinite number in words, with the greatest that they can mean: `noun` in the plural, or `all` of them."""

    most: int
    pattern: str


class Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A harm's verb: before a masculine or feminine noun in Arabic, after one or several persons in English."""

    m: str
    f: str
    case: Case
    active: str | None = None


class CauseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How harm was done; `by` and `by_m` with the side (feminine, masculine) that did it."""

    plain: str
    by: str | None = None
    by_m: str | None = None


class SideName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A side as it stands after 'of', and the gender of its verb."""

    name: str
    gender: Gender = "m"


class DayWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How days are written; Monday and January come first."""

    date: str
    day: str
    days: str
    months: str
    years: str
    weekdays: tuple[str, ...]
    months_named: tuple[str, ...]


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of one language."""

    lang: str
    dir: str
    name: str
    agreement: tuple[AgreementRule, ...]
    counted: dict[str, str]
    one: dict[Gender, Forms]
    two: dict[Gender, Forms]
    numerals: Numerals
    nouns: dict[str, Noun]
    hedges: dict[str, Hedging]
    vague: dict[int, Vague]
    """By the least number that the words can mean."""
    range: Hedging
    verbs: dict[str, Verb]
    sentence: dict[str, str]
    causes: dict[str, CauseWords]
    sides: dict[str, SideName]
    sides_in: dict[str, dict[str, SideName]]
    place_kinds: dict[str, str]
    days: DayWords
    page: dict[str, str]
    range_two: str | None = None
    """A range that ends at two, where the dual would hide the number."""
    range_two_of_side: str | None = None

    def side(self, side: str, pack: str | None) -> SideName:
        """Return what a side is called in a conflict.  Raises `KnowledgeError` for one that the language lacks."""
        found = self.sides_in.get(pack or "", {}).get(side) or self.sides.get(side)
        if found is None:
            raise KnowledgeError(f"messages/bulletin.{self.lang}.yml: no side {side!r}; add it to every language")
        return found


def cased(forms: Forms, case: Case) -> str:
    """Return the form of a case, the only one where there is but one."""
    return forms.get(case) or forms["nom"]


@cache
def load_language(lang: str, home: Path = HOME) -> Language:
    """Return a language's words.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    path = home / "messages" / f"bulletin.{lang}.yml"
    language: Language = convert(read_yaml(path), Language, str(path))
    return language
