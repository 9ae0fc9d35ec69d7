"""'... and the rest': the bounds of a part without a number of its own, by the closed sum of its whole."""

from __future__ import annotations

from msgspec.structs import replace

from marsad.model.time import UNDATED
from marsad.reckon.cascade import bounds
from marsad.reckon.item import Item, by_key
from marsad.reckon.party import is_open
from marsad.reckon.proof import proof
from marsad.reckon.system import Row, System


def fill_rests(items: tuple[Item, ...], *, proofs: bool = True) -> tuple[Item, ...]:
    """Give each rest without a number what its whole and the other parts leave to it.

    `proofs`: with what forces its limits, which only a sum over several documents asks for.
    """
    known = by_key(items)
    return tuple(_filled(item, items, known, proofs) if _is_open_rest(item) else item for item in items)


def _is_open_rest(item: Item) -> bool:
    return item.rest and all(claim.value is None for claim in item.claims)


def _filled(item: Item, items: tuple[Item, ...], known: dict[str, Item], proofs: bool) -> Item:
    whole = known.get(item.whole or "")
    if whole is None:
        return item
    parts = _without_nobodys([p for p in items if p.whole == whole.key and not _increment(p, item)], item)
    summed = [part for part in parts if part is item or _sums_with(part, item, parts)]
    cells = {part.key: index for index, part in enumerate(summed)}
    rows = [Row(part.key, frozenset({cells[part.key]}), part.lo, part.hi) for part in summed if part is not item]
    system = System((Row(whole.key, frozenset(cells.values()), whole.lo, whole.hi), *rows))
    found = bounds(system, {cells[item.key]})
    if found is None:
        return item
    whole_sum = len(summed) == len(parts)
    cell = {cells[item.key]}
    if not proofs:
        return replace(item, lo=found.lo if whole_sum else 0, hi=found.hi)
    forced = (proof(system, cell, "lo") if whole_sum else (), proof(system, cell, "hi"))
    return replace(item, lo=found.lo if whole_sum else 0, hi=found.hi, forced_by=forced)


def _increment(part: Item, rest: Item) -> bool:
    """Tell whether a part is a shorter period's share ('8 of them today'), which every other part may overlap."""
    return part.window != rest.window and part.window.inside(rest.window) and rest.window != UNDATED


def _sums_with(part: Item, rest: Item, parts: list[Item]) -> bool:
    """Tell whether a part stands in the same breakdown as the rest.

    Women and children may hang on a whole that is also broken down by side or cause; a person singled out may
    be one of another part's.
    """
    if part.single and part.side == rest.side:
        return False
    return _by_person(rest) or not _by_person(part) or all(_by_person(other) for other in parts if other is not rest)


def _without_nobodys(parts: list[Item], rest: Item) -> list[Item]:
    """Leave out parts of whom nothing is said ('after two of the wounded died') where the breakdown is by side."""
    others = [part for part in parts if part is not rest]
    if is_open(rest.side) or not any(not is_open(part.side) for part in others):
        return parts
    return [part for part in parts if part is rest or not is_open(part.side) or part.facets]


def _by_person(item: Item) -> bool:
    return any(name in ("sex", "age") for name, _ in item.facets)
