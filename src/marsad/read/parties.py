"""Parties: which sides of a pack generic words may mean ('soldiers' a state's, 'militants' its opponents')."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from marsad.knowledge.lore import Voice
from marsad.model.terms import SIDES_OPEN

_MOSTLY = 3
"""How many times as many actors the side of a people has as any other side to which some of them belong."""
NEIGHBOURS = frozenset({"israel"})
"""Sides whose fighters are soldiers though a neighbour's pack names no government of theirs."""
_UNARMED = SIDES_OPEN | {"civilians", "un"}


class Parties(NamedTuple):
    """The state's side (a pack names it first after the civilians), all sides that have a state, and the others."""

    state: str | None
    states: frozenset[str]
    nonstate: frozenset[str]


@lru_cache(maxsize=64)
def nationals_of(voice: Voice) -> Mapping[str, list[str]]:
    """Return for each nationality the sides whose actors carry it, in the order of the registry."""
    out: dict[str, list[str]] = {}
    for spec in voice.actors.values():
        if not spec.nationality:
            continue
        own = [spec.side] if isinstance(spec.side, str) else [period.side for period in spec.side]
        sides = out.setdefault(spec.nationality, [])
        sides += [side for side in own if side not in sides]
    return out


@lru_cache(maxsize=64)
def main_nationals(voice: Voice) -> Mapping[str, str]:
    """Return for each nationality the armed side of nearly all actors that carry it ('Russian': Russia's)."""
    counts: dict[str, Counter[str]] = {}
    for spec in voice.actors.values():
        side = spec.side_on(None)
        if spec.nationality and side and side not in _UNARMED:
            counts.setdefault(spec.nationality, Counter())[side] += 1
    out: dict[str, str] = {}
    for nation, found in counts.items():
        side, most = found.most_common(1)[0]
        if all(most >= _MOSTLY * amount for other, amount in found.items() if other != side):
            out[nation] = side
    return out


@lru_cache(maxsize=64)
def army_of(voice: Voice) -> Mapping[str, str | None]:
    """Return for each nationality the side of its state's soldiers, None where the pack knows several or rebels only.

    A people that has its state in the pack has its side; else the side of its forces, if these are regular ones.
    """
    states: dict[str, set[str]] = {}
    forces: dict[str, set[str]] = {}
    rebels = parties_of(voice).nonstate - NEIGHBOURS
    for spec in voice.actors.values():
        side = spec.side_on(None)
        if spec.nationality and side and spec.kind in ("state", "force", "police"):
            of_kind = states if spec.kind == "state" else forces
            of_kind.setdefault(spec.nationality, set()).add(side)
    out: dict[str, str | None] = {}
    for nation, sides in (forces | states).items():
        sure = len(sides) == 1 and (nation in states or sides.isdisjoint(rebels))
        out[nation] = next(iter(sides)) if sure else None
    return out


@lru_cache(maxsize=64)
def police_of(voice: Voice) -> str | None:
    """Return the side of the only police that the voice's pack knows, or None."""
    police = [spec.side for spec in voice.actors.values() if spec.kind == "police"]
    sides = {side for side in police if isinstance(side, str)}
    return sides.pop() if len(sides) == 1 and all(isinstance(side, str) for side in police) else None


@lru_cache(maxsize=64)
def parties_of(voice: Voice) -> Parties:
    """Return the parties of the voice's pack; empty without a pack.

    The state's first opponent is a non-state party whatever offices it keeps; another side with an actor of kind
    `state` is a foreign state.
    """
    if voice.pack is None:
        return Parties(None, frozenset(), frozenset())
    state = next((side for side in voice.pack.sides if side not in _UNARMED), None)
    opponents = voice.pack.opponents.get(state or "", [])
    main = opponents[0] if opponents else None
    states = {side for spec in voice.actors.values() if spec.kind == "state" and (side := spec.side_on(None))}
    states = ((states | {state} if state else states) - _UNARMED) - {main}
    sides = set(opponents) or set(voice.pack.sides)
    return Parties(state, frozenset(states), frozenset(((sides - {state}) - states) - _UNARMED))


@lru_cache(maxsize=64)
def owners_of(voice: Voice) -> Mapping[str, str]:
    """Return the sides of the sources that the voice's pack knows to be a side's own, by id."""
    sources = voice.pack.sources if voice.pack else []
    return {item.id: item.side for item in sources if item.side}


@lru_cache(maxsize=64)
def media_of(voice: Voice) -> frozenset[str]:
    """Return the ids of a pack's media and channels, whose own dead are meant where they mourn."""
    sources = voice.pack.sources if voice.pack else []
    return frozenset(item.id for item in sources if item.kind in ("state_media", "channel"))
