"""Those who are held to have done harm: 'five men accused of killing two soldiers were hanged'.  English.

What befell them is told by another verb than what they are said to have done; whom that befell is a count of its own.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, core_of, first_of
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

DEED = "harm.deed"
"""The rule of a count of those to whom a deed was done for which others are held."""
_NEAR = 3
"""Tokens from the persons to 'accused of' at most ('were', 'who are')."""


def accused(scan: Scan, drafts: list[Draft], triggers: list[Trigger]) -> set[Draft]:
    """Return the counts of those who are accused of harm, and give them what befalls them where a verb behind says it.

    Where none does, the verb before them is theirs; the verb of their deed never is.
    """
    found: set[Draft] = set()
    for draft in drafts if scan.lang == "en" and scan.firsts("charged") else ():
        charge = next((hit for i in range(draft.last, draft.last + _NEAR) if (hit := scan.at(i, "charged"))), None)
        deed = scan.at(charge.last, "harm_verb") if charge is not None else None
        if charge is None or deed is None or not scan.lexicon.ends(scan.tokens.folds[deed.first], "acting"):
            continue
        found.add(draft)
        k = bisect_left(drafts, deed.last, key=core_of)
        of = drafts[k] if k < len(drafts) and drafts[k].first <= deed.last + 1 else None
        if of is not None:
            of.rules.append(DEED)
        _, last = scan.sents[scan.sentence_of(draft.core)]
        between = range(draft.last, charge.first)
        if any(scan.at(i, "verb_be", "verb_have") is not None for i in between) or draft.harm is not None:
            continue  # 'five men were accused of killing two': nothing befell them
        n = bisect_left(triggers, deed.last, key=first_of)
        behind = triggers[n : bisect_left(triggers, last, key=first_of)]
        own = next((trigger for trigger in behind if trigger.passive and not _joined(scan, trigger)), None)
        if own is not None and draft.head.harm is None:
            draft.harm, draft.trigger = own.harm, own.first
            draft.rules.append(own.rule)
    return found


def _joined(scan: Scan, trigger: Trigger) -> bool:
    """Tell whether 'who were' stands before the verb, which is said of those whom the deed befell."""
    be = scan.ending(trigger.first, "verb_be")
    at = be.first if be is not None else trigger.first
    return scan.ending(at, "relative") is not None
