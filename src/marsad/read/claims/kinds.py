"""Kinds of bare numbers: a figure set against another, one that completes a list, cases, ranks, brackets."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.frames import number_follows
from marsad.read.claims.ground import Ground
from marsad.read.claims.labelled import LabelledList
from marsad.read.claims.nameslisted import names_listed
from marsad.read.claims.quantities import DASHES, Quantity

_APPOSED = frozenset({",", "\u060c", ":"}) | DASHES
_VOICE = 7
"""Tokens of another voice between two figures at most."""
_FIRST = 9
"""Tokens from 'are spread' to the number of the first place at most.  Arabic."""
_LIST_MARKS = frozenset({":", ";", "\u061b", ",", "\u060c"})
_NAMED = 4
"""Words that may name an item of a list before its number."""
_WHO = 3
"""Tokens from 'one group' to its 'puts' at most."""
_COLON = frozenset({":"})
_PAIR, _TOTALS = 2, 7
"""Counts that a number may complete, and among which their total is sought."""


class Kinds:
    """Answers for the numbers of one scan that have no noun."""

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

    def figure(self, q: Quantity) -> bool:
        """Tell whether the number stands in 'its December figure of 512'."""
        if not self._tolls or self._who_reckons(q):
            return False
        of = self.scan.at(q.first - 1, "of")
        be = self.scan.at(q.first - 1, "verb_be") if self.scan.lang == "en" and self.ground.drafts else None
        noun = self.ground.ends.get(be.first) if be is not None else None
        if noun is not None and noun.entry.cls == "toll_noun":
            return True  # 'the army said the figure was 40'
        if of is None and self.scan.tokens.folds[q.first - 1] not in _APPOSED:
            return False
        toll = self.ground.ends.get(q.first - 1)
        named = self.scan.ending(q.first - 1, "toll_noun") if self.scan.lang == "en" else None  # 'a death toll of 471'
        return named is not None or (toll is not None and toll.entry.cls == "toll_noun")

    def _who_reckons(self, q: Quantity) -> bool:
        """Tell whether 'one group puts it at' stands there: who tells the figure.  English."""
        near = range(q.core_last, min(q.core_last + _WHO, len(self.scan))) if self.scan.lang == "en" else ()
        return any(self.scan.at(i, "reckons") is not None for i in near)

    def accounted(self, q: Quantity) -> bool:
        """Tell whether 'the police for three' goes on from 'were responsible for 44' in the sentence.  English."""
        if self.scan.lang != "en" or not self.scan.reads(q.first - 1, "for") or not self.ground.drafts:
            return False
        before = self.ground.drafts[-1]
        first, _ = self.ground.sentence(q.core)
        at = bisect_left(self._accounted, first)
        told = at < len(self._accounted) and self._accounted[at] <= before.first
        return before.core >= first and told

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

    def family_of(self, q: Quantity) -> bool:
        """Tell whether 'a family of seven' counts its members."""
        if self.scan.lang != "en":
            return False
        of = self.scan.at(q.first - 1, "of")
        person = self.scan.at(of.first - 1, "person") if of is not None else None
        return person is not None and bool(person.entry.features.get("unit")) and person.entry.features.get("n") == "sg"

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
        with_it = hit is not None and bool(hit.clitics.preposition)
        return with_it and any(h.entry.cls == "place" for h in self.scan.hits[q.first - 1])

    def told(self, q: Quantity) -> bool:
        """Tell whether a rival's figure stands alone: 'the radio said 43', 'confirmed no more than 30 so far'."""
        scan, drafts = self.scan, self.ground.drafts
        if scan.lang != "en" or not drafts or scan.sentence_of(q.core) - scan.sentence_of(drafts[-1].core) > 1:
            return False
        if names_listed(scan, q.first, q.last):
            return True
        if q.last < len(scan) and scan.tokens.kinds[q.last] == "w" and scan.any_at(q.last, "so_far", "and") is None:
            return False
        if self._another_voice(q):
            return True
        verbs = scan.ending(q.first, "attribution_verb"), scan.ending(q.first - 1, "attribution_verb")
        return any(verb is not None and verb.first >= self._near(q) for verb in verbs)

    def _another_voice(self, q: Quantity) -> bool:
        """'the mayor spoke of 23 and a priest of 31': the verb goes on."""
        before, of = self.ground.drafts[-1], self.scan.at(q.first - 1, "of")
        and_other = self.scan.at(before.last, "and") is not None and q.first - before.last <= _VOICE
        if of is None or not and_other:
            return False
        return self.scan.ending(before.first, "attribution_verb") is not None

    def _near(self, q: Quantity) -> int:
        """Return the token from which a verb may cite the number: 'said 43', 'admits to nine'."""
        to = self.scan.at(q.first - 1, "to", "of")
        return q.first - (5 if to is not None else 4)

    def then(self, q: Quantity) -> bool:
        """Tell whether the number follows an earlier toll ('reached 183 at noon, then 221 in the evening')."""
        then = self.scan.at(q.first - 1, "then")
        return then is not None and bool(self.ground.drafts) and self.ground.drafts[-1].last >= q.first - 4

    def bracketed(self, q: Quantity) -> bool:
        """Tell whether a number in brackets goes on from the count before ('Taiz with 386, Marib (241)').  Arabic."""
        folds, before = self.scan.tokens.folds, self.ground.drafts[-1] if self.ground.drafts else None
        if self.scan.lang != "ar" or before is None or folds[q.first - 1] != "(" or folds[q.last : q.last + 1] != [")"]:
            return False
        placed = any(h.entry.cls == "place" for h in self.scan.hits[q.first - 2])
        return placed and before.core >= self.ground.sentence(q.core)[0]
