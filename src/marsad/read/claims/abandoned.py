"""Dead whom a force left behind: 'X fled, leaving behind 18 bodies' counts its own."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_NEAR = 2
"""Tokens from 'leaving behind' to the count at most."""
_BESIDE = 2
"""Tokens from one count left behind to the next at most ('dozens of dead and 14 bodies')."""
_UNARMED = frozenset({None, "civilians", "un", "mixed", "unknown"})


def tell_abandoned(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Give the bodies that are left behind the side of those who left."""
    hits = scan.all("left_behind")
    if not hits:
        return
    ends = {hit.last: hit for hit in hits}
    before: Draft | None = None
    for draft in drafts:
        hit = next((ends[i] for i in range(draft.first, draft.first - _NEAR - 1, -1) if i in ends), None)
        fits = draft.harm == "killed" and draft.side is None and not (draft.head.actors or draft.head.civilian)
        bodies = draft.head.body or draft.head.harm == "killed"
        goes_on = before is not None and 0 <= draft.first - before.last <= _BESIDE
        if fits and bodies and hit is not None:
            draft.side = _who_left(scan, hit, sides)
        elif fits and bodies and goes_on and before is not None:
            draft.side = before.side
        before = draft if draft.side is not None and (hit is not None or goes_on) else None


def _who_left(scan: Scan, hit: Hit, sides: Sides) -> str | None:
    """Return the side of the nearest subject before the words, of the only force where no verb stands by it."""
    first, _ = scan.sents[scan.sentence_of(hit.first)]
    named = [a for a in sides.everyone if first <= a.first and a.last <= hit.first and a.side not in _UNARMED]
    if scan.lang == "en":
        free = [a for a in named if scan.at(a.last, "attribution_verb") is None] or named
        return free[0].side if free else None
    subjects = [a for a in named if sides.context.is_subject(a)]
    return _last(subjects) or (_last(named) if len({a.side for a in named}) == 1 else None)


def _last(named: Sequence[ActorMention]) -> str | None:
    return named[-1].side if named else None
