"""Who was there and who speaks: '200 people were inside', 'two doctors at the hospital said' count nobody.  English."""

from __future__ import annotations

from marsad.read.claims.draft import Head
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_WHERE = 6
"""Tokens of 'at a local hospital' between a speaker and 'said' at most."""


_ACTING = "ing"


def speaks(scan: Scan, i: int) -> bool:
    """Tell whether 'said', perhaps with where before it, stands at token `i` behind who says it: not 'told to'."""
    if scan.lang != "en":
        return False
    where = scan.at(i, "place_prep") is not None
    for j in range(i, min(i + (_WHERE if where else 1), len(scan))):
        if scan.at(j, "tells") is not None:
            return scan.at(j + 1, "to") is None
        if scan.tokens.kinds[j] != "w" or scan.at(j, "verb_be", "harm_verb", "and") is not None:
            return False
    return False


def was_there(scan: Scan, q: Quantity, head: Head) -> bool:
    """Tell whether 'were inside' is all that is said of a count."""
    be = scan.at(max(head.last, q.core_last), "verb_be") if scan.lang == "en" else None
    if be is None or be.last >= len(scan):
        return False
    acts = scan.ending(q.first, "control_relative") is not None and scan.tokens.folds[be.last].endswith(_ACTING)
    acts = acts and scan.at(be.last, "harm_verb") is None  # 'a house that eighteen reporters were using'
    return acts or scan.at(be.last, "present") is not None
