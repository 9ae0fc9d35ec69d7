"""Capture histories: how many named victims stand on exactly which lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from marsad.errors import UsageError
from marsad.model.noun import Noun

MAX_LISTS = 24


class Histories(Noun, frozen=True, kw_only=True):
    """Lists, and for each pattern of lists the number of persons that stand on these and no others.

    A pattern is a bit mask: bit i is list i.  Patterns without persons may be left out; 0 (on no list) cannot be seen.
    """

    lists: tuple[str, ...]
    counts: dict[int, int]

    def __post_init__(self) -> None:
        if len(self.lists) > MAX_LISTS:
            raise UsageError.of("more than {limit} lists cannot be estimated from", limit=MAX_LISTS)
        if any(n < 0 for n in self.counts.values()) or any(not 0 < h < 1 << len(self.lists) for h in self.counts):
            raise UsageError.of("a capture history has a negative count, or stands on no list")

    @property
    def total(self) -> int:
        """How many persons are on at least one list."""
        return sum(self.counts.values())

    def patterns(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the patterns with persons as a 0/1 matrix (patterns x lists), and their counts."""
        masks = sorted(mask for mask, n in self.counts.items() if n)
        rows = [[mask >> i & 1 for i in range(len(self.lists))] for mask in masks]
        table = np.array(rows, dtype=float).reshape(len(masks), len(self.lists))
        return table, np.array([self.counts[mask] for mask in masks], dtype=float)

    def table(self) -> np.ndarray:
        """Return the counts of all 2^lists patterns; entry 0 is 0 because nobody can be seen on no list."""
        out = np.zeros(1 << len(self.lists))
        for mask, n in self.counts.items():
            out[mask] = n
        return out

    def size(self, which: int) -> int:
        """Return how many persons stand on all lists of the mask `which`."""
        return sum(n for mask, n in self.counts.items() if mask & which == which)

    def without(self, index: int) -> Histories:
        """Return the histories with one list left out; persons on that list alone are no longer seen."""
        low = (1 << index) - 1
        counts: dict[int, int] = {}
        for mask, n in self.counts.items():
            kept = (mask & low) | (mask >> (index + 1) << index)
            if kept:
                counts[kept] = counts.get(kept, 0) + n
        return Histories(lists=self.lists[:index] + self.lists[index + 1 :], counts=counts)

    def name(self, mask: int) -> str:
        """Return the names of the lists of a mask, joined by a middle dot."""
        return "\u00b7".join(name for i, name in enumerate(self.lists) if mask >> i & 1)


def from_rows(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Histories:
    """Build histories from a table: a 0/1 column for each list, and `count` (1 where there is no such column).

    Raises `UsageError` naming the row (the header is row 1) where a cell is neither 0 nor 1, or a count is no number.
    """
    lists = tuple(name for name in header if name != "count")
    if len(set(header)) != len(header):
        raise UsageError.of("a column stands twice: {columns}", columns=", ".join(header))
    counts: dict[int, int] = {}
    for number, row in enumerate(rows, 2):
        mask = 0
        for i, name in enumerate(lists):
            value = (row.get(name) or "").strip()
            if value not in ("0", "1"):
                raise UsageError.of(
                    "row {number}, column {column}: {value!r} is neither 0 nor 1",
                    number=number,
                    column=name,
                    value=value,
                )
            mask |= int(value) << i
        told = (row.get("count") or "1").strip() if "count" in header else "1"
        if not (told.isascii() and told.isdigit()):
            raise UsageError.of("row {number}: the count {value!r} is no whole number", number=number, value=told)
        if mask:
            counts[mask] = counts.get(mask, 0) + int(told)
        elif int(told):
            raise UsageError.of(
                "row {number}: {count} persons on no list; nobody can be seen there", number=number, count=told
            )
    return Histories(lists=lists, counts=counts)
