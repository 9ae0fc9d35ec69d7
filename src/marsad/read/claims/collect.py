"""Counts of persons in a text, before it is known what happened to them.

Numbers with a noun of persons, numbers that a toll or a harm introduces, implied ones ('a child and two women'),
'one of them', and 'the rest'.  Every other number is ignored, with the reason.
"""

from __future__ import annotations

from marsad.read.claims.aboard import bring_aboard
from marsad.read.claims.accounts import RULE as BY_WEAPON
from marsad.read.claims.accounts import by_weapon
from marsad.read.claims.beside import harmed_before, tell_of_all
from marsad.read.claims.civil import tell_family
from marsad.read.claims.continued import RULE as CONTINUED
from marsad.read.claims.counting import Counting
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.elided import opens_places, placed_on
from marsad.read.claims.ellipsis import (
    COMPARED,
    GAPPED,
    GOES_ON,
    compared,
    each_by_cause,
    exchanged,
    gapped,
    goes_on,
    in_turn,
    resumes,
    with_glued,
)
from marsad.read.claims.freed import add_freed
from marsad.read.claims.ground import names_someone
from marsad.read.claims.implied import Implied
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.righted import RULE as RIGHTED
from marsad.read.claims.rivals import told_otherwise
from marsad.read.claims.sincetolls import total_of_before
from marsad.read.claims.unread import Unread

_UNITS = 1_000
"""No force has a number so high."""


class Collector(Counting):
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
        add_freed(ground)
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
        """Draft the count of a number, or list it as one that counts no persons."""
        last = self.ground.sentence(q.core)[1]
        if self.worded.ratio(q):
            return
        seen = self.set_apart(q, last)
        noun = self.noun(q, following, seen) if seen is not None else None
        titled = self.titled(q, noun.head) if noun is not None else None
        if seen is None or titled is None:
            return
        combined = self._combined(q, titled.head) if self._sums else None
        if q.rule.startswith("vague.number_of") and not (_someone(titled.head) or self._befell(q)):
            return  # 'the number of' and not 'a number of'
        head = self.persons(q, last, titled.head, combined=combined is not None)
        if head is None:
            return
        why = self.refusal(q, head)
        if why is not None:
            self.leave(q, why)
            return
        draft = self._drafted(q, head)
        if titled.rule is not None:
            draft.rules.append(titled.rule)
        if q.core in self.bare.continued:
            draft.rules.append(CONTINUED)
        if q.core in self.righted:
            draft.rules.append(RIGHTED)
        self._mark_kind(draft, q)
        if seen.aboard:
            bring_aboard(draft)
        if seen.away:
            draft.harm = "displaced"
            draft.rules.append("harm.departs")
        if combined is not None:
            draft.harm, draft.last = "other", max(draft.last, combined.last)
            draft.rules.append(combined.entry.id)
        self.ground.drafts.append(draft)

    def _drafted(self, q: Quantity, head: Head) -> Draft:
        """Return the draft of a number and its noun, with what the words around say of both."""
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
        tell_family(self.scan, draft)
        if self.things.ages:
            self._tell_age(draft)
        if self.scan.lang == "en" and by_weapon(self.ground, q):
            draft.rules.append(BY_WEAPON)
        return draft

    def _tell_age(self, draft: Draft) -> None:
        """Say of several persons whose ages are told one by one how old they all are."""
        group = next((age for i in range(draft.core, draft.last) if (age := self.things.ages.get(i))), None)
        head = draft.head
        head.age = head.age or group
        if group == "child" and head.civilian is None and not (head.party or head.actors):
            head.civilian = True

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
        elif self._set_beside(q):
            draft.rules.append(COMPARED)
        elif (
            gapped(self.scan, q, self.ground.drafts)
            or with_glued(self.scan, q, self.ground.drafts)
            or self.bare.bracketed(q)
            or total_of_before(self.ground, q)
            or in_turn(self.scan, q, self.ground.drafts)
        ):
            draft.rules.append(GAPPED)
        elif goes_on(self.scan, q, self.ground.drafts):
            draft.rules.append(GOES_ON)

    def _set_beside(self, q: Quantity) -> bool:
        """Tell whether a bare number is set beside the count before it, of which it is no part."""
        drafts = self.ground.drafts
        return any(told(self.scan, q, drafts) for told in (compared, told_otherwise, exchanged))

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


def _someone(head: Head | None) -> bool:
    return head is not None and names_someone(head)


def _draft(q: Quantity, head: Head) -> Draft:
    first, last = min(q.first, head.first), max(q.last, head.last)
    if q.first - head.last > 2:
        first = q.first  # 'prisoners of both armies, 84 in all'
    kind = "vague" if q.hedge == "vague" else "number"
    hedge = head.hedge if head.hedge is not None and q.hedge == "exact" else q.hedge
    return Draft(first, last, q.core, q.core_last, q.value, q.value_max, hedge, head, kind, [q.rule])
