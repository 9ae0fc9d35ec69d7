"""Counting: who is counted by a number, by the noun before or behind it, a heading, a label, or the text's opening.

Each step lists the number as one that counts no persons, with the reason, where that is what it finds.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from marsad.read.claims.aboard import ABOARD, carried_away
from marsad.read.claims.actives import carried_out
from marsad.read.claims.bare import LIKE_PERSONS
from marsad.read.claims.beside import of_whom_another_is, only_tells
from marsad.read.claims.datedlabels import counts_places, dated_label
from marsad.read.claims.described import add_noun
from marsad.read.claims.doers import attacks, done_by
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.elided import of_number, out_of_number, restricted
from marsad.read.claims.ellipsis import own_stop
from marsad.read.claims.frames import leave_out
from marsad.read.claims.ground import names_someone
from marsad.read.claims.labelsides import label_head, victims_before, with_label
from marsad.read.claims.nouns import Nouns
from marsad.read.claims.opening import opening_head
from marsad.read.claims.presence import attackers_told, bereaved, was_there
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.reasons import reason
from marsad.read.claims.registers import RULE as REGISTER
from marsad.read.claims.registers import TALLY, register_head, tally_head
from marsad.read.claims.respective import shared_noun
from marsad.read.claims.righted import righted_head
from marsad.read.claims.unnamed import of_force, unnamed_subject
from marsad.read.claims.unread import NAMED, NO_PERSONS, Unread
from marsad.text.tokens import NUMBER

_UNITS = 1_000
"""No force has a number so high."""
_OF_WHICH = 8
"""Tokens from things to ', of which 12' at most."""
_BACK = 16
"""Counts before a number among which the two are sought that make it up."""
_NUMBERS = ("sg", "du")
"""Which number a noun has before 'one' and before 'two'."""
_PARTY = "one of the parties"
_FAMILY = "a family that others belong to"


class Seen(NamedTuple):
    """What the words beside a number say at once: the force or the victims that it counts, aboard or on the way."""

    force: Head | None
    victims: Head | None
    aboard: bool
    away: bool


class Noun(NamedTuple):
    """The noun of a number, None where it has none of its own."""

    head: Head | None


class Titled(NamedTuple):
    """The noun of a number with what its heading or label says, and the rule that does."""

    head: Head | None
    rule: str | None


class Counting(Nouns):
    """Answers for the numbers of one scan."""

    def leave(self, q: Quantity, why: str) -> None:
        """List a number as one that counts no persons."""
        self.ground.unread.append(Unread(q.first, q.last, why))

    def set_apart(self, q: Quantity, last: int) -> Seen | None:
        """Return what stands beside a number, or None where it counts things, or repeats another count's whole."""
        if self._numbers_a_unit(q):
            self.leave(q, NAMED)
            return None
        among = self.scan.at(q.core_last, "among")
        if among is not None and self.scan.reads(among.last - 1, "which") and self.bare.of_last_things(q, among):
            self.leave(q, NO_PERSONS)
            return None
        opens = self.scan.ending(q.first, "among") if self.scan.lang == "en" else None
        if opens is not None and self.scan.reads(opens.last - 1, "which") and self._of_things_before(q, opens.first):
            self.leave(q, NO_PERSONS)
            return None
        if q.value == 1 and self.scan.lang == "ar" and self._owner(q):
            self.leave(q, NO_PERSONS)
            return None
        if q.value == 1 and self.scan.at(q.last, "parties") is not None:
            self.leave(q, _PARTY)
            return None
        force = of_force(self.scan, q, last) if q.core_last in self._of else None
        why = self.things.why(q) if force is None else None
        victims = victims_before(self.scan, q) if why is not None else None
        why = why if victims is None else None
        aboard = why == ABOARD and self._carried(q, last)
        away = why is not None and carried_away(self.scan, q)
        if why is not None and not (aboard or away):
            self.leave(q, why)
            return None
        if self._is_reference(q):
            leave_out(self.ground.drafts[-1], q)
            self.leave(q, "the whole that others are of")
            return None
        return Seen(force, victims, aboard, away)

    def _of_things_before(self, q: Quantity, which: int) -> bool:
        """Tell whether '80 shells fell on the town, of which 12' counts shells: things were counted last.  English."""
        things = self.ground.unread[-1] if self.ground.unread else None
        if things is None or things.why not in LIKE_PERSONS or not 0 < which - things.last <= _OF_WHICH:
            return False
        last = self.ground.drafts[-1].first if self.ground.drafts else -1
        return last < things.first and self.scan.at(q.core_last, "person", "verb_be") is None

    def _owner(self, q: Quantity) -> bool:
        """Tell whether 'the house of one of the dealers' only says whose a house is.  Arabic."""
        house = self.scan.ending(q.first, "unit")
        building = house is not None and house.entry.features.get("why") == "buildings"
        return building and house is not None and not house.clitics.article and self.scan.at(q.first, "of") is None

    def noun(self, q: Quantity, following: int, seen: Seen) -> Noun | None:
        """Return the noun behind a number or before it, or None where it is a family that others belong to."""
        first, last = self.ground.sentence(q.core)
        stop = min(last, following) if following > q.core_last else last
        head = self.heads.after(self._head_start(q), own_stop(self.scan, q, stop, following)) or seen.force
        head = head or seen.victims
        loser = self._loser_before(q) if head is not None and not head.actors else None
        if loser is not None and head is not None:
            head.actors.append(loser)
        head = head or self._picked(q, last)
        if head is not None and names_someone(head) and q.value > 2:
            return Noun(head)
        if self.ground.joined_on(q):
            return Noun(head)
        before = self._head_before(q, first)
        if before is not None and before.unit and self._belongs_to(before):
            self.leave(q, _FAMILY)
            return None
        if before is not None and head is None and self._only_did(before, q):
            if self.scan.lang == "en":
                self._mark_doer(q)
            return Noun(Head(q.core, q.core_last))
        if before is not None and head is not None and self._agrees(q):
            return Noun(_with_group(before, head))
        return Noun(_joined(before, head) if before is not None else head)

    def _agrees(self, q: Quantity) -> bool:
        """Tell whether 'one' or 'two' only repeats the number of the noun before it: 'a soldier, one, of a brigade'.

        Arabic.
        """
        of = self.scan.at(q.core_last, "of") if self.scan.lang == "ar" and 0 < q.value <= len(_NUMBERS) else None
        person = self.scan.ending(q.first, "person") if of is not None else None
        return person is not None and person.entry.features.get("n") == _NUMBERS[q.value - 1]

    def _picked(self, q: Quantity, last: int) -> Head | None:
        """Return the noun of 'four of the five attackers', an empty one where a verb tells of whom."""
        picked = of_number(self.scan, q.core_last) if q.core_last in self._of else None
        picked = out_of_number(self.scan, q.core_last) if picked is None else picked
        if picked is None:
            return None
        be = self.scan.at(picked + 1, "verb_be") if self.scan.lang == "en" else None
        head = self.heads.after(be.last if be is not None else picked + 1, last)
        if head is not None and head.harm is not None:
            return None if self.scan.lang == "en" else Head(q.core, q.core_last)  # 'freed 22 of 60 hostages'
        return head

    def titled(self, q: Quantity, head: Head | None) -> Titled:
        """Return the noun of a number with what a tally, a heading, a register or a label says of it."""
        tally = tally_head(self.ground, q) if self.ground.tallies else None
        heading = tally or (self._heading(q) if self.scan.lang == "en" else None)
        if heading is not None and (head is None or all(noun[0].get("harm") for noun in head.nouns)):
            told = head or Head(q.core, q.core_last)
            told.actors = told.actors or heading.actors
            for features, joined in heading.nouns:
                add_noun(told, features, joined)
            head = told
        register = register_head(self.ground, q) if head is None or head.first < q.first else None
        label = label_head(self.ground, q)
        register = register or label
        head = with_label(head, label) if label is not None else register or head
        rule = REGISTER if register is not None else None
        if heading is not None:
            rule = TALLY if tally is not None else "head.heading"
        return Titled(head, rule)

    def persons(self, q: Quantity, last: int, head: Head | None, *, combined: bool) -> Head | None:
        """Return the noun of a number, made up of the words around where it has none; None where it counts nobody."""
        head = head or shared_noun(self.scan, self.heads, q, self.ground.drafts) or unnamed_subject(self.scan, q, last)
        head = head or opening_head(self.scan, self.heads, q) or dated_label(self.ground, q)
        if head is not None:
            return head
        righted = righted_head(self.ground, q)
        if righted is not None:
            self.righted.add(q.core)
            return righted
        why = self.bare.why(q, last)
        if why is not None and not combined:
            self.leave(q, reason(self.ground, q, why))
            return None
        head = self._unnamed(q, last) or Head(q.core, q.core_last)
        if self.bare.family_of(q):
            head.civilian = True
        return head

    def refusal(self, q: Quantity, head: Head) -> str | None:
        """Return why persons who are counted are none to whom harm was done, or None."""
        if attackers_told(self.scan, q):
            return "who attacked"
        if head.unit and (self._whose_family(q) if q.value == 1 else self._of_families(q)):
            return _FAMILY
        if was_there(self.scan, q, head) or bereaved(self.scan, q):
            return "no harm is said of these persons"
        if only_tells(self.scan, q, head):
            return "who says it"
        if of_whom_another_is(self.scan, q):
            return "whose relative another is"
        if not names_someone(head) and counts_places(self.ground, q):
            return "places"
        by = q.first in self.ground.doers or (q.first in self._agents and carried_out(self.scan, head))
        did = by or done_by(self.scan, q.first) or attacks(self.scan, q.first, head)
        return "who attacked" if names_someone(head) and did else None

    def _numbers_a_unit(self, q: Quantity) -> bool:
        """Tell whether digits number a force ('the 12th Brigade' is 'Brigade 12').  Arabic."""
        if self.scan.lang != "ar" or self.scan.tokens.kinds[q.core] != NUMBER or q.first != q.core:
            return False
        unit = self.scan.ending(q.core, "numbered_unit")
        return unit is not None and q.value < _UNITS and self.scan.at(q.core_last, "person") is None

    def _belongs_to(self, family: Head) -> bool:
        """Tell whether 'of one family' or, written as one word in Arabic, 'belonging to one family' stands there.

        In Arabic also 'in one family' ('three injuries in one family').
        """
        noun = self.scan.at(family.first, "person")
        if self.scan.lang == "ar" and self.scan.at(family.first - 1, "date_within") is not None:
            return True
        return self.scan.at(family.first - 1, "of") is not None or bool(noun is not None and noun.clitics.preposition)

    def _of_families(self, q: Quantity) -> bool:
        """Tell whether 'five persons of three families', 'spread over' them only tells whose they are.  Arabic."""
        if self.scan.lang != "ar":
            return False
        spread = self.scan.ending(q.first, "among")
        if spread is not None and spread.entry.features["kind"] == "list":
            return True
        of = self.scan.ending(q.first, "of")
        before = self.ground.drafts[-1] if self.ground.drafts else None
        return of is not None and before is not None and of.first in (before.last, before.core_last)

    def _whose_family(self, q: Quantity) -> bool:
        """Tell whether 'belonged to', 'came from' stands before 'one family'.  English."""
        return self.scan.lang == "en" and self.scan.at(q.first - 1, "to", "from", "of") is not None

    def _is_reference(self, q: Quantity) -> bool:
        """Tell whether the number only repeats the whole of the count before it ('three of the eighteen')."""
        before = self.ground.drafts[-1] if self.ground.drafts else None
        if before is not None and self._out_of(before, q):
            head = self.heads.after(q.last, self.ground.sentence(q.core)[1])
            if head is None:
                return self.scan.lang == "en"  # in Arabic 'freed 14 detainees out of 40' tells of 40 who were held
            return head.harm is None and not restricted(self.scan, head.last)
        if before is None or before.core_last not in self._of or of_number(self.scan, before.core_last) != q.core:
            return False
        if self.scan.lang == "en" and q.hedge != "exact":
            return False  # '49 of more than 220 injured': the 220 are told here
        head = self.heads.after(q.last, self.ground.sentence(q.core)[1])
        if head is not None and restricted(self.scan, head.last):
            return any(d.value == q.value for d in self.ground.drafts)  # 'of the 23 people killed in the raid'
        verb = self.scan.at(q.core_last, "harm_verb") if self.scan.lang == "en" and head is None else None
        if verb is not None and not self._counted(q):
            return False  # '12 of the 31 injured have been flown out'
        return head is None or head.harm is None  # but in 'three of the 23 dead' the dead are counted too

    def _counted(self, q: Quantity) -> bool:
        """Tell whether a number was told before, or is the sum of two told side by side ('four dead, six hurt')."""
        drafts = self.ground.drafts
        summed = (one.value + other.value for one, other in pairwise(drafts[-_BACK:-1]) if one.value and other.value)
        return any(d.value == q.value for d in drafts) or q.value in summed

    def _out_of(self, before: Draft, q: Quantity) -> bool:
        """Tell whether 'twelve soldiers out of (a total of) 40' leads from the count before to the number."""
        out = self._of.get(before.last)
        if out is None or out.last - out.first == 1:
            return False
        return out.last in (q.first, q.core) and (before.value or 0) < (q.value or 0)


def _with_group(before: Head, after: Head) -> Head:
    """Return the noun before a number with the force or group that it is said to be of behind it."""
    before.actors += after.actors
    before.last = after.last
    return before


def _joined(before: Head | None, after: Head | None) -> Head | None:
    """Return one head of the noun before a number and the phrase after it ('a commander one of Hezbollah')."""
    if before is None or after is None:
        return before or after
    if after.persons:
        return after
    before.actors += after.actors
    before.last = after.last
    before.other = before.other or after.other
    return before
