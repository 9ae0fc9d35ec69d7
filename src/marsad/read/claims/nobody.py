"""Nouns of one or two persons that count nobody more, whatever befell them."""

from __future__ import annotations

from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.nounofone import NounOfOne
from marsad.read.claims.nth import numbered

_MANY = 4
"""Tokens of 'per cent had' between a number and 'lost a relative' at most."""


class Nobody(NounOfOne):
    """Answers for the nouns of one scan."""

    @cached_property
    def _numbered(self) -> list[tuple[int, int]]:
        """The tokens that only say the how many-th of its kind an incident is."""
        return numbered(self.scan)

    @cached_property
    def _between(self) -> set[int]:
        """The tokens of 'between dead and wounded', which alone counts nobody.  Arabic."""
        hits = self.scan.all("combined") if self.scan.lang == "ar" else ()
        return {i for hit in hits if hit.last - hit.first > 2 for i in range(hit.first, hit.last)}

    def _owns(self, i: int, person: Hit) -> bool:
        """Tell whether 'the house of' stands before somebody who only owns it ('in front of an activist's house')."""
        house = self.scan.ending(i, "unit")
        if house is None or house.clitics.article or house.entry.features.get("why") != "buildings":
            return False
        return not (person.clitics.conjunction or person.clitics.preposition or person.clitics.article)

    def _whose_another_is(self, i: int) -> bool:
        """Tell whether 'the driver of', 'bodyguards of' stands before token `i`: who follows only has him.  English."""
        of = self.scan.ending(i, "of") if self.scan.lang == "en" else None
        other = self.scan.ending(of.first, "person") if of is not None else None
        if other is None:
            return False
        features = other.entry.features
        return not (features.get("body") or features.get("harm") or features.get("unit") or features.get("weak"))

    def _of_a_body(self, person: Hit) -> bool:
        """Tell whether the noun only says what a body of men is ('the 36th Marine Brigade').  English."""
        return self.scan.lang == "en" and self.scan.at(person.last, "body_of") is not None

    def _of_a_force(self, person: Hit) -> bool:
        """Tell whether a people's name only opens a force's, and not a person ('a Syrian army helicopter')."""
        force = self.scan.at(person.first, "actor") if self.scan.lang == "en" else None
        if force is None or force.last <= person.last or not person.entry.features.get("weak"):
            return False
        if any(self.scan.at(i, "person") is not None for i in range(person.last, force.last)):
            return False  # 'a Kenyan soldier'
        return self.scan.at(force.last, "person", "number") is None

    def _of_the_army(self, person: Hit) -> bool:
        """Tell whether a people's adjective only says whose 'the army', 'the police' before it is.  Arabic."""
        return bool(person.clitics.article) and self.scan.ending(person.first, "actor_generic") is not None

    def _all_the_dead(self, i: int, person: Hit) -> bool:
        """Tell whether 'the dead' stands at token `i`, which are as many as were told ('helped bury the dead')."""
        the = self.scan.at(i, "determiner") if person.entry.features.get("harm") else None
        if the is None or the.last != person.first or the.entry.features.get("possessive"):
            return False
        return any(
            hit.entry.cls == "person" and hit.entry.features.get("n") == "pl" for hit in self.scan.hits[person.first]
        )

    def _of_many(self, i: int) -> bool:
        """Tell whether 'had lost a relative' before token `i` is said of many: a number that counts none, a share."""
        verb = self.scan.ending(i, "harm_verb")
        if verb is None or not verb.entry.features.get("loses"):
            return False
        near = (item for item in reversed(self.ground.unread) if item.first < verb.first)
        number = next(near, None)
        return number is not None and verb.first - number.last <= _MANY
