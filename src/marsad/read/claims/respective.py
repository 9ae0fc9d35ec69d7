"""Counts told one by one with one noun: 'two attacks left 37 and 20 civilians dead'.  English."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.heads import Heads
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

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
