"""Sides as leaves: who is counted inside whose total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.reckon.item import Item, ancestors, by_key
from marsad.reckon.party import is_open
from marsad.reckon.split import divided

Umbrella = Mapping[str, frozenset[str]]
"""A side, and the sides whose dead its count may include."""


def family(side: str | None, umbrella: Umbrella) -> str:
    """Return the side under whose umbrella a side stands, or itself; '' for sides that name no party."""
    if side is None or is_open(side):
        return ""
    return next((head for head, members in sorted(umbrella.items()) if side in members), side)


def inside(member: str, head: str) -> str:
    """Return the leaf of a side's persons who are counted inside another side's total."""
    return f"{member} in {head}"


def asked(side: str, umbrella: Umbrella) -> frozenset[str]:
    """Return the leaves of a side's row: its own, those counted inside it, and where it is counted inside others."""
    members = {inside(member, side) for member in umbrella.get(side, ())}
    heads = {inside(side, head) for head, held in umbrella.items() if side in held}
    return frozenset({side, *members, *heads})


def leaves(items: Sequence[Item], umbrella: Umbrella) -> dict[str, frozenset[str]]:
    """Return the leaves of each item: whose dead it may count.

    A part that is named for its whole's own side leaves out the allies that the same breakdown names beside it.
    """
    known = by_key(items)
    sides = sorted({item.side for item in items if item.side and not is_open(item.side)})
    every = frozenset({"nobody's"}).union(*(asked(side, umbrella) for side in sides))
    return {item.key: _leaves(item, items, known, umbrella, every) for item in items}


def _leaves(
    item: Item, items: Sequence[Item], known: dict[str, Item], umbrella: Umbrella, every: frozenset[str]
) -> frozenset[str]:
    side = item.side
    if side is None or is_open(side):
        parts = divided(item, items)
        return frozenset().union(*(_leaves(p, items, known, umbrella, every) for p in parts)) if parts else every
    heads = [above.side for above in ancestors(item, known) if above.side and side in umbrella.get(above.side, ())]
    if heads:
        return frozenset({inside(side, heads[0])})
    whole = known.get(item.whole or "")
    if whole is None or whole.side != side:
        return asked(side, umbrella)
    beside = {inside(part.side, side) for part in items if part.whole == whole.key and part.side}
    return asked(side, umbrella) - beside
