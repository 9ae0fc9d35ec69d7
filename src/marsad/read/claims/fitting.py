"""Fitting: whether a count may be of the whole that is open, by what the words beside it say."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import one_who
from marsad.read.claims.frame import Frame
from marsad.read.claims.frames import graver, of_next_kind, room_in
from marsad.read.claims.ofwhom import NEAR, SEMICOLONS
from marsad.read.claims.ranks import is_of_fighters, only_women
from marsad.read.claims.walk import Walk

_HELD = frozenset({"abducted", "detained"})
_VERB = 3
"""Tokens from a count to the verb of its own, at most."""
_PARTS = 12
"""Counts before among which a part shows that the first count of a sentence is a whole."""


class Fitting(Walk):
    """Answers for the drafts of one scan."""

    def _past_colon(self, frame: Frame) -> None:
        """'112 dead, 9 children among them: 45 in X, 30 in Y': a colon's parts are of the total anew.  Arabic."""
        outer = frame.whole.whole
        if self.scan.lang == "ar" and frame.kind == "apposed" and not frame.parts and outer is not None:
            self.stack = [Frame(outer, "apposed")]

    def _past_aside(self, draft: Draft) -> bool:
        """'nine passengers, four women among them, and the driver': a comma and 'and' close an aside of one part.

        English.
        """
        frame = self.stack[-1] if self.stack and self.scan.lang == "en" else None
        if frame is None or frame.parts != 1 or self.last is None or draft.rest:
            return False
        if frame.kind != "subset" and not (frame.kind == "of_them" and self._another_item(draft, frame)):
            return False
        inside = self.last.whole is frame.whole and self.last.last == draft.first - 2
        return (
            inside
            and self.scan.tokens.folds[draft.first - 2] == ","
            and self.scan.at(draft.first - 1, "and") is not None
        )

    def _another_item(self, draft: Draft, frame: Frame) -> bool:
        """Tell whether 'six policemen, one of them a colonel, and four gunmen were killed' goes on with others.

        They have a place or cause of their own, or their verb follows and none stands before ('the attack killed ...').
        """
        if self._elsewhere(draft):
            return True
        told = any(frame.whole.core_last <= i < draft.first for i in self.triggers)
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        before = told or any(first <= i < frame.whole.first for i in self.triggers)
        behind = self.scan.at(draft.last, "verb_be", "harm_verb")
        return draft.head.persons > 0 and not before and behind is not None and behind.first < last

    def _elsewhere(self, draft: Draft) -> bool:
        """Tell whether 'in Y', 'by shelling', a place, a day or a cause of its own, follows the number.  English."""
        at = draft.last if draft.head.other else draft.core_last  # 'three more in Y'
        if self.scan.lang != "en" or self.scan.at(at, "preposition") is None or at + 1 >= len(self.scan):
            return False
        named = self.scan.quote(at + 1, at + 2)[:1].isupper() and self.scan.at(at + 1, "person") is None
        the = self.scan.at(at + 1, "determiner", "number_article")
        return named or self.scan.at(at + 1 if the is None else the.last, "place", "cause") is not None

    def _in_same_state(self, draft: Draft) -> None:
        """'28 are still in hospital, ten in grave condition': the ten are of the 28."""
        before = self.last
        if draft.whole is not None or before is None or before.kind != "resumed" or draft.head.persons:
            return
        if self._elsewhere(draft):
            draft.whole = before.whole  # 'five were killed in X, three in Y'
            draft.rules.append("part.elsewhere")
        elif (draft.value or 0) < (before.value or 0) and draft.first - before.last <= 6:
            draft.whole = before
            draft.rules.append("part.same_state")

    def _of_partition(self, draft: Draft) -> bool:
        """'11 of the army, among them two officers, and 4 of a militia': another side goes on with the list."""
        if len(self.stack) < 2 or self.stack[-1].kind != "subset" or self.stack[-2].kind != "partition":
            return False
        inner, outer = self.stack[-1].whole, self.stack[-2]
        apart = draft.side is not None and inner.side is not None and draft.side != inner.side
        return apart and self._fits(draft, outer)

    def _fits(self, draft: Draft, frame: Frame) -> bool:
        whole = frame.whole
        if frame.kind == "list":
            self._done_by(draft, whole)
        if not self.belongs(draft, whole) and not self._told_to_be_of(draft, frame):
            completes = draft.value is not None and frame.taken + draft.value == whole.value
            return completes and frame.kind == "partition" and frame.parts > 0
        if frame.kind == "apposed" and not self._apposed(draft):
            return False
        if frame.kind == "subset" and self._dead_not_wounded(draft, whole):
            return False
        if frame.kind == "of_them" and self._lives(draft, whole):
            return False
        if draft.value is None or whole.value is None or whole.hedge == "vague":
            return True
        ceiling = whole.value_max or whole.value
        if whole.hedge == "about":
            ceiling = round(ceiling * 1.15)
        elif whole.hedge in ("more_than", "at_least") and self.scan.lang == "en":
            ceiling = round(ceiling * 1.1)
        return frame.taken + draft.value <= ceiling

    def _lives(self, draft: Draft, whole: Draft) -> bool:
        """'543 killed, 40 of them children, 107 injured': whoever is said to be hurt is none of the dead.  English."""
        alone = self.scan.lang == "en" and draft.last == draft.core_last
        own = self._harm_right_after(draft) if alone else None
        return own in ("injured", "abducted", "missing", "detained") and self._harm_told(whole) == "killed"

    def _dead_not_wounded(self, draft: Draft, whole: Draft) -> bool:
        """'three were hurt, a woman among them, and the army replied and left one dead': he is none of the three."""
        if self.scan.lang != "ar" or draft.head.harm != "killed" or draft.head.soft or whole.head.harm is not None:
            return False
        return self._harm_told(whole) == "injured"

    def _told_to_be_of(self, draft: Draft, frame: Frame) -> bool:
        """'360 of the factions, among them 210 of a group': the first count after the words is of the whole.

        So of women among fighters, and in Arabic of fighters of two sides where the words stand right before the count.
        """
        if self._policemen_among(draft, frame):
            return True
        if frame.kind == "subset" and only_women(draft.head) and is_of_fighters(frame.whole):
            return True
        among = self.scan.at(draft.first - 1, "among") or self.scan.at(draft.first - 2, "among")
        whole = frame.whole
        men = whole.head.sex == "m" and whole.head.role is None and draft.head.civilian is False
        armed = draft.head.civilian is not True and (men or whole.head.civilian is not True)
        sides = {draft.side, None if men else whole.side} & ({None, "civilians"} if not men else {"civilians"})
        first = frame.kind == "subset" and not frame.parts and among is not None and among.last == draft.first
        return self.scan.lang == "ar" and first and armed and not sides

    def _policemen_among(self, draft: Draft, frame: Frame) -> bool:
        """Tell whether '465 civilians, including 22 police' says that the police are counted among them.  English."""
        if self.scan.lang != "en" or frame.kind != "subset" or frame.parts or frame.whole.head.civilian is not True:
            return False
        nouns = (self.scan.at(i, "person") for i in range(draft.core_last, draft.last))
        if not any(noun is not None and noun.entry.features.get("role") == "police" for noun in nouns):
            return False
        among, whole = self.scan.ending(draft.first, "among"), frame.whole
        alone = self.scan.ending(whole.first, "and") is None
        return among is not None and alone and among.first - whole.last <= 1

    def _one_each(self, draft: Draft) -> Draft | None:
        """'Six worshippers, one a child and one the imam', '... three women and one a shepherd': return the whole.

        English.
        """
        last = self.last
        if last is None or draft.kind != "number" or one_who(self.scan, draft.core_last) is None:
            return None
        if self.scan.sentence_of(last.core) != self.scan.sentence_of(draft.core):
            return None
        return last.whole if last.whole is not None else last if (last.value or 0) > 1 else None

    def _closed_aside(self, part: Draft) -> bool:
        """Tell whether ', were' closes what a part only said by the way ('32, half of them women, were brought')."""
        if self.scan.lang != "en" or self.scan.tokens.folds[part.last : part.last + 1] != [","]:
            return False
        return self.scan.at(part.last + 1, "verb_be", "verb_have") is not None

    def _next_doers(self, draft: Draft) -> Draft | None:
        """'X killed 12 of the civilians, three children among them; Y killed four': return the civilians.  English."""
        since = self.scan.sents[self.scan.sentence_of(draft.core)][0]
        first = next((d for d in self.placed[-NEAR:] if d.core >= since), None)
        if self.scan.lang != "en" or first is None or first.whole is None or draft.head.persons or draft.toll:
            return None
        verb = self.scan.ending(draft.first, "harm_verb") is not None
        picked = verb and self.scan.at(first.core_last, "of") is not None and "part.elided" in first.rules
        apart = not SEMICOLONS.isdisjoint(self.scan.tokens.folds[first.last : draft.first])
        fits = self.belongs(draft, first.whole) and room_in(draft, first.whole, self.placed)
        return first.whole if picked and apart and fits else None

    def _further_whole(self, draft: Draft) -> Draft | None:
        """Return what a count is of that who did it tells apart from the count before.  English."""
        return self._shared_whole(draft) or of_next_kind(self.scan, draft, self.last, self.triggers)

    def _shared_whole(self, draft: Draft) -> Draft | None:
        """'X killed 71 of them, 16 of them children; Y 29': return what the 71 are of, where the 29 fit into it.

        English.
        """
        since = self.scan.sents[self.scan.sentence_of(draft.core)][0]
        first = next((d for d in self.placed[-NEAR:] if d.core >= since), None)
        if first is None or "part.of_them" not in first.rules or first.whole is None or draft.head.persons:
            return None
        fits = self.belongs(draft, first.whole) and room_in(draft, first.whole, self.placed)
        return first.whole if fits and not draft.toll else None

    def _done_by(self, draft: Draft, whole: Draft) -> None:
        """'416 civilians, by doer: the government's forces 228': who is named is who killed them.  Arabic."""
        head = draft.head
        civil = whole.head.civilian is True or whole.side == "civilians"
        if self.scan.lang != "ar" or not civil or not head.actors or head.first >= draft.core:
            return
        if head.persons and head.civilian is not False:
            return
        draft.perpetrator = head.actors[0].side
        draft.side, head.civilian, head.party, head.actors = "civilians", True, None, []
        draft.rules.append("side.of_doer")

    def _done_by_named(self, draft: Draft, frame: Frame) -> None:
        """'Armed groups committed 151 of these killings: the ADF 88': who is named there did it.  English."""
        head, told = draft.head, self.scan.ending(frame.whole.first, "account_verb")
        if self.scan.lang == "en" and told is not None and head.actors and head.first < draft.core and not head.persons:
            draft.perpetrator = head.actors[0].side
            draft.side, head.party, head.actors, head.civilian = None, None, [], None
            draft.rules.append("side.of_doer")

    def _apposed(self, draft: Draft) -> bool:
        """Tell whether a count may be a part after a dash; of '29 dead - 41 wounded' and 'up from 41' it is none."""
        harm = draft.head.harm or self._harm_right_after(draft)
        if self.scan.lang == "ar":
            whole = self.stack[-1].whole
            return draft.status == "stated" and harm in (None, whole.head.harm, self._harm_told(whole) or harm)
        if harm in ("killed", "injured", "missing") and not self.told_alike(harm, self.stack[-1].whole):
            return False
        return draft.status == "stated"

    def _beside_rest(self, draft: Draft) -> Draft | None:
        """'88 dead of both sides ..., the dead are 31 loyalists, five officers among them, and the rest rebels'."""
        inner = self.stack[0].whole
        for whole in reversed(self.placed):
            if whole is inner or whole.core > inner.core or (whole.value or 0) <= (inner.value or 0):
                continue
            if whole.status == "stated" and self.belongs(draft, whole) and self.belongs(inner, whole):
                return whole
        return None

    def _closed_by(self, rest: Draft) -> bool:
        """'..., and the rest rebels, besides 37 civilians': what stands besides is of no total that a rest completes.

        Arabic.
        """
        i = max(rest.last, rest.core_last)
        i += i < len(self.scan) and self.scan.tokens.kinds[i] == "p"
        return self.scan.lang == "ar" and self.scan.at(i, "beside") is not None

    def _parts_of_outer(self) -> bool:
        """Link the parts in '77 were killed, 22 from X, the rest ...', 'ten were taken; four were freed and the rest'.

        English.  Each part is smaller than what the others leave of the total, and nothing else befell it, but that
        the held were freed or died.
        """
        outer = self.outer
        if outer is None or outer is self.last or outer.value is None or outer.whole is not None:
            return False
        inside = [d for d in self.placed[-_PARTS:] if d.core > outer.core and d.whole is None]
        held = not {outer.head.harm, self._verb_behind(outer)}.isdisjoint(_HELD)
        # '71 survivors; six were sent to hospital and the others ...'
        lives = self._harm_told(outer) == "other" and self.scan.lang == "en"
        apart = any(self._verb_behind(d) is not None for d in inside) and not (held or lives)
        if not inside or apart or sum(d.value or 0 for d in inside) >= outer.value:
            return False
        if not all(d.kind == "number" and self.belongs(d, outer) for d in inside):
            return False
        for part in inside:
            part.whole = outer
            part.rules.append("part.before_rest")
        return True

    def _parts_of_carry(self) -> bool:
        """Tell whether parts of the last total were told in the sentences before."""
        carry = self.carry
        return carry is not None and any(d.whole is carry for d in self.placed[-_PARTS:])

    def _verb_behind(self, draft: Draft) -> str | None:
        """Return what the verb of its own says that follows a count ('seven were abducted')."""
        near = (self.triggers.get(i) for i in range(draft.last, draft.last + _VERB))
        return next((trigger.harm for trigger in near if trigger is not None), None)

    def _harmed_before(self, before: Draft) -> Draft | None:
        """'33 were hurt. The hospital took in 21 of the wounded; the others ...': return the 33.  English."""
        among = self.scan.at(before.core_last, "among") if self.scan.lang == "en" else None
        harm = among.entry.features.get("of_harm") if among is not None else None
        told = (d for d in reversed(self.placed[-_PARTS:]) if d.whole is None and d is not before)
        fits = (d for d in told if harm is not None and harm in (self._harm_told(d), self._harm_of_clause(d)))
        return next((d for d in fits if (d.value or 0) > (before.value or 0)), None)

    def _beside_others(self, rest: Draft) -> bool:
        """'51 were killed. Forty-three died on the spot and the others in hospital': the 43 are of the 51 too.

        English.
        """
        before, carry = self.last, self.carry
        if self.scan.lang != "en" or before is None or carry is None or before is not self.outer or before.head.persons:
            return False
        joined = self.scan.at(rest.first - 1, "and") is not None
        fits = joined and (before.value or 0) < (carry.value or 0) and self.belongs(before, carry)
        if fits:
            before.whole = carry
            before.rules.append("part.before_rest")
            self.outer = None
        return fits

    def _of_last_total(self, rest: Draft) -> bool:
        """'29 were killed. In X 18, including a chief, were shot; the others died in Y': the others are of the 29.

        English.
        """
        outer, carry = self.outer, self.carry
        apart = self.scan.tokens.folds[rest.first - 1] in SEMICOLONS
        if outer is None or carry is None or not apart or (outer.value or 0) >= (carry.value or 0):
            return False
        be = self.scan.at(rest.last, "verb_be")
        verb = self.scan.at(be.last if be is not None else rest.last, "harm_verb")
        harm = verb.entry.features["harm"] if verb is not None else None
        told = harm is not None and harm in (self._harm_told(carry), self._harm_of_clause(carry))
        if not told or outer.whole is not None or not self.belongs(outer, carry):
            return False
        outer.whole = rest.whole = carry
        outer.rules.append("part.before_rest")
        rest.rules.append("part.rest")
        return True

    def _rest(self, draft: Draft) -> None:
        """The rest belongs to the outermost open whole that has parts already."""
        arabic = self.scan.lang == "ar"
        if not arabic and self._of_last_total(draft):
            return
        frame = next((f for f in self.stack if f.parts and (not arabic or self.belongs(draft, f.whole))), None)
        if frame is not None and not arabic and self.stack[-1].kind == "apposed" and self.stack[-1].parts:
            frame = self.stack[-1]  # '68 of the forces - 41 soldiers, the rest policemen - and 50 civilians'
        beside = self._beside_rest(draft) if frame is None and self.stack and arabic else None
        if beside is not None:
            draft.whole = beside
            draft.rules.append("part.rest")
            return
        outer = self.outer if arabic and frame is None and self.outer is not self.last else None
        if outer is not None and (outer.kind == "aboard" or any(d.whole is outer for d in self.placed[-_PARTS:])):
            draft.whole = outer  # '12 of them died, 20 others were rescued, and the rest are missing'
            draft.rules.append("part.rest")
            return
        if frame is None and not arabic and self._parts_of_outer():
            draft.whole = self.outer
            draft.rules.append("part.rest")
            return
        if frame is None and self.last is not None and self.last.whole is not None:
            grave = graver(self.scan, self.last, self.last.whole)  # '48 are in care, seven badly; the rest'
            draft.whole = self.last.whole.whole if grave and self.last.whole.whole is not None else self.last.whole
            draft.rules.append("part.rest")
            return
        if frame is None and self.last is None and arabic and self._parts_of_carry():
            draft.whole = self.carry  # '... 12 dead, four civilians among them. The rest are gunmen'
            draft.rules.append("part.rest")
            return
        if frame is None:
            before = self.last
            held = self._harmed_before(before) if before is not None and before.whole is None else None
            if held is not None or self._beside_others(draft):
                draft.whole = held or self.carry
                draft.rules.append("part.rest")
                return
            draft.whole = self.carry or (before.whole if before is not None else None)
            draft.rules.append("part.rest")
            if before is not None and draft.whole is not None and self.outer is not None:
                return
            draft.whole = None
            if arabic and draft.value is not None:
                return  # 'killed 10 of them and wounded the rest, who were 14'
            if self.placed and any(h.last == draft.first for h in self.scan.all("account_verb")):
                draft.harm = self.placed[-1].harm or "other"
                return  # its total is found when all are known
            draft.drop = "no total whose rest it could be"
            return
        draft.whole = frame.whole
        draft.rules.append("part.rest")
        at = self.stack.index(frame)
        del self.stack[at if self._closed_by(draft) else at + 1 :]
