"""Counts of persons in a text, before it is known what happened to them.

Numbers with a noun of persons, numbers that a toll or a harm introduces, implied ones ('a child and two women'),
'one of them', and 'the rest'.  Every other number is ignored, with the reason.
"""

from __future__ import annotations

from marsad.read.claims.aboard import ABOARD, bring_aboard, carried_away
from marsad.read.claims.actives import carried_out
from marsad.read.claims.beside import harmed_before, only_tells, tell_of_all
from marsad.read.claims.described import add_noun
from marsad.read.claims.doers import attacks, done_by
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.elided import of_number, opens_places, out_of_number, placed_on, restricted
from marsad.read.claims.ellipsis import (
    COMPARED,
    GAPPED,
    GOES_ON,
    compared,
    each_by_cause,
    gapped,
    goes_on,
    in_turn,
    own_stop,
    resumes,
    with_glued,
)
from marsad.read.claims.frames import leave_out
from marsad.read.claims.ground import names_someone
from marsad.read.claims.implied import Implied
from marsad.read.claims.labelsides import label_head, victims_before, with_label
from marsad.read.claims.nouns import Nouns
from marsad.read.claims.opening import opening_head
from marsad.read.claims.presence import attackers_told, was_there
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.reasons import reason
from marsad.read.claims.registers import RULE as REGISTER
from marsad.read.claims.registers import TALLY, register_head, tally_head
from marsad.read.claims.respective import shared_noun
from marsad.read.claims.rivals import told_otherwise
from marsad.read.claims.unnamed import of_force, unnamed_subject
from marsad.read.claims.unread import NAMED, Unread
from marsad.text.tokens import NUMBER

_UNITS = 1_000
"""No force has a number so high."""


