"""Whose the persons of a rival's figure are, who names no side: those whom the lead counts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from marsad.model import nearness
from marsad.reckon.item import Item
from marsad.reckon.party import is_open
from marsad.reckon.prune import tops_of

_FAR = 3
"""A rival's figure is at most so many times the lead's, and no less than such a share of it."""


def sided(items: Sequence[Item]) -> Sequence[Item]:
    """Return the items of one harm, a rival's figure without a side under civilians where these lead.

    '14 displaced people were killed, the camp said; the committee gave a figure of 11': both tell of the same dead.  It
    is so only where the text counts no party's dead of the same days at the same place, who may be among them.
    """
    if not any(item.side is None for item in items):
        return items
    tops = tops_of(items)
    leads = [item for item in tops if item.side == "civilians" and item.leading and not (item.facets or item.soft)]
    if len(leads) != 1:
        return items
    lead = leads[0]
    parties = [item for item in tops if not is_open(item.side) and item.side != "civilians"]
    if any(_beside(item, lead) for item in parties):
        return items
    broken = {item.whole for item in items}
    return [
        replace(item, side=lead.side) if item in tops and item.key not in broken and _rivals(item, lead) else item
        for item in items
    ]


def _rivals(item: Item, lead: Item) -> bool:
    """Tell whether another voice gives another number for what the lead counts."""
    return (
        item.side is None
        and item.first.span > lead.first.span
        and not item.voices & lead.voices
        and None not in item.voices
        and not item.facets
        and item.lo > 1
        and lead.lo <= _FAR * item.lo
        and item.lo <= _FAR * lead.lo
        and _beside(item, lead)
    )


def _beside(item: Item, lead: Item) -> bool:
    """Tell whether two counts are of the same days and may be of one place."""
    here = item.place is None or lead.place is None or not nearness.apart(item.place, lead.place)
    told_apart = "count.incident" in (item.first.rule or "") and item.first.span > lead.first.span
    return here and item.window == lead.window and not told_apart
