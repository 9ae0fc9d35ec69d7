"""Actors named in a text: registry entries of the pack with the side that they belonged to on the day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.knowledge.spec import ActorSpec
from marsad.read.scan import Scan


class ActorMention(NamedTuple):
    """An actor's name at tokens [first, last)."""

    first: int
    last: int
    actor: str
    side: str
    kind: str
    nationality: str | None
    suffix: str
    """The pronoun glued to the name, folded; '' where none."""


def read_actors(scan: Scan, voice: Voice, day: dt.date | None) -> list[ActorMention]:
    """Return the named actors, left to right, none inside another; sides as of `day` (publication)."""
    out: list[ActorMention] = []
    done = 0
    for i, hits in enumerate(scan.hits):
        if i < done or not hits:
            continue
        named = [hit for hit in hits if hit.entry.cls == "actor"]
        if not named or _covered(hits, named[0]):
            continue
        best = min((hit for hit in named if hit.last == named[0].last), key=lambda hit: _fit(hit, voice, day))
        spec = voice.actors[best.entry.id]
        out.append(
            ActorMention(i, best.last, spec.id, spec.side_on(day), spec.kind, spec.nationality, best.clitics.suffix)
        )
        done = best.last
    return out


def _covered(hits: list[Hit], named: Hit) -> bool:
    """Tell whether a longer place name begins here, so that the actor is only a part of it."""
    return any(hit.entry.cls == "place" and hit.last > named.last for hit in hits)


def _fit(hit: Hit, voice: Voice, day: dt.date | None) -> tuple[int, int, str]:
    spec = voice.actors[hit.entry.id]
    glued = sum(map(bool, hit.clitics))
    return (0 if _active(spec, day) else 1, glued, spec.id)


def _active(spec: ActorSpec, day: dt.date | None) -> bool:
    if day is None:
        return True
    text = day.isoformat()
    return (spec.start or "0000") <= text and text <= (spec.end or "9999") + "\uffff"
