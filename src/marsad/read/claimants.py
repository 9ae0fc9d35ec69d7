"""Claimants: phrases that can be cited as the source of a statement, named or not."""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan

_RANK = {"source": 0, "attribution_source": 1, "actor": 2}


class Claimant(NamedTuple):
    """A phrase at tokens [first, last) that names who may be cited.

    `name` is the source's id where the pack knows it, else the words as written without glued particles; `rival`
    marks a party's own media.
    """

    first: int
    last: int
    name: str
    rival: bool
    named: bool


def find_claimants(scan: Scan) -> list[Claimant]:
    """Return the claimants of the text, left to right, none inside another; the longest phrase wins."""
    hits: list[Hit] = []
    for cls in _RANK:
        hits += scan.all(cls)
    hits.sort(key=lambda hit: (hit.first - hit.last, _RANK[hit.entry.cls], hit.first))
    taken: set[int] = set()
    out: list[Claimant] = []
    for hit in hits:
        if taken.isdisjoint(range(hit.first, hit.last)) and not _lower(scan, hit):
            taken.update(range(hit.first, hit.last))
            out.append(_claimant(scan, hit))
    return sorted(out)


def _lower(scan: Scan, hit: Hit) -> bool:
    """Tell whether an English proper name of one word is written small: 'who said' cites no WHO."""
    if scan.lang != "en" or hit.last - hit.first > 1:
        return False
    proper = hit.entry.cls == "source" or hit.entry.features.get("caps") is True
    return proper and scan.quote(hit.first, hit.last).islower()


def _claimant(scan: Scan, hit: Hit) -> Claimant:
    named = hit.entry.cls == "source"
    name = str(hit.entry.features["source"]) if named else label(scan, hit)
    return Claimant(hit.first, hit.last, name, hit.entry.features.get("rival") is True, named)


def label(scan: Scan, hit: Hit) -> str:
    """Return the words of `hit` as written, without the conjunction and preposition glued to the first."""
    text = scan.quote(hit.first, hit.last)
    glued = hit.clitics.conjunction + hit.clitics.preposition
    if glued and scan.tokens.folds[hit.first].startswith(glued):
        return text[len(glued) :]
    return text
