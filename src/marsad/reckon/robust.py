"""Bounds that hold even if some claims are wrong: 'valid if at most k claims are wrong'.

The least over all sets of up to k claims left out, found by branching on proofs: to lower a bound one must leave out a
claim of its proof, so that a tree of depth k over small proofs is exhaustive (Reiter's hitting sets, AIJ 32 (1987)).
A figure and its reprints (same voices, persons, days, number) stand or fall as one claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from marsad.errors import UsageError
from marsad.model.terms import MOST_WRONG
from marsad.reckon.forest import Branch, Forest
from marsad.reckon.incident import Share
from marsad.reckon.item import Item

Limits = tuple[int, int | None]
Evaluate = Callable[[frozenset[str]], Share | None]
"""The share without the items of these keys."""


def checked(wrong: int) -> int:
    """Return how many claims may be wrong.  Raises `UsageError` for a number that is not offered."""
    if not 0 <= wrong <= MOST_WRONG:
        raise UsageError.of(
            "bounds are reckoned for 0 to {most} wrong claims, not {wrong}", most=MOST_WRONG, wrong=wrong
        )
    return wrong


@dataclass(frozen=True, slots=True)
class Profile:
    """The bounds of one incident's share by the number of wrong claims, from 0 on."""

    lows: tuple[int, ...]
    tops: tuple[int | None, ...]


def profile(items: Sequence[Item], evaluate: Evaluate, wrong: int) -> Profile:
    """Return the least lower and the greatest upper bound with up to `wrong` claims left out."""
    units = _units(items)
    memo: dict[frozenset[str], Share | None] = {}

    def at(out: frozenset[str]) -> Share | None:
        if out not in memo:
            memo[out] = evaluate(frozenset(key for unit in out for key in units[unit]))
        return memo[out]

    home = {key: unit for unit, keys in units.items() for key in keys}
    lows, tops = [_search(at, home, frozenset(), 0, "lo")], [_search(at, home, frozenset(), 0, "hi")]
    for depth in range(1, wrong + 1):
        lows.append(_search(at, home, frozenset(), depth, "lo"))
        tops.append(_search(at, home, frozenset(), depth, "hi"))
    return Profile(tuple(lo or 0 for lo in lows), tuple(tops))


def _search(
    at: Callable[[frozenset[str]], Share | None], home: Mapping[str, str], out: frozenset[str], left: int, end: str
) -> int | None:
    share = at(out)
    if share is None:
        return 0 if end == "lo" else None
    value = share.lo if end == "lo" else share.hi
    if not left or value is None or (end == "lo" and value == 0):
        return value
    sides = share.low if end == "lo" else share.high
    keys = [key for key, _ in sides] + [key for conflict in share.conflicts for key in conflict.keys]
    found = [value]
    for unit in dict.fromkeys(home[key] for key in keys if key in home):
        other = _search(at, home, out | {unit}, left - 1, end)
        if other is None:
            return None
        found.append(other)
    return min(found) if end == "lo" else max(found)


def _units(items: Sequence[Item]) -> dict[str, list[str]]:
    """Return the keys of the items that are one claim, by the first of them."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for item in items:
        same = (item.voices, item.side, item.facets, item.window, item.lo, item.hi, item.rest)
        groups.setdefault(same, []).append(item.key)
    return {keys[0]: keys for keys in groups.values()}


def without(items: Sequence[Item], out: frozenset[str]) -> list[Item]:
    """Return the items that are left, a rest no longer limited by what a left-out claim made of it."""
    kept = []
    for item in items:
        if item.key in out:
            continue
        low, high = ({key for key, _ in sides} & out for sides in item.forced_by)
        orphan = item.whole in out  # a part is no total of anything
        kept.append(item.limited(0 if low else item.lo, None if high or orphan else item.hi))
    return kept


def over_all(forest: Forest, profiles: Mapping[str, Profile], wrong: int) -> Limits:
    """Return the bounds of a period with up to `wrong` of all its claims left out, wherever it does most."""
    lows = [0] * (wrong + 1)
    for root in forest.roots:
        lows = _joined(lows, _low(forest, root, profiles, wrong))
    whole = forest.whole
    known = whole is not None and whole.hi is not None and forest.clash() is None
    return min(lows), profiles[whole.share.incident].tops[wrong] if whole is not None and known else None


def _low(forest: Forest, top: Branch, profiles: Mapping[str, Profile], wrong: int) -> list[int]:
    """Return a branch's least by how many claims in it are left out, its parts before itself."""
    order, found = [top], dict[str, list[int]]()
    for branch in order:
        order += [forest.branches[child] for child in branch.children]
    for branch in reversed(order):
        parts = [0] * (wrong + 1)
        for child in branch.children:
            parts = _joined(parts, found[forest.branches[child].share.incident])
        own = profiles[branch.share.incident].lows
        found[branch.share.incident] = [
            min(_either(branch, own[i], parts[n - i]) for i in range(n + 1)) for n in range(wrong + 1)
        ]
    return found[top.share.incident]


def _either(branch: Branch, own: int, parts: int) -> int:
    return own if branch.hi is not None and parts > branch.hi else max(own, parts)


def _joined(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Return the least sums by how many claims are left out of both together."""
    return [min(one[i] + other[n - i] for i in range(n + 1)) for n in range(len(one))]
