"""Who was only taken for dead: 'five people thought dead were found alive' killed nobody.  English."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, first_of
from marsad.read.scan import Scan

LIVES = "harm.supposed_dead"
"""The rule by which somebody lives who was told of as dead."""
_NEAR = 6
"""Tokens from a count to 'had been listed as dead' at most."""
_FAR = 14
"""Tokens from there to 'alive' at most."""


def spare_the_living(scan: Scan, drafts: Sequence[Draft], no_harm: str) -> None:
    """Say of those who had been taken for dead that they live, or nothing; `no_harm` is why a count is left out."""
    told = scan.all("supposed_dead") if scan.lang == "en" else ()
    for draft in drafts if told else ():
        if draft.harm != "killed" or draft.drop:
            continue
        supposed = _supposed(scan, draft, told)
        if supposed is None:
            continue
        if _alive(scan, supposed.last):
            draft.harm = "other"
            draft.rules.append(LIVES)
        elif supposed.entry.features.get("wrong"):
            draft.drop = no_harm


def _supposed(scan: Scan, draft: Draft, told: Sequence[Hit]) -> Hit | None:
    """Return 'thought dead' where it says of a count what others took it for, not 'are feared dead'."""
    at = bisect_left(told, draft.core_last, key=first_of)
    hit = told[at] if at < len(told) else None
    if hit is None or hit.first - draft.last > _NEAR:
        return None
    if scan.begins(draft.core_last, hit.first, "boundary", "and"):
        return None
    told_of = scan.begins(draft.core_last, hit.first, "relative", "control_pronoun")
    return hit if told_of or scan.ending(hit.first, "verb_be") is None else None


def _alive(scan: Scan, i: int) -> bool:
    """Tell whether 'were found alive', 'are alive' follows from token `i` in the same clause."""
    for j in range(i, min(i + _FAR, len(scan))):
        if scan.at(j, "lives") is not None:
            return True
        if scan.any_at(j, "boundary", "number") is not None or scan.tokens.kinds[j] not in ("w", "n"):
            return False
    return False
