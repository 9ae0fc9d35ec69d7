"""Lands: of which countries a text and its sentences tell, and whether these are the pack's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.model.place import Place
from marsad.read.scan import Scan

_NAMES = frozenset({"place", "place_start", "place_common", "control_capital"})
_WORLD = "gn:"
"""How the ids of places of the whole world begin."""
COUNTRY = "cc:"
"""How the ids of countries begin."""
_DATELINE = 4
"""Tokens at the beginning that may name where an office is."""


class Lands:
    """Answers for one text."""

    def __init__(self, scan: Scan, voice: Voice) -> None:
        self.scan = scan
        self._countries = voice.pack.countries if voice.pack is not None else []
        self._places = voice.places

    @cached_property
    def _hits(self) -> list[Hit]:
        """The places of the text, but those that only say with what a border is."""
        return [hit for hit in self.scan.all("place") if self.scan.ending(hit.first, "place_with") is None]

    @cached_property
    def afar(self) -> bool:
        """Tell whether the text names a country that the pack has nothing to do with, and none of the pack's.  English.

        It is named behind the dateline, which may be an office's, or by a place that the pack itself has.
        """
        if self.scan.lang != "en" or not self._countries:
            return False
        if not self._named_countries(self._hits).isdisjoint(self._countries):
            return False
        sure = [hit for hit in self._hits if hit.first >= _DATELINE and self._nothing_else(hit)]
        return bool(self._named_countries(sure)) or any(map(self._listed, self._hits))

    def _listed(self, name: Hit) -> bool:
        """Tell whether a place is one that the pack lists itself."""
        return not name.entry.id.startswith((_WORLD, COUNTRY)) and bool(self._named_countries([name]))

    def far(self, token: int) -> bool:
        """Tell whether the text, or the sentence of `token`, is of a land strange to the pack.  English.

        A sentence only by a place that the pack itself lists ('in Kashmir', which is India's).
        """
        if self.afar or self.scan.lang != "en":
            return self.afar
        first, last = self.scan.sents[self.scan.sentence_of(token)]
        hits = self._places_of(first, last)
        return any(map(self._listed, hits)) and self._named_countries(hits).isdisjoint(self._countries)

    def _named_countries(self, hits: Iterable[Hit]) -> set[str]:
        """Return the countries in which places of these names lie."""
        same = (one for hit in hits for one in self.scan.hits[hit.first] if self._meant(one))
        found = (self._places.get(str(one.entry.features.get("place"))) for one in same if one.entry.cls == "place")
        return {place.place.country for place in found if place is not None and place.place.country}

    def _nothing_else(self, name: Hit) -> bool:
        """Tell whether the words of a name are nothing but names: 'March' is a month."""
        return all(one.entry.cls in _NAMES for i in range(name.first, name.last) for one in self.scan.hits[i])

    def _meant(self, name: Hit) -> bool:
        """Tell whether a name is written as one: 'hit' is no town; in Arabic, a country or one of the pack."""
        if self.scan.lang == "en":
            return not self.scan.quote(name.first, name.last).islower()
        if not name.entry.id.startswith(_WORLD):
            return True
        place = self._place(name)
        return place is not None and place.kind == "country"

    def _place(self, name: Hit) -> Place | None:
        """Return the place that a name is of, or None."""
        found = self._places.get(str(name.entry.features.get("place")))
        return found.place if found is not None else None

    def _places_of(self, first: int, last: int) -> list[Hit]:
        """Return the places named in tokens [first, last)."""
        return [hit for i in range(first, last) if (hit := self.scan.at(i, "place")) is not None]

    def _lands_told(self, first: int, last: int) -> set[str]:
        """Return the countries of the places named in tokens [first, last)."""
        return self._named_countries(self._places_of(first, last))
