"""Courts: whom a court sentenced or acquitted suffered nothing, and what he did to others is an old deed.  Arabic.

'the court sentenced five officers to 15 years for killing 43': the officers are not dead, and the 43 long are.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import first_of
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

SENTENCED = "who was sentenced"
_COURT = 5
"""Tokens from 'the court' to what it does, or from that to 'the court', at most."""
_STOP = frozenset({";", "\u061b"})
_CARRIED = 6
"""Tokens from 'carried out' to 'the sentence' at most."""


def verdicts(scan: Scan) -> list[Hit]:
    """Return the words that tell of a court's verdict, and not of one that was carried out."""
    return [hit for hit in scan.all("verdict") if _by_a_court(scan, hit)]


def _by_a_court(scan: Scan, hit: Hit) -> bool:
    if not hit.entry.features.get("court"):
        first = max(0, hit.first - _CARRIED)
        carried = next((i for i in range(first, hit.first) if scan.at(i, "carries_out") is not None), None)
        return carried is None or scan.begins(max(0, carried - _CARRIED), carried, "suspends")
    return scan.begins(max(0, hit.first - _COURT), hit.first, "court") or scan.begins(hit.last, hit.last + 2, "court")


def judged(scan: Scan, first: int) -> bool:
    """Tell whether a verdict stands before a count, with no harm of others between the two."""
    start, _ = scan.sents[scan.sentence_of(first)]
    for hit in reversed(scan.among(start, first, "verdict")):
        if _by_a_court(scan, hit):
            return _reach(scan, hit) > first and not any(_harms(scan, i) for i in range(hit.last, first))
    return False


def _harms(scan: Scan, i: int) -> bool:
    """Tell whether a word of harm stands at token `i`, other than the punishment."""
    word = scan.at(i, "harm_verb", "harm_noun")
    return word is not None and scan.at(i, "punishment") is None


def _reach(scan: Scan, hit: Hit) -> int:
    """Return the token where the clause of a verdict ends."""
    _, last = scan.sents[scan.sentence_of(hit.first)]
    for i in range(hit.last, last):
        verb = scan.at(i, "harm_verb")
        joined = verb is not None and verb.clitics.conjunction and scan.at(i, "harm_noun") is None
        if joined or scan.tokens.folds[i] in _STOP or scan.at(i, "boundary") is not None:
            return i
    return last


def judged_deeds(scan: Scan, triggers: list[Trigger]) -> dict[int, Hit]:
    """Return the verdicts by the tokens of the words of harm that tell for what they were given."""
    found: dict[int, Hit] = {}
    for hit in verdicts(scan):
        at, end = bisect_left(triggers, hit.last, key=first_of), _reach(scan, hit)
        while at < len(triggers) and triggers[at].first < end:
            if scan.at(triggers[at].first, "punishment") is None:
                found.setdefault(triggers[at].first, hit)
            at += 1
    return found


def sentences_passed(scan: Scan) -> set[int]:
    """Return the tokens of punishments that a court's verdict speaks of, which nobody has suffered yet."""
    if not scan.firsts("verdict"):
        return set()
    told = {scan.sentence_of(hit.first) for hit in verdicts(scan)}
    return {hit.first for hit in scan.all("punishment") if scan.sentence_of(hit.first) in told}
