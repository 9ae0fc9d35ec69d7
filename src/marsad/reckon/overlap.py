"""Which items of one document count different persons, and which may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from marsad.reckon import where
from marsad.reckon.gather import GENERIC_CAUSES
from marsad.reckon.item import Item

LIST_GAP = 40
"""Characters between two members of one list ('a colonel, a lieutenant and ten soldiers') at most."""


def pairs_apart(tops: Sequence[Item]) -> list[tuple[str, str]]:
    """Return the pairs of totals (none part of another) that surely count different persons.

    They do if they tell of different scenes, or name different specific causes, or stand in one list and each
    is set apart by an attribute.
    """
    listed = _lists(tops)
    return [
        (a.key, b.key)
        for a, b in combinations(tops, 2)
        if a.document == b.document and (_scenes(a, b) or _causes(a, b) or (a.key, b.key) in listed)
    ]


def loose(tops: Sequence[Item]) -> set[str]:
    """Return the totals that contradict another's number in the same words, so that they may be other persons.

    Totals of the title and running totals are never loose.
    """
    return {
        item.key
        for a, b in combinations(tops, 2)
        if a.facets == b.facets and a.voices & b.voices and _contradict(a, b)
        for item in (a, b)
        if not (item.titled or item.cumulative)
    }


def _contradict(a: Item, b: Item) -> bool:
    return (a.hi is not None and b.lo > a.hi) or (b.hi is not None and a.lo > b.hi)


def _scenes(a: Item, b: Item) -> bool:
    if a.place is None or b.place is None or a.titled or b.titled:
        return False
    return where.apart(a.place, b.place) or where.distinct(a.place, b.place)


def _causes(a: Item, b: Item) -> bool:
    one, other = a.first.cause, b.first.cause
    return not (a.titled or b.titled) and one != other and not {one, other} & GENERIC_CAUSES


def _lists(tops: Sequence[Item]) -> set[tuple[str, str]]:
    """Return the pairs that stand in one list."""
    runs: list[list[Item]] = []
    for item in sorted(tops, key=lambda item: item.first.span):
        if runs and _coordinated(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    keys = {pair for run in runs for pair in combinations([item.key for item in run], 2)}
    return keys | {(b, a) for a, b in keys}


def _coordinated(before: Item, after: Item) -> bool:
    gap = min(
        (c.span[0] - b.span[1] for b in before.claims for c in after.claims if c.span[0] >= b.span[1]), default=LIST_GAP
    )
    return (
        gap < LIST_GAP
        and bool(before.voices & after.voices)
        and before.titled == after.titled
        and bool(before.facets and after.facets)
        and before.facets != after.facets
    )
