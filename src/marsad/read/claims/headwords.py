"""Words of nouns: what a word in a noun phrase of persons means there, asked by the phrase's reader."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Head
from marsad.read.claims.elided import by_actor
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_VERB = 6
"""Tokens from 'surrendered' to who did at most."""
PASSED = ("of", "in_ranks", "hedge_post", "determiner")
"""Classes of words that a phrase goes past."""
_GOES_ON = (*PASSED, "preposition", "other", "both_sides", "and")
"""Classes of words, beside those who are counted, with which a phrase may go on."""


class HeadWords:
    """Answers about single words of one scan."""

    def __init__(self, scan: Scan, actors: list[ActorMention], blocked: set[int]) -> None:
        self.scan = scan
        self.actors = {mention.first: mention for mention in actors}
        self.blocked = blocked
        self._english = scan.lang == "en"
        self._gap = 4 if self._english else 0
        self._one, self._begin = False, -1
        self._persons = scan.firsts("person")
        self._persons = {**self._persons, **several} if (several := self._several()) else self._persons
        self._units = scan.firsts("unit")
        self._to = scan.firsts("to")
        self._nationals = scan.firsts("cause_national") if self._english else {}
        supposed = {i - 1 for i in scan.firsts("supposed") if scan.hits[i - 1]}
        self._going = supposed.union(*[scan.firsts(cls) for cls in _GOES_ON])
        """The tokens at which a phrase may go on, but for those who are counted."""

    def _several(self) -> dict[int, Hit]:
        """Return the nouns behind a number that are written like 'his brother' and mean 'brothers'.  Arabic."""
        found: dict[int, Hit] = {}
        for i, hit in self._persons.items() if not self._english else ():
            if len(self.scan.hits[i]) > 1 and hit.entry.features.get("n") == "sg":
                number = self.scan.ending(i, "number")
                many = [h for h in self.scan.hits[i] if h.entry.cls == "person" and h.entry.features.get("n") == "pl"]
                if many and number is not None and number.entry.features.get("value", 1) > 2:
                    found[i] = many[0]
        return found

    def _loyal_to(self, pos: int) -> int | None:
        """Return the token after 'loyal to the president' at token `pos`, where no force is named.  English."""
        loyal = self.scan.at(pos, "loyal")
        state = self.scan.at(loyal.last, "head_of_state") if loyal is not None else None
        return state.last if state is not None else None

    def _possessive(self, pos: int) -> bool:
        hit = self.scan.at(pos, "determiner")
        return hit is not None and bool(hit.entry.features.get("possessive"))

    def _nation_at(self, pos: int) -> Hit | None:
        """Return 'US' of 'two US service members' at token `pos`, which is no 'us'.  English."""
        nation = self._nationals[pos]
        person = self._persons.get(nation.last)
        told = person is not None and not person.entry.features.get("weak")
        return nation if told and self.scan.quote(nation.first, nation.last).isupper() else None

    def _owned_by_one(self, head: Head, pos: int, person: Hit) -> bool:
        """Tell whether 'wife' behind 'the commander's' says who is counted: the owner is not.  English."""
        owned = self._english and head.persons and self.scan.possessive(pos)
        return bool(owned) and not person.entry.features.get("body")

    def _in_place_name(self, person: Hit) -> bool:
        """Tell whether a noun of persons is the first word of a place's name, or 'in his prisons' is meant.  Arabic."""
        within = self.scan.ending(person.first, "place_prep") if person.clitics.suffix else None
        if within is not None and within.entry.features.get("role") == "in" and person.entry.features.get("harm"):
            return True
        place = self.scan.at(person.first, "place")
        return place is not None and place.last > person.last and place.last - place.first > 1

    def _longer_thing(self, person: Hit) -> bool:
        """Tell whether a noun of persons is the first word of a thing's name ('death' in 'death penalty').  English."""
        thing = self._units.get(person.first)
        return thing is not None and thing.last > person.last

    def _by(self, pos: int) -> bool:
        """Tell whether 'by' is written as one with a force's name: '6 by the Russian aircraft'.  Arabic."""
        return by_actor(self.scan, pos)

    def _land(self, pos: int) -> bool:
        """Tell whether 'in' stands before a word that is a country's name too.  Arabic."""
        within = self.scan.ending(pos, "place_prep") if not self._english else None
        return within is not None and self.scan.at(pos, "place") is not None

    def _captor(self, head: Head, pos: int) -> bool:
        """Tell whether '40 fighters surrendered to the army' names here to whom they did.  Arabic."""
        if self._english or not any(hit.clitics.preposition for hit in self.scan.hits[pos] if hit.entry.cls == "actor"):
            return False
        verbs = self.scan.firsts("harm_verb")
        found = next((verbs[i] for i in range(head.first, max(-1, head.first - _VERB), -1) if i in verbs), None)
        return found is not None and found.entry.features["harm"] == "surrendered"

    def _named_inside(self, person: Hit) -> ActorMention | None:
        """Return the actor whose name begins inside a noun of persons and goes on behind it."""
        inside = (self.actors.get(i) for i in range(person.first + 1, person.last))
        return next((actor for actor in inside if actor is not None and actor.last > person.last), None)

    def _one_each(self, person: Hit) -> bool:
        """Tell whether 'of a man and a woman' begins here: it says of two bodies who each was.  Arabic."""
        beside = self.scan.at(person.last, "person") if person.clitics.preposition else None
        return beside is not None and bool(beside.clitics.conjunction) and person.entry.features.get("n") == "sg"

    def _kin_of_one(self, person: Hit) -> bool:
        """Tell whether 'his father (is) an officer' begins here: it says nothing of who is counted.  Arabic."""
        said = self.scan.at(person.last, "person") if person.clitics.suffix else None
        return said is not None and not (said.clitics.conjunction or said.clitics.article or person.clitics.conjunction)

    def _by_hands(self, pos: int) -> bool:
        """Tell whether 'at the hands of' stands before token `pos`: who follows did it."""
        found = (self.scan.ending(pos, cls) for cls in ("agent", "doer_by"))
        return any(hit is not None and hit.entry.features.get("hands") for hit in found)

    def _victims_of(self, head: Head, pos: int) -> bool:
        """Tell whether 'the victims of' stands right before an actor at `pos`, who made them victims.  Arabic."""
        victims = self.scan.ending(pos, "person") if not self._english else None
        construct = victims is not None and not (victims.clitics.article or victims.clitics.suffix)
        return construct and victims is not None and bool(victims.entry.features.get("soft")) and head.soft

    def _supposed(self, head: Head | None, pos: int) -> Hit | None:
        """'22 bodies, presumably of ISIS members': a comma and 'presumably' do not end the phrase.  English."""
        if head is None or self.scan.tokens.folds[pos] != ",":
            return None
        return self.scan.at(pos + 1, "supposed")

    def _noun_follows(self, pos: int) -> bool:
        person = self._persons.get(pos)
        return pos in self.actors or (person is not None and person.entry.features.get("n") == "pl")

    def sided(self, pos: int) -> bool:
        """Tell whether 'on the rebel side' begins here."""
        if self.scan.at(pos, "preposition") is None:
            return False
        actor = self.actors.get(pos + 1) or self.actors.get(pos + 2)
        return actor is not None and self.scan.at(actor.last, "side_word") is not None

    def _other_case(self, hit: Hit) -> bool:
        """Tell whether a noun has another ending than the word before it: '12 soldiers and a journalist'.  Arabic.

        What a number from 11 to 99 counts stands in the accusative; so do nouns that share the number ('30 officers and
        members'), and one that does not counts for itself.
        """
        folds, lexicon = self.scan.tokens.folds, self.scan.lexicon
        if not lexicon.ends_indefinite(folds[hit.first - 1]):
            return False
        construct = hit.last - hit.first > 1 and not lexicon.ends_indefinite(folds[hit.first])  # 'a mosque's imam'
        return construct or lexicon.lacks_ending(folds[hit.last - 1])

    def _for_himself(self, head: Head, person: Hit | None) -> bool:
        """Tell whether one person behind a named force counts for himself ('five of the SDF and a civilian').  Arabic.

        Also where the noun that the number counts has the ending that his lacks: '12 members of X and an officer'.
        """
        folds, lexicon = self.scan.tokens.folds, self.scan.lexicon
        if person is None or not head.actors or person.clitics.article or person.clitics.suffix:
            return False
        if not head.persons:
            return True
        return lexicon.ends_indefinite(folds[head.first]) and lexicon.lacks_ending(folds[person.last - 1])

    def _as_long(self, pos: int, last: int) -> Hit | None:
        """Return the first phrase of tokens [pos, last)."""
        for hit in self.scan.hits[pos]:
            if hit.last == last:
                return hit
        return None

    def _their_one(self, person: Hit) -> bool:
        """Tell whether 'and their father' is one more beside several.  Arabic."""
        if self._english or not person.clitics.suffix or not person.clitics.conjunction:
            return False
        return person.entry.features.get("n") == "sg" and not person.entry.features.get("weak")
