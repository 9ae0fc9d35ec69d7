"""Reasons: why a number without persons and without harm counts nobody, where the words around it tell."""

from __future__ import annotations

from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.standing import REFUTED
from marsad.read.claims.unread import NO_PERSONS
from marsad.text.tokens import WORD

_OLDEST = 110
_UNIT = 5
"""Words between a number and the things it counts at most ('three surface-to-surface missiles').  English."""
_STOPS = ("verb_be", "verb_have", "harm_verb", "and", "boundary", "person", "number", "attribution_verb")


def reason(ground: Ground, q: Quantity, why: str) -> str:
    """Return the reason that the words around an ignored number give, or `why`."""
    if why != NO_PERSONS:
        return why
    if q.core in ground.refuted:
        return REFUTED
    if _age_of_named(ground, q):
        return "age"
    return _things(ground, q) or why


def _age_of_named(ground: Ground, q: Quantity) -> bool:
    """Tell whether the number stands between commas behind a name: 'Ahmed, 34, was killed'.  English."""
    scan = ground.scan
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    if scan.lang != "en" or q.first < 2 or kinds[q.core] != "n" or not 0 < q.value <= _OLDEST or q.core != q.first:
        return False
    enclosed = folds[q.first - 1] == "," and (q.last >= len(scan) or folds[q.last] in (",", ".", ";", ")"))
    name = scan.tokens.quote(q.first - 2, q.first - 1)
    return enclosed and kinds[q.first - 2] == WORD and name[:1].isupper() and scan.ending(q.first - 1, "place") is None


def _things(ground: Ground, q: Quantity) -> str | None:
    """Return what a noun of things says that stands behind plain words after the number.  English."""
    scan = ground.scan
    if scan.lang != "en" or q.last in ground.blocked:  # '88 last year'
        return None
    why = None
    for i in range(q.last, min(q.last + _UNIT, len(scan))):
        unit = ground.heads.unit_at(i)
        if unit is not None:
            why = str(unit.entry.features["why"])  # of 'anti-tank missiles' the missiles
        elif why is not None or scan.tokens.kinds[i] != WORD or scan.any_at(i, *_STOPS) is not None:
            break
    return why
