"""Totals that a colon divides: '1,158 insurgents and their families surrendered: 186 men, 257 women, 715 children'.

English.  The parts may be of another kind than the total's noun says, where they make it up exactly.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_VERB = 8
"""Tokens between a total and the colon that opens its parts at most."""
_MOST = 8
"""Parts of one total at most."""


def divide_by_colon(scan: Scan, drafts: list[Draft]) -> None:
    """Make the counts behind a colon that make up the count before it exactly its parts."""
    for k, whole in enumerate(drafts if scan.lang == "en" else ()):
        if not whole.value or whole.kind == "implied" or whole.drop:
            continue
        near = range(whole.last, min(whole.last + _VERB, len(scan)))
        colon = next((i for i in near if scan.tokens.folds[i] == ":"), None)
        if colon is None or scan.sentence_of(colon) != scan.sentence_of(whole.core):
            continue
        run: list[Draft] = []
        for part in drafts[k + 1 : k + 1 + _MOST]:
            beside = part.whole is None and part.harm == whole.harm and part.status == whole.status
            if not beside or scan.sentence_of(part.core) != scan.sentence_of(whole.core) or part.core < colon:
                break
            run.append(part)
            if sum(d.value or 0 for d in run) >= whole.value:
                break
        if len(run) > 1 and sum(d.value or 0 for d in run) == whole.value:
            for part in run:
                part.whole = whole
                part.rules.append("part.apposed")
