"""Sections that tell of another incident: 'Separately, ...', 'In a separate incident ...', to the end of the line.

English.
"""

from __future__ import annotations

from bisect import bisect_right

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan


class Sections:
    """Where one text tells of other incidents than its main one."""

    def __init__(self, scan: Scan) -> None:
        opening = scan.all("separate") if scan.lang == "en" else ()
        self._firsts = [hit.first for hit in opening if hit.first == scan.sents[scan.sentence_of(hit.first)][0]]
        breaks = scan.breaks if self._firsts else []
        ends = [*breaks, len(scan)]
        self._known: dict[int, list[Hit]] = {}
        self._ends = [ends[bisect_right(breaks, first)] for first in self._firsts]

    def of(self, i: int) -> int | None:
        """Return the number of the section that holds token `i`, or None where it tells of the main incident."""
        n = bisect_right(self._firsts, i) - 1
        return n if n >= 0 and i < self._ends[n] else None

    def main(self, hits: list[Hit]) -> list[Hit]:
        """Return the words of cause that tell of the main incident."""
        return [hit for hit in hits if self.of(hit.first) is None] if self._firsts else hits

    def around(self, draft: Draft, hits: list[Hit]) -> list[Hit] | None:
        """Return the words of cause of the section that a count stands in, or None where it stands in none.

        A period's total tells of more than the section's incident.
        """
        n = self.of(draft.core) if self._firsts and not (draft.cumulative or draft.background) else None
        if n is None:
            return None
        if n not in self._known:
            self._known[n] = [hit for hit in hits if self.of(hit.first) == n]
        return self._known[n]
