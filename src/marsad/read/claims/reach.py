"""How far a time reaches: which commas, brackets and asides part it from a count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from marsad.read.claims.draft import Draft, core_of
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan

_CLAUSE = frozenset({",", "\u060c", ";", "\u061b", "\u2013", "\u2014"})
_ASIDES = 8
"""Commas between a time and its count, at most: more are no breakdown but another statement."""
_COMMAS = ([","], ["\u060c"])
_DASH = frozenset({"\u2013", "\u2014"})


class Reach:
    """Tells of one scan what stands between its times and its counts."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.dashes = scan.marked(_DASH)

    def cut(self, draft: Draft, time: TimeFound, drafts: list[Draft]) -> bool:
        """Tell whether a comma or the like parts the time from the count; what stands in brackets is passed over.

        So is a breakdown of the same count between two commas ('38 civilians, 12 of them children, on Sunday').
        """
        low, high = sorted((time.first, draft.core))
        depth, marks = 0, list[int]()
        signs, folds = self.scan.signs, self.scan.tokens.folds
        between = signs[bisect_left(signs, low) : bisect_left(signs, high)]
        if not between:
            return False
        for i in between:
            word = folds[i]
            if word == "(":
                depth += 1
            elif word == ")":
                depth -= 1
                if depth < 0:
                    return True
            elif depth == 0 and word in _CLAUSE:
                marks.append(i)
                if len(marks) > _ASIDES:
                    return True
        if len(marks) % 2 and self._set_off(draft, time, marks[-1]):
            marks.pop()
        if depth != 0 or len(marks) % 2:
            return True
        if marks and self._turns(marks[-1] + 1, high):
            return True
        return not all(self._breaks_down(draft, a, b, drafts) for a, b in zip(marks[::2], marks[1::2], strict=True))

    def _set_off(self, draft: Draft, time: TimeFound, comma: int) -> bool:
        """'five were killed, on Friday evening, by a rocket': a time between two commas is of what stands before it."""
        folds = self.scan.tokens.folds
        if time.first <= draft.core or folds[time.last : time.last + 1] not in _COMMAS:
            return False
        between = range(comma + 1, time.first)
        return len(between) <= 1 and all(self.scan.at(i, "preposition") is not None for i in between)

    def _breaks_down(self, draft: Draft, first: int, last: int, drafts: list[Draft]) -> bool:
        inside = drafts[bisect_right(drafts, first, key=core_of) : bisect_left(drafts, last, key=core_of)]
        return bool(inside) and all(d.whole is not None and d.whole in (draft, draft.whole) for d in inside)

    def _turns(self, first: int, last: int) -> bool:
        """Tell whether another statement begins behind an aside ('while ...', 'and that ...')."""
        if self.scan.at(first, "boundary", "clause_contrast") is not None:
            return True
        return self.scan.begins(first, last, "attribution_that")

    def aside(self, time: TimeFound, first: int, last: int) -> bool:
        """Tell whether a time stands in an aside between two dashes."""
        dashes = self.dashes[bisect_left(self.dashes, first) : bisect_left(self.dashes, last)]
        return sum(i < time.first for i in dashes) % 2 == 1 and any(i >= time.last for i in dashes)

    def parted(self, first: int, last: int) -> bool:
        """Tell whether a comma or the like stands in tokens [first, last)."""
        return not _CLAUSE.isdisjoint(self.scan.tokens.folds[first:last])
