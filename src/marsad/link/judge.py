"""Judgements: what persons decided about pairs of incidents, as edges that clustering obeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from marsad.ids import content_id
from marsad.model import Decision
from marsad.model.decision import settled

VERDICTS = ("same", "different", "unsure")

Pair = tuple[str, str]


def incident_id(scene: str) -> str:
    """Return the id of the incident that a scene leads: a hash of the scene's key."""
    return f"i-{content_id(scene, length=12)}"


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of scenes by verdict, each with the decision that says so; `lost` are decisions on nothing known."""

    same: Mapping[Pair, str]
    different: Mapping[Pair, str]
    unsure: Mapping[Pair, str]
    lost: tuple[str, ...] = ()


NONE = Judgements({}, {}, {})


def judgements(decisions: Iterable[Decision], scene_of: Mapping[str, str]) -> Judgements:
    """Return what stands, by scenes; the latest decision on a pair counts.

    `decisions` are given oldest first; `scene_of` gives the scene of a statement's key and of an incident's id.
    """
    latest: dict[Pair, tuple[str, str]] = {}
    lost: list[str] = []
    for decision in settled(decisions):
        if decision.verdict not in VERDICTS:
            continue
        scenes = [scene_of.get(subject) for subject in decision.subjects]
        known = sorted({scene for scene in scenes if scene})
        if len(known) < 2 or None in scenes:
            lost.append(decision.id)
        for a, b in combinations(known, 2):
            latest[a, b] = (decision.verdict, decision.id)
    by = {name: {pair: id for pair, (verdict, id) in latest.items() if verdict == name} for name in VERDICTS}
    return Judgements(by["same"], by["different"], by["unsure"], tuple(lost))
