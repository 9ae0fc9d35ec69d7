"""One who is named without a noun beside his kin: 'killed Muhammad al-Salih and his two sons'.  English.

A name alone counts nobody, for the reader cannot tell it from that of a place or a force; those who are 'his' or
'her' can only be a person's.  Whether he was a civilian is not said.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.persons import Persons
from marsad.text.tokens import BREAK

_LONGEST = 6
"""Tokens of a name at most."""
_FULL = 2
"""Tokens of a name that opens a sentence at least: any word there begins with a capital."""
_NAMES = frozenset({"place", "place_title", "place_start", "name_part"})
"""Classes of words that may be part of somebody's name."""


class NamedKin(Persons):
    """Answers for one scan who is named beside those of his family."""

    def named_with_kin(self) -> dict[int, Draft]:
        """Return the counts of those who are named before 'and his son', each by the first token of the name."""
        return {draft.first: draft for draft in self._named_with_kin()}

    def _named_with_kin(self) -> Iterator[Draft]:
        scan = self.scan
        for his in scan.all("determiner") if scan.lang == "en" else ():
            sex = his.entry.features.get("sex")
            if sex is None or not self._kin_at(his.last):
                continue
            joint = scan.ending(his.first, "and")
            end = joint.first if joint is not None else his.first
            end = end - 1 if scan.tokens.folds[end - 1 : end] == [","] else end
            start = self._name_before(end) if end < his.first else end
            if start < end and self._harmed_one(start, end, his.last):
                head = Head(start, end, sex=str(sex))
                yield Draft(start, end, start, end, 1, None, "exact", head, "implied", ["count.named"])

    def _kin_at(self, i: int) -> bool:
        """Tell whether persons stand at token `i`, perhaps behind their number ('two sons')."""
        number = self.scan.at(i, "number")
        person = self.scan.at(number.last if number is not None else i, "person")
        return person is not None

    def _name_before(self, end: int) -> int:
        """Return the token where a name that ends before token `end` begins, or `end`."""
        first, _ = self.ground.sentence(end - 1)
        start = end
        while start > max(first, end - _LONGEST) and self._of_name(start - 1):
            start -= 1
        return start if start < end and self._capital(start) else end

    def _of_name(self, i: int) -> bool:
        """Tell whether the word at token `i` may be part of a name: with a capital, or a particle as 'al-'."""
        scan = self.scan
        if scan.tokens.kinds[i] != "w" or self.ground.covered(i) or i in self.heads.named:
            return False
        if scan.at(i, "name_part") is not None:
            return True
        return self._capital(i) and all(hit.entry.cls in _NAMES for hit in scan.hits[i])

    def _harmed_one(self, start: int, end: int, kin: int) -> bool:
        """Tell whether a verb of harm stands right before a name, or behind those named beside it."""
        first, last = self.ground.sentence(start)
        opener = self.ground.ends.get(start)
        if opener is not None and opener.first >= first:
            return opener.entry.cls == "harm_verb"
        opens = start == first or self.scan.tokens.kinds[start - 1] == BREAK
        return opens and end - start >= _FULL and self._struck_after(kin, last)

    def _struck_after(self, i: int, last: int) -> bool:
        """Tell whether the next verb behind token `i` is 'were killed', 'died'."""
        for j in range(i, min(i + 2 * _LONGEST, last)):
            verb = self.scan.at(j, "verb_be", "harm_verb")
            if verb is not None:
                harmed = self.scan.at(j, "harm_verb") or self.scan.at(verb.last, "harm_verb")
                return harmed is not None
        return False
