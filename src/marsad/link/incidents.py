"""Incidents: scenes of different documents that surely tell of one happening, each link with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from marsad.link import wording
from marsad.link.blocks import Blocks, keys
from marsad.link.cluster import components, settle
from marsad.link.compare import SIMILAR, Link, compare
from marsad.link.features import Features, features
from marsad.link.judge import NONE, Judgements, Pair, incident_id, judgements
from marsad.link.scene import Scene, scenes
from marsad.link.wording import Wording
from marsad.model import Decision, Statement

Alike = Mapping[Pair, float]
"""Pairs of documents, in order of their names, with the share of their wording that is the same."""

Feasible = Callable[[Sequence[Statement]], bool]


@dataclass(frozen=True, slots=True)
class Linked:
    """The statements with their incidents, in the order of their keys, and why.

    `refused` are pairs of scenes that are linked but were kept apart; `lost` decisions that name nothing known;
    `crowded` the scenes that met a full block and were compared with its first ones only.
    """

    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    refused: tuple[Pair, ...] = ()
    judged: Judgements = field(default=NONE)
    crowded: int = 0


def link_incidents(
    statements: Iterable[Statement],
    *,
    wordings: Iterable[Wording] = (),
    decisions: Iterable[Decision] = (),
    feasible: Feasible | None = None,
) -> tuple[Statement, ...]:
    """Return the statements with their incidents, in the order of their keys (see `linked` for the reasons)."""
    return linked(statements, wordings=wordings, decisions=decisions, feasible=feasible).statements


def linked(
    statements: Iterable[Statement],
    *,
    wordings: Iterable[Wording] = (),
    decisions: Iterable[Decision] = (),
    feasible: Feasible | None = None,
) -> Linked:
    """Give the statements of one happening one incident id, and say why.

    Scenes that share a block are compared (`compare`), linked from `SAME` bits on, and clustered (`settle`): by
    place, days, sides, cause, figures, actors, and the wording of their documents where `wordings` are given.
    `decisions` of persons are obeyed; `feasible` tells whether statements can all be of one happening, and is asked
    where a link is not sure.  The id is a hash of the key of the scene that was told first, so that later documents
    do not change it.  Nothing depends on the order of what is given.
    """
    found = scenes(statements)
    told = {scene.key: features(scene) for scene in found}
    alike = wording.alike(wordings, SIMILAR)
    links, crowded = compared(told.values(), alike)
    judged = judgements(decisions, scene_names(found)) if decisions else NONE
    leaders, refused = clustered(told, links, judged, _by_scenes(found, feasible))
    named = [
        msgspec.structs.replace(statement, incident=incident)
        for scene in found
        for incident in [incident_id(leaders[scene.key])]
        for statement in scene.statements
    ]
    return Linked(tuple(sorted(named, key=lambda s: s.key)), tuple(links), tuple(refused), judged, crowded)


def compared(told: Iterable[Features], alike: Alike) -> tuple[list[Link], int]:
    """Return the links among scenes, and how many scenes met a full block."""
    ordered = sorted(told, key=lambda scene: scene.rank)
    blocks = Blocks()
    links = []
    reprints = _reprints(ordered, alike)
    for number, scene in enumerate(ordered):
        met = blocks.meet(number, keys(scene)) | {other for other in reprints.get(number, ()) if other < number}
        for other in met:
            link = compare(ordered[other], scene, share_of(alike, ordered[other], scene))
            if link is not None:
                links.append(link)
    return sorted(links, key=lambda one: (one.first, one.second)), blocks.crowded


def share_of(alike: Alike, a: Features, b: Features) -> float:
    """Return the share of common wording of the documents of two scenes."""
    if not alike:
        return 0.0
    pair = (a.document, b.document) if a.document < b.document else (b.document, a.document)
    return alike.get(pair, 0.0)


def _reprints(ordered: Sequence[Features], alike: Alike) -> dict[int, list[int]]:
    named = {name for pair in alike for name in pair}
    at: dict[str, list[int]] = {}
    for number, scene in enumerate(ordered):
        if scene.document in named:
            at.setdefault(scene.document, []).append(number)
    found: dict[int, list[int]] = {}
    for first, second in alike:
        for one, other in ((first, second), (second, first)):
            for number in at.get(one, ()):
                found.setdefault(number, []).extend(at.get(other, ()))
    return found


def clustered(
    told: Mapping[str, Features], links: Sequence[Link], judged: Judgements, feasible: _OfScenes | None
) -> tuple[dict[str, str], list[Pair]]:
    """Return the leading scene of each scene, and the linked pairs that were kept apart."""
    leaders: dict[str, str] = {}
    refused: list[Pair] = []
    groups = components(told, links, judged)
    home = {key: number for number, group in enumerate(groups) for key in group}
    own: dict[int, list[Link]] = {}
    for link in links:
        if home[link.first] == home[link.second]:
            own.setdefault(home[link.first], []).append(link)
    for number, group in enumerate(groups):
        if len(group) == 1:
            leaders[group[0]] = group[0]
            continue
        found, kept_apart = settle({key: told[key] for key in group}, own.get(number, []), judged, feasible)
        leaders |= found
        refused += kept_apart
    return leaders, sorted(refused)


_OfScenes = Callable[[Collection[str], Collection[str]], bool]


def _by_scenes(found: Sequence[Scene], feasible: Feasible | None) -> _OfScenes | None:
    if feasible is None:
        return None
    told = {scene.key: scene.statements for scene in found}
    return lambda ours, theirs: feasible([s for key in sorted({*ours, *theirs}) for s in told[key]])


def scene_names(found: Iterable[Scene]) -> dict[str, str]:
    """Return the scene of each statement's key and of each incident's id."""
    return dict(_names(found))


def _names(found: Iterable[Scene]) -> Iterator[tuple[str, str]]:
    for scene in found:
        yield incident_id(scene.key), scene.key
        yield from ((statement.key, scene.key) for statement in scene.statements)
