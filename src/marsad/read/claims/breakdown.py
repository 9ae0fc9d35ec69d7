"""Breakdowns: which count is a part of which ('30, of them 16 ..., among them a commander, ..., and the rest ...').

A sentence is walked from left to right with a stack of open wholes.  'Among them' opens the count before it; a part
that cannot belong to the open whole (another side, another nationality, more than is left) closes it; a new clause, a
new toll or a new harm closes them all.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.ellipsis import GAPPED, GOES_ON
from marsad.read.claims.fitting import Fitting
from marsad.read.claims.frame import Frame
from marsad.read.claims.frames import direct_part, graver, nested_in, of_next_kind, reckon_share, room_in, sibling
from marsad.read.claims.ofwhom import NEAR, SEMICOLONS
from marsad.read.claims.pairs import RULE, is_one_of_two
from marsad.read.claims.parts import large_enough, of_part, of_several, of_women

_PARTIES = ("state", "nonstate")
"""Whose men they may be whom another noun named before."""
_TWO, _RECENT = 2, 6
"""Counts before among which two persons may be whom 'one of the two' means."""


class Breakdown(Fitting):
    """Links the drafts of one scan."""

    def _place(self, draft: Draft) -> None:
        if self._back_reference(draft):
            return
        if draft.rest and draft.kind != "remaining":
            self._rest(draft)
            self.rest = draft
            return
        if draft.kind == "one_of" and (self._of_neither(draft) or self._one_of_last(draft)):
            return
        if nested_in(self.scan, draft, self.last, self.stack[-1] if self.stack else None) and self.last is not None:
            self._open_frame(Frame(self.last, "subset"))
        if self.last is not None and graver(self.scan, draft, self.last):
            draft.whole = self.last
            draft.rules.append("part.elided")
        if draft.kind == "remaining" and self.scan.lang == "en":
            self._to_completed(draft)
        if self._of_partition(draft) and not self._told_to_be_of(draft, self.stack[-1]):
            self.stack.pop()
        if self.stack and self.stack[-1].kind == "of_them" and self._further(draft):
            self.stack.pop()
            draft.further = True
        if self._past_aside(draft):
            self.stack.pop()
            draft.further = True
        if self._of_next_place(draft):
            self.last = self.stack.pop().whole
        while self.stack and (_of_one(self.stack[-1].whole) or not self._fits(draft, self.stack[-1])):
            if self.stack[-1].kind == "paren":
                break
            self._past_colon(self.stack.pop())
        if (
            draft.whole is not None
            or (draft.kind == "share" and self._share_of_last(draft))
            or (draft.core_last in self.among and self._of_part(draft))
            or (self.scan.lang == "en" and self.stack and _families(draft, self.stack[-1].whole))
        ):
            pass
        elif self.stack:
            frame = self.stack[-1]
            self._done_by_named(draft, frame)
            draft.whole = frame.whole
            frame.taken += draft.value or 0
            frame.parts += 1
            draft.rules.append(f"part.{frame.kind}")
        elif draft.value == 1 and (whole := self._one_each(draft)) is not None:
            draft.whole = whole
            draft.rules.append("part.one_of")
        elif draft.kind == "one_of" and self.last is not None and not self._next_one(draft, self.last):
            draft.whole = self.last.whole or self.last
            draft.rules.append("part.one_of")
        elif self.scan.lang == "ar" and self._one_of_carried(draft):
            draft.whole = self.carry  # 'three soldiers were killed. ... said that one of them was a major'
            draft.rules.append("part.one_of")
        elif self.scan.lang == "en" and self._extreme(draft):
            draft.whole = self.last or self._carried(draft)
            draft.rules.append("part.one_of")
        elif draft.kind == "remaining":
            self._remaining(draft)
        elif draft.kind in ("resumed", "share", "all_but"):
            draft.whole = (self.outer if draft.kind == "resumed" else self._shared(draft)) or self._carried(draft)
            draft.rules.append(f"part.{draft.kind}")
        else:
            self._elided(draft)
        if draft.kind == "all_but" and draft.whole is not None and self._past_clause(draft):
            while draft.whole.whole is not None:
                draft.whole = draft.whole.whole  # '..., among them 240 women; air strikes killed all but 31 of them'
        reckon_share(draft)
        self._in_same_state(draft)
        if draft.whole is None and self._of_this(draft):
            self._open_frame(Frame(draft, "subset"))
        if draft.status == "superseded":
            self.overtaken = draft
            return  # an earlier figure is no whole of what follows
        self._previous = self.last
        self.last = draft
        self.placed.append(draft)
        self.first = self.first or draft
        if self.outer is None and draft.whole is None:
            self.outer = draft

    def _of_next_place(self, draft: Draft) -> bool:
        """Tell whether 'in Y 10,000' goes on from 'in X 18,400 died, including 2,300 civilians'.  English."""
        frame = self.stack[-1] if self.stack and self.scan.lang == "en" and GAPPED in draft.rules else None
        return frame is not None and frame.kind == "subset" and frame.parts > 0 and not draft.head.persons

    def _one_of_carried(self, draft: Draft) -> bool:
        """Tell whether 'one of them (was) a major' opens what a sentence tells of the last total.  Arabic."""
        carry, alone = self.carry, self.last is None and draft.kind == "one_of" and draft.head.persons > 0
        return alone and carry is not None and carry.status == "stated" and (carry.value or 0) >= _TWO

    def _shared(self, draft: Draft) -> Draft | None:
        """Return the count that a share is of; after '25 dead; 15 in X and 10 in Y, half of them ...', the 25."""
        last = self.last
        share = self.scan.at(draft.first, "fraction")
        if last is not None and last.kind == "share" and share is not None and share.clitics.conjunction:
            return last.whole  # 'half of them children and a quarter of them women'
        listed = self.scan.lang == "ar" and last is not None and GAPPED in last.rules and last.whole is not None
        comma = self.scan.tokens.folds[draft.first - 1] == "\u060c"
        return last.whole if last is not None and listed and comma else last

    def _of_part(self, draft: Draft) -> bool:
        """Tell whether 'of them' makes a count a part of the one right before it, and make it so."""
        return of_women(self.scan, draft, self.last) or of_part(self.scan, draft, self.last)

    def _further(self, draft: Draft) -> bool:
        """Tell whether '16 further deaths' says itself that they are none of those before.  English."""
        more = self.scan.at(draft.core_last, "additional") if self.scan.lang == "en" else None
        return more is not None and draft.head.harm is not None and draft.head.last > more.last

    def _to_completed(self, draft: Draft) -> None:
        """'13, seven of them officers, including two generals; the other six': close what stands within the 13."""
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].taken + (draft.value or 0) == self.stack[at].whole.value:
                del self.stack[at + 1 :]
                return

    def _past_clause(self, draft: Draft) -> bool:
        """Tell whether a semicolon stands between a count and its whole.  English."""
        whole = draft.whole
        between = self.scan.tokens.folds[whole.last : draft.first] if whole is not None else ()
        return self.scan.lang == "en" and not SEMICOLONS.isdisjoint(between)

    def _extreme(self, draft: Draft) -> bool:
        """Tell whether 'the youngest', 'the oldest was' stands right before a count of one person."""
        return draft.kind == "implied" and any(
            self.scan.ending(i, "extreme") is not None for i in range(max(draft.first - 2, 0), draft.first + 1)
        )

    def _share_of_last(self, draft: Draft) -> bool:
        """'570 dead, half of them ...': a share is one of the count right before it, in English."""
        last = self.last
        if self.scan.lang != "en" or last is None or last.rest:
            return False
        draft.whole = last.whole if last.kind == "share" else last
        draft.rules.append("part.share")
        return draft.whole is not None

    def _elided(self, draft: Draft) -> None:
        """A number without a noun of its own belongs where the count beside it does, or to that count."""
        if draft.further and GAPPED in draft.rules and self.last is not None and not draft.toll:
            draft.whole = self.last.whole  # 'answerable for 712 of the deaths, the others for 164'
        if draft.further and self.scan.lang == "en" and (shared := self._further_whole(draft)) is not None:
            draft.whole = shared
            draft.rules.append("part.elided")
        if draft.further or (self.last is not None and self.last.kind == "resumed"):
            return
        if (beside := self._next_doers(draft)) is not None:
            draft.whole = beside
            draft.rules.append("part.elided")
            return
        named = self._of_named(draft)
        if named is not None and room_in(draft, named, self.placed):
            draft.whole = named
            draft.rules.append("part.elided")
            return
        carried = self.last or self._carried(draft)
        if GOES_ON in draft.rules and carried is not None and room_in(draft, carried, self.placed):
            draft.whole = carried
            draft.rules.append("part.elided")
            return
        if GAPPED in draft.rules and not draft.toll:
            of_next = self._previous is not None and self._previous.whole is self.last
            draft.whole = self.last if of_next else self.last.whole if self.last is not None else None
            return
        base = self.last
        if base is not None and base.whole is not None and self._closed_aside(base):
            base = base.whole  # '32 of the dead, half of them women, were brought to X, 25 to Y'
        whole = (
            sibling(self.scan, draft, base)
            or of_next_kind(self.scan, draft, self.last, self.triggers)
            or direct_part(self.scan, draft, carried, self.placed)
        )
        if whole is not None and self.belongs(draft, whole) and room_in(draft, whole, self.placed):
            draft.whole = whole
            draft.rules.append("part.elided")

    def _of_named(self, draft: Draft) -> Draft | None:
        """'15 civilians, four soldiers ... Eight of the civilians': return the last count of that noun.  English."""
        of = self.scan.at(draft.core_last, "of") if self.scan.lang == "en" else None
        the = self.scan.at(of.last, "determiner") if of is not None else None
        if the is None or draft.value is None or self.scan.owns(the.last + 1):
            return None
        mine = bool(the.entry.features.get("possessive"))  # 'claims 100 soldiers. The army said 22 of its soldiers ...'
        own = [noun for noun, _ in draft.head.nouns]
        for known in reversed(self.placed[-NEAR:]):
            told = any(noun is mine for noun, _ in known.head.nouns for mine in own)
            told = told and not (mine and self.scan.sentence_of(known.core) != self.scan.sentence_of(draft.core))
            if told and known.status == "stated" and self.scan.at(known.core_last, "of") is None:
                return known if (known.value or 0) > draft.value else None
        return None if mine else self._of_party(draft)

    def _of_party(self, draft: Draft) -> Draft | None:
        """'Nine security personnel and 14 militants died. Four of the soldiers ...': return the nine.  English."""
        party, force = draft.head.party, draft.side if draft.head.actors else None
        near = (d for d in reversed(self.placed[-NEAR:]) if d.status == "stated" and d.whole is None)
        larger = (d for d in near if (d.value or 0) > (draft.value or 0) and (d.head.persons or d.head.actors))
        alike = (
            d
            for d in larger
            if (party in _PARTIES and d.head.party == party)
            or (force is not None and d.head.actors and d.side == force)
        )
        return next(alike, None)

    def _of_this(self, draft: Draft) -> bool:
        """'Of the 23 dead, 15 were civilians': the count that a sentence opens with, after 'of', is the whole."""
        first = self.scan.sents[self.scan.sentence_of(draft.core)][0]
        opens = draft.first - first <= 2 and self.scan.at(first, "of", "amid") is not None
        return opens or self._said_of(draft)

    def _said_of(self, draft: Draft) -> bool:
        """Tell whether 'of' and a count open what somebody said ('police said that of the 31 wounded nine ...')."""
        the = self.scan.ending(draft.first, "determiner") if self.scan.lang == "en" else None
        of = self.scan.ending(the.first, "of") if the is not None else None
        if of is None:
            return False
        that = self.scan.ending(of.first, "attribution_that")
        return self.scan.ending(that.first if that is not None else of.first, "attribution_verb") is not None

    def _remaining(self, draft: Draft) -> None:
        """'the remaining 32': with the count before it they make up the total before, or that count's whole."""
        before, carry = large_enough(self.scan, draft, self.last), self._carried(draft)
        of = next((d for d in reversed(self.placed[-2:]) if "part.of_next" in d.rules and d.whole is not None), None)
        if of is not None and of.whole is not None and (of.value or 0) + (draft.value or 0) == of.whole.value:
            draft.whole = of.whole  # 'freed 87 of the 137 pupils; the other 50 had escaped'
            draft.rules.append("part.remaining")
            return
        if self.outer is not None and self.outer is not before and (self.outer.value or 0) >= (draft.value or 0):
            carry = self.outer
        if self.scan.lang == "en" and (self._made_up(draft) or self._makes_up_last(draft)):
            return
        if before is not None and before.whole is not None:
            draft.whole = before.whole
            part, outer = before.whole, before.whole.whole
            if outer is not None and (part.value or 0) + (draft.value or 0) == outer.value:
                draft.whole = outer  # '13, seven of them officers, including two generals; the other six'
        elif before is not None and carry is not None and carry is not before:
            if (before.value or 0) + (draft.value or 0) == carry.value:
                before.whole = carry
                before.rules.append("part.remaining")
            draft.whole = carry
        else:
            draft.whole = carry
        draft.rules.append("part.remaining")

    def _makes_up_last(self, rest: Draft) -> bool:
        """'23 were killed. 13 died in X, eight in Y while the remaining two ...': all of the total before.  English."""
        since, total = self.scan.sents[self.scan.sentence_of(rest.core)][0], self.carry
        inside = [d for d in self.placed[-NEAR:] if d.core >= since and d.whole is None]
        amount = sum(d.value or 0 for d in inside) + (rest.value or 0)
        if total is None or len(inside) < _TWO or amount != total.value or total.core >= since:
            return False
        for part in [*inside, rest]:
            part.whole = total
            part.rules.append("part.remaining")
        return True

    def _made_up(self, rest: Draft) -> bool:
        """'Mines killed 9 of the civilians, gunfire 7, and the remaining 3 ...': all of the 19 civilians.  English."""
        since = self.scan.sents[self.scan.sentence_of(rest.core)][0]
        inside = [d for d in self.placed[-NEAR:] if d.core >= since]
        whole = inside[0].whole if inside else None
        if whole is None or whole.core >= since or not any(d.whole is None for d in inside):
            return False
        held = [d for d in inside if d.whole in (None, whole)]
        if sum(d.value or 0 for d in held) + (rest.value or 0) != whole.value:
            return False
        for part in [*held, rest]:
            part.whole = whole
            part.rules.append("part.remaining")
        return True

    def _back_reference(self, draft: Draft) -> bool:
        """'The nine medics are a director, three doctors ...': the nine were counted before; here they are parted."""
        if self.scan.lang == "en":
            return self._same_number(draft) or self._number_again(draft) or self._opened_with(draft)
        among = self.among.get(draft.last) or self.among.get(draft.core_last)
        if among is None or among.entry.features["kind"] != "partition":
            return False
        hit = self.scan.at(draft.core, "number")
        if hit is None or not hit.clitics.article:
            return False
        earlier = next((d for d in reversed(self.placed) if d.value == draft.value), None)
        if earlier is None:
            return False
        draft.drop = "counted before"
        self._open_frame(Frame(earlier, "partition"))
        self.last = None
        return True

    def _same_number(self, draft: Draft) -> bool:
        """'of whom 40 in the past week; of these 40, 12 were soldiers': the 40 of these are the 40 before.  English."""
        frame = self.stack[-1] if self.stack and self.stack[-1].kind == "subset" and not self.stack[-1].parts else None
        if frame is None or frame.whole.value != draft.value or draft.head.harm or draft.head.actors:
            return False
        among = self.scan.ending(draft.first, "among")
        if among is None or not among.entry.features.get("trailing") or among.entry.features.get("of_harm"):
            return False
        draft.drop = "counted before"
        return True

    def _opened_with(self, draft: Draft) -> bool:
        """'Of these 63, landmines claimed 22': the number right behind the opener was counted before.  English."""
        frame = self.stack[-1] if self.stack and not self.stack[-1].parts else None
        if frame is None or frame.whole.value != draft.value:
            return False
        the = self.scan.ending(draft.first, "determiner")
        of = (self.scan.ending(the.first, "of") or self.scan.ending(the.first, "amid")) if the is not None else None
        if of is None or of.first not in self.openers:
            return False
        if draft.head.persons or draft.head.harm:
            return False
        draft.drop = "counted before"
        return True

    def _number_again(self, draft: Draft) -> bool:
        """'The 31 include twelve women': the bare number was counted before; here parts of it are told.  English."""
        among = self.among.get(draft.core_last)
        the = self.scan.ending(draft.first, "determiner") if among is not None else None
        if among is None or the is None or the.entry.features.get("possessive") or draft.head.persons:
            return False
        if among.entry.features["kind"] != "subset" or among.entry.features.get("trailing"):
            return False
        earlier = next((d for d in reversed(self.placed) if d.value == draft.value and d.status == "stated"), None)
        if earlier is None:
            return False
        draft.drop = "counted before"
        self.last = earlier
        return True

    def _of_neither(self, draft: Draft) -> bool:
        """'two blasts, one of the two near the court': where no two persons are counted before, it is none.  Arabic."""
        paired = RULE in draft.rules
        counted = any(known.value == _TWO for known in self.placed[-_RECENT:])
        if not is_one_of_two(self.scan, draft) or (counted and not paired):
            return False
        if paired:
            draft.whole = None
            self._previous, self.last = self.last, draft
            return True
        draft.drop = "one of two things or of two told one by one"
        return True

    def _next_one(self, draft: Draft, last: Draft) -> bool:
        """'Three of the attackers blew themselves up; the fourth was shot': one more than were counted.  English."""
        nth = (self.scan.at(i, "date_ordinal") for i in range(draft.first, draft.core_last))
        ordinal = next((hit for hit in nth if hit is not None), None)
        return self.scan.lang == "en" and ordinal is not None and ordinal.entry.features["day"] == (last.value or 0) + 1

    def _one_of_last(self, draft: Draft) -> bool:
        """'... 10 by gunfire, one of them a child': one of the count just before, unless their sex forbids it."""
        last = self.last
        if last is None or last.kind not in ("number", "implied") or (last.value or 0) < 2 or last.head.sex == "f":
            return False
        if self._next_one(draft, last):
            return False
        if "among.ordinal" in draft.rules and last.whole is not None:
            return False  # 'all six died: three were shot, two ..., and the sixth was ...'
        draft.whole = (last.whole if last.value == _TWO and of_several(self.scan, draft) else None) or last
        draft.rules.append("part.one_of")
        self._previous, self.last = last, draft
        return True


def _of_one(whole: Draft) -> bool:
    """Tell whether the whole is one person, of whom nobody else is a part ('a commander, with his bodyguard')."""
    return whole.value == 1 and whole.value_max is None and whole.hedge == "exact"


def _families(draft: Draft, whole: Draft) -> bool:
    """Tell whether '16,000 households (around 96,000 persons)' tells anew how many live in what was counted."""
    more = draft.value is not None and whole.value is not None and draft.value > whole.value
    return more and bool(whole.head.unit) and not draft.head.unit
