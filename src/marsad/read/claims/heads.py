"""Heads: the noun phrase that says who is counted ('30 officers and members of the regime forces')."""

from __future__ import annotations

from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.described import add_person, says_of_most
from marsad.read.claims.draft import Head
from marsad.read.claims.headwords import PASSED, HeadWords
from marsad.text.tokens import NUMBER

_REACH = 16
"""How many tokens a noun phrase may span."""
_ONE = 7
"""Tokens from one person told to 'and two civilians' at most.  Arabic."""

_STOPPERS = frozenset((
    "harm_verb", "harm_noun", "among", "rest", "one_of", "boundary", "toll_verb", "number", "vague", "hedge_pre",
    "combined", "of_wounds", "beside", "verb_be", "preposition", "number_article",
    "and", "toll_noun", "casualty_noun", "self", "verb_have", "unit", "place", "cause", "person", "in_ranks",
    "together_with", "while", "again", "fraction", "cites", "attribution_phrase",
))  # fmt: skip


class Heads(HeadWords):
    """Reads noun phrases of one scan; `blocked` are tokens of dates and other things that end a phrase."""

    def after(self, start: int, stop: int, *, one: bool = False, whole: bool = False) -> Head | None:
        """Return the noun phrase that begins at token `start` (a hedge, 'of' or adjectives first), before `stop`.

        `one`: the phrase names one person or two, so that a coordinated noun is another count.  `whole`: its first noun
        may carry an 'and' of its own, because the phrase begins with it.
        """
        head: Head | None = None
        owned = False
        self._one, self._begin = one, start if whole or one else -1
        pos, gap, end = start, 0, min(stop, start + _REACH)
        allowed = self._gap
        blocked = self.blocked
        while pos < end and pos not in blocked:
            step = self._step(head, pos)
            if step is None:
                if gap >= allowed or not self._skippable(pos) or (head is not None and self._ends_at(head, pos)):
                    owned_by = self.owner_at(pos) if head is None else None
                    if owned_by is None:
                        break
                    pos = owned_by.last
                    continue
                pos, gap = pos + 1, gap + 1
                continue
            if head is None and self._english:
                owned = owned or self._possessive(pos)
            head, pos, real = step
            if head is not None and owned:
                head.pronoun = True  # 'three of its fighters'
            if real and head is not None:
                head.last, gap, allowed = pos, 0, 2
        return head

    def _ends_at(self, head: Head, pos: int) -> bool:
        """Tell whether 'most of them', or 'escorting the engineers', whom those counted deal with, is at `pos`.

        In Arabic also whether '(found) | the bodies of' is: 'twelve soldiers came upon bodies' are none.
        """
        if not self._english:
            if self.scan.at(pos, "agent") is not None and (head.harm is None or head.actors or len(head.nouns) > 1):
                return True  # 'nine soldiers at the hands of the army', but 'a captive in the hands of'
            body = self._persons.get(pos + 1) if self.scan.at(pos, "place_prep") is not None else None
            return says_of_most(self.scan, head, pos) or (body is not None and bool(body.entry.features.get("body")))
        acts = self.scan.lexicon.ends(self.scan.tokens.folds[pos], "acting") and not self.scan.hits[pos]
        return acts and self.scan.at(pos + 1, "determiner", "number_article") is not None

    def ending_at(self, stop: int, earliest: int) -> Head | None:
        """Return the noun phrase that ends exactly before token `stop` ('regime forces 531'), or None."""
        own = self.scan.ending(stop, "person")
        if self._english and own is not None and own.entry.features.get("n") == "sg":
            verb = self.scan.ending(stop, "harm_verb")
            if verb is not None and verb.first == own.first and verb.first > earliest:
                return None  # 'police arrest 30'
        own = None if self._english else own
        number = self.scan.at(stop, "number")
        definite = number is not None and number.clitics.article
        joined = own is not None and own.clitics.conjunction and not own.clitics.article
        if own is not None and joined and (definite or self._one_before(own, earliest)):
            earliest = own.first  # 'a woman and her three children': the number is the children's alone
        persons, actors = self._persons, self.actors
        for start in range(max(self._said_before(stop, earliest), stop - 8), stop):
            if (start in persons and self.scan.at(start, "harm_noun") is None) or start in actors:
                head = self.after(start, stop, whole=True)
                if head is not None and head.last == stop:
                    head.first = start
                    return head
        return None

    def _said_before(self, stop: int, earliest: int) -> int:
        """Return where what somebody says begins before token `stop`: 'the police said that the six attackers'."""
        if self.scan.lang != "ar" or not self.scan.begins(max(earliest, stop - 8), stop, "attribution_that"):
            return earliest
        thats = self.scan.firsts("attribution_that")
        return next(thats[i].last for i in range(stop - 1, max(earliest, stop - 8) - 1, -1) if i in thats)

    def _one_before(self, own: Hit, earliest: int) -> bool:
        """Tell whether one person is told before 'and two civilians': the number is not his.  Arabic."""
        near = (self.scan.at(i, "person") for i in range(own.first - 1, max(earliest, own.first - _ONE) - 1, -1))
        person = next((hit for hit in near if hit is not None and not hit.entry.features.get("weak")), None)
        return person is not None and person.entry.features.get("n") == "sg" and not person.clitics.article

    @cached_property
    def named(self) -> set[int]:
        """The tokens of the actors' names."""
        return {i for mention in self.actors.values() for i in range(mention.first, mention.last)}

    def unit_at(self, i: int) -> Hit | None:
        """Return the unit ('shells', 'kilometres') at token `i`, if no noun of persons is as long there."""
        unit = self._units.get(i)
        if unit is None or unit.clitics.preposition:
            return None  # '7 by its shells' counts no shells
        person = self._persons.get(i)
        actor = self.actors.get(i)
        if (person is not None and person.last >= unit.last) or (actor is not None and actor.last >= unit.last):
            return None
        return unit

    def owner_at(self, i: int) -> Hit | None:
        """Return the thing or place at token `i` whose persons are meant: 'the shop's staff'.  English."""
        owner = self.scan.at(i, "unit", "place") if self._english else None
        person = self._persons.get(owner.last) if owner is not None else None
        if (
            owner is None
            or person is None
            or person.entry.features.get("n") != "pl"
            or person.entry.features.get("harm")
        ):
            return None
        if not self.scan.lexicon.ends(self.scan.tokens.folds[owner.last - 1], "plural"):
            return owner
        return owner if self.scan.possessive(owner.last) else None  # not 'in two villages residents fled'

    def _rose_too(self, person: Hit) -> bool:
        """Tell whether 'to' follows persons joined on, whose number is another one's.  Arabic."""
        joined = not self._english and person.entry.features.get("harm") and person.clitics.conjunction
        return bool(joined) and self.scan.at(person.last, "to") is not None

    def _for_others(self, pos: int) -> bool:
        """Tell whether 'to', 'to treat' stands right before those to whom somebody is sent.  Arabic."""
        return self.scan.ending(pos, "to") is not None or self.scan.ending(pos, "cares_for") is not None

    def _step(self, head: Head | None, pos: int) -> tuple[Head | None, int, bool] | None:
        scan = self.scan
        actor, person = self.actors.get(pos), self._persons.get(pos)
        if person is not None and not self._english and self._in_place_name(person):
            person = None  # 'in Omdurman', whose name begins with 'mother'
        if self._english and person is not None and self._longer_thing(person):
            return None  # 'gave two men the death penalty'
        if self._english and person is not None and self._owns_persons(person.last):
            return head, person.last, False  # 'two of the bodyguards' colleagues'
        loyal = scan.at(pos, "loyal") if actor is None and head is not None and head.actors else None
        if loyal is not None:
            of = scan.at(loyal.last, "of") if scan.lang == "ar" else None  # 'backed by X'
            patron = self.actors.get(of.last if of is not None else loyal.last)
            return head, patron.last if patron is not None else loyal.last, False  # 'of a brigade loyal to X'
        if head is not None and self._english and not head.actors and (state := self._loyal_to(pos)) is not None:
            head.party = "state"
            return head, state, True  # 'five militiamen loyal to the president'
        if person is not None and actor is not None and person.last > actor.last:
            actor = None
        if person is not None and actor is None:
            inside = self._named_inside(person)
            if inside is not None and self._may_join(head, pos, person.last):
                head = head or Head(pos, inside.last)
                head.actors.append(inside)  # 'members of the (military) police in Afrin'
                return head, inside.last, True
        if actor is not None:
            if scan.lang == "ar" and (scan.at(pos, "cause") is not None or self._by(pos)):
                return None  # 'two of his guards by an American raid', '20 by shelling and 10 by Russian raids'
            if not self._may_join(head, pos, actor.last) or (head is not None and self._captor(head, pos)):
                return None
            if head is not None and self._victims_of(head, pos):
                return head, actor.last, True
            head = head or Head(pos, actor.last)
            head.actors.append(actor)
            head.allied = head.allied or (head.persons > 0 and self._coordinated(head, pos, actor.last))
            return head, actor.last, True
        if person is not None:
            if not self._may_join(head, pos, person.last):
                return None
            if head is not None and (scan.at(pos, "harm_noun") is not None or self._rose_too(person)):
                return None  # '42 soldiers and the wounding of 22', '171 persons and the wounded to 350'
            if head is not None and not self._english and self._for_others(pos):
                return None  # 'ten doctors to the wounded', 'to treat the wounded'
            if person.entry.features.get("weak") and self._land(pos):
                return None  # '23 persons in Syria', which is spelt like 'Syrian'
            if head is not None and (person.entry.features.get("unit") or (head.body and self._one_each(person))):
                return None  # '6 others of one family': the family is not counted
            if head is not None and self._english and scan.ending(pos, "bereaved") is not None:
                return head, person.last, True  # 'sixteen relatives of the dead' are none of the dead
            if head is not None and (self._kin_of_one(person) or self._their_one(person)):
                return None  # 'a child whose father is an officer'; 'three brothers and their father'
            if head is None or self._owned_by_one(head, pos, person):
                head = Head(pos if head is None else head.first, person.last)
            add_person(head, person)
            return head, person.last, True
        if head is None and self._english:
            adjective = scan.at(pos, "harm_verb")
            if adjective is not None and self._noun_follows(adjective.last):  # 'wounded rebels'
                head = Head(pos, adjective.last, harm=adjective.entry.features["harm"])
                return head, adjective.last, False
        if pos in self._nationals and (nation := self._nation_at(pos)) is not None:
            head = head or Head(pos, nation.last)
            head.nationality = head.nationality or str(nation.entry.features["nat"])
            return head, nation.last, False
        if pos not in self._going:
            return None  # a word that says nothing
        for cls in PASSED:
            hit = scan.at(pos, cls)
            if hit is not None:
                if head is None and cls == "of" and hit.clitics.conjunction and scan.lang == "ar":
                    return None  # 'of the civilians 45 and of the fighters 12'
                if hit.entry.features.get("holds") and (head is None or head.civilian is not False):
                    return None  # 'prisoners with X' are held by it
                owned = hit.entry.features.get("possessive") or hit.entry.features.get("own") or hit.clitics.suffix
                if head is not None and owned and cls in ("determiner", "in_ranks", "of"):
                    head.pronoun = True
                if cls == "hedge_post" and head is not None:
                    head.hedge = hit.entry.features["hedge"]
                return head, hit.last, False
        if self.sided(pos):
            return head, pos + 1, False
        supposed = self._supposed(head, pos)
        if supposed is not None:
            return head, supposed.last, False
        other = scan.at(pos, "other")
        if other is not None:
            head = head or Head(pos, other.last)
            head.other = True
            return head, other.last, True
        both = scan.at(pos, "both_sides")
        if both is not None and not self._by_hands(pos):
            head = head or Head(pos, both.last)
            head.mixed = True
            return head, both.last, True
        link = scan.at(pos, "and")
        if link is not None and head is not None and not self._one and self._joins(link.last):
            head.linked = True
            return head, link.last, False
        return None

    def _owns_persons(self, pos: int) -> bool:
        """Tell whether what ends before `pos` has persons of its own ('the bodyguards' colleagues').  English."""
        owned = self._persons.get(pos)
        return owned is not None and not owned.entry.features.get("harm") and self.scan.owns(pos)

    def _may_join(self, head: Head | None, pos: int, last: int) -> bool:
        """Tell whether a noun belongs to the count; a coordinated one with a number of its own does not."""
        if self._english:
            return True
        hit = self._as_long(pos, last)
        if hit is None or not hit.clitics.conjunction:
            return True
        if head is None:
            return pos == self._begin
        after = self.scan.at(last, "number")
        if after is not None and after.entry.features.get("value") == 1:
            return False  # '26 men and one child'
        if hit.clitics.article and (after is not None or self.scan.tokens.kinds[last : last + 1] == [NUMBER]):
            return False  # '2,255 martyrs and the wounded 10,524'
        person = self._persons.get(pos)  # '4 soldiers and the bomber', who is no actor with a number of its own
        number = (person if person is not None and person.last <= last else hit).entry.features.get("n")
        many = head.plural or any(noun.get("n") == "du" for noun, _ in head.nouns)
        if number == "sg" and (self._other_case(hit) or self._for_himself(head, person)):
            return False
        return not self._one and number != "du" and not (number == "sg" and many)

    def _coordinated(self, head: Head, pos: int, last: int) -> bool:
        hit = self._as_long(pos, last)
        return head.linked or bool(hit is not None and hit.clitics.conjunction)

    def _joins(self, pos: int) -> bool:
        if self._english and self.scan.at(pos, "attribution_verb") is not None:
            return False  # 'confirmed ten deaths and said soldiers had ...'
        for i in range(pos, min(pos + 3, len(self.scan))):
            person = self._persons.get(i)
            if i in self.actors or (person is not None and person.entry.features.get("n") == "pl"):
                return True
            if not self._skippable(i):
                return False
        return False

    def _skippable(self, pos: int) -> bool:
        scan = self.scan
        if scan.tokens.kinds[pos] != "w":
            return self._english and scan.tokens.folds[pos] == "." and len(scan.tokens.folds[pos - 1]) == 1
        if self._english and pos in self._to:
            return False
        return _STOPPERS.isdisjoint([hit.entry.cls for hit in scan.hits[pos]])
