"""Parts that stand too high: where a breakdown is complete without one of them, it lies inside another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from marsad.model.time import UNDATED
from marsad.reckon.item import Facet, Item, by_key, covers, grows
from marsad.reckon.party import is_open


def nested(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items, those parts that a complete breakdown has no room for made part of one of its parts.

    '89 in ten days: 57 on the 11th, the other 32 later; 16 of this group ...': 57 and 32 are all, so the 16 are of
    the 32.  A breakdown is complete if its other parts sum to the whole exactly.
    """
    items = _of_the_day(items)
    moved: dict[str, str] = {}
    for whole in items:
        parts = [part for part in items if part.whole == whole.key and not _by_person(part) and not part.soft]
        for part in parts:
            others = [other for other in parts if other is not part and other.key not in moved]
            home = _home(part, others)
            if home is not None and part.lo > 0 and sum(other.lo for other in others) == whole.lo:
                moved[part.key] = home.key
    return tuple(replace(item, whole=moved[item.key]) if item.key in moved else item for item in items)


def _of_the_day(items: Sequence[Item]) -> Sequence[Item]:
    """Make parts of a running total that lie in its last days part of the count of these days.

    '126 in 24 hours bring the toll to 23,210; among the dead of the last day were 14 of one family': the 126 are all
    of the total who were killed on these days.  So too is a party's share of the total, of what it lost on one of them.
    """
    known = by_key(items)
    fresh = [item for item in items if item.whole and grows(item, known)]
    if not fresh:
        return items
    holding = [*fresh, *(item for item in items if item.whole and _is_share(item, known))]
    return [_moved(item, [one for one in holding if one.whole == item.whole and _inside(item, one)]) for item in items]


def _is_share(item: Item, known: Mapping[str, Item]) -> bool:
    """Tell whether an item is a party's share of a running total, over all of its days."""
    whole = known.get(item.whole or "")
    own_time = whole is not None and whole.cumulative and item.cumulative and whole.window == item.window
    return own_time and not is_open(item.side) and not _told(item)


def _told(item: Item) -> frozenset[Facet]:
    """Return what sets the persons apart within their party: its nationality does not."""
    return frozenset(facet for facet in item.facets if facet[0] != "nationality")


def _moved(item: Item, able: Sequence[Item]) -> Item:
    return replace(item, whole=min(able, key=lambda one: (one.lo, one.key)).key) if able else item


def _inside(item: Item, fresh: Item) -> bool:
    return (
        item is not fresh
        and not item.cumulative
        and item.lo < fresh.lo
        and item.window != UNDATED
        and item.window.inside(fresh.window)
        and _told(fresh) <= _told(item)
        and (item.side == fresh.side or is_open(fresh.side))
    )


def _home(part: Item, others: Sequence[Item]) -> Item | None:
    """Return the smallest of the other parts that can hold a part: of its side, no smaller, over its days."""
    able = [
        other
        for other in others
        if other.side == part.side and other.lo > part.lo and covers(other.window, part.window)
    ]
    return min(able, key=lambda other: (other.lo, other.key)) if len(others) > 1 and able else None


def _by_person(item: Item) -> bool:
    return any(name in ("sex", "age") for name, _ in item.facets)


def absorbed(items: Sequence[Item], apart: set[tuple[str, str]]) -> list[Item]:
    """Return the items, lesser counts of the body made part of the total that leads or runs over their days.

    One voice that gives a total and then smaller numbers of the same side, days and place breaks it down, even where
    no word links the two; it does not contradict itself.  Pairs that surely count different persons are `apart`.
    """
    known = {item.key for item in items}
    tops = [item for item in items if item.whole not in known]
    totals = [item for item in tops if _is_firm(item) and not item.soft and item.lo and _is_total(item)]
    out = []
    for item in items:
        able = [
            total
            for total in totals
            if item in tops and _holds(total, item) and not {(total.key, item.key), (item.key, total.key)} & apart
        ]
        out.append(replace(item, whole=max(able, key=lambda t: (t.lo, t.key)).key) if able else item)
    return out


def _is_firm(item: Item) -> bool:
    """Tell whether a total is closed, or 'at least 51' of one happening: more than any smaller number beside it."""
    least = all(claim.hedge in ("exact", "at_least", "more_than") for claim in item.claims)
    return item.hi is not None or (least and not item.cumulative)


def _is_total(item: Item) -> bool:
    return item.titled or item.leading or item.cumulative


def _holds(total: Item, item: Item) -> bool:
    return (
        (item.died_later or not (item.titled or item.leading))
        and item.hi is not None
        and item.hi < total.lo
        and total.side == item.side
        and bool(total.voices & item.voices)
        and covers(total.window, item.window)
        and total.facets <= item.facets
    )
