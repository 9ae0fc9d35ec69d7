"""Whether a count of several or unknown sides is split by side elsewhere in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reckon.item import Item, overlap
from marsad.reckon.party import is_open
from marsad.reckon.prune import tops_of


def split_by_side(total: Item, items: Sequence[Item]) -> bool:
    """Tell whether the parts of a total name its sides, or (several sides in one count) the sides' own totals do."""
    if parts_by_side(total, items) or total.side != "mixed":
        return bool(parts_by_side(total, items))
    tops = {item.key for item in tops_of(items)}
    near = [item for item in items if item.document == total.document]
    beside = [item for item in near if item.key in tops or item.whole == total.key]
    return _accounts([i for i in beside if not is_open(i.side) and overlap(i.window, total.window)], total)


def parts_by_side(total: Item, items: Sequence[Item]) -> list[Item]:
    """Return the parts that split a total by side: of two sides or more, or accounting for all of it; else none."""
    parts = [item for item in items if item.whole == total.key and not is_open(item.side)]
    return parts if _accounts(parts, total) else []


def divided(total: Item, items: Sequence[Item]) -> list[Item]:
    """Return the parts that name the sides of all persons of a total; none where they may leave some out."""
    parts = parts_by_side(total, items)
    return parts if sum(part.lo for part in parts) >= total.lo else []


def _accounts(parts: Sequence[Item], total: Item) -> bool:
    return len({part.side for part in parts}) > 1 or (bool(parts) and sum(part.lo for part in parts) >= total.lo)
