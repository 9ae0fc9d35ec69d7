"""Leaving out what cannot move a total: parts that fit their whole, soft numbers beside firm ones."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reckon.item import Item, ancestors, by_key, covers
from marsad.reckon.party import is_open


def tops_of(items: Sequence[Item]) -> list[Item]:
    """Return the items that are part of no other one here."""
    if all(item.whole is None for item in items):
        return list(items)
    known = {item.key for item in items}
    return [item for item in items if item.whole not in known]


def prune(items: Sequence[Item]) -> list[Item]:
    """Return the items without the soft ones that a firm total replaces, and without parts that fit their whole.

    Parts fit if, in each breakdown by itself (by sex and age, or otherwise), they sum to no more than their
    whole; then nothing about the total changes without them.
    """
    firm = [item for item in tops_of(items) if not item.soft and item.lo > 0]
    known = by_key(items)
    kept = [i for i in items if not i.soft or (i.whole not in known and not any(_replaces(one, i) for one in firm))]
    parts: dict[str | None, list[Item]] = {}
    for item in items:
        if not item.soft:
            parts.setdefault(item.whole, []).append(item)
    fitting = {whole.key for whole in kept if _fits(whole, parts.get(whole.key, []))}
    return [item for item in kept if not any(above.key in fitting for above in ancestors(item, known))]


def _replaces(firm: Item, soft: Item) -> bool:
    """Tell whether a firm total makes a soft one idle: 'tens today' does not answer 'about 2,400 since Sunday'."""
    weaker = firm.hi is None and firm.lo < soft.lo and not covers(firm.window, soft.window)
    return not weaker and (firm.side or "unknown") == (soft.side or "unknown")


def _fits(whole: Item, parts: Sequence[Item]) -> bool:
    """Tell whether the firm parts of a whole sum to no more than it."""
    if is_open(whole.side) and any(part.side != whole.side for part in parts):
        return False
    by_person = [part for part in parts if any(name in ("sex", "age") for name, _ in part.facets)]
    others = [part for part in parts if part not in by_person]
    return all(sum(part.lo for part in axis) <= whole.lo for axis in (by_person, others))
