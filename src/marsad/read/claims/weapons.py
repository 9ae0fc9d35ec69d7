"""Weapons that harmed nobody by themselves: of who only helped, and those that were shot down; whose an answer is.

'Troops backed by X air strikes killed 30': not X.  'Destroyed 12 drones of X; debris killed a woman': nobody says by
whom.  'The militia responded by shelling the town': the militia.
"""

from __future__ import annotations

from collections.abc import Mapping

from marsad.knowledge.lexicon import Hit
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_HELPED = 4
"""Tokens from 'backed by' to a weapon at most ('backed by US air strikes')."""
_DOWNED = 4
"""Tokens from 'shot down' to the weapon at most ('shot down 12 Ukrainian drones')."""
_FLYING = frozenset({"airstrike", "shelling", "drone"})
"""Weapons that may be shot down."""


def only_helps(scan: Scan, i: int, far: int = _HELPED) -> bool:
    """Tell whether 'backed by', 'with the help of' leads to token `i`."""
    first, _ = scan.sents[scan.sentence_of(i)]
    for j in range(i, max(i - far, first - 1), -1):
        if scan.ending(j, "helped_by") is not None:
            return True
        if j > first and scan.tokens.kinds[j - 1] not in ("w", "n"):
            return False
    return False


def was_downed(scan: Scan, hit: Hit) -> bool:
    """Tell whether a weapon is only told to have been shot down."""
    if hit.entry.features.get("cause") not in _FLYING:
        return False
    first, _ = scan.sents[scan.sentence_of(hit.first)]
    for j in range(hit.first - 1, max(hit.first - 1 - _DOWNED, first - 1), -1):
        if scan.at(j, "downed") is not None:
            return True
        if scan.tokens.kinds[j] not in ("w", "n"):
            return False
    return False


def answered(scan: Scan, hit: Hit, by_last: Mapping[int, ActorMention]) -> str | None:
    """'X responded by shelling': whose the shelling is, where the word of cause tells what they did.  English."""
    by = scan.ending(hit.first, "doer_by")
    if scan.lang != "en" or by is None or not scan.lexicon.ends(scan.tokens.folds[hit.first], "acting"):
        return None
    verb = scan.ending(by.first, "answers_attack")
    if verb is None or scan.tokens.kinds[verb.first] != WORD:
        return None
    actor = by_last.get(verb.first)
    return actor.side if actor is not None else None
