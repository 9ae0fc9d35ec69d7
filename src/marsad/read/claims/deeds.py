"""Deeds: verbs of how some fell that tell of one happening, or of one man alone, and of nobody else.  English.

'three attackers died, one of whom blew himself up'; 'gunmen fired on a convoy' in a month's report.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_BLOWN = "suicide_bombing"


def own_deeds(scan: Scan, caused: Sequence[Draft], hits: Sequence[Hit]) -> dict[Draft, int]:
    """Return which of `hits`, the words of cause of the text, tells how one of several fell by his own hand."""
    blown = {k: hit for k, hit in enumerate(hits) if hit.entry.features["cause"] == _BLOWN}
    found: dict[Draft, int] = {}
    for draft in caused if blown and scan.lang == "en" else ():
        one = draft.whole is not None or draft.kind == "one_of" or scan.at(draft.core_last, "of") is not None
        if draft.trigger is None or not one:
            continue  # 'A bomber blew himself up at the market'
        for k, hit in blown.items():
            if hit.first <= draft.trigger < hit.last or hit.last == draft.trigger:
                found[draft] = k
    return found


def is_deed(hit: Hit) -> bool:
    """Tell whether a word of cause is a verb of which one happening is told ('fired on a convoy'), and no weapon."""
    return bool(hit.entry.features.get("deed"))


def beyond_colon(scan: Scan, draft: Draft, hits: Sequence[Hit]) -> set[int]:
    """Return where verbs of one happening stand that a colon parts from a count behind them."""
    between = ((hit.first, scan.tokens.folds[hit.last : draft.first]) for hit in hits if is_deed(hit))
    return {first for first, folds in between if ":" in folds}
