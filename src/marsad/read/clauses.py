"""Clauses: how far a word that negates, cites or gains can reach.

A *hard* clause ends with the sentence, at a semicolon, or before a contrast ('while', 'but'; lexicon class
`clause_contrast`).  A *soft* clause also ends at commas, colons, dashes and brackets.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.scan import Scan
from marsad.text.tokens import BREAK, PUNCT

_HARD = frozenset({";", "\u061b"})
_SOFT = frozenset({",", "\u060c", ":", "\u2013", "\u2014", "-", "(", ")", "[", "]"})


class Clauses:
    """For each token, the first and the last (excluded) token of its hard and of its soft clause.

    `contrast[i]` tells that the hard clause that begins at token i was opened by a contrast.
    """

    __slots__ = ("contrast", "hard_first", "hard_last", "soft_first", "soft_last")

    def __init__(self, scan: Scan) -> None:
        size = len(scan)
        self.hard_first = [0] * size
        self.hard_last = [0] * size
        self.soft_first = [0] * size
        self.soft_last = [0] * size
        self.contrast = _contrasts(scan)
        also = {hit.first for hit in scan.all("clause_also")}
        kinds, folds = scan.tokens.kinds, scan.tokens.folds
        turns = sorted({*self.contrast, *also, *scan.signs})
        at = 0
        for first, last in scan.sents:
            hard = soft = first
            at = bisect_left(turns, first, at)
            while at < len(turns) and turns[at] < last:
                i = turns[at]
                at += 1
                if i in self.contrast and i > first:
                    self._close(hard, soft, i)
                    hard = soft = i
                elif i in also and i > first:
                    self._close_soft(soft, i)
                    soft = i
                elif kinds[i] == PUNCT:
                    if folds[i] in _HARD:
                        self._close(hard, soft, i)
                        hard = soft = i + 1
                    elif folds[i] in _SOFT:
                        self._close_soft(soft, i)
                        soft = i + 1
            self._close(hard, soft, last)
        for i in scan.breaks:
            self.hard_first[i] = self.soft_first[i] = i
            self.hard_last[i] = self.soft_last[i] = i + 1

    def _close(self, hard: int, soft: int, end: int) -> None:
        self.hard_first[hard:end] = [hard] * (end - hard)
        self.hard_last[hard:end] = [end] * (end - hard)
        self._close_soft(soft, end)

    def _close_soft(self, soft: int, end: int) -> None:
        self.soft_first[soft:end] = [soft] * (end - soft)
        self.soft_last[soft:end] = [end] * (end - soft)


def _contrasts(scan: Scan) -> set[int]:
    """Return the tokens that open a contrasting clause; 'all but', 'while fleeing' do not."""
    linked = {i for hit in scan.all("clause_link") for i in range(hit.first, hit.last)}
    folds = scan.tokens.folds
    out = set()
    for hit in scan.all("clause_contrast"):
        if hit.first in linked:
            continue
        if hit.last < len(folds) and scan.lexicon.ends(folds[hit.last], "acting"):
            continue
        out.add(hit.first)
    return out


def line_last(scan: Scan, i: int) -> int:
    """Return the token after the last one of the line that holds token `i`."""
    kinds = scan.tokens.kinds
    while i < len(kinds) and kinds[i] != BREAK:
        i += 1
    return i
