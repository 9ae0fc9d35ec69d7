"""Which of a million scenes are compared: the same pairs as `blocks.Blocks` meets, from arrays of numbers.

A scene is a number, its place in the order of telling; a row is a block's name and the number of a scene in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.link import blocks

Numbers = npt.NDArray[np.int64]
"""Whole numbers; every array here is one of them."""


def in_order(names: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Return rows in order of their blocks, those of a block in the order of telling."""
    order = np.lexsort((numbers, names))
    return names[order], numbers[order]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Rows in order, without the blocks of only one scene."""

    numbers: Numbers
    start: Numbers
    """Where the block of each row begins."""
    by_number: Numbers
    """The rows that are not the first of their block, in the order of telling."""

    @classmethod
    def of(cls, names: Numbers, numbers: Numbers) -> Meeting:
        """Return who meets by rows that are in order."""
        size = len(names)
        opens = np.ones(size, dtype=bool)
        opens[1:] = names[1:] != names[:-1]
        alone = opens & np.append(opens[1:], True)[:size]
        numbers, opens = numbers[~alone], opens[~alone]
        begins = np.flatnonzero(opens)
        lengths = np.diff(np.append(begins, len(numbers)))
        later = np.flatnonzero(~opens)
        by_number = later[np.argsort(numbers[later], kind="stable")]
        return cls(numbers, np.repeat(begins, lengths), by_number)

    def of_scenes(self, first: int, last: int) -> tuple[Numbers, Numbers]:
        """Return the earlier scenes that those of `first` to below `last` meet, and these: once for each block."""
        told = self.numbers[self.by_number]
        rows = self.by_number[slice(*np.searchsorted(told, (first, last)))]
        counts = np.minimum(rows - self.start[rows], blocks.FIRST)
        return self.numbers[spread(self.start[rows], counts)], np.repeat(self.numbers[rows], counts)


@dataclass(frozen=True, slots=True)
class Listing:
    """Numbers listed under numbers: of each from 0 on, where its own begin."""

    begins: Numbers
    listed: Numbers

    @classmethod
    def of(cls, under: Numbers, listed: Numbers, size: int) -> Listing:
        """Return what is listed under each number below `size`."""
        counts = np.bincount(under, minlength=size) if len(under) else np.zeros(size, dtype=np.int64)
        return cls(np.concatenate([[0], np.cumsum(counts)]), listed[np.argsort(under, kind="stable")])

    def find(self, names: Numbers) -> tuple[Numbers, Numbers]:
        """Return what is listed under each of `names`, and of each thing found the place of its name among them."""
        counts = self.begins[names + 1] - self.begins[names]
        return self.listed[spread(self.begins[names], counts)], np.repeat(np.arange(len(names)), counts)


def spread(starts: Numbers, counts: Numbers) -> Numbers:
    """Return `counts` numbers from each of `starts` on, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return found


def pairs_of(earlier: Numbers, later: Numbers) -> tuple[Numbers, Numbers]:
    """Return pairs of which the first is the earlier, each once, in order of the later."""
    right = earlier < later
    both = np.unique(later[right] << 32 | earlier[right])
    return both & 0xFFFFFFFF, both >> 32
