"""Scores: 'lost 3-0', 'a 2-2 draw' count goals.  English."""

from __future__ import annotations

from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_DASHES = frozenset({"-", "\u2013"})


def is_score(scan: Scan, q: Quantity) -> bool:
    """Tell whether a number is of a score: a dash parts it from another, and the second is not the larger one."""
    kinds, folds = scan.tokens.kinds, scan.tokens.folds
    for dash in (q.core_last, q.core - 1):
        if not 0 < dash < len(folds) - 1 or folds[dash] not in _DASHES or kinds[dash - 1] != NUMBER:
            continue
        first, second = folds[dash - 1], folds[dash + 1]
        if kinds[dash + 1] == NUMBER and first.isdigit() and second.isdigit() and int(first) >= int(second):
            return scan.tokens.ends[dash - 1] == scan.tokens.starts[dash] and scan.at(dash + 2, "person") is None
    return False
