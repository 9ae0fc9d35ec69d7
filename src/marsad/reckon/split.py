"""Whether a count of several or unknown sides is split by side elsewhere in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reckon.item import Item, overlap
from marsad.reckon.parties import is_open
from marsad.reckon.prune import tops_of


def split_by_side(total: Item, items: Sequence[Item]) -> bool:
    """Tell whether the parts of a total name its sides, or (several sides in one count) the sides' own totals do.

    Parts split a total if they name two sides, or account for all of it.
    """
    parts = [item for item in items if item.whole == total.key and not is_open(item.side)]
    if not parts and total.side == "mixed":
        named = [item for item in tops_of(items) if not is_open(item.side)]
        parts = [item for item in named if overlap(item.window, total.window)]
    return len({part.side for part in parts}) > 1 or (bool(parts) and sum(part.lo for part in parts) >= total.lo)
