"""Labelled lists: 'Deaths: regime forces 531, Islamic State 322': a label's harm, then names with their numbers."""

from __future__ import annotations

from collections.abc import Set

from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import Quantity

_CLOSES = frozenset({",", ";", "."})
_JOINS = frozenset({",", ";"})
_NAME = 4
"""Words of an item's name at most."""
_NO_NAME = (
    "verb_be",
    "verb_have",
    "preposition",
    "and",
    "unit",
    "boundary",
    "relative",
    "harm_verb",
    "harm_noun",
    "toll_verb",
)
"""What stands in no name: no verb, and nothing that is joined on."""


class LabelledList:
    """Recognises the numbers of such lists, left to right; `labels` are the tokens after the labels.  English."""

    def __init__(self, ground: Ground, labels: Set[int]) -> None:
        self.ground = ground
        self.scan = ground.scan
        self._labels = labels
        self._items: set[int] = set()

    def add(self, q: Quantity) -> None:
        """Note that the number stands behind a label or in its list."""
        self._items.add(q.core)

    def holds(self, q: Quantity) -> bool:
        """Tell whether the number closes an item right behind the label or behind another item."""
        scan = self.scan
        closes = q.last >= len(scan) or scan.tokens.folds[q.last] in _CLOSES or scan.at(q.last, "and") is not None
        if scan.lang != "en" or not self._labels or not closes:
            return False
        first, _ = self.ground.sentence(q.core)
        start = q.first
        while start > first and q.first - start <= _NAME and self._names(start - 1):
            start -= 1
        if start in (q.first, first):
            return False
        if start in self._labels and scan.tokens.folds[start - 1] == ":":
            return True
        before = self.ground.drafts[-1] if self.ground.drafts else None
        joined = scan.tokens.folds[start - 1] in _JOINS or scan.at(start - 1, "and") is not None
        return joined and before is not None and before.last == start - 1 and before.core in self._items

    def _names(self, i: int) -> bool:
        word = self.scan.tokens.kinds[i] == "w" and i not in self.ground.blocked
        return word and self.scan.any_at(i, *_NO_NAME) is None
