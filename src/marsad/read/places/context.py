"""What the words around a name say of it: its kind, how something lies to it, whether it is a place at all.

To the left the words are walked outwards ('18 km' 'south of' 'the northern countryside of' NAME), to the right only
what languages put there ('NAME province', the Arabic adjectives of direction).
"""

from __future__ import annotations

from collections.abc import Mapping

from marsad.knowledge.lexicon import BARE, Clitics, Hit
from marsad.read.places.name import Name
from marsad.read.places.words import Words
from marsad.text.tokens import NUMBER, number_value

_HEADS = frozenset(
    {"place_kind", "place_rural", "place_edge", "place_bank", "place_side", "place_near", "place_inside"}
)
_TOLD = frozenset({"governorate", "city", "town", "village"})
"""Kinds that a type word inside a listed name tells as well as one beside it."""
_LONGEST = 10
"""Words walked to the left at most."""


class Look:
    """Looks left and right of the names of one text."""

    def __init__(self, words: Words, numbers: Mapping[int, int]) -> None:
        self.words = words
        self.tokens = words.scan.tokens
        self.english = words.scan.lang == "en"
        self.numbers = numbers
        """Values of the numbers written in words, by the token where they end."""
        self.glue = {
            form: str(words.scan.lexicon.entries[number].features["role"])
            for form in words.scan.lexicon.orthography.prepositions
            for number in words.scan.lexicon.root.get(words.scan.lexicon.memo[form], {}).get("", ())
            if words.scan.lexicon.entries[number].cls == "place_glue"
        }

    def around(self, name: Name) -> None:
        """Fill in what stands beside `name`."""
        self._right(name)
        self._left(name)

    def _right(self, name: Name) -> None:
        scan = self.words.scan
        if self.english:
            hit = scan.at(name.last, "place_kind")
            if hit is not None and hit.entry.features.get("after") and not self.owns(name):
                self._kind(name, hit)
                name.end = hit.last
            if self._rural_inside(name):
                name.relation, name.cued = "countryside", True
            rural = scan.at(name.end, "place_rural")
            if rural is not None:
                name.relation, name.cued, name.end = "countryside", True, rural.last
            elif scan.at(name.end, "place_edge") is not None:
                name.relation, name.cued, name.end = "outskirts", True, name.end + 1
        elif self._rural_inside(name):
            name.relation, name.cued = "countryside", True
            self._adjective_right(name, "countryside")
        elif (typed := scan.at(name.first, "place_kind")) is not None and typed.last < name.last:
            name.cued = name.cued or not typed.clitics.article
            if typed.entry.features["kind"] in _TOLD:
                name.kind = str(typed.entry.features["kind"])
            self._adjective_right(name, "part")
        if scan.at(name.end, "place_refuse_after") is not None:
            name.refused = name.refused or "place.organisation"

    def _rural_inside(self, name: Name) -> bool:
        """Tell whether the listed name is itself that of a countryside."""
        scan = self.words.scan
        if name.last - name.first < 2:
            return False
        hit = scan.at(name.first, "place_rural") or (scan.at(name.last - 1, "place_rural") if self.english else None)
        return hit is not None and hit.last <= name.last and hit.clitics == name.hits[0].clitics

    def owns(self, name: Name) -> bool:
        """Tell whether an English possessive is glued to the name."""
        if name.last >= len(self.tokens):
            return False
        return self.tokens.text.startswith(("'s", "\u2019s"), self.tokens.ends[name.last - 1])

    def _adjective_right(self, name: Name, relation: str) -> None:
        hit = self.words.scan.at(name.last, "place_adjective_side")
        if hit is not None and hit.clitics.article:
            name.relation, name.cued, name.end = relation, True, hit.last
            self._bear(name, hit)

    def _left(self, name: Name) -> None:
        at, glue = name.first, name.hits[0].clitics
        name.outer = glue
        link = None
        for _ in range(_LONGEST):
            if glue.preposition:
                link = self.glue.get(glue.preposition, "of")
                name.prep = link
            if glue.conjunction:
                name.joined = True
                break
            hit = self._pick(at, name, link)
            if hit is None:
                break
            step = self._apply(name, hit, link)
            if step is None:
                break
            at, link = hit.first, step or None
            glue = hit.clitics
            if step == "":
                name.start, name.outer = at, glue
        if name.bearing is not None and name.relation is None:
            name.relation = "part"
        self._measure(name, at)
        if not self.english:
            self._adjective_after(name)

    def _pick(self, at: int, name: Name, link: str | None) -> Hit | None:
        hits = self.words.ends.get(at)
        if hits is None:
            return None
        if link == "in":
            return None
        if self.english:
            return hits[0] if len(hits) == 1 else self._english_reading(hits, link)
        if link in ("of", "from"):
            return next((h for h in hits if h.entry.cls in _HEADS or h.entry.cls == "place_adjective_side"), None)
        if hits[0].entry.cls == "place_adjective_side":
            return next((h for h in hits if h.entry.cls == "place_side"), hits[0])
        return hits[0]

    def _english_reading(self, hits: list[Hit], link: str | None) -> Hit:
        """'north of X' is a side, 'north X' an adjective; 'inside X' rather a preposition."""
        wanted = "place_side" if link == "of" else "place_adjective_side"
        longest = [h for h in hits if h.first == hits[0].first]
        return next((h for h in longest if h.entry.cls == wanted), longest[0])

    def _apply(self, name: Name, hit: Hit, link: str | None) -> str | None:
        """Take `hit` in; return '' where it belongs to the phrase, a link word's role, or None to stop."""
        cls = hit.entry.cls
        if cls == "place_the":
            return link or "the"
        if cls == "place_of":
            return "of" if link in (None, "the") else None
        if cls == "place_kind":
            return self._kind_left(name, hit, link)
        if cls == "place_adjective_side":
            return self._adjective_left(name, hit, link)
        if cls in ("place_rural", "place_edge", "place_near", "place_bank", "place_inside", "place_side"):
            return self._head(name, hit, cls, link)
        if cls == "place_prep":
            return self._preposition(name, hit, link)
        if cls == "place_party":
            name.party = True
        elif cls == "place_title" and link in (None, "the"):
            name.title = name.start == name.first
        elif cls == "place_refuse" and link is None and name.start == name.first:
            name.refused = name.refused or "place.organisation"
        elif cls == "place_between":
            name.between, name.cued = hit.first, True
        return None

    def _preposition(self, name: Name, hit: Hit, link: str | None) -> str | None:
        role = str(hit.entry.features["role"])
        if link in (None, "of", "the"):
            name.prep = role
        if hit.clitics.conjunction:
            name.joined = True
            return None
        if role == "from":
            before = self.words.ends.get(hit.first)
            if before and before[0].entry.cls in ("place_adjective_side", "place_unit"):
                return "from"
            if before and any(h.entry.cls == "place_party" for h in before):
                name.party = True
        return None

    def _kind_left(self, name: Name, hit: Hit, link: str | None) -> str | None:
        features = hit.entry.features
        if self.english and link != "of" and not features.get("own"):
            return None
        if not self.english and hit.clitics.article and link is None:
            return None
        if name.relation != "countryside" and (name.kind is None or name.facility):
            self._kind(name, hit)
        return ""

    def _kind(self, name: Name, hit: Hit) -> None:
        features = hit.entry.features
        name.cued = True
        if features.get("weak"):
            return
        name.kind = str(features["kind"])
        name.facility = bool(features.get("facility"))

    def _adjective_left(self, name: Name, hit: Hit, link: str | None) -> str | None:
        if self.english:
            if link is None:
                name.relation = name.relation or "part"
                name.cued = True
            self._bear(name, hit)
            return ""
        if link is None or not hit.clitics.article:
            return None
        before = self.words.ends.get(hit.first, ())
        if not any(h.entry.cls in _HEADS and h.entry.cls != "place_side" for h in before):
            if name.relation == "countryside":
                self._bear(name, hit)
            return None
        self._bear(name, hit)
        return "head"

    def _head(self, name: Name, hit: Hit, cls: str, link: str | None) -> str | None:
        if self.english and link != "of" and cls in ("place_edge", "place_bank", "place_side"):
            if not (cls == "place_edge" and hit.entry.features["relation"] == "around"):
                return None
        elif not self.english and hit.clitics.article and link not in ("head", "of", "from"):
            return None
        if cls == "place_inside":
            name.cued = name.cued or bool(hit.entry.features.get("cue"))
            return ""
        name.cued = True
        if cls == "place_side":
            if name.relation in (None, "near"):
                before = self.words.ends.get(hit.first, ())
                inside = self.english and any(h.entry.cls == "place_the" for h in before)
                name.relation = "part" if inside else "side"
            if hit.entry.features.get("to"):
                name.prep = name.prep or "to"
            self._bear(name, hit)
        elif name.relation in (None, "part"):
            name.relation = {"place_rural": "countryside", "place_near": "near", "place_bank": "bank"}.get(
                cls, str(hit.entry.features.get("relation"))
            )
        return ""

    def _adjective_after(self, name: Name) -> None:
        """Arabic says 'the countryside of X the northern'."""
        if name.bearing is None and name.end == name.last and (name.relation or name.kind in ("desert", "region")):
            self._adjective_right(name, name.relation or "part")

    def _bear(self, name: Name, hit: Hit) -> None:
        if name.bearing is None:
            name.bearing = float(hit.entry.features["bearing"])
            name.compass = str(hit.entry.features["name"])

    def _measure(self, name: Name, at: int) -> None:
        """Read '18 km' before 'south of X', 'from X'."""
        if name.relation not in (None, "side", "near") or (name.relation is None) != (name.prep == "from"):
            return
        unit = next((h for h in self.words.ends.get(at, ()) if h.entry.cls == "place_unit"), None)
        if unit is None or unit.first == 0:
            return
        value = self._number_before(unit.first)
        if value is not None:
            name.km = round(value * float(unit.entry.features["km"]), 3)
            name.relation = "distance"
            name.start, name.outer = unit.first - 1, BARE
            name.cued = True

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


def glued(clitics: Clitics) -> bool:
    """Tell whether a conjunction or a preposition is glued to the name."""
    return bool(clitics.conjunction or clitics.preposition)
