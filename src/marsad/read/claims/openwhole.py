"""Of which earlier total the words speak that open a breakdown of their own ('Of the injured, 122 ...')."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.frame import Frame
from marsad.read.claims.frames import opens_sentence
from marsad.read.claims.meant import fresh, there
from marsad.read.claims.ofwhom import NEAR, OfWhom
from marsad.read.denial import figure_at, is_number

MOST = 200
"""Counts before among which 'of the injured' seeks its whole at most."""
_DEEPEST = 12
"""Wholes within wholes at most."""


class OpenWhole(OfWhom):
    """Opens for one sentence of one scan the wholes that were told before it."""

    def _open_frame(self, frame: Frame) -> None:
        """Open a whole; what is nested deeper than anybody writes stays with the last one opened."""
        if len(self.stack) < _DEEPEST:
            self.stack.append(frame)

    def _open_earlier(self, hit: Hit) -> None:
        """'Of the injured, 122 ...': the whole is the last count of that harm."""
        harm = hit.entry.features.get("of_harm")
        again = self._noun_again(hit) if self.scan.lang == "en" and harm is None else None
        if again is not None:
            self._open_frame(Frame(again, "subset"))
            return
        if hit.entry.features["kind"] == "list" and self.scan.lang == "ar":
            if self.stack and self.stack[-1].kind == "list":
                return  # 'the dead are spread as follows'
            top = next((d for d in reversed(self.placed[-MOST:]) if d.whole is None and d.status == "stated"), None)
            top = self._distributed(hit) or top
            if top is not None:
                self.stack = [Frame(top, "list")]
            return
        most = self._most_of_the_dead(hit) if self.scan.lang == "ar" and harm is None else None
        if most is not None:
            self._open_frame(Frame(most, "subset"))
            return
        recent = self.placed[-MOST:]
        if self.scan.lang == "ar":
            recent = [d for d in recent if d.harm != "other"]  # 'of the dead': not of the 43 dead and wounded
        found = [d for d in recent if harm in (d.head.harm, self._harm_right_after(d), self._harm_before(d))]
        if self.scan.lang == "en" and harm is not None and not found:
            found = [d for d in recent[-NEAR:] if self._harm_of_clause(d) == harm and d.whole is None]
        if self.scan.lang == "ar" and harm is not None:
            found = found or [d for d in recent[-NEAR:] if d.whole is None and self._harm_since(d) == harm]
            self.stack = [] if found else self.stack
            found = self._of_civilians(hit, found)
        if self.scan.lang == "en":
            told = (d for d in recent[-NEAR:] if d.whole is None and self._harm_of_clause(d) == harm)
            found = there(self.scan, hit.last, [*told, *found]) or fresh(self.scan, found)
        if self.scan.lang == "en" and not found:  # 'the toll climbed to 52. Of the dead, 21 were soldiers'
            found = [d for d in recent[-NEAR:] if d.toll and d.whole is None and d.harm in (None, harm)]
        if self.scan.lang == "en" and found and harm is not None:
            found = self._of_civilians(hit, self._with_toll(hit, harm, found))
            if hit.entry.features.get("overall"):
                found = [d for d in recent if harm == self._harm_told(d) and d.whole is None] or found
        if harm is not None and found:
            self._open_frame(Frame(max(found, key=lambda d: d.value or 0), "subset"))
        elif harm is None and self.carry is not None and opens_sentence(self.scan, hit):
            self._open_frame(Frame(self._that_holds(hit, self.carry), "subset"))  # 'Of these, 19 died when ...'

    def _spoken_of(self) -> Draft | None:
        """'11 were killed and 46 hurt. The wounded include nine guards. 18 of them ...': return the 46.  English."""
        return self.first.whole if self.first is not None and self.scan.lang == "en" else None

    def _of_both(self, last: Draft) -> Draft:
        """'killed 18 ... Eleven men and seven women died, among them a doctor': return the 18 that both make up.

        English.
        """
        before = self._previous
        joined = before is not None and last.first - before.last == 1 and self.scan.at(before.last, "and") is not None
        if before is None or not joined or before.whole is not last.whole or before.head.sex == last.head.sex:
            return last
        amount = (before.value or 0) + (last.value or 0)
        tops = (d for d in reversed(self.placed[-NEAR:]) if d.whole is None and d.status == "stated")
        return next((d for d in tops if d.value == amount and d.core < before.core), last)

    def _that_holds(self, hit: Hit, carry: Draft) -> Draft:
        """'47 died. 13 fell in X, 16 in Y. Among the victims were 19 women': the last total that can hold them.

        English.  'Among the latter' are those told last.
        """
        if hit.entry.features.get("latter"):
            return next((d for d in reversed(self.placed[-NEAR:]) if (d.value or 0) > 1), carry)
        told = self._figure_behind(hit) if self.scan.lang == "en" else None
        if told is None or (carry.value_max or carry.value or told) >= told:
            return carry
        tops = (d for d in reversed(self.placed[-NEAR:]) if d.whole is None and d.status == "stated")
        return next((d for d in tops if d.kind == "number" and (d.value_max or d.value or 0) >= told), carry)

    def _figure_behind(self, hit: Hit) -> int | None:
        """Return the first number behind a phrase that is no age, if one is near."""
        near = (i for i in range(hit.last, min(hit.last + NEAR, len(self.scan))) if is_number(self.scan, i))
        number = next((i for i in near if not self._is_age(i)), None)
        return figure_at(self.scan, number) if number is not None else None

    def _is_age(self, i: int) -> bool:
        """Tell whether the number at token `i` tells years ('9-year-old', 'aged 9')."""
        years = self.scan.at(i + 1, "unit")
        return (years is not None and years.entry.features["why"] == "age") or self.scan.reads(i - 1, "age_before")

    def _with_toll(self, hit: Hit, harm: object, found: list[Draft]) -> list[Draft]:
        """'the toll climbed to 74 after four people died. Of the dead, 54 were lawyers': more than the four."""
        told = self._figure_behind(hit)
        if told is None or any((d.value_max or d.value or 0) >= told for d in found):
            return found
        tolls = [d for d in self.placed[-NEAR:] if d.toll and d.whole is None and d.harm in (None, harm)]
        told_before = (d for d in reversed(self.placed[-NEAR:]) if d.whole is None and (d.value or 0) >= told)
        same = (d for d in told_before if self._harm_right_after(d) in (None, harm))
        held = next((d for d in same if self._harm_of_clause(d) == harm), None)  # '47 died. 13 fell in X ...'
        return tolls or ([held] if held is not None else found)

    def _of_civilians(self, hit: Hit, found: list[Draft]) -> list[Draft]:
        """Return those of the dead that are civilians behind 'among the dead civilians', if any are."""
        person = self.scan.at(hit.last, "person") if self.scan.lang == "ar" else self._called_civilian(hit)
        article = person is not None and (person.clitics.article or self.scan.lang == "en")
        civil = person is not None and article and person.entry.features.get("civ") is True
        if not civil:
            return found
        near = (d for d in self.placed[-NEAR:] if d.head.civilian is True and d.status == "stated")
        return [d for d in near if d in found or d.whole in found] or found

    def _called_civilian(self, hit: Hit) -> Hit | None:
        """Return 'civilian' of 'among the civilian dead', or None.  English."""
        before = self.scan.ending(hit.first, "person")  # 'the civilian dead include'
        if before is not None:
            return before
        inside = (self.scan.at(i, "person") for i in range(hit.first, hit.last))
        return next((p for p in inside if p is not None and not p.entry.features.get("harm")), None)

    def _most_of_the_dead(self, hit: Hit) -> Draft | None:
        """'Most of the dead are Africans, among them 16 Sudanese': return the last total of the dead.  Arabic."""
        first, _ = self.scan.sents[self.scan.sentence_of(hit.first)]
        nouns = (self.scan.at(i, "person") for i in range(hit.first - 1, first - 1, -1))
        named = (n for n in nouns if n is not None and n.clitics.article and n.entry.features.get("n") == "pl")
        harm = next((n.entry.features["harm"] for n in named if n.entry.features.get("harm")), None)
        told = (d for d in reversed(self.placed[-MOST:]) if d.status == "stated" and d.whole is None)
        return next((d for d in told if harm is not None and self._harm_told(d) == harm), None)

    def _distributed(self, hit: Hit) -> Draft | None:
        """'The martyrs are spread over X 58, Y 101': return the last total of those whom the noun names.  Arabic."""
        toll = self.scan.at(hit.last, "toll_noun")  # 'the toll of the dead is spread over ...'
        start = toll.last if toll is not None else hit.last
        person = self.scan.at(start, "person") if self.scan.lang == "ar" else None
        harm = person.entry.features.get("harm") if person is not None else None
        told = (d for d in reversed(self.placed[-MOST:]) if d.status == "stated" and d.whole is None)
        if harm is None and person is not None and person.clitics.article and person.entry.features.get("civ") is True:
            return next((d for d in told if d.head.civilian is True), None)  # 'the civilians are spread over ...'
        return next((d for d in told if harm is not None and harm in (self._harm_told(d), self._harm_since(d))), None)

    def _takes_some(self, i: int) -> bool:
        """Tell whether the verb at token `i` has a number alone behind it, in a sentence that an opener began.

        English: 'Of these 63, landmines claimed 22'.
        """
        first, _ = self.scan.sents[self.scan.sentence_of(i)]
        verb = self.scan.at(i, "harm_verb")
        alone = verb is not None and is_number(self.scan, verb.last) and self.scan.at(verb.last + 1, "person") is None
        return first in self.openers and alone

    def _participle_of_opener(self, i: int) -> bool:
        """Tell whether the verb at token `i` goes with the noun right before it ('Of the soldiers killed, 15 ...').

        English.
        """
        noun = self.scan.ending(i, "person") or self.scan.ending(i, "actor")
        the = self.scan.ending(noun.first, "determiner") if noun is not None else None
        of = self.scan.ending(the.first, "of") or self.scan.ending(the.first, "amid") if the is not None else None
        return of is not None and of.first in self.openers
