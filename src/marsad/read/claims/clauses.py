"""Clauses of a sentence, as far as words of harm are concerned, and asides on a part that nobody counted."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

_COMMAS = frozenset({",", "\u060c"})
_STRONG_STOPS = frozenset({";", "\u061b", ":"})


class Clauses:
    """Where the clauses of a scan begin and end."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        marks = {hit.first for hit in scan.all("boundary") if scan.at(hit.first, "ignore_before") is None}
        marks.update(scan.marked(_STRONG_STOPS - {":"}))
        if scan.lang == "en":  # 'counted 31 dead, seven women among them, and said 14 others were being treated'
            marks.update(hit.first for hit in scan.all("attribution_verb") if scan.ending(hit.first, "and") is not None)
        self.marks = marks
        self._sorted = sorted(marks)
        self.aside = _asides(scan)

    def apart(self, draft: Draft, trigger: Trigger) -> bool:
        """Tell whether a semicolon stands between a count and a word of harm: what it says is not said of the count."""
        low, high = sorted((draft.core, trigger.first))
        return any(i in self.marks and self.scan.tokens.folds[i] in _STRONG_STOPS for i in range(low, high))

    def between(self, a: int, b: int) -> bool:
        """Tell whether a clause ends between tokens `a` and `b` (a < b)."""
        return bisect_left(self._sorted, a) < bisect_left(self._sorted, b)


def _asides(scan: Scan) -> set[int]:
    """Return the tokens of remarks on a part nobody counted ('300,000 people, most of them displaced, are cut off')."""
    out: set[int] = set()
    for hit in scan.all("vague_share"):
        i = hit.first
        while i < len(scan) and scan.tokens.kinds[i] == "w":
            out.add(i)
            i += 1
        if i >= len(scan) or scan.tokens.folds[i] not in _COMMAS:
            out.difference_update(range(hit.first, i))
    return out
