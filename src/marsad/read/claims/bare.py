"""Bare numbers: which numbers without a noun may still count persons ('rose to 30', 'and wounded five')."""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.arabic import place_line, to_predicate, verb_before
from marsad.read.claims.elided import of_number, opens_item, past_parts, placed_on, summed_up
from marsad.read.claims.ellipsis import compared, gapped, goes_on, with_glued
from marsad.read.claims.frames import number_follows
from marsad.read.claims.ground import Ground
from marsad.read.claims.labelled import LabelledList
from marsad.read.claims.predicates import past_aside
from marsad.read.claims.quantities import DASHES, Quantity
from marsad.read.claims.rivals import told_otherwise
from marsad.read.claims.sizes import some_of_a_group
from marsad.read.claims.unnamed import joins_counted

_APPOSED = frozenset({",", "\u060c", ":"}) | DASHES
_FIRST = 9
"""Tokens from 'are spread' to the number of the first place at most.  Arabic."""
_LIST_MARKS = frozenset({":", ";", "\u061b", ",", "\u060c"})
_NAMED = 4
"""Words that may name an item of a list before its number."""
_MOST = 20_000_000
"""No toll of persons is higher."""
NO_PERSONS = "no persons and no harm are named with it"
_COLON = frozenset({":"})
_PAIR, _TOTALS = 2, 7
"""Counts that a number may complete, and among which their total is sought."""


