"""Other doers: counts whose own verb has a subject that no list knows, so that nobody told elsewhere did it.

'Gunmen killed nine', 'a gas explosion killed four'; in Arabic the subject stands between the verb and those counted.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

BODIES = ("actor_generic", "control_unit", "force_word", "control_band", "person")
"""Classes of the words for persons who may do something."""
SUFFERED = ("loses", "costs", "intransitive", "perish")
"""What a verb is whose subject does no harm."""

_BY = 3
"""Tokens from 'by' to the noun of who did it at most ('by two unknown gunmen')."""


def other_did(scan: Scan, draft: Draft) -> bool:
    """Tell whether the verb of harm before a count has a subject of its own that is no known side and no weapon."""
    if scan.lang == "en" and _by_others(scan, draft):
        return True
    verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None and draft.trigger < draft.first else None
    if verb is None or any(verb.entry.features.get(told) for told in SUFFERED):
        return False
    if scan.lang == "ar":
        noun = scan.any_at(verb.last, *BODIES) if verb.last < draft.first else None
        return noun is not None and not (noun.clitics.preposition or noun.clitics.conjunction)
    return _unknown_subject(scan, verb, draft)


def _by_others(scan: Scan, draft: Draft) -> bool:
    """'Three were killed by unknown gunmen': by some that are not told of before.  English."""
    verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
    by = scan.at(verb.last, "doer_by") if verb is not None and verb.first >= draft.core_last else None
    if by is None or scan.reads(by.last, "definite") or scan.at(by.last, "determiner") is not None:
        return False
    for i in range(by.last, min(by.last + _BY, len(scan))):
        if scan.any_at(i, *BODIES) is not None:
            return True
        if scan.tokens.kinds[i] != "w":
            return False
    return False


def _unknown_subject(scan: Scan, verb: Hit, draft: Draft) -> bool:
    """'Gunmen killed', 'an accident killed': a subject, but neither a side's nor a weapon's.  English."""
    first, _ = scan.sents[scan.sentence_of(verb.first)]
    i = verb.first
    while i > first and scan.at(i - 1, "verb_have", "control_then") is not None:
        i -= 1
    if i == first or scan.at(i - 1, "verb_be", "and") is not None or scan.tokens.kinds[i - 1] != "w":
        return False
    if scan.ending(i, "person") is not None or scan.ending(i, "actor_generic") is not None:
        return True
    cause = scan.ending(i, "cause")
    told = str(cause.entry.features["cause"]) if cause is not None else "clashes"  # 'an attack killed' is of any weapon
    if told != "clashes":
        return told != draft.cause  # 'a gas explosion killed four'
    return not scan.begins(first, i, "cause", "actor", "attacks", "claims_deed", "doer_by")
