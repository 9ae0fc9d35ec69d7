"""Rival figures: bare numbers that another source tells of the same persons, 'others spoke of 12'.  Arabic."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_SPOKE = 6
"""Tokens between a verb of saying and its number, its speaker among them, at most."""


def told_otherwise(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether a number alone is what a second voice says of those counted before it in the sentence.

    '... nine were killed, while other sources spoke of 12', 'and the police said they were seven'.
    """
    if scan.lang != "ar" or not drafts or not q.value:
        return False
    before = drafts[-1]
    if before.value is None or scan.sentence_of(before.core) != scan.sentence_of(q.core):
        return False
    if q.last < len(scan) and scan.tokens.kinds[q.last] in ("w", "n"):
        return False
    of = scan.ending(q.first, "they_are") or scan.ending(q.first, "told_of")
    if of is None:
        return False
    low = max(before.last, of.first - _SPOKE)
    return any(scan.at(i, "attribution_verb") is not None for i in range(low, of.first))
