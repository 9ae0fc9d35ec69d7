"""A title's rounded number ('more than 200 dead') above a body that counts the same dead to the last person."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from marsad.reckon.item import Item, overlap
from marsad.reckon.party import is_open
from marsad.reckon.prune import tops_of

_TENS = 10
_LARGE = 20
"""Smaller numbers are not rounded."""
_ABOVE = 1.15
"""How many times 'more than N' the exact number is at most."""
_AROUND = 0.1
"""By which share of it the exact number may differ from 'about N'."""


def unrounded(items: Sequence[Item], split: Collection[str]) -> Sequence[Item]:
    """Leave out a title's rounded number of nobody in particular that the body gives by side.

    It does with a party's own count, a count that is `split` by side, or the counts of several sides together.
    """
    rounded = [item for item in items if _is_rounded(item)]
    if not rounded:
        return items
    broken = {item.whole for item in items}
    body = [item for item in tops_of(items) if not item.titled and not item.soft]
    gone: set[str] = set()
    led: set[str] = set()
    for title in rounded:
        near = [item for item in body if overlap(item.window, title.window)]
        same = [item for item in near if _says_who(item, title, split) and _rounds(title, item.lo)]
        parties = [item for item in near if not is_open(item.side)]
        several = len({item.side for item in parties}) > 1
        if not same and several and _rounds(title, sum(item.lo for item in parties)):
            same = parties
        if same and title.key not in broken:
            gone.add(title.key)
            led |= {item.key for item in same}
    return [replace(i, leading=True) if i.key in led else i for i in items if i.key not in gone]


def _says_who(item: Item, title: Item, split: Collection[str]) -> bool:
    """Tell whether a count of the body says whose the dead are, or counts those of the title to the last person."""
    if not is_open(item.side) or item.key in split:
        return True
    exact = all(claim.hedge == "exact" for claim in item.claims)
    return exact and item.side == title.side and item.lo % _TENS != 0


def _is_rounded(item: Item) -> bool:
    """Tell whether the title alone says a number, in a word that only rounds it, of persons of no side."""
    hedged = all(claim.hedge in ("more_than", "about", "at_least") for claim in item.claims)
    return item.titled and not item.retold and is_open(item.side) and hedged and item.lo >= _LARGE


def _rounds(title: Item, exact: int) -> bool:
    """Tell whether the title's words round an exact number."""
    value = title.first.value or 0
    if title.first.hedge in ("more_than", "at_least"):
        return value < exact <= _ABOVE * value
    return abs(exact - value) <= _AROUND * value
