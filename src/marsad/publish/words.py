"""The report's words as data, and how a language counts: 'three killed', 'eleven killed' differ in Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert
from marsad.model.claim import Claim
from marsad.model.toll import Contradiction, Contribution

LANGUAGES = ("ar", "en")
"""The languages of a bilingual report, in the order in which they stand."""


class PluralRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """Numbers from `start` to `end` (after `modulo`, where given) take the counted noun's `form`."""

    form: str
    start: int
    end: int
    modulo: int | None = None

    def holds(self, n: int) -> bool:
        """Tell whether `n` takes this form."""
        return self.start <= (n % self.modulo if self.modulo else n) <= self.end


class HedgePattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hedge in words; `governed` where the counted noun after it stands in the genitive."""

    pattern: str
    governed: bool = False


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words for a report (`knowledge/messages/report.LANG.yml`)."""

    lang: str
    dir: str
    name: str
    plural: tuple[PluralRule, ...]
    counted: dict[str, dict[str, str]]
    bounds: dict[str, str]
    hedges: dict[str, HedgePattern]
    rest: str
    harms: dict[str, str]
    causes: dict[str, str]
    sides: dict[str, str]
    contradiction_kinds: dict[str, str]
    contradiction_notes: dict[str, str]
    text: dict[str, str]
    reasons: dict[str, str]
    sentences: dict[str, str] = {}
    """The reckoning's sentences by reason (`knowledge/messages/reckon.LANG.yml`)."""

    def say(self, key: str, **values: str) -> str:
        """Return the fixed phrase `key`.  Raises `KnowledgeError` for one that the language lacks."""
        if key not in self.text:
            raise KnowledgeError(f"messages/report.{self.lang}.yml: no text {key!r}; add it to every language")
        return self.text[key].format(**values)

    def side(self, side: str | None) -> str:
        """Return a side's name; a side that the file doesn't name keeps its id."""
        return self.say("all_sides") if side is None else self.sides.get(side, side)

    def sides_of(self, sides: tuple[str, ...]) -> str:
        """Return the names of several sides as one enumeration."""
        return self.say("list_comma").join(self.side(side) for side in sides)

    def reason(self, why: str) -> str:
        """Return why a number was passed over, as the reader says it where the language has no words for it."""
        return self.reasons.get(why, why)

    def explain(self, item: Contribution | Contradiction, names: Mapping[str, Mapping[str, str]]) -> str:
        """Return why a claim binds or contradicts, its claimants by their `names` (id -> language -> name).

        A reason that the language has no words for keeps the sentence that it came with.
        """
        return self.reason_of(item.reason, item.params, item.sentence, names)

    def reason_of(
        self, reason: str, params: Mapping[str, str], sentence: str, names: Mapping[str, Mapping[str, str]]
    ) -> str:
        """Return a reason with its parameters in words, or the sentence where the language has none for it."""
        template = self.sentences.get(reason)
        if template is None:
            return sentence
        named = {key: self._named(value, names) for key, value in params.items()}
        if "number" in named:
            named["number"] = "\u2066" + named["number"] + "\u2069"  # a sign would turn round in Arabic
        return template.format_map(named)

    def _named(self, value: str, names: Mapping[str, Mapping[str, str]]) -> str:
        parts = value.split(", ")
        return self.say("list_comma").join(names.get(part, {}).get(self.lang, part) for part in parts)

    def count(self, harm: str, n: int, *, governed: bool = False) -> str:
        """Return 'n killed' with the noun in the form that `n` takes, in the genitive where `governed`."""
        forms = self.counted.get(harm) or self.counted["other"]
        form = next((rule.form for rule in self.plural if rule.holds(n)), "other")
        pattern = (forms.get(f"{form}_genitive") if governed else None) or forms.get(form) or forms["other"]
        return pattern.format(n=n)

    def bound(self, harm: str, lo: int, hi: int | None) -> str:
        """Return a toll in words: a minimum is called a minimum."""
        if hi is None:
            return self.bounds["at_least"].format(lo=self.count(harm, lo)) if lo else self.bounds["open"]
        if lo == hi:
            return self.bounds["exact"].format(lo=self.count(harm, lo))
        if lo == 0:
            return self.bounds["at_most"].format(hi=self.count(harm, hi))
        if hi == 2 and "one_or_two" in self.bounds:
            return self.bounds["one_or_two"].format(lo=self.count(harm, lo), hi=self.count(harm, hi))
        return self.bounds["range"].format(lo=lo, hi=self.count(harm, hi, governed=True))

    def claimed(self, claim: Claim) -> str:
        """Return a claim's number in words, with its hedge."""
        if claim.value is None:
            return self.rest
        if claim.value_max is not None and claim.hedge != "vague":
            return self.bound(claim.harm, claim.value, claim.value_max)
        hedge = self.hedges[claim.hedge]
        return hedge.pattern.format(n=self.count(claim.harm, claim.value, governed=hedge.governed))

    def describe(self, claim: Claim) -> str:
        """Return what a claim was read as: number, side, cause, and what limits its use."""
        parts = [self.claimed(claim)]
        if claim.value is None:
            parts[0] = f"{self.harms[claim.harm]}: {parts[0]}"
        parts.append(self.side(claim.group.side or "unknown"))
        if claim.cause:
            parts.append(self.causes[claim.cause])
        if claim.background:
            parts.append(self.say("background"))
        if claim.open_ended:
            parts.append(self.say("may_rise"))
        if claim.status != "stated":
            parts.append(self.say(f"status_{claim.status}"))
        return self.say("list_comma").join(parts)


class _Sentences(msgspec.Struct, frozen=True):
    lang: str
    sentences: dict[str, str]


@cache
def load_words(lang: str, home: Path = HOME) -> Words:
    """Return the report's words in `lang`.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    path = home / "messages" / f"report.{lang}.yml"
    words: Words = convert(read_yaml(path), Words, str(path))
    reckoned = home / "messages" / f"reckon.{lang}.yml"
    found: _Sentences = convert(read_yaml(reckoned), _Sentences, str(reckoned))
    return msgspec.structs.replace(words, sentences=found.sentences)
