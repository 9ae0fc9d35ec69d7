"""Who one or two persons are that count without a number: the noun phrase, and the years that tell a child."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.beside import join_second
from marsad.read.claims.draft import Head
from marsad.read.claims.oneperson import OnePerson
from marsad.read.claims.presence import speaks
from marsad.read.claims.sizes import size_told
from marsad.text.tokens import NUMBER, number_value

_OF_AGE, _OLDEST = 18, 110


class NounOfOne(OnePerson):
    """Answers for one scan who one or two persons are."""

    def _noun_of_one(self, i: int, start: int, last: int, person: Hit) -> Head | None:
        """Return who the one or two are, or None where the words go on to something else."""
        scan, features = self.scan, person.entry.features
        dual = features.get("n") == "du"
        head = self.heads.after(start, last, one=True)
        if head is None or self._number_follows(head.last) or self._family_of(head, i):
            return None
        if scan.lang == "en" and scan.possessive(head.last) and scan.tokens.kinds[head.last] in ("w", NUMBER):
            return None  # 'the imam's two sons'
        if scan.at(i, "harm_noun") is not None and (person.clitics.suffix or self.ground.covered(head.last)):
            return None  # 'the papers of their death'; 'led to the death of five civilians', which is no sixth
        if features.get("ordinal") and scan.tokens.kinds[head.last : head.last + 1] == [NUMBER]:
            return None  # 'in the last 24 hours'; 'another' and 'the last' are one word in Arabic
        if dual and features.get("body") and scan.lang == "ar":
            join_second(scan, head)
        if speaks(scan, head.last) or (person.last < head.last and speaks(scan, person.last)):
            return None  # 'five died, an ambulance official said', 'a doctor told reporters'
        if self._surname(person.last):  # 'the commander Abu al-Walid' is no newborn
            head.age, head.last = features.get("age"), person.last
        if scan.lang == "en" and head.age is None and not dual:
            head.age = self._age(i, head.last)
            if head.age == "child" and head.civilian is None and not (head.party or head.actors):
                head.civilian = True  # 'a 17-year-old Palestinian'
        return head

    def _age(self, i: int, last: int) -> str | None:
        """Return the age group of one whose years are told: 'a 12-year-old pupil', 'a son, aged 2', 'a man, 45,'."""
        scan = self.scan
        for j in range(i, min(last + 4, len(scan))):
            if j >= last and scan.at(j, "and") is not None:
                return None  # 'the driver and his 10-year-old son'
            if scan.tokens.kinds[j] != NUMBER:
                spelt = self._years_spelt(j) if j < last else None
                if spelt is not None:
                    return "child" if spelt < _OF_AGE else "adult"  # 'their six-year-old daughter'
                continue
            unit = scan.at(j + 1, "unit")
            told = unit is not None and unit.entry.features["why"] == "age"
            aged = any(hit.last == j and hit.entry.features["why"] == "age" for hit in scan.all("ignore_before"))
            if j >= last and not told and not aged:
                closed = j + 1 >= len(scan) or scan.tokens.folds[j + 1] in (",", ".", ")", ";")
                if scan.tokens.folds[j - 1] not in (",", "(") or not closed or j != last + 1:
                    return None
            elif j < last and not told:
                return None
            years = number_value(scan.tokens.folds[j])
            return None if years is None or years > _OLDEST else "child" if years < _OF_AGE else "adult"
        return None

    def _years_spelt(self, j: int) -> int | None:
        """Return the years of 'six-year-old' at token `j`, or None."""
        number = self.scan.at(j, "number")
        unit = self.scan.at(number.last, "unit") if number is not None else None
        if number is None or unit is None or unit.entry.features["why"] != "age":
            return None
        years = number.entry.features.get("value")
        return int(years) if years is not None and 0 < int(years) <= _OLDEST else None

    def _family_of(self, head: Head, i: int) -> bool:
        """'a family of six': the six are counted, and the family is not."""
        if not head.unit:
            return False
        end = head.last + (3 if self.scan.lang == "ar" else 1)  # 'a whole family composed of six'
        at = next((j for j in range(i, end) if self.scan.at(j, "of") is not None), None)
        return at is not None and (
            self.scan.at(at + 1, "number") is not None or self.scan.tokens.kinds[at + 1 : at + 2] == ["n"]
        )

    def _number_follows(self, i: int) -> bool:
        number = self.scan.at(i, "number")
        own = number is not None and not number.clitics.conjunction and not self.ground.covered(i)
        own = own and i not in self.ground.blocked  # 'two soldiers were killed on Monday', in Arabic the second day
        return own and size_told(self.scan, i) is None
