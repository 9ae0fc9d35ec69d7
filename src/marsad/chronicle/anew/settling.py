"""Settling: the scenes that links or judgements connect, component by component, some thousand scenes at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from marsad.chronicle import rows
from marsad.chronicle.anew.portions import SAME, Told, unpacked
from marsad.ledger import cached
from marsad.ledger.making import Making
from marsad.link import Link
from marsad.link.cluster import components, settle
from marsad.link.judge import Judgements
from marsad.model import Statement

SCENES_AT_ONCE = 2_000
"""Scenes of one step, about; a component is never parted."""

Feasible = Callable[[Sequence[Statement]], bool]


class Settling:
    """All components of more than one scene, in order of their first."""

    def __init__(self, making: Making, told: Told, judged: Judgements, feasible: Feasible) -> None:
        self.told = told
        self.judged = judged
        self.feasible = feasible
        pairs = unpacked(list(making.kept(SAME)), "<u4").reshape(-1, 2).tolist()
        self.components = connected([*pairs, *self._judged(making)])

    def _judged(self, making: Making) -> list[list[int]]:
        """Return the pairs that persons called one, by number."""
        keys = {key for pair in self.judged.same for key in pair}
        ranks = {row.scene: row.rank for row in making.cache.find(cached.scenes, "scene", keys)}
        at = {key: bisect_left(self.told.ranks, rank) for key, rank in ranks.items()}
        return [[at[key] for key in pair] for pair in self.judged.same if all(key in at for key in pair)]

    def settle(self, making: Making, begin: int) -> int | None:
        """Settle components from one on; return where the next step begins, None after the last."""
        end, size = begin, 0
        while end < len(self.components) and size < SCENES_AT_ONCE:
            size += len(self.components[end])
            end += 1
        keys = [self.told.key(number) for part in self.components[begin:end] for number in part]
        cache = making.cache
        scenes = {row.scene: rows.features_of(row.body) for row in cache.find(cached.scenes, "scene", keys)}
        links = [
            Link(row.first, row.second, row.verdict, row.score, ())
            for row in cache.find(cached.links, "first", keys)
            if row.verdict == "same" and row.second in scenes
        ]
        own: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            own[link.first].append(link)
        feasible = self._by_scenes(making, keys)
        leaders: dict[str, str] = {}
        for group in components(scenes, links, self.judged):
            part = [link for key in group for link in own.get(key, ())]
            leaders |= settle({key: scenes[key] for key in group}, part, self.judged, feasible)[0]
        cache.lead({key: leader for key, leader in leaders.items() if key != leader})
        return end if end < len(self.components) else None

    def _by_scenes(self, making: Making, keys: Sequence[str]) -> Callable[[Collection[str], Collection[str]], bool]:
        bodies: dict[str, list[bytes]] = defaultdict(list)
        for row in sorted(making.cache.find(cached.statements, "scene", keys), key=lambda row: row.key):
            bodies[row.scene].append(row.body)
        told: dict[str, list[Statement]] = {}

        def statements(key: str) -> list[Statement]:
            if key not in told:
                told[key] = [rows.statement_of(body) for body in bodies[key]]
            return told[key]

        return lambda ours, theirs: self.feasible([s for key in sorted({*ours, *theirs}) for s in statements(key)])


def connected(pairs: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the numbers that pairs connect, in order of the first of each component, each sorted."""
    above: dict[int, int] = {}

    def root(number: int) -> int:
        while (higher := above.setdefault(number, number)) != number:
            above[number] = number = above[higher]
        return number

    for first, second in pairs:
        a, b = root(first), root(second)
        above[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = defaultdict(list)
    for number in sorted(above):
        found[root(number)].append(number)
    return list(found.values())
