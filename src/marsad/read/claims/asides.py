"""Sections that tell of another incident than the main one: 'Separately, ...', 'And in Diyala a mine ...'.

They go on to the next such opening, or to the end of the line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_OPENING = 6
"""Tokens from the beginning of a sentence to the place that it tells of at most ('And in the northern town of')."""
_PLACING = ("place_kind", "place_the", "place_of", "place_adjective_side", "place_side")
"""What may stand between the preposition and the name of a place: 'in the northern town of'."""


class Sections:
    """Where one text tells of other incidents than its main one."""

    def __init__(self, scan: Scan) -> None:
        begun = {scan.sents[scan.sentence_of(hit.first)][0]: hit.first for hit in scan.all("separate")}
        self._apart = {first for first, at in begun.items() if at == first}
        located = _located(scan)
        self._firsts = sorted(self._apart | located)
        breaks = scan.breaks if self._firsts else []
        ends = [*breaks, len(scan)]
        self._known: dict[int, list[Hit]] = {}
        self._ends = [ends[bisect_right(breaks, first)] for first in self._firsts]
        for n, first in enumerate(self._firsts):
            if first not in self._apart:
                self._ends[n] = _end(scan, first, self._ends[n])

    def of(self, i: int) -> int | None:
        """Return the number of the section that holds token `i`, or None where it tells of the main incident."""
        n = bisect_right(self._firsts, i) - 1
        return n if n >= 0 and i < self._ends[n] else None

    def main(self, hits: list[Hit]) -> list[Hit]:
        """Return the words of cause that tell of the main incident; where only places part the text, of any at need."""
        if not self._firsts:
            return hits
        found = [hit for hit in hits if self.of(hit.first) is None]
        return found or [hit for hit in hits if self._firsts[self.of(hit.first) or 0] not in self._apart]

    def around(self, draft: Draft, hits: list[Hit]) -> list[Hit] | None:
        """Return the words of cause of the section that a count stands in, or None where it stands in none.

        A period's total tells of more than the section's incident; what is told of another place without a word of
        cause has the main incident's.
        """
        n = self.of(draft.core) if self._firsts and not (draft.cumulative or draft.background) else None
        if n is None:
            return None
        if n not in self._known:
            self._known[n] = [hit for hit in hits if self.of(hit.first) == n]
        told = self._known[n]
        return told if told or self._firsts[n] in self._apart else None


def _located(scan: Scan) -> set[int]:
    """Return the first tokens of the sentences that open with a place told nowhere before: 'And in Diyala ...'."""
    found: set[int] = set()
    seen: set[str] = set()
    places: Sequence[Hit] = scan.all("place")
    at = 0
    for first, last in scan.sents:
        opened = places[at] if at < len(places) else None
        near = opened is not None and first > 0 and opened.first - first <= _OPENING
        if near and opened is not None and opened.entry.id not in seen and _leads(scan, first, opened.first):
            found.add(first)
        while at < len(places) and places[at].first < last:
            seen.add(places[at].entry.id)
            at += 1
    return found


def _end(scan: Scan, first: int, last: int) -> int:
    """Return where what is told of the place at token `first` ends before `last`: where a sentence names another."""
    for n in range(scan.sentence_of(first) + 1, len(scan.sents)):
        begins, ends = scan.sents[n]
        if begins >= last:
            return last
        if scan.begins(begins, ends, "place"):
            return begins
    return last


def _leads(scan: Scan, first: int, name: int) -> bool:
    """Tell whether from a sentence's beginning to the name of a place only words of place stand."""
    begins = first + 1 if scan.at(first, "and") is not None and scan.at(first, "place_prep") is None else first
    if begins >= name or scan.at(begins, "place_prep") is None:
        return False
    return all(scan.any_at(i, *_PLACING) is not None for i in range(begins + 1, name))
