"""Items: what a document says of one set of persons, its repetitions taken together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec

from marsad.model import Claim, PlaceMention, Window
from marsad.model.time import UNDATED

Facet = tuple[str, str]
"""An attribute and its value ('sex', 'f')."""
ForcedBy = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
"""The halves of items (key; 'lo' or 'hi') that force a lower limit, and an upper one."""


class Item(msgspec.Struct, frozen=True, gc=False):
    """One set of persons as a document counts it.

    `key` is the first claim's; `whole` the key of the item that it is part of; `voices` who says it (None is the
    document itself); `facets` what sets its persons apart.
    """

    key: str
    claims: tuple[Claim, ...]
    lo: int
    hi: int | None
    soft: bool
    side: str | None
    window: Window
    whole: str | None = None
    voices: frozenset[str | None] = frozenset({None})
    titled: bool = False
    retold: bool = False
    """Stands in the title, and again in the body."""
    opening: bool = False
    """Stands in a title that is a sentence of the text's own."""
    leading: bool = False
    facets: frozenset[Facet] = frozenset()
    place: PlaceMention | None = None
    forced_by: ForcedBy = ((), ())
    """Of a rest without a number: the halves of items that force its lower and its upper limit."""
    died_later: bool = False
    """Of the wounded told before, some of whom died."""
    document: str = ""
    published: dt.date | None = None

    @property
    def first(self) -> Claim:
        """The claim that stands first in the text."""
        return self.claims[0]

    @property
    def cumulative(self) -> bool:
        """Whether it is a total of a stated period."""
        return any(claim.cumulative for claim in self.claims)

    @property
    def rest(self) -> bool:
        """Whether it is 'and the rest' of its whole."""
        return any(claim.rest for claim in self.claims)

    @property
    def single(self) -> bool:
        """Whether it only singles out a person or a role, and so is no total of anything."""
        return self.lo < 2 and any(name == "role" for name, _ in self.facets)

    def limited(self, lo: int, hi: int | None) -> Item:
        """Return the item with other limits."""
        return msgspec.structs.replace(self, lo=lo, hi=hi)


def by_key(items: Iterable[Item]) -> dict[str, Item]:
    """Return the items by their keys."""
    return {item.key: item for item in items}


def ancestors(item: Item, items: dict[str, Item]) -> list[Item]:
    """Return the wholes of an item, the nearest first."""
    if item.whole is None:
        return []
    chain: dict[str, Item] = {}
    while (key := item.whole) is not None and key in items and key not in chain:
        chain[key] = item = items[key]
    return list(chain.values())


def covers(outer: Window, inner: Window) -> bool:
    """Tell whether `inner` lies in `outer`, unknown windows lying in everything."""
    return inner == UNDATED or inner.inside(outer)


def overlap(a: Window, b: Window) -> bool:
    """Tell whether the two windows may share a day."""
    apart = (a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start)
    return not apart


_GROWTH = ("part.running", "part.increment")
"""Rules by which a count is what a running total grew by."""


def grows(item: Item, items: Mapping[str, Item]) -> bool:
    """Tell whether an item is by what a running total grew: the fresh part of a longer count, up to the same day."""
    whole = items.get(item.whole or "")
    if whole is None or not whole.cumulative or whole.window == item.window or item.window.end != whole.window.end:
        return False
    told = any(rule in (claim.rule or "") for claim in item.claims for rule in _GROWTH)
    return told and bool({claim.claimant for claim in item.claims} & {claim.claimant for claim in whole.claims})
