"""What the words around a name say of it: its kind, how something lies to it, whether it is a place at all.

To the left the words are walked outwards ('18 km' 'south of' 'the northern countryside of' NAME), to the right only
what languages put there ('NAME province', the Arabic adjectives of direction).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from marsad.knowledge.lexicon import Clitics, Hit, Lexicon
from marsad.read.places.measure import Measure
from marsad.read.places.name import Name
from marsad.read.places.right import adjective_right, bear, look_right, take_kind
from marsad.read.places.words import Words

_HEADS = frozenset(
    {"place_kind", "place_rural", "place_edge", "place_bank", "place_side", "place_near", "place_inside"}
)
_TOLD = frozenset({"city", "town", "village"})
"""Kinds whose word may stand before an English name without 'of': 'the capital Tripoli'."""
_DIRECTIONS = frozenset({"place_side", "place_unit"})
_LONGEST = 10
"""Words walked to the left at most."""


@lru_cache(maxsize=64)
def _glue(lexicon: Lexicon) -> Mapping[str, str]:
    """Return what the prepositions that are glued to a name say of it."""
    return {
        form: str(lexicon.entries[number].features["role"])
        for form in lexicon.orthography.prepositions
        for number in lexicon.root.get(lexicon.memo[form], {}).get("", ())
        if lexicon.entries[number].cls == "place_glue"
    }


class Look:
    """Looks left and right of the names of one text."""

    def __init__(self, words: Words, numbers: Mapping[int, int]) -> None:
        self.words = words
        self.tokens = words.scan.tokens
        self.english = words.scan.lang == "en"
        self.measure = Measure(words, numbers)
        self.glue = _glue(words.scan.lexicon)

    def around(self, name: Name) -> None:
        """Fill in what stands beside `name`."""
        look_right(self.words.scan, name)
        self._left(name)

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
        if not self.english:
            self._adjective_after(name)
        self.measure.read(name, at, link == "from")

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
        elif cls == "place_refuse" and link is None and name.start == name.first and not hit.clitics.article:
            name.refused = name.refused or "place.organisation"
        elif cls == "place_between":
            name.between, name.cued = hit.first, True
        return None

    def _preposition(self, name: Name, hit: Hit, link: str | None) -> str | None:
        role = str(hit.entry.features["role"])
        before = self.words.ends.get(hit.first, ())
        if role == "from" and not hit.clitics.conjunction:
            if any(h.entry.cls == "place_adjective_side" for h in before) and name.bearing is None:
                return "from"
            if any(h.entry.cls in _DIRECTIONS for h in before) and name.relation in (None, "near"):
                return "from"
            name.party = name.party or any(h.entry.cls == "place_party" for h in before)
        if link in (None, "of", "the"):
            name.prep = role
        name.joined = name.joined or bool(hit.clitics.conjunction)
        return None

    def _kind_left(self, name: Name, hit: Hit, link: str | None) -> str | None:
        features = hit.entry.features
        if self.english and link != "of" and not features.get("own"):
            before = self.words.ends.get(hit.first, ())
            the = any(h.entry.cls == "place_the" for h in before)
            if not the or link is not None or features["kind"] not in _TOLD or not features.get("after"):
                return None
        if not self.english and hit.clitics.article and link is None:
            return None
        if name.relation != "countryside" and (name.kind is None or name.facility):
            take_kind(name, hit)
        return ""

    def _adjective_left(self, name: Name, hit: Hit, link: str | None) -> str | None:
        if self.english:
            if link is None:
                name.relation = name.relation or "part"
                name.cued = True
            bear(name, hit)
            return ""
        if link is None or not hit.clitics.article:
            return None
        before = self.words.ends.get(hit.first, ())
        if not any(h.entry.cls in _HEADS and h.entry.cls != "place_side" for h in before):
            if name.relation == "countryside":
                bear(name, hit)
            return None
        bear(name, hit)
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
            bear(name, hit)
        elif name.relation in (None, "part"):
            name.many = bool(hit.entry.features.get("many"))
            name.relation = {"place_rural": "countryside", "place_near": "near", "place_bank": "bank"}.get(
                cls, str(hit.entry.features.get("relation"))
            )
        return ""

    def _adjective_after(self, name: Name) -> None:
        """Arabic says 'the countryside of X the northern'."""
        if name.bearing is None and name.end == name.last and (name.relation or name.kind in ("desert", "region")):
            adjective_right(self.words.scan, name, name.relation or "part")


def glued(clitics: Clitics) -> bool:
    """Tell whether a conjunction or a preposition is glued to the name."""
    return bool(clitics.conjunction or clitics.preposition)