class Bare:
    """Judges the bare numbers of one scan."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.scan = ground.scan
        self.heads = ground.heads
        self._labels = {hit.last for hit in self.scan.all("harm_label")}
        self._labelled_list = LabelledList(ground, self._labels)
        self._accounts = {hit.last for hit in self.scan.all("account_verb")}
        self._accounted = sorted(self._accounts)
        self._tolls = bool(self.scan.firsts("toll_noun"))
        self._lists = [hit.first for hit in self.scan.all("among") if hit.entry.features.get("kind") == "list"]
        self._lists += self._colons()

    def why(self, q: Quantity, last: int) -> str | None:
        """Return None where a number without a noun may still count persons, else the reason to ignore it."""
        total = self.scan.at(q.last, "toll_noun", "casualty_noun")
        if total is not None:
            unit = self.heads.unit_at(total.last)
            return str(unit.entry.features["why"]) if unit is not None else None
        trailing = self.scan.at(q.core_last, "among")
        if trailing is not None and trailing.entry.features.get("things") and not self._of_cases(q):
            return NO_PERSONS
        if self.scan.ending(q.first, "remaining") is not None and self.ground.drafts:
            return NO_PERSONS if self.scan.lang == "en" and self._things_before(q) else None
        named = self.scan.lang == "en" and trailing is not None and trailing.entry.features.get("of_harm") is not None
        if trailing is not None and trailing.entry.features.get("trailing") and not named and self._things_before(q):
            return NO_PERSONS
        if self._some_of_things(q) or self._did_it(q) or self._downed(q):
            return NO_PERSONS
        if self.figure(q) or self._labelled(q):
            self._labelled_list.add(q)
            return None
        if self.ground.drafts and place_line(self.scan, self.scan.sentence_of(q.core)) == q.first:
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
        if opener is None and ".split" in q.rule:
            opener = self._toll_before(q.first)
        if opener is not None and not self._other_total(q, opener):
            return None
        if self.scan.at(q.core_last, "among", "one_of") is not None or self._paren(q.core_last):
            return None
        if some_of_a_group(self.scan, q.core_last):
            return None
        if compared(self.scan, q, self.ground.drafts) or placed_on(self.scan, q, self.ground.drafts):
            return None
        if with_glued(self.scan, q, self.ground.drafts):
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
        ):
            return None
        if self.ground.drafts and self.scan.at(q.last, "agent") is not None:
            return None  # 'seven at the hands of the army, five of the militia'
        end = self._past_aside(q) if self.scan.lang == "en" else to_predicate(self.scan, q.last)
        after = self.scan.any_at(end, "harm_verb", "cause", "verb_be", "harm_noun", "verb_have")
        if after is not None and after.entry.cls == "verb_have" and not self._been(after.last):
            return NO_PERSONS
        if after is not None and after.entry.cls == "harm_verb" and self._governs_another(after):
            return NO_PERSONS
        if after is not None and after.first < last and (self.ground.drafts or after.entry.cls == "harm_verb"):
            return None
        if after is not None and after.entry.cls == "verb_have":
            return None
        if after is not None and after.entry.cls == "verb_be" and self.scan.at(after.last, "harm_verb") is not None:
            return None
        return NO_PERSONS

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
        counted = any(first <= d.core for d in self.ground.drafts)
        return not counted and self.scan.begins(near, q.first, "unit")

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
        before = self.ground.drafts[-1] if self.ground.drafts else None
        if self.scan.lang != "ar" or before is None or before.core < self.ground.sentence(q.core)[0]:
            return False
        counted = before.head.body or any(noun.get("case") for noun, _ in before.head.nouns)
        return counted and (before.value or 0) >= q.value

    def _governs_another(self, verb: Hit) -> bool:
        """Tell whether an Arabic verb has its number after it, so that the one before counts for nothing of it."""
        return self.scan.lang == "ar" and verb.last in self.ground.opened

    def figure(self, q: Quantity) -> bool:
        """Tell whether the number stands in 'its December figure of 512'."""
        if not self._tolls:
            return False
        of = self.scan.at(q.first - 1, "of")
        be = self.scan.at(q.first - 1, "verb_be") if self.scan.lang == "en" and self.ground.drafts else None
        noun = self.ground.ends.get(be.first) if be is not None else None
        if noun is not None and noun.entry.cls == "toll_noun":
            return True  # 'the army said the figure was 40'
        if of is None and self.scan.tokens.folds[q.first - 1] not in _APPOSED:
            return False
        toll = self.ground.ends.get(q.first - 1)
        return toll is not None and toll.entry.cls == "toll_noun"

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

    def accounted(self, q: Quantity) -> bool:
        """Tell whether 'the police for three' goes on from 'were responsible for 44' in the sentence.  English."""
        if self.scan.lang != "en" or self.scan.tokens.folds[q.first - 1] != "for" or not self.ground.drafts:
            return False
        before = self.ground.drafts[-1]
        first, _ = self.ground.sentence(q.core)
        at = bisect_left(self._accounted, first)
        told = at < len(self._accounted) and self._accounted[at] <= before.first
        return before.core >= first and told

    def _repeats(self, q: Quantity) -> bool:
        """Tell whether the number is of persons counted before: 'three of the eighteen', 'with these eight'."""
        if of_number(self.scan, q.core_last) is not None:
            return True
        det = self.scan.at(q.first - 1, "determiner")
        return det is not None and bool(det.entry.features.get("these")) and bool(self.ground.drafts)

    def completes(self, q: Quantity) -> bool:
        """Tell whether a number joined on makes up a total with the count before it ('of 17, 15 in X, and two in Y').

        Arabic.
        """
        drafts = self.ground.drafts
        if self.scan.lang != "ar" or len(drafts) < _PAIR or not self.ground.joined_on(q):
            return False
        part, number = drafts[-1], self.scan.sentence_of(q.core)
        if self.scan.sentence_of(part.core) != number or part.value is None:
            return False
        totals = (d for d in drafts[-_TOTALS:-1] if number - self.scan.sentence_of(d.core) <= 1)
        return any(d.value == part.value + q.value for d in totals)

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

    def family_of(self, q: Quantity) -> bool:
        """Tell whether 'a family of seven' counts its members."""
        if self.scan.lang != "en":
            return False
        of = self.scan.at(q.first - 1, "of")
        person = self.scan.at(of.first - 1, "person") if of is not None else None
        return person is not None and bool(person.entry.features.get("unit")) and person.entry.features.get("n") == "sg"

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
        if self.ground.counts(first, q.first):
            return False
        among = self.scan.at(q.core_last, "among")
        verb = self.scan.at(among.last, "verb_be", "harm_verb") if among is not None else None
        if verb is not None and self.scan.lang == "en":
            harm = verb if verb.entry.cls == "harm_verb" else self.scan.at(verb.last, "harm_verb")
            if harm is not None and harm.entry.features["harm"] in ("killed", "injured"):
                return False  # 'each carried 40 passengers; 13 of them died'
        return self.scan.begins(first, q.first, "unit")

    def _listed(self, q: Quantity) -> bool:
        """Tell whether the number is an item of a list of parts ('... as follows: 389 by air raids; 99 ...')."""
        if not self._lists and self.scan.lang != "ar":
            return False
        first, _ = self.ground.sentence(q.core)
        start = q.first - 1
        while self.scan.lang == "ar" and start > first and q.first - start <= _NAMED and self._name(start):
            start -= 1
        placed = self.scan.lang == "ar" and self.scan.at(q.core_last, "place_prep") is not None
        joined = placed and self.ground.joined_on(q)
        before = self.ground.drafts[-1] if joined and self.ground.drafts else None
        if before is not None and before.core >= first and not (before.head.persons or before.head.actors):
            return True  # 'among them 2,274 in the south, and 3,640 in the north'
        if self.scan.tokens.folds[start] not in _LIST_MARKS and not joined and not self._first_of_list(q):
            return False
        return any(first <= i < q.first for i in self._lists)

    def _first_of_list(self, q: Quantity) -> bool:
        """Tell whether only those who are listed, and a place, stand before a first number ('over Jenin 58')."""
        if self.scan.lang != "ar" or self.scan.ending(q.first, "place") is None:
            return False
        near = [i for i in self._lists if q.first - _FIRST <= i < q.first]
        return bool(near) and self.scan.at(near[-1] + 1, "person") is not None

    def _colons(self) -> list[int]:
        """Return the colons between those who are counted and a number ('the martyrs: 9 in ..., 6 in ...').  Arabic."""
        scan = self.scan
        colons = scan.marked(_COLON) if scan.lang == "ar" else []
        return [i for i in colons if scan.ending(i, "person") is not None and number_follows(scan, i + 1)]

    def _name(self, i: int) -> bool:
        """Tell whether token `i` is a plain word, as in the name of an item ('other parties 100')."""
        return self.scan.tokens.kinds[i] == "w" and self.scan.at(i, "harm_verb", "harm_noun", "toll_verb") is None

    def _in_rank(self, q: Quantity) -> bool:
        """Tell whether a place that comes next in a list stands before 'with 88'.  Arabic."""
        first, _ = self.ground.sentence(q.core)
        if self.scan.lang != "ar" or not self.ground.counts(first, q.first):
            return False
        if self.bracketed(q):
            return True
        hit = self.scan.at(q.core, "number")
        with_it = self.scan.at(q.first, "with") is not None or (hit is not None and bool(hit.clitics.preposition))
        return with_it and any(h.entry.cls == "place" for h in self.scan.hits[q.first - 1])

    def told(self, q: Quantity) -> bool:
        """Tell whether a rival's figure stands alone: 'the radio said 43', 'confirmed no more than 30 so far'."""
        scan, drafts = self.scan, self.ground.drafts
        if scan.lang != "en" or not drafts or scan.sentence_of(q.core) - scan.sentence_of(drafts[-1].core) > 1:
            return False
        if q.last < len(scan) and scan.tokens.kinds[q.last] == "w" and scan.at(q.last, "so_far") is None:
            return False
        verbs = scan.ending(q.first, "attribution_verb"), scan.ending(q.first - 1, "attribution_verb")
        return any(verb is not None and verb.first >= self._near(q) for verb in verbs)

    def _near(self, q: Quantity) -> int:
        """Return the token from which a verb may cite the number: 'said 43', 'admits to nine'."""
        to = self.scan.at(q.first - 1, "to", "of")
        return q.first - (5 if to is not None else 4)

    def then(self, q: Quantity) -> bool:
        """Tell whether the number follows an earlier toll ('reached 183 at noon, then 221 in the evening')."""
        then = self.scan.at(q.first - 1, "then")
        return then is not None and bool(self.ground.drafts) and self.ground.drafts[-1].last >= q.first - 4

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
            return self._passes(q, start)
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

    def bracketed(self, q: Quantity) -> bool:
        """Tell whether a number in brackets goes on from the count before ('Taiz with 386, Marib (241)').  Arabic."""
        folds, before = self.scan.tokens.folds, self.ground.drafts[-1] if self.ground.drafts else None
        if self.scan.lang != "ar" or before is None or folds[q.first - 1] != "(" or folds[q.last : q.last + 1] != [")"]:
            return False
        placed = any(h.entry.cls == "place" for h in self.scan.hits[q.first - 2])
        return placed and before.core >= self.ground.sentence(q.core)[0]

    def _paren(self, i: int) -> bool:
        return i < len(self.scan) and self.scan.tokens.folds[i] == "("

    def _toll_before(self, i: int) -> Hit | None:
        """Return the toll verb or noun that governs 'to N' from earlier in the sentence."""
        first, _ = self.ground.sentence(i)
        for j in range(i - 1, max(first, i - 26) - 1, -1):
            hit = self.scan.at(j, "toll_verb", "toll_noun", "casualty_noun")
            if hit is not None:
                return hit
        return None
