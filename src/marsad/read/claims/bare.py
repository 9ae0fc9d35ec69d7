"""Bare numbers: which numbers without a noun may still count persons ('rose to 30', 'and wounded five')."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.accounts import by_weapon
from marsad.read.claims.arabic import place_line, to_predicate, verb_before
from marsad.read.claims.continued import may_continue
from marsad.read.claims.elided import dashed_place, of_number, opens_item, past_parts, placed_on, summed_up, timed_on
from marsad.read.claims.ellipsis import compared, exchanged, gapped, goes_on, some_of, with_glued
from marsad.read.claims.ground import Ground
from marsad.read.claims.kinds import Kinds
from marsad.read.claims.others import of_force
from marsad.read.claims.predicates import past_aside
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.respective import second_total
from marsad.read.claims.risen import other_rose
from marsad.read.claims.rivals import told_otherwise
from marsad.read.claims.sincetolls import total_of_before
from marsad.read.claims.sizes import some_of_a_group
from marsad.read.claims.tollis import toll_is
from marsad.read.claims.unnamed import joins_counted
from marsad.read.claims.unread import NO_PERSONS

LIKE_PERSONS = frozenset({"vehicles", "buildings", "places", "munitions", "things", "strikes", "animals"})
"""Why a number counts no persons where 'two of them' may be said of what it counts."""
_THINGS = 7
"""Tokens of 'hills west of the town,' between a number of things and 'one of which' at most."""
_MOST = 20_000_000
"""No toll of persons is higher."""


class Bare(Kinds):
    """Judges the bare numbers of one scan."""

    continued: set[int]
    """The numbers that count persons only if they go on with a breakdown."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.continued = set()

    def why(self, q: Quantity, last: int) -> str | None:
        """Return None where a number without a noun may still count persons, else the reason to ignore it."""
        if self._accounts and self.ground.drafts and by_weapon(self.ground, q):
            return None
        total = self.scan.at(q.last, "toll_noun", "casualty_noun")
        if total is not None:
            unit = self.heads.unit_at(total.last)
            return str(unit.entry.features["why"]) if unit is not None else None
        trailing = self.scan.at(q.core_last, "among")
        of_it = trailing is not None and trailing.entry.features.get("things")
        if of_it and not (self._of_cases(q) or self._of_force(q)):
            return NO_PERSONS
        if self.scan.ending(q.first, "remaining") is not None and self.ground.drafts:
            return NO_PERSONS if self.scan.lang == "en" and self._things_before(q) else None
        named = self.scan.lang == "en" and trailing is not None and trailing.entry.features.get("of_harm") is not None
        if trailing is not None and trailing.entry.features.get("trailing") and not named and self._things_before(q):
            return NO_PERSONS
        if trailing is not None and self.of_last_things(q, trailing):
            return NO_PERSONS
        if self.scan.lang == "en" and self.ground.drafts and (self._of_whom_were(q) or self._aged_too(q)):
            return None
        if self._of_reports(q) or self._some_of_things(q) or self._did_it(q) or self._downed(q):
            return NO_PERSONS
        if self.figure(q) or self._labelled(q):
            self._labelled_list.add(q)
            return None
        if self.ground.drafts and place_line(self.scan, self.scan.sentence_of(q.core)) == q.first:
            return None
        if self.ground.drafts and dashed_place(self.scan, q):
            return None
        if verb_before(self.scan, q.first, self.ground.sentence(q.core)[0], self.ground.blocked):
            return None
        if self.ground.drafts and (opens_item(self.scan, q.first, q.core_last) or self._caused(q)):
            first, _ = self.ground.sentence(q.core)
            if self.ground.counts(first, len(self.scan)) or self._caused(q):
                return None
        if q.hedge == "vague" and self.ground.drafts and self.scan.at(q.core_last - 1, "additional") is not None:
            return None  # 'dozens more, mostly infants, lay beneath the ruins'
        if self.family_of(q) or summed_up(self.scan, q) or self._repeats(q) or self._gravely(q):
            return None
        opener = self.ground.ends.get(q.first) or self.ground.ends.get(q.core)
        if opener is None and self.scan.at(q.first - 1, "to") is not None:
            opener = self.ground.ends.get(q.first - 1) or self._toll_before(q.first)
        if opener is None and self.scan.lang == "en":
            opener = self._taken_further(q)
        if opener is None and ".split" in q.rule:
            opener = self._toll_before(q.first)
        if self.ground.drafts and second_total(self.scan, q.core, q.core_last, self.ground.drafts[-1]):
            return None
        if opener is not None and other_rose(self.scan, q, opener):
            return NO_PERSONS
        if opener is not None and not self._other_total(q, opener):
            return None
        if self.scan.at(q.core_last, "among", "one_of") is not None or self._paren(q.core_last):
            return None
        if some_of_a_group(self.scan, q.core_last):
            return None
        if exchanged(self.scan, q, self.ground.drafts):
            return None
        if compared(self.scan, q, self.ground.drafts) or placed_on(self.scan, q, self.ground.drafts):
            return None
        if timed_on(self.scan, q, self.ground.drafts, self.ground.blocked):
            return None
        if with_glued(self.scan, q, self.ground.drafts) or some_of(self.scan, q, self.ground.drafts):
            return None
        if self._reached(q) or gapped(self.scan, q, self.ground.drafts) or goes_on(self.scan, q, self.ground.drafts):
            return None
        if (
            self.told(q)
            or self._in_rank(q)
            or self._listed(q)
            or self.then(q)
            or self._earlier_figure(q)
            or self._coordinate(q)
            or joins_counted(self.scan, q, last, self.ground.drafts)
            or self.completes(q)
            or told_otherwise(self.scan, q, self.ground.drafts)
            or total_of_before(self.ground, q)
        ):
            return None
        if self.ground.drafts and self.scan.ending(q.first, "other_parties") is not None:
            return None  # 'the SDF seven civilians; other parties 58'
        if self._who_were(q):
            return None
        if self.ground.drafts and self.scan.at(q.last, "agent") is not None:
            return None  # 'seven at the hands of the army, five of the militia'
        end = self._past_aside(q) if self.scan.lang == "en" else to_predicate(self.scan, q.last)
        after = self.scan.any_at(end, "harm_verb", "cause", "verb_be", "harm_noun", "verb_have")
        laden = (
            after is not None and after.entry.cls == "cause" and self.scan.lang == "en" and after.first == q.core_last
        )
        if laden and after is not None and self.heads.unit_at(after.last) is not None:
            return NO_PERSONS  # 'two explosives-laden vehicles'
        if after is not None and after.entry.cls == "verb_have" and not self._been(after.last):
            return self._unless_continued(q)
        if after is not None and after.entry.cls == "harm_verb" and self._governs_another(after):
            return NO_PERSONS
        if after is not None and after.first < last and (self.ground.drafts or after.entry.cls == "harm_verb"):
            return None
        if after is not None and after.entry.cls == "verb_have":
            return None
        if after is not None and after.entry.cls == "verb_be" and self.scan.at(after.last, "harm_verb") is not None:
            return None
        return self._unless_continued(q)

    def _unless_continued(self, q: Quantity) -> str | None:
        """Return why a number counts nobody, unless it may go on with a breakdown."""
        if not may_continue(self.scan, q, self.ground.drafts, self.ground.sentence(q.core)[0]):
            return NO_PERSONS
        self.continued.add(q.core)
        return None

    def _who_were(self, q: Quantity) -> bool:
        """Tell whether 'who were wounded' stands right behind a number ('the names of 73 who were wounded').

        English.
        """
        who = self.scan.at(q.core_last, "relative") if self.scan.lang == "en" else None
        be = self.scan.at(who.last, "verb_be") if who is not None else None
        return be is not None and self.scan.at(be.last, "harm_verb") is not None

    def _of_reports(self, q: Quantity) -> bool:
        """Tell whether 'were not credible' is said of a bare number: reports are, no persons.  English."""
        be = self.scan.at(q.core_last, "verb_be") if self.scan.lang == "en" else None
        return be is not None and self.scan.at(be.last, "of_reports") is not None

    def _of_whom_were(self, q: Quantity) -> bool:
        """Tell whether 'among whom were' stands right before a number ('among whom were nine under 18').  English."""
        be = self.scan.ending(q.first, "verb_be")
        among = self.scan.ending(be.first, "among") if be is not None else None
        return among is not None and bool(among.entry.features.get("them")) and self._years(q.core_last)

    def _aged_too(self, q: Quantity) -> bool:
        """Tell whether 'and six over 60' goes on from a count of whom the age is told.  English."""
        joined = self.scan.at(q.first - 1, "and") is not None or self.scan.tokens.folds[q.first - 1] == ","
        before = self.ground.drafts[-1]
        same = self.ground.sentence(before.core) == self.ground.sentence(q.core)
        return joined and same and self._years(q.core_last) and self._years(before.core_last)

    def _years(self, i: int) -> bool:
        """Tell whether 'under 18', 'were over 60' stands at token `i`.  English."""
        be = self.scan.at(i, "verb_be")
        aged = self.scan.at(be.last if be is not None else i, "aged")
        the = self.scan.at(aged.last, "determiner") if aged is not None else None
        at = the.last if the is not None else aged.last if aged is not None else len(self.scan)
        return at < len(self.scan) and (self.scan.tokens.kinds[at] == "n" or self.scan.at(at, "number") is not None)

    def _some_of_things(self, q: Quantity) -> bool:
        """Tell whether a bare number goes on from 'Of the 712 villages counted, 148 ...'.  English."""
        if self.scan.lang != "en":
            return False
        first, _ = self.ground.sentence(q.core)
        if of_number(self.scan, first) is None:
            return False
        persons = self.scan.begins(first, q.last + 1, "person", "casualty_noun", "harm_noun")
        counted = self.ground.counts(first, len(self.scan))
        return self.scan.begins(first, q.first, "unit") and not (persons or counted)

    def _downed(self, q: Quantity) -> bool:
        """Tell whether 'of 17 drones 16 were shot down' goes on from things, and not from persons counted.  English."""
        be = self.scan.at(q.core_last, "verb_be")
        verb = self.scan.at(be.last if be is not None else q.core_last, "harm_verb")
        if verb is None or not verb.entry.features.get("of_things"):
            return False
        first, _ = self.ground.sentence(q.core)
        near = self.scan.sents[max(0, self.scan.sentence_of(first) - 1)][0]
        return not self.ground.counts(first, len(self.scan)) and self.scan.begins(near, q.first, "unit")

    def _did_it(self, q: Quantity) -> bool:
        """Tell whether 'the first two killed 11 people' tells of raids, as the verb has its own object.  English."""
        if self.scan.lang != "en":
            return False
        order = self.scan.ending(q.first, "date_ordinal") or self.scan.ending(q.first, "date_end_before")
        verb = self.scan.at(q.core_last, "harm_verb") if order is not None else None
        if verb is None or verb.entry.features.get("intransitive"):
            return False
        return verb.last in self.ground.opened

    def _past_aside(self, q: Quantity) -> int:
        """Return the token after ', two of them medics,' or of one person ', a village head,'.  English."""
        end = past_parts(self.scan, q.last)
        return past_aside(self.scan, q.last, q.last) if end == q.last < len(self.scan) and q.value == 1 else end

    def _of_cases(self, q: Quantity) -> bool:
        """Tell whether 'of it' is said of cases or bodies, which are persons ('194 arrests, 31 of it released').

        Arabic.
        """
        first, _ = self.ground.sentence(q.core)
        for before in reversed(self.ground.within(first, q.first)) if self.scan.lang == "ar" else ():
            counted = before.head.body or any(noun.get("case") for noun, _ in before.head.nouns)
            if counted and (before.value or 0) >= q.value:
                return True  # past '7 children and 5 women', who are among them
        return False

    def _of_force(self, q: Quantity) -> bool:
        """Tell whether 'the killing of 18 of it' is said of a force, and of no things.  Arabic."""
        return bool(self.ground.ends.get(q.first)) and of_force(self.scan, q.first, q.core_last)

    def _governs_another(self, verb: Hit) -> bool:
        """Tell whether an Arabic verb has its number after it, so that the one before counts for nothing of it."""
        return self.scan.lang == "ar" and verb.last in self.ground.opened

    def _other_total(self, q: Quantity, opener: Hit) -> bool:
        """Tell whether 'rose to 12 billion' is no total of persons: nobody is counted and no toll named.  English."""
        if self.scan.lang != "en" or opener.entry.cls != "toll_verb":
            return False
        first, last = self.ground.sentence(q.core)
        named = any(
            self.scan.any_at(i, "toll_noun", "casualty_noun", "person", "harm_verb") for i in range(first, last)
        )
        return q.value > _MOST or (not self.ground.drafts and not named)

    def _labelled(self, q: Quantity) -> bool:
        """Tell whether a label stands right before the number ('Killed: 41', 'injured - 7')."""
        return q.first in self._labels or self._labelled_list.holds(q)

    def _caused(self, q: Quantity) -> bool:
        """Tell whether a verb of account stands before the number ('the militia caused 1,900')."""
        return q.first in self._accounts or self.accounted(q)

    def _repeats(self, q: Quantity) -> bool:
        """Tell whether the number is of persons counted before: 'three of the eighteen', 'with these eight'."""
        if of_number(self.scan, q.core_last) is not None:
            return True
        det = self.scan.at(q.first - 1, "determiner")
        opened = self.scan.ending(det.first, "among") if det is not None and self.scan.lang == "en" else None
        these = det is not None and bool(det.entry.features.get("these"))
        if opened is not None and not these and not opened.entry.features.get("trailing"):
            return any(d.value == q.value for d in self.ground.drafts)  # '44 since January, including the 26 in Dioura'
        return these and bool(self.ground.drafts)

    def _been(self, i: int) -> bool:
        """Tell whether 'have since been released' goes on at token `i`: a harm that came to its subject."""
        for j in range(i, min(i + 4, len(self.scan))):
            verb = self.scan.at(j, "harm_verb")
            if verb is not None:
                passive = self.scan.at(j - 1, "verb_be") is not None
                return passive or bool(verb.entry.features.get("intransitive"))
            if self.scan.tokens.kinds[j] != "w":
                return False
        return False

    def _gravely(self, q: Quantity) -> bool:
        """Tell whether the number is of some of those wounded ('nine wounded, two seriously')."""
        return bool(self.ground.drafts) and self.scan.at(q.core_last, "gravely") is not None

    def _things_before(self, q: Quantity) -> bool:
        """Tell whether 'two of them' means things: a unit stands earlier in the sentence and no persons do."""
        first, _ = self.ground.sentence(q.core)
        opener = self.ground.ends.get(q.first)
        harmed = opener is not None and opener.entry.cls in ("harm_verb", "harm_noun")
        if opener is not None and harmed and not opener.entry.features.get("loses"):
            return False  # 'a bus of workers: ten of them killed', 'the killing of ten of them' in Arabic
        if self.ground.counts(first, q.first) or self._several_before(first, q.first):
            return False
        among = self.scan.at(q.core_last, "among")
        verb = self.scan.at(among.last, "verb_be", "harm_verb") if among is not None else None
        if verb is not None and self.scan.lang == "en":
            harm = verb if verb.entry.cls == "harm_verb" else self.scan.at(verb.last, "harm_verb")
            if harm is not None and harm.entry.features["harm"] in ("killed", "injured"):
                return False  # 'each carried 40 passengers; 13 of them died'
        return self.scan.begins(first, q.first, "unit")

    def of_last_things(self, q: Quantity, among: Hit) -> bool:
        """Tell whether 'two of which' is said of things counted last ('killed 14 and hit three tanks, two of which').

        English.  'Two of them' is, too, unless the things only say where it was or persons are told behind.
        """
        if self.scan.lang != "en" or not self.ground.unread or not self.ground.drafts:
            return False
        things, before = self.ground.unread[-1], self.ground.drafts[-1]
        near = before.last <= things.first and 0 < q.first - things.last <= _THINGS
        if not near or self.ground.sentence(things.first) != self.ground.sentence(q.first):
            return False
        be = self.scan.at(among.last, "verb_be", "verb_have")
        at = be.last if be is not None else among.last
        if self.scan.any_at(at, "person", "harm_verb", "gravely", "number_article") is not None:
            return False
        if self.scan.reads(among.last - 1, "which"):
            return True
        where = self.scan.ending(things.first, "preposition") is not None
        unit = self.heads.unit_at(things.last)
        return not where and unit is not None and unit.entry.features["why"] in LIKE_PERSONS

    def _several_before(self, first: int, last: int) -> bool:
        """Tell whether tokens name several persons, whom 'three of them' means ('the wounded were taken ...').

        Arabic.
        """
        if self.scan.lang != "ar" or not self.ground.drafts:
            return False
        named = (self.scan.at(i, "person") for i in range(first, last))
        return any(noun is not None and noun.entry.features.get("n") == "pl" for noun in named)

    def _coordinate(self, q: Quantity) -> bool:
        """Tell whether the number goes on from the count right before it ('his driver and two of his companions')."""
        if not self.ground.joined_on(q) or not self.ground.drafts:
            return False
        before = self.ground.drafts[-1]
        return (before.last >= q.first - 1 and self._of_unknown(q)) or self.heads.sided(q.core_last)

    def _of_unknown(self, q: Quantity) -> bool:
        of = self.scan.at(q.core_last, "of")
        return of is not None and of.last < len(self.scan) and not self.scan.hits[of.last]

    def _earlier_figure(self, q: Quantity) -> bool:
        """Tell whether the number is said to be an earlier state of a toll ('up from 41')."""
        if not any(d.first <= q.core < d.last for d in self.ground.earlier):
            return False
        first, _ = self.ground.sentence(q.core)
        return bool(self.ground.drafts) or self.scan.begins(first, q.first, "toll_noun", "casualty_noun")

    def _reached(self, q: Quantity) -> bool:
        """Tell whether the number closes 'the total of ... reached ... 1,207'."""
        first, last = self.ground.sentence(q.core)
        if q.last < last and self.scan.tokens.kinds[q.last] == "w":
            when = self.scan.at(q.last, "date_open", "date_within") if self.scan.lang == "ar" else None
            if when is None:
                return False
        start = max(first, q.first - 14)
        if not self._totals(start, q.core):
            return self._passes(q, start) or toll_is(self.scan, first, q.first)
        since = max((d.last for d in self.ground.drafts if d.last <= q.first), default=first)
        return self._totals(max(start, since), q.core)

    def _totals(self, first: int, last: int) -> bool:
        if not self.scan.begins(first, last, "toll_verb"):
            return False
        words = [self.scan.at(i, "toll_verb", "toll_noun", "casualty_noun") for i in range(first, last)]
        kinds = {word.entry.cls for word in words if word is not None}
        return "toll_verb" in kinds and len(kinds) > 1

    def _passes(self, q: Quantity, first: int) -> bool:
        """Tell whether the number is one that 'the number of those killed' has passed.  English."""
        total = self.scan.lang == "en" and "hedge.more" in q.rule
        return total and self.scan.begins(first, q.first, "casualty_noun")

    def _paren(self, i: int) -> bool:
        return i < len(self.scan) and self.scan.tokens.folds[i] == "("

    def _taken_further(self, q: Quantity) -> Hit | None:
        """Return the verb of 'captured a further 12', 'wounded another five', where somebody was counted before."""
        more = self.scan.ending(q.first, "additional") or self.scan.ending(q.first, "another")
        if more is None or not self.ground.drafts:
            return None
        article = self.scan.ending(more.first, "number_article")
        opener = self.ground.ends.get(article.first if article is not None else more.first)
        return opener if opener is not None and opener.entry.cls == "harm_verb" else None

    def _toll_before(self, i: int) -> Hit | None:
        """Return the toll verb or noun that governs 'to N' from earlier in the sentence."""
        first, _ = self.ground.sentence(i)
        for j in range(i - 1, max(first, i - 26) - 1, -1):
            hit = self.scan.at(j, "toll_verb", "toll_noun", "casualty_noun")
            if hit is not None:
                return hit
        return None