class Collector(Nouns):
    """Collects the drafts of one scan."""

    def collect(self, quantities: list[Quantity]) -> list[Draft]:
        """Return the drafts in text order; the numbers left out are in the ground's `unread`."""
        ground = self.ground
        longer = [hit for hit in self.scan.all("person") if hit.last - hit.first > 1]
        inside = {i for hit in longer for i in range(hit.first + 1, hit.last)}
        quantities = [q for q in quantities if q.core not in inside]  # 'members of one family'
        for k, quantity in enumerate(quantities):
            if quantity.core in ground.blocked:
                continue
            nxt = quantities[k + 1].first if k + 1 < len(quantities) else len(self.scan)
            self._quantity(quantity, nxt)
        self.worded.add()
        ground.in_order()
        Implied(ground).add()
        self._two_things()
        return ground.in_order()

    def _two_things(self) -> None:
        """List the things told as two by their ending alone ('two cars' in one word).  Arabic."""
        for hit in self.scan.all("unit"):
            if hit.entry.features.get("n") != "du":
                continue
            if hit.first not in self.ground.blocked and not self.ground.covered(hit.first):
                self.ground.unread.append(Unread(hit.first, hit.last, str(hit.entry.features["why"])))

    def _quantity(self, q: Quantity, following: int) -> None:
        first, last = self.ground.sentence(q.core)
        if self.worded.ratio(q):
            return
        if self._numbers_a_unit(q):
            self.ground.unread.append(Unread(q.first, q.last, NAMED))
            return
        force = of_force(self.scan, q, last) if q.core_last in self._of else None
        why = self.things.why(q) if force is None else None
        victims = victims_before(self.scan, q) if why is not None else None
        why = why if victims is None else None
        aboard = why == ABOARD and self._carried(q, last)
        away = why is not None and carried_away(self.scan, q)
        if why is not None and not (aboard or away):
            self.ground.unread.append(Unread(q.first, q.last, why))
            return
        if self._is_reference(q):
            leave_out(self.ground.drafts[-1], q)
            self.ground.unread.append(Unread(q.first, q.last, "the whole that others are of"))
            return
        stop = min(last, following) if following > q.core_last else last
        head = self.heads.after(self._head_start(q), own_stop(self.scan, q, stop, following)) or force
        head = head or victims
        loser = self._loser_before(q) if head is not None and not head.actors else None
        if loser is not None and head is not None:
            head.actors.append(loser)
        picked = of_number(self.scan, q.core_last) if q.core_last in self._of else None
        picked = out_of_number(self.scan, q.core_last) if picked is None else picked
        if picked is not None and head is None:
            be = self.scan.at(picked + 1, "verb_be") if self.scan.lang == "en" else None
            head = self.heads.after(be.last if be is not None else picked + 1, last)  # 'four of the five attackers'
            if head is not None and head.harm is not None:
                head = None if self.scan.lang == "en" else Head(q.core, q.core_last)  # 'freed 22 of 60 hostages'
        if (head is None or not names_someone(head) or q.value <= 2) and not self.ground.joined_on(q):
            before = self._head_before(q, first)
            if before is not None and before.unit and self._belongs_to(before):
                self.ground.unread.append(Unread(q.first, q.last, "a family that others belong to"))
                return
            did = before is not None and head is None and self._only_did(before, q)
            if before is not None and not did:
                head = _joined(before, head)
            if did:
                head = Head(q.core, q.core_last)
                if self.scan.lang == "en":
                    self._mark_doer(q)
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
        combined = self._combined(q, head) if self._sums else None
        if q.rule.startswith("vague.number_of") and (head is None or not names_someone(head)) and not self._befell(q):
            return  # 'the number of' and not 'a number of'
        head = head or shared_noun(self.scan, self.heads, q, self.ground.drafts) or unnamed_subject(self.scan, q, last)
        head = head or opening_head(self.scan, self.heads, q)
        if head is None:
            why = self.bare.why(q, last)
            if why is not None and combined is None:
                self.ground.unread.append(Unread(q.first, q.last, reason(self.ground, q, why)))
                return
            head = self._unnamed(q, last) or Head(q.core, q.core_last)
            if self.bare.family_of(q):
                head.civilian = True
        if attackers_told(self.scan, q):
            self.ground.unread.append(Unread(q.first, q.last, "who attacked"))
            return
        if q.value == 1 and head.unit and self._whose_family(q):
            self.ground.unread.append(Unread(q.first, q.last, "a family that others belong to"))
            return
        if was_there(self.scan, q, head):
            self.ground.unread.append(Unread(q.first, q.last, "no harm is said of these persons"))
            return
        if only_tells(self.scan, q, head):
            self.ground.unread.append(Unread(q.first, q.last, "who says it"))
            return
        by = q.first in self.ground.doers or (q.first in self._agents and carried_out(self.scan, head))
        did = by or done_by(self.scan, q.first) or attacks(self.scan, q.first, head)
        if names_someone(head) and did:
            self.ground.unread.append(Unread(q.first, q.last, "who attacked"))
            return
        harmed = harmed_before(self.scan, q) if head.harm is None else None
        if harmed is not None:
            head.harm = harmed
        draft = _draft(q, head)
        if draft.first < q.first and draft.hedge == "exact":
            self._hedge_before(draft)
        if harmed is not None:
            draft.rules.append("head.harmed")
        if not names_someone(head) and self.bare.told(q):
            draft.rules.append("count.told")
        draft.further = q.core in self._did or q.core in self._lost
        self._elliptic(q, draft)
        tell_of_all(self.scan, draft)
        if heading is not None:
            draft.rules.append(TALLY if tally is not None else "head.heading")
        elif register is not None:
            draft.rules.append(REGISTER)
        self._mark_kind(draft, q)
        if aboard:
            bring_aboard(draft)
        if away:
            draft.harm = "displaced"
            draft.rules.append("harm.departs")
        if combined is not None:
            draft.harm, draft.last = "other", max(draft.last, combined.last)
            draft.rules.append(combined.entry.id)
        self.ground.drafts.append(draft)

    def _numbers_a_unit(self, q: Quantity) -> bool:
        """Tell whether digits number a force ('the 12th Brigade' is 'Brigade 12').  Arabic."""
        if self.scan.lang != "ar" or self.scan.tokens.kinds[q.core] != NUMBER or q.first != q.core:
            return False
        unit = self.scan.ending(q.core, "numbered_unit")
        return unit is not None and q.value < _UNITS and self.scan.at(q.core_last, "person") is None

    def _belongs_to(self, family: Head) -> bool:
        """Tell whether 'of one family' or, written as one word in Arabic, 'belonging to one family' stands there."""
        noun = self.scan.at(family.first, "person")
        return self.scan.at(family.first - 1, "of") is not None or bool(noun is not None and noun.clitics.preposition)

    def _whose_family(self, q: Quantity) -> bool:
        """Tell whether 'belonged to', 'came from' stands before 'one family'.  English."""
        return self.scan.lang == "en" and self.scan.at(q.first - 1, "to", "from", "of") is not None

    def _elliptic(self, q: Quantity, draft: Draft) -> None:
        """Mark a number that goes on from the count before it ('Zalingei 45', 'eight have been identified')."""
        if self.scan.lang == "en" and q.core in self._accounted and draft.head.persons:
            draft.rules.append(GAPPED)
        if draft.head.persons or draft.head.actors or draft.head.other:
            return
        if self._lists_places(q) or each_by_cause(self.scan, q, self.ground.drafts):
            draft.rules.append(GAPPED)
        if self.bare.accounted(q):
            draft.rules.append(GAPPED)
            draft.further = True
        elif self.bare.completes(q):
            draft.rules.append(GAPPED)
        elif compared(self.scan, q, self.ground.drafts) or told_otherwise(self.scan, q, self.ground.drafts):
            draft.rules.append(COMPARED)
        elif (
            gapped(self.scan, q, self.ground.drafts)
            or with_glued(self.scan, q, self.ground.drafts)
            or self.bare.bracketed(q)
            or in_turn(self.scan, q, self.ground.drafts)
        ):
            draft.rules.append(GAPPED)
        elif goes_on(self.scan, q, self.ground.drafts):
            draft.rules.append(GOES_ON)

    def _lists_places(self, q: Quantity) -> bool:
        """Tell whether '15 in X', 'and six in Y' go on from '25 dead;'.  Arabic."""
        drafts = self.ground.drafts
        if opens_places(self.scan, q.first, q.core_last, drafts):
            return True
        return (
            self.scan.lang == "ar"
            and GAPPED in (drafts[-1].rules if drafts else ())
            and placed_on(self.scan, q, drafts)
        )

    def _is_reference(self, q: Quantity) -> bool:
        """Tell whether the number only repeats the whole of the count before it ('three of the eighteen')."""
        before = self.ground.drafts[-1] if self.ground.drafts else None
        if before is None or before.core_last not in self._of or of_number(self.scan, before.core_last) != q.core:
            return False
        if self.scan.lang == "en" and q.hedge != "exact":
            return False  # '49 of more than 220 injured': the 220 are told here
        head = self.heads.after(q.last, self.ground.sentence(q.core)[1])
        if head is not None and restricted(self.scan, head.last):
            return any(d.value == q.value for d in self.ground.drafts)  # 'of the 23 people killed in the raid'
        verb = self.scan.at(q.core_last, "harm_verb") if self.scan.lang == "en" and head is None else None
        if verb is not None and not any(d.value == q.value for d in self.ground.drafts):
            return False  # '12 of the 31 injured have been flown out'
        return head is None or head.harm is None  # but in 'three of the 23 dead' the dead are counted too

    def _mark_kind(self, draft: Draft, q: Quantity) -> None:
        """'the remaining 25' is a rest with its number; '28 are still in hospital' resumes the total before."""
        scan = self.scan
        before = scan.ending(q.first, "remaining")
        but = scan.ending(q.first, "all_but")
        if but is not None:
            draft.kind, draft.first = "all_but", but.first
            return
        if before is not None:
            draft.kind, draft.rest, draft.first = "remaining", True, before.first
            self._fought_for(draft)
        elif self.bare.figure(q) and not self._harmed(draft, q):
            draft.kind = "figure"
        elif not names_someone(draft.head) and self.bare.then(q):
            draft.kind = "then"
        elif resumes(scan, q, draft, self.ground.drafts):
            draft.kind = "resumed"

    def _harmed(self, draft: Draft, q: Quantity) -> bool:
        """Tell whether a figure says itself what it counts ('lower figures: seven villagers killed').  English."""
        scan = self.scan
        told = scan.at(q.last, "harm_verb") or scan.at(draft.head.last, "harm_verb")
        return scan.lang == "en" and (told is not None or draft.head.harm is not None)

    def _fought_for(self, draft: Draft) -> None:
        """'the other 18 fought for the government': the actor after the verb says whose they were."""
        if names_someone(draft.head):
            return
        for i in range(draft.core_last, min(draft.core_last + 5, self.ground.sentence(draft.core)[1])):
            actor = self.heads.actors.get(i)
            if actor is not None:
                draft.head.actors.append(actor)
                return
            if self.scan.tokens.kinds[i] != "w" or self.scan.at(i, "harm_verb") is not None:
                return


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


def _draft(q: Quantity, head: Head) -> Draft:
    first, last = min(q.first, head.first), max(q.last, head.last)
    if q.first - head.last > 2:
        first = q.first  # 'prisoners of both armies, 84 in all'
    kind = "vague" if q.hedge == "vague" else "number"
    hedge = head.hedge if head.hedge is not None and q.hedge == "exact" else q.hedge
    return Draft(first, last, q.core, q.core_last, q.value, q.value_max, hedge, head, kind, [q.rule])
