"""Distances beside a name: '18 km south of X', '20 km (12 miles) from X', 'south of X by about 20 km'."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.knowledge.lexicon import BARE, Hit
from marsad.read.places.name import Name
from marsad.read.places.words import Words
from marsad.text.tokens import NUMBER, WORD, number_value

_BRACKET = 5
"""Tokens within the brackets between a distance and its direction."""


class Measure:
    """Reads the distances of one text; `numbers` are the values of numbers in words, by the token where they end."""

    def __init__(self, words: Words, numbers: Mapping[int, int]) -> None:
        self.words = words
        self.tokens = words.scan.tokens
        self.numbers = numbers

    def read(self, name: Name, at: int, from_it: bool) -> None:
        """Look for a distance that ends at token `at`, before the phrase; else for one after it."""
        if name.relation not in (None, "side", "near") or (name.relation is None) != from_it:
            return
        unit = self._unit(self._past_brackets(self._past_to(at)))
        if unit is not None and unit.first:
            value = self._number_before(unit.first)
            if value is not None:
                self._take(name, value, unit)
                name.start, name.outer = unit.first - 1, BARE
        elif name.relation == "side":
            self._after(name)

    def kilometres_at(self, at: int) -> float | None:
        """Return the length whose unit stands at token `at`, in kilometres; None where none does."""
        unit = self.words.scan.at(at, "place_unit")
        value = self._number_before(at) if unit is not None and at else None
        return None if unit is None or value is None else round(value * float(unit.entry.features["km"]), 3)

    def _after(self, name: Name) -> None:
        """'South of X 20 km', with one word between at most that hedges or is glued to a preposition."""
        scan = self.words.scan
        at = name.end
        if at < len(scan) and self.tokens.kinds[at] == WORD and _leads_number(scan.hits[at]):
            at += 1
        unit = scan.at(at + 1, "place_unit")
        if unit is None or self.tokens.kinds[at] != NUMBER:
            return
        value = self._number_before(at + 1)
        if value is not None:
            self._take(name, value, unit)
            name.end = unit.last

    def _take(self, name: Name, value: float, unit: Hit) -> None:
        name.km = round(value * float(unit.entry.features["km"]), 3)
        name.relation, name.cued = "distance", True

    def _unit(self, at: int) -> Hit | None:
        return next((h for h in self.words.ends.get(at, ()) if h.entry.cls == "place_unit"), None)

    def _past_to(self, at: int) -> int:
        """'20 km to the north of X': the preposition between stands in no one's way."""
        for hit in self.words.ends.get(at, ()):
            if hit.entry.cls == "place_prep" and hit.entry.features["role"] == "to":
                return hit.first
        return at

    def _past_brackets(self, at: int) -> int:
        folds = self.tokens.folds
        if at == 0 or folds[at - 1] != ")":
            return at
        return next((i for i in range(at - 2, max(-1, at - 2 - _BRACKET), -1) if folds[i] == "("), at)

    def _number_before(self, at: int) -> float | None:
        if self.tokens.kinds[at - 1] != NUMBER:
            value = self.numbers.get(at)
            return float(value) if value is not None else None
        folded = self.tokens.folds[at - 1]
        whole = number_value(folded)
        if whole is not None:
            return float(whole)
        try:
            return float(folded.replace(",", ".").replace("\u066b", "."))
        except ValueError:
            return None


def _leads_number(hits: list[Hit]) -> bool:
    return any(hit.entry.cls.startswith("hedge") for hit in hits)
