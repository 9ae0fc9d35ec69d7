"""Clusters: scenes joined by their links, the surest first, with what must and what cannot be together obeyed.

The outcome is a function of the sets of scenes, links and judgements alone, and of each component by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from marsad.link.compare import Link
from marsad.link.features import Features
from marsad.link.judge import NONE, Judgements, Pair

Feasible = Callable[[Collection[str], Collection[str]], bool]
"""Whether the claims of two sets of scenes could be of one happening."""

SHARE = 0.3
"""Of the pairs between two clusters, at least this share must be linked for them to be joined."""

SURE = 14.0
"""Bits from which a link need not be tried for feasibility: the same figures told again."""


def components(keys: Iterable[str], links: Iterable[Link], judged: Judgements = NONE) -> list[list[str]]:
    """Return the scenes that links or judgements connect, each component sorted."""
    above = {key: key for key in keys}

    def root(key: str) -> str:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    pairs = [(link.first, link.second) for link in links if link.verdict == "same"] + list(judged.same)
    for first, second in pairs:
        if first in above and second in above:
            a, b = sorted((root(first), root(second)))
            above[b] = a
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(above):
        found[root(key)].append(key)
    return list(found.values())


def settle(
    scenes: Mapping[str, Features],
    links: Sequence[Link],
    judged: Judgements = NONE,
    feasible: Feasible | None = None,
) -> tuple[dict[str, str], list[Pair]]:
    """Return the leader of each scene of one component, and the pairs of links that were refused.

    Judgements first; then links by score.  Two clusters are joined if enough of the pairs between them are linked,
    no judgement forbids it, no document tells of both as of two happenings, and their claims can all hold.
    """
    groups = {key: {key} for key in scenes}
    linked: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.verdict == "same":
            linked[link.first].add(link.second)
            linked[link.second].add(link.first)
    apart = _apart(judged)
    for first, second in sorted(judged.same):
        if first in groups and second in groups:
            _join(groups, first, second)
    refused = []
    for link in sorted(links, key=lambda one: (-one.score, one.first, one.second)):
        pair = (link.first, link.second)
        if link.verdict != "same" or pair in judged.unsure or link.first not in groups or link.second not in groups:
            continue
        ours, theirs = groups[link.first], groups[link.second]
        if ours is theirs:
            continue
        if _may_join(ours, theirs, scenes, linked, apart) and (
            feasible is None or link.score >= SURE or feasible(ours, theirs)
        ):
            _join(groups, *pair)
        else:
            refused.append(pair)
    leaders = {key: min(group, key=lambda one: scenes[one].rank) for key, group in groups.items()}
    return leaders, [pair for pair in refused if groups[pair[0]] is not groups[pair[1]]]


def _join(groups: dict[str, set[str]], first: str, second: str) -> None:
    ours, theirs = groups[first], groups[second]
    if ours is theirs:
        return
    if len(ours) < len(theirs):
        ours, theirs = theirs, ours
    ours |= theirs
    for key in theirs:
        groups[key] = ours


def _apart(judged: Judgements) -> dict[str, set[str]]:
    apart: dict[str, set[str]] = defaultdict(set)
    for pair in (*judged.different, *judged.unsure):
        apart[pair[0]].add(pair[1])
        apart[pair[1]].add(pair[0])
    return apart


def _may_join(
    ours: set[str],
    theirs: set[str],
    scenes: Mapping[str, Features],
    linked: Mapping[str, set[str]],
    apart: Mapping[str, set[str]],
) -> bool:
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    if any(apart[key] & theirs for key in ours if key in apart):
        return False
    if len(ours) == len(theirs) == 1:
        return True
    documents = {scenes[key].document for key in theirs}
    if any(scenes[key].document in documents for key in ours):
        return False
    met = sum(len(linked[key] & theirs) for key in ours)
    return met >= SHARE * len(ours) * len(theirs)
