"""Figures that somebody denies in the same breath: 'villagers claimed 40 were killed, which the army denied'.  English.

They are claims of whoever made them, and without a toll, as figures are that nobody could verify.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.clauses import Clauses
from marsad.read.denial import Denial, first_number
from marsad.read.scan import Scan

_SUBJECT = 6
"""Tokens of who denies, between 'which' and the verb, at most."""
_ENDS = frozenset({".", ",", ";", ")"})


def denied_behind(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Return the scopes of the figures that a clause behind their comma says to be denied."""
    if scan.lang != "en":
        return []
    out = []
    for hit in scan.all("denial_cue"):
        if hit.entry.features["kind"] != "denied" or hit.last >= len(scan):
            continue
        comma = _comma(scan, hit) if scan.tokens.folds[hit.last] in _ENDS else None
        if comma is None:
            continue
        first = clauses.hard_first[comma - 1]
        number = first_number(scan, first, comma)
        figure = scan.at(comma + 1, "denial_apposed") is not None
        if number is not None and (figure or scan.begins(first, number, "attribution_verb")):
            out.append(Denial(first, comma, "unverified"))
    return out


def _comma(scan: Scan, denied: Hit) -> int | None:
    """Return the comma behind which ', which X' or ', a figure X' leads to the verb, or None."""
    first, _ = scan.sents[scan.sentence_of(denied.first)]
    for i in range(denied.first - 1, max(first, denied.first - _SUBJECT - 2), -1):
        if scan.tokens.folds[i] == ",":
            return i if scan.at(i + 1, "control_relative", "denial_apposed") is not None else None
        if scan.tokens.kinds[i] != "w":
            return None
    return None
