"""Counts told one by one with one noun: 'two attacks left 37 and 20 civilians dead'.  English."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.heads import Heads
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_HARMED = ("killed", "injured")
"""What two totals told 'respectively' are of."""
_MOST = 8
"""Tokens of ', 15 and nine' at most."""


def shared_noun(scan: Scan, heads: Heads, q: Quantity, drafts: Sequence[Draft]) -> Head | None:
    """Return who is counted by a bare number right behind a verb of harm, when 'and' and another number go on from it.

    The noun behind the last of the numbers is said of all.
    """
    i = q.core_last
    if scan.lang != "en" or i >= len(scan) or (scan.tokens.folds[i] != "," and scan.at(i, "and") is None):
        return None
    before = drafts[-1] if drafts else None
    goes_on = before is not None and before.last == q.first - 1 and before.head.persons > 0
    goes_on = goes_on and before is not None and before.head.last == before.core_last
    spoken = scan.reads(q.first - 1, "of") and any(
        scan.ending(at, cls) is not None for at in (q.first, q.first - 1) for cls in ("attribution_verb", "denial_cue")
    )
    harmed = scan.at(q.first - 1, "leaves") is not None or scan.ending(q.first, "harm_verb") is not None
    if not (spoken or goes_on or harmed):
        return None
    joined = False
    for j in range(i, min(i + _MOST, len(scan))):
        if scan.at(j, "and") is not None:
            joined = True
        elif scan.tokens.kinds[j] == NUMBER or scan.at(j, "number") is not None:
            head = heads.after(j + 1, min(len(scan), j + _MOST)) if joined else None
            if head is not None and scan.at(head.last, "verb_be", "harm_verb") is not None:
                return None  # 'a mine killed four and two soldiers were wounded'
            if head is not None and head.plural and head.first == j + 1:
                head.first, head.last = q.core, q.core_last
                return head
            if joined:
                return None
        elif scan.tokens.folds[j] != "," and not (spoken and scan.any_at(j, "of", "denial_then", "control_later")):
            return None
    return None


def second_total(scan: Scan, first: int, last: int, before: Draft | None) -> bool:
    """Tell whether tokens [first, last) are the second number of 'stands at 2,036 and 9,535 respectively'.  English."""
    if scan.lang != "en" or before is None or scan.at(last, "respectively") is None:
        return False
    joined = first - before.last == 1 and scan.at(before.last, "and") is not None and not before.head.persons
    return joined and _tells_of_both(scan, before)


def _tells_of_both(scan: Scan, draft: Draft) -> bool:
    """Tell whether dead and hurt are spoken of before a total, and no two places ('in X and Y rose to A and B')."""
    number = scan.sentence_of(draft.core)
    first = scan.sents[max(0, number - 1)][0]
    told = {
        hit.entry.features.get("harm")
        for i in range(first, draft.first)
        for hit in (scan.at(i, "harm_verb", "harm_noun"), scan.at(i, "person"))
        if hit is not None
    }
    joined = (i for i in range(scan.sents[number][0], draft.first) if scan.at(i, "and") is not None)
    places = any(scan.ending(i, "place") is not None and scan.begins(i + 1, i + 3, "place") for i in joined)
    return told.issuperset(_HARMED) and not places


def tell_respective(scan: Scan, drafts: list[Draft]) -> None:
    """'The toll of dead and wounded stands at 2,036 and 9,535 respectively': the first are dead, the second hurt."""
    for before, draft in pairwise(drafts) if scan.firsts("respectively") else ():
        if before.toll and second_total(scan, draft.core, draft.core_last, before):
            before.harm, draft.harm = _HARMED
            before.drop = draft.drop = None
            draft.toll, draft.whole, draft.trigger = True, None, before.trigger
            draft.rules.append("harm.second_total")
