"""Deeds: verbs of how some fell that tell of one happening, or of one man alone, and of nobody else.  English.

'three attackers died, one of whom blew himself up'; 'gunmen fired on a convoy' in a month's report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, first_of
from marsad.read.scan import Scan


def own_deeds(scan: Scan, caused: Sequence[Draft], hits: Sequence[Hit]) -> dict[Draft, int]:
    """Return which of `hits`, the words of cause of the text, tells how one of several fell by his own hand."""
    if scan.lang != "en":
        return {}
    blown = {i: k for k, hit in enumerate(hits) if is_blown(hit) for i in range(hit.first, hit.last + 1)}
    found: dict[Draft, int] = {}
    for draft in caused if blown else ():
        one = draft.whole is not None or draft.kind == "one_of" or scan.at(draft.core_last, "of") is not None
        if draft.trigger in blown and one:  # not 'A bomber blew himself up at the market'
            found[draft] = blown[draft.trigger]
    return found


def is_blown(hit: Hit) -> bool:
    """Tell whether a word of cause is of a suicide bombing."""
    return bool(hit.entry.features["cause"] == "suicide_bombing")


def is_deed(hit: Hit) -> bool:
    """Tell whether a word of cause is a verb of which one happening is told ('fired on a convoy'), and no weapon."""
    return bool(hit.entry.features.get("deed"))


def beyond_colon(scan: Scan, draft: Draft, deeds: Sequence[Hit]) -> set[int]:
    """Return where those of `deeds` stand that a colon parts from a count behind them in its sentence."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    before = deeds[bisect_left(deeds, first, key=first_of) : bisect_left(deeds, draft.first, key=first_of)]
    return {hit.first for hit in before if ":" in scan.tokens.folds[hit.last : draft.first]}
