"""Old deeds: 'over the killing of a jeweller two days ago' only says why something happened.  Arabic."""

from __future__ import annotations

from marsad.read.scan import Scan

_LONGEST = 12
"""Tokens from 'over the killing of' to its end at most."""


def of_old_deeds(scan: Scan) -> list[range]:
    """Return the tokens that tell why: from 'over' to the next mark, where a killing or wounding is named there."""
    found = []
    for hit in scan.all("guilt") if scan.lang == "ar" else ():
        if hit.entry.features.get("recalls"):
            continue  # an anniversary may name the day that it is of
        end = hit.last
        while end < min(len(scan), hit.first + _LONGEST) and scan.tokens.kinds[end] in ("w", "n"):
            end += 1
        if scan.begins(hit.last, end, "harm_noun"):
            found.append(range(hit.first, end))
    return found


def deed_tokens(scan: Scan) -> frozenset[int]:
    """Return the tokens of old deeds: their causes are of nobody else's harm."""
    return frozenset(i for span in of_old_deeds(scan) for i in span)
