"""Incidents: scenes of different documents that surely tell of one happening, each link with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from marsad.ids import content_id
from marsad.link.scene import Scene, scenes
from marsad.model import PlaceMention, Statement
from marsad.model.nearness import NEAR_KM, kilometres, radius, same, within

WIDE_KM = 150.0
"""A place that reaches farther (a country) is no place of an incident."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two scenes (named by their smallest statement keys) that were linked, and the features that say why."""

    first: str
    second: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The statements with their incidents, in the order of their keys, and the links between scenes."""

    statements: tuple[Statement, ...]
    links: tuple[Link, ...]


def link_incidents(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements with their incidents, in the order of their keys (see `linked` for the reasons)."""
    return linked(statements).statements


def linked(statements: Iterable[Statement]) -> Linked:
    """Give the statements of one happening one incident id, and say why.

    Two scenes of different documents are linked if place, days and parties agree:
    - one settlement (or points within 25 km), overlapping days, a party in common; that civilians were harmed in
      both is not enough without a figure, a cause, or a running count from the same day;
    - one wider area, the same opening day, and two parties, a figure or a running count in common;
    - a place and a wider one that holds it: running counts from the same day, and two parties or a figure;
    - a place unknown: the same opening day and a figure.
    Specific causes that differ keep them apart unless they share a figure.  A count of a whole country, or of a day in
    a wide area, is an incident of its own that holds the others.  The id is a hash of the earliest scene's key; it
    does not depend on the order of the statements.
    """
    found = scenes(statements)
    links = [link for a, b in _candidates(found) if (link := compare(a, b)) is not None]
    leader = _leaders(found, links)
    named = [
        msgspec.structs.replace(statement, incident=leader[scene.key])
        for scene in found
        for statement in scene.statements
    ]
    return Linked(tuple(sorted(named, key=lambda s: s.key)), tuple(links))


def compare(a: Scene, b: Scene) -> Link | None:
    """Return the link between two scenes with its reasons, or None if they are not surely one happening."""
    if a.statements[0].document == b.statements[0].document:
        return None
    shared = sorted(a.days() & b.days())
    place = _place_agrees(a, b)
    if not shared or place == "apart":
        return None
    figures = sorted(a.numbers() & b.numbers())
    opening = sorted({w.start for w in a.windows() if w.start} & {w.start for w in b.windows() if w.start})
    parties = sorted(a.parties() & b.parties())
    causes = a.causes(), b.causes()
    if causes[0] and causes[1] and not causes[0] & causes[1] and not figures:
        return None
    running = bool(opening) and a.lasts() and b.lasts()
    known = bool(set(parties) - {"civilians"}) or bool(figures) or bool(causes[0] & causes[1]) or running
    enough = {
        "one place": known and bool(parties or (figures and opening)),
        "same area": bool(opening) and bool(len(parties) > 1 or running or figures),
        "within": running and bool(len(parties) > 1 or figures),
        "unknown": bool(opening and figures),
    }[place]
    if not enough:
        return None
    why = [f"place: {place}", f"days: from {(opening or shared)[0].isoformat()}"]
    why += [f"parties: {', '.join(parties)}"] if parties else []
    why += [f"figures: {', '.join(f'{harm} {number}' for harm, number in figures)}"] if figures else []
    return Link(min(a.key, b.key), max(a.key, b.key), tuple(why))


def _place_agrees(a: Scene, b: Scene) -> str:
    ours, theirs = _places(a), _places(b)
    if not ours or not theirs:
        return "unknown"
    pairs = [(p, q) for p in ours for q in theirs]
    if any(_one_place(p, q) for p, q in pairs):
        return "one place"
    if any(same(p, q) for p, q in pairs):
        return "same area"
    if any(within(p, q) or within(q, p) for p, q in pairs):
        return "within"
    return "unknown" if any(kilometres(p, q) is None for p, q in pairs) else "apart"


def _one_place(p: PlaceMention, q: PlaceMention) -> bool:
    if radius(p) > NEAR_KM or radius(q) > NEAR_KM:
        return False
    far = kilometres(p, q)
    return same(p, q) or (far is not None and far <= NEAR_KM)


def _places(scene: Scene) -> list[PlaceMention]:
    fresh = [s.place for s in scene.statements if s.place is not None and not s.claim.background]
    return [place for place in fresh if radius(place) <= WIDE_KM]


def _candidates(found: Sequence[Scene]) -> list[tuple[Scene, Scene]]:
    """Return the pairs that share a day, in order."""
    by_day: dict[object, list[int]] = defaultdict(list)
    for index, scene in enumerate(found):
        for day in scene.days():
            by_day[day].append(index)
    pairs = {pair for together in by_day.values() for pair in combinations(together, 2)}
    return [(found[a], found[b]) for a, b in sorted(pairs)]


def _leaders(found: Sequence[Scene], links: Iterable[Link]) -> dict[str, str]:
    """Return the incident id of each scene."""
    above = {scene.key: scene.key for scene in found}

    def root(key: str) -> str:
        while above[key] != key:
            key = above[key]
        return key

    rank = {scene.key: (scene.day, scene.key) for scene in found}
    for link in links:
        first, second = sorted((root(link.first), root(link.second)), key=rank.__getitem__)
        above[second] = first
    return {scene.key: f"i-{content_id(root(scene.key), length=12)}" for scene in found}
