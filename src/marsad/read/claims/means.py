"""Means: what words of cause beside one another say together ('an attack with drones', 'air raids and artillery')."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.ofwhom import SEMICOLONS
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_FROM_AIR = frozenset({"airstrike", "drone"})
_DRIVEN = 4
"""Tokens between a bomb and who drove it at most."""


def inside_names(scan: Scan) -> set[int]:
    """Return the tokens behind the first of places' names: 'Aviation Square' is no air raid.  Arabic."""
    return {i for hit in scan.all("place") for i in range(hit.first + 1, hit.last)}


def bombing(hit: Hit) -> bool:
    """Tell whether the word is 'bombardment', of which the text says elsewhere what fell."""
    return hit.entry.features["cause"] == "shelling" and bool(hit.entry.features.get("generic"))


def aerial(hits: list[Hit]) -> bool:
    """Tell whether 'bombardment' is from the air: the text names aircraft and no artillery."""
    causes = {hit.entry.features["cause"] for hit in hits if not hit.entry.features.get("generic")}
    return "airstrike" in causes and "shelling" not in causes


def by_means(hits: list[Hit], k: int) -> int:
    """'in an attack with drones', 'bombardment by a drone': the means that follow say more than the attack."""
    cause = hits[k].entry.features["cause"] if hits[k].entry.features.get("generic") else None
    if k + 1 >= len(hits) or hits[k + 1].first - hits[k].last > 1 or hits[k + 1].entry.features.get("generic"):
        return k
    said = cause == "clashes" or (cause == "shelling" and hits[k + 1].entry.features["cause"] in _FROM_AIR)
    return k + 1 if said or _by_drone(hits[k], hits[k + 1]) else k


def by_aircraft(scan: Scan, hits: list[Hit], k: int) -> int:
    """'a Turkish drone bombed a car': the subject of 'bombed' says what fell.  Arabic."""
    if scan.lang != "ar" or not k or not bombing(hits[k]) or hits[k].clitics.conjunction or hits[k].clitics.article:
        return k
    flies = hits[k - 1].entry.features["cause"] in _FROM_AIR and hits[k].first - hits[k - 1].last <= 1
    return k - 1 if flies and scan.at(hits[k].first, "strikes") is not None else k


def _by_drone(raid: Hit, means: Hit) -> bool:
    """Tell whether 'a raid that a drone carried out' is told, and not 'a raid and drones'."""
    flown = raid.entry.features["cause"] == "airstrike" and means.entry.features["cause"] == "drone"
    return flown and not means.clitics.conjunction


def with_next(scan: Scan, hits: list[Hit], k: int) -> str:
    """'in air raids and artillery fire' is bombardment from both, which the lists call shelling.

    'A car bomb driven by a suicide bomber' is his.
    """
    cause = str(hits[k].entry.features["cause"])
    if cause == "ied_mine" and any(_driven(scan, hits, n, k) for n in (k - 1, k + 1)):
        return "suicide_bombing"
    if k and hits[k].first - hits[k - 1].last <= 5 and not _counted_between(scan, hits[k - 1], hits[k]):
        before = hits[k - 1].entry.features
        if {cause, before["cause"]} == {"airstrike", "shelling"} and not before.get("generic"):
            return "shelling"
    if k + 1 < len(hits) and hits[k + 1].first - hits[k].last <= 2 and by_aircraft(scan, hits, k + 1) == k + 1:
        other = str(hits[k + 1].entry.features["cause"])
        if {cause, other} == {"airstrike", "shelling"}:
            return "shelling"
    return cause


def _counted_between(scan: Scan, before: Hit, after: Hit) -> bool:
    """Tell whether a number or a semicolon stands between two causes: each has its own dead."""
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    between = range(before.last, after.first)
    return any(kinds[i] == NUMBER or folds[i] in SEMICOLONS or scan.at(i, "number") is not None for i in between)


def _driven(scan: Scan, hits: list[Hit], bomber: int, bomb: int) -> bool:
    """Tell whether a suicide bomber is named a few words from a bomb, and not beside it ('and a suicide bomber')."""
    if not 0 <= bomber < len(hits) or hits[bomber].entry.features["cause"] != "suicide_bombing":
        return False
    first, second = sorted((hits[bomber], hits[bomb]), key=first_of)
    between = range(first.last, second.first)
    joined = second.clitics.conjunction or any(scan.at(i, "and") is not None for i in between)
    return len(between) <= _DRIVEN and not joined and all(scan.tokens.kinds[i] == "w" for i in between)


def told_apart(scan: Scan, hits: list[Hit], wholes: Iterable[list[Draft]]) -> dict[Draft, int]:
    """'20 of them by artillery, 10 in air strikes': parts of one whole, each with a cause right behind it.

    `wholes` are the parts of each whole.  Returned is which of `hits` each such part has; none where they all say
    the same, as then it may be said of the whole.
    """
    out: dict[Draft, int] = {}
    for parts in wholes:
        found = {part: k for part in parts if (k := _behind(scan, hits, part)) is not None}
        if len({hits[k].entry.features["cause"] for k in found.values()}) > 1:
            out.update(found)
    return out


def _behind(scan: Scan, hits: list[Hit], part: Draft) -> int | None:
    """Return which of `hits` begins right after a part, but for 'of them' and a preposition."""
    start = part.last
    among = scan.at(start, "among")
    start = among.last if among is not None else start
    start += scan.at(start, "preposition") is not None
    k = bisect_left(hits, start, key=first_of)
    return by_means(hits, k) if k < len(hits) and hits[k].first == start else None
