"""Scopes: items laid over days, sides and attributes, so that their atoms and rows can be built.

Every item is a box.  A part's box lies in its whole's; what no attribute tells apart gets a mark of its own, so
that it may or may not overlap its neighbours; sets that are surely apart never share a cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.model import Window, nearness
from marsad.reckon.atoms import Box, Membership, atoms
from marsad.reckon.item import Item, by_key
from marsad.reckon.system import Cells, Row, System

IN, OUT = "in", "out"
TWO_VALUED = {"sex": ("m", "f"), "age": ("child", "adult")}
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Query:
    """A scope that is asked for: its days (None: all), its sides (None: all) and attributes."""

    window: Window | None = None
    sides: frozenset[str] | None = None
    facets: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """The atoms of some items and queries, and which of them lie where."""

    states: tuple[Membership, ...]

    def cells(self, name: str) -> Cells:
        """Return the atoms of an item or query."""
        return frozenset(index for index, state in enumerate(self.states) if name in state)

    def system(self, items: Iterable[Item], tops: frozenset[str] | None = None) -> System:
        """Return the rows of the items; with `tops`, upper limits only of the items named there."""
        return System(
            tuple(
                Row(item.key, self.cells(item.key), item.lo, item.hi if tops is None or item.key in tops else None)
                for item in items
            )
        )


def frame(
    items: Sequence[Item],
    queries: Mapping[str, Query],
    *,
    apart: Iterable[tuple[str, str]] = (),
    loose: Iterable[str] = (),
    leaves: Mapping[str, frozenset[str]] | None = None,
) -> Frame:
    """Return the atoms of the items and queries.

    `apart` are pairs of item keys that share no person, `loose` items that need hold no other one; `leaves` the party
    leaves of each item (all if not given).
    """
    pairs = list(apart)
    slices = _slices([item.window for item in items] + [q.window for q in queries.values() if q.window])
    sides = {item.key: {"side": leaves[item.key]} for item in items} if leaves else {}
    marked = {key for pair in pairs for key in pair}.union(loose)
    boxes = _item_boxes(items, slices, sides, marked)
    for name, query in queries.items():
        boxes[name] = _query_box(query, slices)
    dimensions: dict[str, tuple[str, ...]] = {"time": tuple(slices)}
    named = dict.fromkeys(name for box in boxes.values() for name in box if name != "time")
    dimensions |= {name: _values(name, boxes.values()) for name in named}
    impossible = [{f"item {a}": frozenset({IN}), f"item {b}": frozenset({IN})} for a, b in pairs]
    return Frame(atoms(dimensions, boxes, [*impossible, *_no_such_places(items)]))


def _slices(windows: Sequence[Window]) -> dict[str, tuple[dt.date, dt.date]]:
    """Return the day intervals that no window cuts, by name; unknown ends reach as far as any known one."""
    firsts = [w.start for w in windows if w.start]
    lasts = [w.end for w in windows if w.end]
    known = firsts + lasts
    if not known:
        return {"all": (dt.date.min, dt.date.max)}
    cuts = sorted({min(known), *firsts, *(_after(day) for day in lasts), _after(max(known))})
    return {f"{a}": (a, b - _DAY) for a, b in pairwise(cuts)}


def _after(day: dt.date) -> dt.date:
    """Return the next day; the calendar's last has none."""
    return day + _DAY if day < dt.date.max else day


def _days(window: Window, slices: Mapping[str, tuple[dt.date, dt.date]]) -> frozenset[str]:
    start, end = window.start or dt.date.min, window.end or dt.date.max
    return frozenset(name for name, (a, b) in slices.items() if start <= a and b <= end) or frozenset(slices)


def _item_boxes(
    items: Sequence[Item],
    slices: Mapping[str, tuple[dt.date, dt.date]],
    sides: Mapping[str, Mapping[str, frozenset[str]]],
    marked: set[str],
) -> dict[str, Box]:
    known, boxes = by_key(items), dict[str, Box]()

    def build(item: Item) -> Box:
        if item.key in boxes:
            return boxes[item.key]
        boxes[item.key] = {}
        whole = build(known[item.whole]) if item.whole in known else {}
        own = {**_facet_box(item), "time": _days(item.window, slices), **sides.get(item.key, {})}
        box = _meet(whole, own)
        if item.key in marked or (item.whole in known and box == whole):
            box = {**box, f"item {item.key}": frozenset({IN})}
        boxes[item.key] = box
        return box

    for item in items:
        build(item)
    return boxes


def _facet_box(item: Item) -> dict[str, frozenset[str]]:
    box: dict[str, frozenset[str]] = {}
    for name, value in item.facets:
        plain = name in TWO_VALUED and value in TWO_VALUED[name]
        box[name if plain else f"{name} {value}"] = frozenset({value if plain else IN})
    return box


def _meet(whole: Box, own: Box) -> dict[str, frozenset[str]]:
    """Return the box in both; where the whole's and the part's words share nothing, the part's own stand."""
    both = {**whole, **own}
    for name in whole.keys() & own.keys():
        both[name] = (whole[name] & own[name]) or own[name]
    return both


def _query_box(query: Query, slices: Mapping[str, tuple[dt.date, dt.date]]) -> Box:
    box: dict[str, frozenset[str]] = {}
    if query.window is not None:
        box["time"] = _days(query.window, slices)
    if query.sides is not None:
        box["side"] = query.sides
    for name, value in query.facets:
        plain = name in TWO_VALUED
        box[name if plain else f"{name} {value}"] = frozenset({value if plain else IN})
    return box


def _values(name: str, boxes: Iterable[Box]) -> tuple[str, ...]:
    if name in TWO_VALUED:
        return TWO_VALUED[name]
    if name == "side":
        return tuple(sorted(frozenset().union(*(box["side"] for box in boxes if "side" in box))))
    return (IN, OUT)


def _no_such_places(items: Sequence[Item]) -> list[Box]:
    """Return the impossible boxes of places: in two that are apart, or in a part and not in its whole."""
    named = {value: item.place for item in items for name, value in item.facets if name == "place" and item.place}
    names = sorted(named)
    out: list[Box] = []
    for a in names:
        for b in names:
            if a < b and nearness.apart(named[a], named[b]):
                out.append({f"place {a}": frozenset({IN}), f"place {b}": frozenset({IN})})
            elif a != b and nearness.within(named[a], named[b]):
                out.append({f"place {a}": frozenset({IN}), f"place {b}": frozenset({OUT})})
    return out
