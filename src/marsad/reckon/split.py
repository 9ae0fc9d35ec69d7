"""Whether a count of several or unknown sides is split by side elsewhere in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reckon.item import Item, overlap
from marsad.reckon.party import is_open
from marsad.reckon.prune import tops_of

_MOST = 0.9
"""Share of a total that parts of several sides hold at least where they are what it is of."""


NAMED = "other"
"""A side that is named, though the lists have no name of its own for it."""


def split_by_side(total: Item, items: Sequence[Item]) -> bool:
    """Tell whether the parts of a total name its sides, or (several sides in one count) the sides' own totals do."""
    if parts_by_side(total, items) or total.side != "mixed":
        return bool(parts_by_side(total, items))
    tops = {item.key for item in tops_of(items)}
    near = [item for item in items if item.document == total.document and (item is total or _one_voice(item, total))]
    beside = [item for item in near if item.key in tops or item.whole == total.key]
    return _accounts([i for i in beside if not is_open(i.side) and overlap(i.window, total.window)], total, beside)


def _one_voice(item: Item, total: Item) -> bool:
    """Tell whether a count may be of a total by who tells it: a rival's figure splits nothing."""
    return bool(item.voices & total.voices)


def parts_by_side(total: Item, items: Sequence[Item]) -> list[Item]:
    """Return the parts that split a total by side: of two sides or more nearly all of it, or all of it; else none."""
    every = [item for item in items if item.whole == total.key]
    parts = [item for item in every if not is_open(item.side)]
    if _accounts(parts, total, every):
        return parts
    parts += [item for item in every if item.side == NAMED]
    several = len({part.side for part in parts}) > 1
    return parts if several and sum(part.lo for part in parts) >= _MOST * total.lo else []


def needs_other(total: Item, items: Sequence[Item]) -> bool:
    """Tell whether a total is split by side only with those of a side that the lists do not name."""
    return any(part.side == NAMED for part in parts_by_side(total, items))


def divided(total: Item, items: Sequence[Item]) -> list[Item]:
    """Return the parts that name the sides of all persons of a total; none where they may leave some out."""
    parts = parts_by_side(total, items)
    return parts if sum(part.lo for part in parts) >= total.lo else []


def _accounts(parts: Sequence[Item], total: Item, every: Sequence[Item]) -> bool:
    """Tell whether parts tell the sides of a total: of 104 dead, 8 police and 13 protesters leave most untold.

    `every`: all that breaks it down, whatever its side.
    """
    told = sum(item.lo for item in every if item is not total)
    whole = any(item.rest for item in every) or told >= _MOST * total.lo
    several = len({part.side for part in parts}) > 1 and whole
    return several or (bool(parts) and sum(part.lo for part in parts) >= total.lo)
