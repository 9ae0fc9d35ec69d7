"""Counts told beside a total, which are none of it: 'and three more in Y', others among the same dead.  English."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan


def others_besides(scan: Scan, total: Draft, run: Sequence[Draft]) -> bool:
    """Tell whether 'and three more in Y' is told behind a total in its sentence: they are none of it."""
    sentence = scan.sentence_of(total.core)
    more = [d for d in run if d.head.other and d.core > total.core and scan.sentence_of(d.core) == sentence]
    return any(scan.at(d.first - 1, "and") is not None for d in more)


def told_with(scan: Scan, draft: Draft, other: Draft) -> bool:
    """Tell whether two counts are among the same dead ('13 soldiers and three policemen are among the dead')."""
    among = {rule for rule in draft.rules if rule.startswith("among.the_")}
    return not among.isdisjoint(other.rules) and scan.sentence_of(draft.core) == scan.sentence_of(other.core)
