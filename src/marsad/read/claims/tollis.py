"""'The toll of Thursday's strike on the market is 19': whose event stands between it and its number.  English."""

from __future__ import annotations

from marsad.read.scan import Scan

_FAR = 16
"""Tokens of 'of Thursday's strike on the market' at most."""


def toll_is(scan: Scan, first: int, i: int) -> bool:
    """Tell whether 'the toll of ... is' ends at token `i`, in the sentence that begins at token `first`."""
    be = scan.ending(i, "verb_be") if scan.lang == "en" and scan.firsts("toll_noun") else None
    if be is None:
        return False
    tolls = [
        hit
        for hit in scan.among(max(first, be.first - _FAR), be.first, "toll_noun")
        if hit.entry.features.get("harm_default")
    ]
    if not tolls or scan.any_at(tolls[-1].last, "of", "from", "place_prep", "preposition") is None:
        return False
    return not any(
        (scan.tokens.kinds[k] == "p" and scan.tokens.folds[k] not in ("'", "-", "\u2019"))
        or scan.any_at(k, "verb_be", "harm_verb", "toll_verb", "boundary", "and") is not None
        for k in range(tolls[-1].last, be.first)
    )
