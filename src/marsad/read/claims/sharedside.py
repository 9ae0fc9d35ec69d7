"""'Three dead and 14 wounded in the ranks of X': whose the second are is said of both.  Arabic."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_BOTH = frozenset({"killed", "injured"})
_APART = frozenset({None, "civilians", "mixed", "unknown"})
_GAP = 1
"""Tokens of 'and wounded' between the two at most."""


def share_side(scan: Scan, drafts: list[Draft]) -> None:
    """Give the first of two coordinated counts, of which nothing but the harm is told, the force named behind both."""
    for one, other in pairwise(drafts) if scan.lang == "ar" else ():
        if one.side is not None or one.head.actors or one.head.persons > 1:
            continue
        unarmed = other.side == "civilians" and other.head.persons > 1 and not other.head.role
        if not unarmed and (other.side in _APART or not other.head.actors):
            continue
        if {one.harm, other.harm} != _BOTH or one.whole is not other.whole or one.toll or one.head.body:
            continue
        bare = all(noun.get("harm") for noun, _ in one.head.nouns) and one.value is not None
        between = range(one.last, other.first)
        words = len(between) <= _GAP and all(scan.tokens.kinds[i] == "w" for i in between)
        if bare and words and scan.sentence_of(one.core) == scan.sentence_of(other.core):
            one.side, one.head.actors = other.side, list(other.head.actors)
            one.head.civilian = True if unarmed else one.head.civilian
