"""'Two women were abducted and later freed': who is held and set free is counted twice, held and free.  English."""

from __future__ import annotations

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import Ground

RULE = "again.freed"
_HELD = frozenset({"abducted", "detained"})
_STEPS = 3
"""Tokens of 'were later' before the verb that frees at most."""
_KINDS = frozenset({"number", "implied"})
_FAR = 14
"""Tokens between those held and the verb that frees them at most."""


def add_freed(ground: Ground) -> None:
    """Add the count of those who are free for each count of those who were held, told in one clause."""
    if ground.scan.lang != "en" or not ground.drafts:
        return
    frees = (hit for hit in ground.scan.all("harm_verb") if hit.entry.features["harm"] == "released")
    ground.drafts += [draft for hit in list(frees) if (draft := _freed(ground, hit)) is not None]


def _freed(ground: Ground, hit: Hit) -> Draft | None:
    """Return the count of those who were held before the verb, once more as free, or None."""
    first, last = ground.sentence(hit.first)
    joined = _joined(ground, hit.first)
    if joined is None or ground.covered(hit.first) or not _ends(ground, hit.last, last):
        return None
    inside = ground.within(max(first, joined - _FAR), last)
    held = next((d for d in reversed(inside) if d.last <= joined), None)
    if held is None or held.value is None or held.kind not in _KINDS or held.head.harm in ("killed", "injured"):
        return None
    if any(held.last < d.first <= hit.last for d in inside) or not _taken(ground, held, joined):
        return None
    head = replace(held.head, first=hit.first, last=hit.last)
    rules = [RULE]
    freed = Draft(
        hit.first, hit.last, hit.first, hit.last, held.value, held.value_max, held.hedge, head, "again", rules
    )
    freed.harm, freed.trigger = "released", hit.first
    return freed


def _joined(ground: Ground, i: int) -> int | None:
    """Return the token of 'and' in 'and (were) later' before token `i`, or of 'who' in 'who were later'."""
    scan = ground.scan
    for j in range(i - 1, max(i - 2 - _STEPS, 0), -1):
        if scan.at(j, "and") is not None or (scan.at(j, "relative") is not None and scan.at(j + 1, "verb_be")):
            return j
        if scan.at(j, "told_later", "verb_be", "denial_then") is None:
            return None
    return None


def _ends(ground: Ground, i: int, last: int) -> bool:
    """Tell whether the clause ends at token `i`, or a word of time, 'after' or 'without' stands there."""
    scan = ground.scan
    return i >= last or scan.tokens.kinds[i] == "p" or scan.at(i, "control_when") is not None


def _taken(ground: Ground, held: Draft, joined: int) -> bool:
    """Tell whether 'were abducted' stands between a count and token `joined`, or 'abducted' before 'X who were'."""
    scan = ground.scan
    if scan.at(joined, "relative") is not None:
        verb = scan.ending(held.first, "harm_verb") if joined == held.last else None
        return verb is not None and verb.entry.features["harm"] in _HELD
    verbs = [verb for i in range(held.last, joined) if (verb := scan.at(i, "harm_verb")) is not None]
    passive = len(verbs) == 1 and scan.ending(verbs[0].first, "verb_be") is not None
    apart = ";" in scan.tokens.folds[held.last : joined]
    return passive and not apart and verbs[0].entry.features["harm"] in _HELD
