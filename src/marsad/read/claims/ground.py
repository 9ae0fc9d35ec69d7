"""The ground that all collectors stand on: the scan, its noun phrases, what is taken, and what was found so far."""

from __future__ import annotations

from bisect import bisect_left, insort

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.actives import deeds
from marsad.read.claims.armedcrowds import crowds
from marsad.read.claims.draft import Draft, Head, core_of
from marsad.read.claims.heads import Heads
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.unread import Unread
from marsad.read.denial import Denial
from marsad.read.numbers import Number
from marsad.read.scan import Scan
from marsad.read.tallies import tallies

_OPENERS = ("harm_noun", "harm_verb", "among", "one_of", "casualty_noun", "toll_verb", "toll_noun", "beside", "appear")


class Ground:
    """What the collectors of one scan share.

    `blocked` are tokens that count nobody; `ends` gives the word that may open a count, by the token after it;
    `earlier` are the scopes of superseded and withdrawn figures.
    """

    def __init__(
        self, scan: Scan, heads: Heads, blocked: set[int], denials: list[Denial], numbers: list[Number]
    ) -> None:
        self.scan = scan
        self.numbers = numbers
        self.heads = heads
        self.blocked = set(blocked)
        self.refuted = {i for d in denials if d.kind == "refuted" for i in range(d.first, d.last)}
        """The tokens of 'not 12 as was reported'."""
        self.earlier = [d for d in denials if d.kind in ("superseded", "withdrawn")]
        self.unread: list[Unread] = []
        self.drafts: list[Draft] = []
        self._sentences = scan.sents[:1] * len(scan)
        """By token: its sentence."""
        for first, last in scan.sents:
            self._sentences[first:last] = [(first, last)] * (last - first)
        self._counted: set[int] = set()
        self._cores: list[int] = []
        self._at: dict[int, list[Draft]] = {}
        """By token: the counts whose numbers begin there."""
        self.opened = {number.first for number in numbers}
        """The tokens at which numbers begin."""
        self._seen = 0
        self.tallies = sorted((colon, start) for colon, start in tallies(scan).items())
        """The labels of tallies: their colon, and where they begin."""
        told = deeds(scan) + crowds(scan)
        self.doers = {i for deed in told for i in range(deed.first, deed.last)}
        """The tokens of those who did what the verb before them tells."""
        self.objects = {deed.object: deed.first for deed in told}
        """Where those begin to whom it was done, with where the doer begins."""
        self.ends: dict[int, Hit] = {}
        for cls in _OPENERS:
            for hit in scan.all(cls):
                if cls == "appear" and hit.clitics.article:
                    continue  # 'the observation' is a post's, and nobody appeared
                old = self.ends.get(hit.last)
                if old is None or hit.first <= old.first:
                    self.ends[hit.last] = hit
        for hit in scan.all("toll_state"):  # 'the number of wounded is now nine'
            total = self.ends.get(hit.first)
            if total is not None and total.entry.cls in ("casualty_noun", "toll_noun"):
                self.ends.setdefault(hit.last, total)

    def sentence(self, i: int) -> tuple[int, int]:
        """Return the tokens [first, last) of the sentence of token `i`."""
        return self._sentences[i]

    def covered(self, i: int) -> bool:
        """Tell whether token `i` belongs to a count that was found."""
        self._note()
        return i in self._counted

    def counts(self, first: int, last: int) -> bool:
        """Tell whether the number of a count that was found stands at tokens [first, last)."""
        self._note()
        at = bisect_left(self._cores, first)
        return at < len(self._cores) and self._cores[at] < last

    def within(self, first: int, last: int) -> list[Draft]:
        """Return the counts found so far whose numbers begin at tokens [first, last), in text order."""
        self._note()
        cores = self._cores[bisect_left(self._cores, first) : bisect_left(self._cores, last)]
        return [draft for core in dict.fromkeys(cores) for draft in self._at[core]]

    def in_order(self) -> list[Draft]:
        """Put the counts found so far in text order and return them."""
        self._note()
        self.drafts.sort(key=core_of)
        return self.drafts

    def forget(self, core: int) -> None:
        """Take a count out again: its number belongs to another one."""
        self._note()
        for draft in self._at.pop(core, ()):
            self._counted.difference_update(range(draft.first, draft.last))
        self.drafts[:] = [draft for draft in self.drafts if draft.core != core]
        self._cores = [known for known in self._cores if known != core]
        self._seen = len(self.drafts)

    def _note(self) -> None:
        for draft in self.drafts[self._seen :]:
            self._counted.update(range(draft.first, draft.last))
            insort(self._cores, draft.core)
            self._at.setdefault(draft.core, []).append(draft)
        self._seen = len(self.drafts)

    def joined_on(self, q: Quantity) -> bool:
        """Tell whether an 'and' stands before the number, so that the noun before that is another count's."""
        if self.scan.at(q.first, "and") is not None:
            return True
        first = self.scan.at(q.first, "hedge_pre", "number", "vague")
        return first is not None and bool(first.clitics.conjunction)


def names_someone(head: Head) -> bool:
    """Tell whether a phrase names persons at all."""
    return bool(head.persons or head.actors or head.other or head.mixed or head.weak)
