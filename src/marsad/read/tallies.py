"""Tallies: 'SDF fighters: 4 killed, 9 wounded' counts whom its label names; the label says nothing.  English."""

from __future__ import annotations

from marsad.read.scan import Scan
from marsad.text.tokens import BREAK, NUMBER, WORD

_COLON = frozenset({":"})
_STOPS = frozenset({":", ";", ".", ",", "\u2022", "-", "\u2013", "\u2014"})
_LONGEST = 6
"""Words of a label at most."""


def tallies(scan: Scan) -> dict[int, int]:
    """Return where each label of a tally begins, by the token of its colon.

    A label of persons ('UN peacekeepers: one killed') may stand alone; one that names only a force ('Army: 5 killed')
    counts its own where another tally stands beside it, else it may be who says so.
    """
    found: dict[int, int] = {}
    persons = False
    for colon in scan.marked(_COLON) if scan.lang == "en" and ": " in scan.text else ():
        start = _label(scan, colon) if _counts_harmed(scan, colon + 1) else None
        if start is not None:
            found[colon] = start
            last = scan.ending(colon, "person")
            persons = persons or (last is not None and last.entry.features.get("n") == "pl")
    return found if len(found) > 1 or persons else {}


def _label(scan: Scan, colon: int) -> int | None:
    """Return where the words before a colon begin, if they may be a label."""
    start = colon
    while start and scan.tokens.kinds[start - 1] == WORD and scan.tokens.folds[start - 1] not in _STOPS:
        start -= 1
    return start if 0 < colon - start <= _LONGEST and not scan.begins(start, colon, "harm_verb", "cause") else None


def _counts_harmed(scan: Scan, i: int) -> bool:
    """Tell whether '4 killed' begins at token `i`, with nothing after it but more of the same or an end."""
    hedge = scan.at(i, "hedge_pre")
    i = hedge.last if hedge is not None else i
    number = scan.at(i, "number", "vague")
    after = number.last if number is not None else i + 1
    if number is None and (i >= len(scan) or scan.tokens.kinds[i] != NUMBER):
        return False
    harm = scan.at(after, "harm_verb") or scan.at(after, "person")
    if harm is None or not harm.entry.features.get("harm"):
        return False
    ends = harm.last >= len(scan) or scan.tokens.kinds[harm.last] == BREAK or scan.tokens.folds[harm.last] in _STOPS
    return ends or scan.at(harm.last, "and") is not None
