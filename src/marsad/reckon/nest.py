"""Parts that stand too high: where a breakdown is complete without one of them, it lies inside another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from marsad.reckon.item import Item, covers


def nested(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items, those parts that a complete breakdown has no room for made part of one of its parts.

    '89 in ten days: 57 on the 11th, the other 32 later; 16 of this group ...': 57 and 32 are all, so the 16 are of
    the 32.  A breakdown is complete if its other parts sum to the whole exactly.
    """
    moved: dict[str, str] = {}
    for whole in items:
        parts = [part for part in items if part.whole == whole.key and not _by_person(part) and not part.soft]
        for part in parts:
            others = [other for other in parts if other is not part and other.key not in moved]
            home = _home(part, others)
            if home is not None and part.lo > 0 and sum(other.lo for other in others) == whole.lo:
                moved[part.key] = home.key
    return tuple(replace(item, whole=moved[item.key]) if item.key in moved else item for item in items)


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
        not (item.titled or item.leading)
        and item.hi is not None
        and item.hi < total.lo
        and total.side == item.side
        and bool(total.voices & item.voices)
        and covers(total.window, item.window)
        and total.facets <= item.facets
    )
