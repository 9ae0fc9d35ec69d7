"""Parents: 'a father of four' says how many children somebody has, not that they were harmed."""

from __future__ import annotations

from marsad.read.scan import Scan

CHILDREN = "how many children somebody has"
_TO = "\u0644"
"""The Arabic particle in 'a father to four'."""


def of_a_parent(scan: Scan, i: int) -> bool:
    """Tell whether the count at token `i` is of a parent's children: 'father of four', 'a mother to three'."""
    if scan.lang == "en":
        of = scan.ending(i, "of")
        return of is not None and scan.ending(of.first, "parent_of") is not None
    parent = scan.ending(i, "parent_of")
    if parent is None or parent.clitics.suffix:
        return False
    joined = any(hit.clitics.conjunction for hit in scan.hits[i])
    return not joined and (scan.tokens.folds[i].startswith(_TO) or not parent.clitics.article)
