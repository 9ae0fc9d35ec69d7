"""Places that a text names and no list knows: 'the village of X', 'X airport', in English also 'in X', 'near X'.

They are kept without a point, for a reviewer to resolve; 'X hospital in Y' has the point of the town Y and its radius.
The type word must be one that takes a name, and what follows must be like a name: no word that the lexicon knows, in
English with a capital.  Behind a mere preposition only where the sentence tells of harm and no noun goes on from it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from marsad.knowledge.lexicon import BARE, Clitics, Hit
from marsad.model.place import Place, PlaceMention
from marsad.model.terms import PlaceKind
from marsad.read.places.name import Name
from marsad.read.places.trim import bare_span
from marsad.read.places.words import Words
from marsad.text.tokens import WORD

Found = tuple[int, int, int, int, PlaceKind, Clitics]
"""First and last token of the phrase, of the name in it, the kind, what is glued to the first word."""
_NEUTRAL = frozenset(
    {"place", "date_name_before", "date_name_after", "outlasting", "in_force", "thing_deed", "unequalled"}
)
"""Classes of which a word may well be a name: refused places, and words that only guard the dates."""
_BEHIND = (
    "place_prep",
    "place_near",
    "preposition",
    "verb_be",
    "verb_have",
    "and",
    "boundary",
    "causal",
    "relative",
    "harm_verb",
    "weekday",
    "date_glue",
    "attribution_verb",
)
"""Classes of the words that may stand behind the name of a place."""
_BACK = 8
"""Names before a place among which its country is sought."""
_HARM = ("harm_verb", "harm_noun", "cause", "attacks")
_LONGEST = 3
_INSIDE_KM = 3.0
_WHOLES = frozenset({"city", "town", "village", "camp", "district"})
"""Kinds that are small enough for their point to stand for what lies in them."""
"""Words in such a name."""


class Unlisted:
    """Finds them in one text, outside the names that were accepted."""

    def __init__(self, words: Words, names: list[Name]) -> None:
        self.words = words
        self.scan = words.scan
        self.tokens = words.scan.tokens
        self._names = [name for name in names if name.accepted]
        self._taken = [(name.start, name.end) for name in self._names]
        orthography = words.scan.lexicon.orthography
        self._article = words.scan.lexicon.memo[orthography.article or "\0"]
        self._firsts = [first for first, _ in self._taken]

    def find(self) -> list[Found]:
        """Return them left to right, none inside another."""
        find = self._english if self.scan.lang == "en" else self._arabic
        out: list[Found] = []
        for hit in self.words.kinds:
            if hit.entry.features.get("names") != "any":
                continue
            found = find(hit)
            if found is not None and not self._is_taken(found[0], found[1]) and (not out or out[-1][1] <= found[0]):
                out.append(found)
        if self.scan.lang == "en":
            told = {first for first, *_ in out}
            out += [found for found in self._untyped() if not told.intersection(range(found[0], found[1]))]
        return sorted(out)

    def _untyped(self) -> Iterator[Found]:
        """Yield 'X' of 'in X on Thursday', 'near X, 12 people': a name of which only the preposition tells what it is.

        Without it a count would be put at another place that the text names.
        """
        for hit in self.scan.all("place_in"):
            first = hit.last
            the = self.scan.at(first, "place_the")
            first = the.last if the is not None else first
            last = first
            while last - first < _LONGEST and self._capital_name(last) and self.scan.at(last, "place") is None:
                last += 1
            if last > first and self._ends_name(last) and not self._is_taken(first, last) and self._tells(hit.first):
                yield first, last, first, last, "other", BARE

    def _ends_name(self, i: int) -> bool:
        """Tell whether a name of a place may end before token `i`: no noun is behind it, and it owns nothing."""
        if self.scan.possessive(i):
            return False
        ends = i >= len(self.tokens) or self.tokens.kinds[i] != WORD
        return ends or self.scan.any_at(i, *_BEHIND) is not None

    def _tells(self, i: int) -> bool:
        """Tell whether the sentence of token `i` tells of harm."""
        first, last = self.scan.sents[self.scan.sentence_of(i)]
        return any(self.scan.begins(first, last, cls) for cls in _HARM)

    def _is_taken(self, first: int, last: int) -> bool:
        if self.words.actor_over(first, first + 1) or self.words.actor_over(last - 1, last):
            return True
        at = bisect_right(self._firsts, last - 1) - 1
        return at >= 0 and self._taken[at][1] > first

    def _arabic(self, hit: Hit) -> Found | None:
        if hit.clitics.article:
            return None
        last = self._arabic_name(hit.last)
        if last is None:
            return None
        own = bool(hit.entry.features.get("own"))
        return hit.first, last, hit.first if own else hit.last, last, hit.entry.features["kind"], hit.clitics

    def _arabic_name(self, first: int) -> int | None:
        """Return where the name from token `first` ends: one word, with what names begin with ('father of', 'hill of')
        before it and one definite word after it; None where there is none."""
        last = first
        while last - first < _LONGEST and self._name_word(last):
            begins = self.scan.at(last, "place_start")
            last += 1
            if begins is None:
                return last + 1 if self._definite(last) and not self._definite(last - 1) else last
        return None

    def _definite(self, i: int) -> bool:
        return self._name_word(i) and self.tokens.folds[i].startswith(self._article)

    def _name_word(self, i: int) -> bool:
        if i >= len(self.tokens) or self.tokens.kinds[i] != WORD or len(self.tokens.folds[i]) < 3:
            return False
        return self._unknown(i)

    def _unknown(self, i: int) -> bool:
        """Tell whether the lexicon knows no ordinary word here (names and beginnings of names are none)."""
        begins = self.scan.at(i, "place_start")
        if begins is not None:
            return begins.clitics == BARE
        return all(hit.entry.cls in _NEUTRAL for hit in self.scan.hits[i])

    def _english(self, hit: Hit) -> Found | None:
        kind: PlaceKind = hit.entry.features["kind"]
        of = self.scan.at(hit.last, "place_of")
        if of is not None or hit.entry.features.get("own"):
            first = of.last if of is not None else hit.last
            last = first
            while last - first < _LONGEST and self._capital_name(last):
                last += 1
            if last > first:
                own = bool(hit.entry.features.get("own"))
                return hit.first, last, hit.first if own else first, last, kind, BARE
            return None
        first = hit.first
        while hit.first - first < _LONGEST and self._capital_name(first - 1):
            first -= 1
        return (first, hit.last, first, hit.first, kind, BARE) if first < hit.first else None

    def _capital_name(self, i: int) -> bool:
        if not 0 <= i < len(self.tokens) or self.tokens.kinds[i] != WORD or not self._unknown(i):
            return False
        raw = self.tokens.text[self.tokens.starts[i]]
        return raw.isupper() and len(self.tokens.folds[i]) > 1

    def mention(self, found: Found, number: int) -> PlaceMention:
        """Return the unresolved mention."""
        first, last, name_first, name_last, kind, clitics = found
        span = bare_span(self.scan, first, last, clitics)
        called = self.scan.quote(name_first, name_last)
        whole = self._whole(last)
        return PlaceMention(
            id=f"p{number}",
            span=span,
            text=self.scan.text[span[0] : span[1]],
            name_en=called if self.scan.lang == "en" else None,
            name_ar=called if self.scan.lang == "ar" else None,
            lat=whole.lat if whole else None,
            lon=whole.lon if whole else None,
            radius_km=max(_INSIDE_KM, whole.radius_km or 0) if whole else None,
            kind=kind,
            precision="near" if whole else "unknown",
            relation="inside" if whole else None,
            parents=self._parents(first, last, whole),
            rule="place.unlisted_inside" if whole else "place.unlisted",
        )

    def _parents(self, first: int, last: int, whole: Place | None) -> tuple[str, ...]:
        """Return what contains it: its town, or a region right behind it, or a country named before in its sentence."""
        if whole is None:
            at = bisect_left(self._firsts, last)
            behind = self._names[at] if at < len(self._names) else None
            beside = behind is not None and behind.start - last <= 1 and behind.relation is None
            whole = behind.sense.place if beside and behind is not None and behind.sense is not None else None
        begins, _ = self.scan.sents[self.scan.sentence_of(first)]
        near = bisect_left(self._firsts, first) - 1
        for at in range(near, max(-1, near - _BACK), -1) if whole is None else ():
            name = self._names[at]
            if name.start < begins:
                break
            if name.prep == "in" and name.sense is not None and name.sense.place.kind == "country":
                whole = name.sense.place
                break
        return (whole.id, *whole.parents) if whole is not None else ()

    def _whole(self, last: int) -> Place | None:
        """Return the town that is said to contain what ends at token `last`: 'the hospital of X in Y', 'X camp, Y'."""
        at = bisect_left(self._firsts, last)
        if at >= len(self._names):
            return None
        name = self._names[at]
        gap = name.start - last
        said = name.prep == "in" and not name.joined and not name.listed
        comma = gap == 1 and name.prep is None and self.tokens.folds[last] == "," and self.scan.lang == "en"
        if gap > 1 or not (said or comma) or name.relation is not None or name.facility or name.sense is None:
            return None
        place = name.sense.place
        return place if place.kind in _WHOLES and place.lat is not None else None
