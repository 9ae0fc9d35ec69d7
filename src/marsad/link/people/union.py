"""How many persons several lists name: |A| + |B| - overlap, the overlap between the certain and the possible links.

`hi` counts what certain links leave apart; `lo` also joins as many as possible links can join at once, one entry of a
list with one of another (a maximum matching).  For two lists both are sharp; for more, `lo` is
valid, perhaps not sharp.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from marsad.link.people.match import Matched, PersonLink
from marsad.link.people.pairing import largest_pairing


@dataclass(frozen=True, slots=True)
class Union:
    """The least and the greatest number of persons; of two lists also their overlap and who is in one of them only."""

    lo: int
    hi: int
    sizes: Mapping[str, int]
    """Persons that each list names, its own certain duplicates counted once."""
    overlap: tuple[int, int] | None
    only: Mapping[str, tuple[int, int]]
    sharp: bool
    people: tuple[tuple[str, ...], ...]
    """Ids of victims that are surely one person, together."""
    ambiguous: tuple[PersonLink, ...] = ()
    """Certain links that can't all hold, and were taken for possible ones."""

    def residual(self, lo: int, hi: int | None) -> tuple[int, int | None]:
        """Return how many of a total between `lo` and `hi` no list names."""
        return max(0, lo - self.hi), None if hi is None else max(0, hi - self.lo)


def union(matched: Matched) -> Union:
    """Return how many persons the lists name.  Nothing depends on the order of lists, entries or links."""
    list_of = {victim.id: victim.list for victim in matched.victims}
    certain, ambiguous = _consistent([link for link in matched.links if link.grade == "certain"], list_of)
    leader = joined(list_of, ((link.first, link.second) for link in certain))
    people: dict[str, list[str]] = defaultdict(list)
    for id in list_of:
        people[leader[id]].append(id)
    lists = {key: frozenset(list_of[id] for id in ids) for key, ids in people.items()}
    edges = {
        tuple(sorted((a, b)))
        for link in (*matched.links, *ambiguous)
        if link.grade == "possible" or link in ambiguous
        for a, b in [(leader[link.first], leader[link.second])]
        if a != b and lists[a].isdisjoint(lists[b])
    }
    crowds = [tuple(dict.fromkeys(leader[id] for id in crowd)) for crowd in matched.crowds]
    lo = _least(lists, [(a, b) for a, b in sorted(edges)], crowds)
    sizes = {name: sum(name in found for found in lists.values()) for name in sorted(set(list_of.values()))}
    hi = len(people)
    overlap, only = None, dict[str, tuple[int, int]]()
    if len(sizes) == 2:
        total = sum(sizes.values())
        overlap = (total - hi, total - lo)
        only = {name: (size - overlap[1], size - overlap[0]) for name, size in sizes.items()}
    told = tuple(sorted(tuple(sorted(ids)) for ids in people.values()))
    return Union(lo, hi, sizes, overlap, only, len(sizes) <= 2 and not crowds, told, tuple(ambiguous))


def _consistent(links: Sequence[PersonLink], list_of: Mapping[str, str]) -> tuple[list[PersonLink], list[PersonLink]]:
    """Part the certain links into those that hold together and those that make one person of two of a list's own.

    Where one entry is surely two of another list that are not surely one themselves, neither is certain.  Twins, which
    are surely one and have all other links in common, stay one: a copy of an entry is no more doubtful than the entry.
    """
    kept, doubtful = list(links), list[PersonLink]()
    twins = _twins(links)
    while True:
        leader = joined(list_of, ((link.first, link.second) for link in kept))
        inside = joined(list_of, ((k.first, k.second) for k in kept if list_of[k.first] == list_of[k.second]))
        own: dict[tuple[str, str], set[str]] = defaultdict(set)
        for id, name in list_of.items():
            own[leader[id], name].add(inside[id])
        torn = {key for (key, _), entries in own.items() if len(entries) > 1}
        across = [k for k in kept if leader[k.first] in torn and list_of[k.first] != list_of[k.second]]
        bad = [k for k in across if k not in twins]
        if not bad:
            return kept, sorted(doubtful, key=lambda link: (link.first, link.second))
        doubtful += bad
        kept = [link for link in kept if link not in set(bad)]


def _twins(links: Sequence[PersonLink]) -> frozenset[PersonLink]:
    """Return the links between entries that are linked with the same others."""
    beside: dict[str, set[str]] = defaultdict(set)
    for link in links:
        beside[link.first] |= {link.first, link.second}
        beside[link.second] |= {link.first, link.second}
    return frozenset(link for link in links if beside[link.first] == beside[link.second])


def joined(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each id the smallest id that it is joined with."""
    above = {id: id for id in ids}

    def root(id: str) -> str:
        while above[id] != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        above[second] = first
    return {id: root(id) for id in above}


def _least(
    lists: Mapping[str, frozenset[str]], edges: Sequence[tuple[str, str]], crowds: Sequence[Sequence[str]]
) -> int:
    """Return a number of persons that no way of joining can go below."""
    chained = [pair for crowd in crowds for pair in pairwise(crowd)]
    leader = joined(lists, [*edges, *chained])
    crowded = {leader[crowd[0]] for crowd in crowds if crowd}
    parts: dict[str, list[str]] = defaultdict(list)
    for key in lists:
        parts[leader[key]].append(key)
    inner: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a, b in edges:
        inner[leader[a]].append((a, b))
    return sum(_least_of(keys, lists, inner[part], part in crowded) for part, keys in parts.items())


def _least_of(
    keys: Sequence[str], lists: Mapping[str, frozenset[str]], edges: Sequence[tuple[str, str]], crowded: bool
) -> int:
    """Return the bound for a connected part.

    The entries of one list are different persons, and those of two lists as many as the largest pairing leaves.
    """
    if len(keys) == 1:
        return 1
    names = sorted(set().union(*(lists[key] for key in keys)))
    best = max(sum(name in lists[key] for key in keys) for name in names)
    if crowded:
        return best
    for one, other in combinations(names, 2):
        there = [key for key in keys if lists[key] & {one, other}]
        left = {key for key in there if other not in lists[key]}
        right = {key for key in there if one not in lists[key]}
        turned = [(a, b) if a in left else (b, a) for a, b in edges]
        joined = [(a, b) for a, b in turned if a in left and b in right]
        best = max(best, len(there) - largest_pairing(joined))
    return best
