"""Intents: 'tried to kill three judges', 'ordered his men to shoot the prisoners' tell of nothing that happened.

English.  The deed is what the infinitive says; how it ended ('left a guard dead', 'and wounded one') did happen.
"""

from __future__ import annotations

from marsad.read.clauses import Clauses
from marsad.read.denial import Denial
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_WHOM = 4
"""Tokens between 'ordered' and 'to' at most ('ordered | the men under him | to')."""
_OUTCOMES = ("leaves", "led_to", "toll_verb")
"""What tells how a deed ended."""


def intents(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Return what somebody only wanted, tried, was about or was told to do, as plans."""
    found = []
    for hit in scan.all("intent") if scan.lang == "en" else ():
        verb = _infinitive(scan, hit.last, _WHOM if hit.entry.features.get("whom") else 0)
        if verb is not None:
            end = clauses.soft_last[verb - 1]
            found.append(Denial(hit.first, _outcome(scan, verb, end), "plan"))
    return found


def _infinitive(scan: Scan, first: int, far: int) -> int | None:
    """Return where the verb of harm behind 'to' ends that stands at token `first`, or at most `far` further on."""
    for i in range(first, min(first + far + 1, len(scan))):
        if scan.tokens.kinds[i] != WORD:
            return None
        verb = scan.at(i + 1, "harm_verb") if scan.reads(i, "to") else None
        if verb is not None:
            return verb.last
        if scan.at(i, "harm_verb") is not None:
            return None
    return None


def _outcome(scan: Scan, first: int, last: int) -> int:
    """Return where what came of it begins in tokens [first, last), else `last`."""
    for i in range(first, last):
        next_deed = i > first + 1 and scan.at(i, "harm_verb") is not None
        if next_deed or scan.any_at(i, *_OUTCOMES) is not None:
            return i
    return last
