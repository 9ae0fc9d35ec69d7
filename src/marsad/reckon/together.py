"""All sides together: each side's totals and the counts of nobody in particular, in one system.

A side's total counts that side's persons and no others, so that two sides' totals neither hold nor contradict one
another.  A count without a side counts all sides, unless its own text counts parties beside it: then of a party it
holds those whom its breakdown names, and perhaps others.  So the least of all is never below what one side's totals
force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from marsad.reckon.cascade import bounds
from marsad.reckon.incident import Share, reckoned
from marsad.reckon.item import Item, ancestors, by_key, covers
from marsad.reckon.parties import Umbrella, asked, family
from marsad.reckon.party import is_open
from marsad.reckon.proof import proof
from marsad.reckon.prune import tops_of
from marsad.reckon.split import divided, split_by_side
from marsad.reckon.system import Bounds, Row, System
from marsad.reckon.total import Asked, Total, totals

NOBODYS = "nobody's"
Said = Mapping[str, Sequence[Item]]
"""By side: the items of the voices that are followed for it."""


def share_of_all(incident: str, said: Said, question: Asked, umbrella: Umbrella) -> Share | None:
    """Return an incident's share of a row over all sides, or None if none of the items is inside what was asked."""
    parties = sorted(side for side in said if not is_open(side))
    unsaid = [side for side in sorted(said) if is_open(side)]
    every: list[Total] = []
    for side in parties:
        every += [_named(one, side) for one in totals(said[side], replace(question, side=side), umbrella)]
    nobodys = list({item.key: item for side in unsaid for item in _of_nobody(said[side], side, question)}.values())
    loose = _beside_parties([item for side in unsaid for item in said[side]], nobodys)
    split = {item.key for item in tops_of(nobodys) if split_by_side(item, nobodys)}
    for one in totals(nobodys, question, umbrella):
        every.append(replace(_named(one, None), divided=any(item.key in split for item in one.counted)))
    leaves = {one.item.key: _leaves(one, parties, loose, umbrella) for one in every}
    found = reckoned(incident, every, question, leaves)
    if found is None:
        return None
    return replace(found, parties=frozenset(family(item.side, umbrella) for item in found.counted))


def least_together(lows: Mapping[str, int], umbrella: Umbrella) -> tuple[Bounds, tuple[str, ...]]:
    """Return the least number of persons that rows by side, with these least numbers, force together, and which do.

    Sides count different persons, but that an umbrella's count may hold its members', and a count of nobody anyone.
    """
    own = {side: asked(side, umbrella) if not is_open(side) else frozenset({NOBODYS}) for side in lows}
    named = frozenset().union(*(leaves for side, leaves in own.items() if not is_open(side)))
    places = {leaf: at for at, leaf in enumerate(sorted({NOBODYS, *named, *map(_counted, named)}))}
    rows = []
    for side in sorted(lows):
        leaves = own[side] | {_counted(leaf) for leaf in (named if is_open(side) else own[side])}
        rows.append(Row(side, frozenset(places[leaf] for leaf in leaves), lows[side]))
    system, every = System(tuple(rows)), frozenset(places.values())
    found = bounds(system, every)
    assert found is not None, "least numbers alone never contradict one another"
    return found, tuple(name for name, _ in proof(system, every, "lo"))


def _of_nobody(items: Sequence[Item], side: str, question: Asked) -> list[Item]:
    """Return the counts of an open side with their parts; those within a party's count that is asked for are its."""
    known = by_key(items)
    kept = []
    for item in items:
        line = [item, *ancestors(item, known)]
        inside = [one for one in line if covers(question.window, one.window)]
        top = line[-1] if is_open(line[-1].side) or not inside else inside[-1]
        if is_open(top.side) and (top.side or "unknown") == side:
            kept.append(item)
    return kept


def _beside_parties(items: Sequence[Item], nobodys: Sequence[Item]) -> frozenset[str]:
    """Return the documents that count parties beside those of whom they say no side."""
    told = {item.document for item in nobodys}
    return frozenset(item.document for item in tops_of(items) if not is_open(item.side)) & told


def _named(total: Total, side: str | None) -> Total:
    """Return a total under the side that was asked of it (None: all)."""
    return replace(total, item=replace(total.item, key=f"{total.item.key} of {side or 'all'}", side=side))


def _leaves(total: Total, parties: Sequence[str], loose: frozenset[str], umbrella: Umbrella) -> frozenset[str]:
    """Return whom a total may count: a party's own persons in and out of open counts, or everybody."""
    item = total.item
    if item.side is not None:
        own = asked(item.side, umbrella)
        return own | {_counted(leaf) for leaf in own}
    parts = {one.side for one in total.counted if one.side is not None and not is_open(one.side)}
    every = frozenset().union(*(asked(side, umbrella) for side in {*parties, *parts}))
    if _is_split(total):
        own = frozenset().union(*(asked(side, umbrella) for side in parts))
        return own | {_counted(leaf) for leaf in own}
    known = every
    if item.document in loose:
        known = frozenset().union(*(asked(side, umbrella) for side in parts))
    return frozenset({NOBODYS}) | known | {_counted(leaf) for leaf in every}


def _counted(leaf: str) -> str:
    """Return the leaf of those of a side's persons whom a count without a side holds too."""
    return f"{leaf}, counted by nobody's"


def _is_split(total: Total) -> bool:
    """Tell whether all that is counted without a side is divided by side in the same words."""
    return all(divided(item, total.counted) for item in tops_of(total.counted))
