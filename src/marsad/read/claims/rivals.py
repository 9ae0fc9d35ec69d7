"""Rival figures: numbers that another source tells of the same persons, 'others spoke of 12'."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_SPOKE = 6
"""Tokens between a verb of saying and its number, its speaker among them, at most."""
_PUT = 9
"""Tokens from 'which put the toll' to its number at most.  English."""


def told_otherwise(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether a number alone is what a second voice says of those counted before it in the sentence.

    Arabic.  '... nine were killed, while other sources spoke of 12', 'and the police said they were seven'.
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


def put_by_another(scan: Scan, total: Draft) -> bool:
    """Tell whether a number is somebody's reckoning ('the army, which put the toll at 120', 'put by the UN at 200').

    English.  Such a number holds no other voice's.
    """
    if scan.lang != "en" or not scan.firsts("reckons"):
        return False
    first, _ = scan.sents[scan.sentence_of(total.core)]
    for i in range(total.first - 1, max(first, total.first - _PUT) - 1, -1):
        if scan.at(i, "reckons") is not None:
            which = scan.at(i - 1, "relative")
            end = i - 1 - (which is not None and scan.tokens.folds[i - 2] == ",")
            spoken = scan.ending(end, "attribution_source") or scan.ending(end, "attribution_document")
            return spoken is not None if which is not None else scan.at(i - 1, "verb_be") is not None
        if scan.at(i, "doer_by") is not None:
            return scan.begins(first, i, "reckons")
    return False
