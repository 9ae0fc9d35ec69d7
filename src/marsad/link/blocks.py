"""Blocks: which scenes are compared at all.  Bounded: in a crowded block only the first to tell meet all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from marsad.link.features import Features, Spot, is_point
from marsad.model.nearness import NEAR_KM

FIRST = 48
"""Scenes of one block that are compared with all others of it: the first ones, by day of telling and key."""

LAT, LON = 0.5, 0.7
"""Degrees of a cell.  Four grids, each moved by half a cell, so that points within 25 km share one (up to 50 N)."""

Key = tuple[Hashable, ...]


def keys(scene: Features) -> Iterator[Key]:
    """Yield the blocks of a scene.  Two scenes that share none are not compared.

    A settlement and a day; the same with a figure, or with cause and side (what sets scenes of a busy day in a large
    town apart); a figure nearby; a wider area and its opening day; running counts that open on one day; a figure of
    one day, for scenes without a place.
    """
    points = [spot for spot in scene.spots if spot.reach <= NEAR_KM]
    telling = sorted(scene.figures | scene.recalled)
    for day in sorted(scene.days):
        for spot in points:
            yield "place", day, spot.id
            for figure in (*telling, *sorted(scene.small)):
                yield "figure", day, spot.id, figure
            for cause in sorted(scene.causes):
                yield from (("cause", day, spot.id, cause, side) for side in sorted(scene.harmed))
    marks = [*telling, *_small(scene)]
    for day in sorted(scene.opening):
        for mark in marks:
            yield "day", day, mark
            for spot in points:
                yield from (("eve", day + n, spot.id, mark) for n in (0, 1))
                yield from (("near", day, cell, mark) for cell in _cells(spot))
                yield from (("held", day, above, mark) for above in spot.parents)
            yield from (("held", day, spot.id, mark) for spot in scene.spots)
        yield from (("area", day, spot.id) for spot in scene.spots if spot.reach > NEAR_KM or not is_point(spot))
        if scene.lasts:
            yield from (("running", day, side) for side in sorted(scene.parties))
            yield from (("running", day, cell) for spot in points for cell in _cells(spot))


def _small(scene: Features) -> Iterator[Key]:
    """Yield what small figures are told by: with a cause and a side, or two at once; alone they say little."""
    small = sorted(scene.small)
    for figure in small:
        for side in sorted(scene.harmed):
            yield from ((figure, cause, side) for cause in sorted(scene.causes))
            yield from ((figure, party, side) for party in sorted(scene.harming))
    yield from combinations(small[:SMALL], 2)


SMALL = 4
"""Small figures whose pairs are looked up: a document of many tells of none in particular."""


def _cells(spot: Spot) -> Iterator[tuple[int, int, int]]:
    if spot.lat is None or spot.lon is None:
        return
    for grid in range(4):
        yield (
            grid,
            int((spot.lat + 90) / LAT + (grid & 1) / 2),
            int((spot.lon + 180) / LON + (grid >> 1) / 2),
        )


@dataclass(slots=True)
class Blocks:
    """Scenes as they are told, each met by the first of its blocks.  Insert in the order of `Features.rank`."""

    first: int = FIRST
    members: dict[int, list[int]] = field(default_factory=dict)
    crowded: int = 0
    """Scenes that met a block which was full, and were compared with its first ones only."""

    def meet(self, number: int, found: Iterable[Hashable]) -> set[int]:
        """Return the earlier scenes that this one is compared with, and let it take its place."""
        met: set[int] = set()
        full = False
        members = self.members
        for key in found:
            name = hash(key)
            block = members.get(name)
            if block is None:
                members[name] = [number]
                continue
            if block[-1] == number:
                continue
            met.update(block)
            if len(block) < self.first:
                block.append(number)
            else:
                full = True
        self.crowded += full
        met.discard(number)
        return met


def candidates(scenes: Sequence[Features], *, first: int = FIRST) -> Iterator[tuple[Features, Features]]:
    """Yield the pairs that are compared, each once, whatever the order of `scenes`."""
    ordered = sorted(scenes, key=lambda scene: scene.rank)
    blocks = Blocks(first)
    for number, scene in enumerate(ordered):
        for other in sorted(blocks.meet(number, keys(scene))):
            yield ordered[other], scene


def crowded(scenes: Iterable[Features]) -> dict[Key, int]:
    """Return the blocks that hold more scenes than are all compared, with their sizes."""
    sizes: dict[Key, int] = defaultdict(int)
    for scene in scenes:
        for key in set(keys(scene)):
            sizes[key] += 1
    return {key: size for key, size in sizes.items() if size > FIRST}


def names(scene: Features) -> list[int]:
    """Return the names of a scene's blocks for a table: 63 bits that are the same in every process."""
    return sorted({_name(key) for key in keys(scene)})


def _name(key: Key) -> int:
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest()) >> 1
