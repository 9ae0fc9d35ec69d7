"""How it ended: 'two were captured but died of their wounds'.  English."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_OWN, _NEXT = 4, 6
"""Tokens from a count to its verb, and from there to the verb that tells how it ended, at most."""
_LIVING = frozenset({"injured", "detained", "abducted", "other"})
_TURNS = ("clause_contrast", "told_later")
_COORDINATED = "harm.coordinated"


def tell_the_end(scan: Scan, drafts: list[Draft]) -> None:
    """Let the second verb of one subject, 'but died', 'and were later killed', say what happened to it."""
    for draft in drafts:
        at = draft.trigger
        if at is None or draft.drop or draft.harm not in _LIVING or not 0 <= at - draft.last <= _OWN:
            continue
        if draft.harm == "other" and _COORDINATED not in draft.rules:
            continue
        if scan.begins(draft.last, at, "relative"):
            continue  # 'three of seven passengers who were wounded later died'
        verb = scan.at(at, "harm_verb")
        end = _end(scan, verb.last) if verb is not None else None
        killed = end is not None and end.entry.features["harm"] == "killed"
        if end is not None and killed and not any(at < d.core < end.first for d in drafts):
            draft.harm, draft.trigger = "killed", end.first
            draft.rules.append(end.entry.id)


def _end(scan: Scan, i: int) -> Hit | None:
    """Return the verb behind 'alive but', ', and were later' at token `i`, or None."""
    turned = joined = passive = False
    for k in range(i, min(i + _NEXT, len(scan))):
        verb = scan.at(k, "harm_verb")
        if verb is not None:
            alone = bool(verb.entry.features.get("intransitive"))
            told = scan.at(k, "told_later") is not None  # 'later died'
            return verb if (turned or told or (joined and alone)) and (alone or passive) else None
        turned = turned or scan.any_at(k, *_TURNS) is not None
        joined = joined or scan.at(k, "and") is not None
        passive = passive or scan.at(k, "verb_be") is not None or (turned and joined)
        known = turned or joined or scan.tokens.folds[k] == "," or (k == i and not scan.hits[k])
        if not known or scan.at(k, "number", "person", "determiner") is not None or scan.tokens.kinds[k] == "n":
            return None
    return None
