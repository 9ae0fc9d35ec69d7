"""Those aboard, or inside: 'a boat with 60 migrants sank, 12 of them died, and the rest are missing'.

Nobody says that all of them were harmed: their number is no claim, but says who its parts are.  Arabic.
"""

from __future__ import annotations

from marsad.read.claims.bases import hand_on
from marsad.read.claims.draft import Draft, parts_of
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_CONVOY = 32
"""Tokens from 'left' to the number of those in the buses at most."""
ABOARD = "who was aboard"
"""Why such a number is no claim, as the lexicon says it."""


def carried_away(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'buses carrying 400 people left the town' counts who left.  English."""
    if scan.lang != "en" or scan.ending(q.first, "fleet") is None:
        return False
    noun = scan.at(q.core_last, "person")
    if noun is None or noun.entry.features.get("harm"):
        return False
    return scan.at(noun.last, "departs") is not None


def bring_aboard(draft: Draft) -> None:
    """Mark a count of those aboard, of which others may be parts."""
    draft.kind, draft.harm = "aboard", "other"
    draft.rules.append("count.aboard")


def leave_ship(scan: Scan, drafts: list[Draft]) -> None:
    """Drop the counts of those aboard, with such parts as nothing is said of but that they were there.

    Those whom a convoy carries away ('30 buses left with 1,580 persons') are displaced.
    """
    parts = parts_of(drafts)
    for draft in drafts:
        if draft.kind != "aboard":
            continue
        fate = scan.at(draft.last, "harm_verb")
        if fate is not None and not fate.clitics.conjunction and scan.at(draft.last, "verb_of_many") is not None:
            draft.kind, draft.harm, draft.trigger = "number", fate.entry.features["harm"], fate.first
            draft.rules.append(fate.entry.id)  # 'aboard were 12 soldiers, who were all killed'
            continue
        if _carried_away(scan, draft, drafts):
            for one in (draft, *(part for part in parts.get(draft, ()) if "harm.of_whole" in part.rules)):
                one.harm = "displaced"
                one.rules.append("harm.carried_away")
            continue
        draft.drop = ABOARD
        hand_on(draft, parts.get(draft, []))
        for part in parts.get(draft, ()):
            part.side = part.side or draft.side
            if "harm.of_whole" in part.rules and not part.drop:
                part.drop = ABOARD


def _carried_away(scan: Scan, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether buses that leave or arrive carry the persons, and nobody of the sentence is killed or hurt."""
    sentence = scan.sentence_of(draft.core)
    first, _ = scan.sents[sentence]
    near = range(max(first, draft.first - _CONVOY), draft.first)
    leaves = next((i for i in near if scan.at(i, "convoy_leaves") is not None), None)
    if leaves is None or not any(scan.at(i, "convoy") is not None for i in range(leaves, draft.first)):
        return False
    return not any(d.harm in ("killed", "injured") and scan.sentence_of(d.core) == sentence for d in drafts)
