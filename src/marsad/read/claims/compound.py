"""Compound predicates: 'the army drove X from the town and killed 40 fighters': one subject did both.  English."""

from __future__ import annotations

from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_OBJECT = 2
"""Tokens from a verb to whom it was done to at most."""
_VERBS = ("control_verb", "control_beaten", "event_word", "control_force")


def doer_of_both(scan: Scan, everyone: list[ActorMention], met: ActorMention, verb: int) -> ActorMention | None:
    """Return who did what the verb of harm at token `verb` says: the nearest actor `met`, or who did something to him.

    None where nobody is named who did.
    """
    if scan.ending(verb, "and") is None:
        return met
    low = max(scan.sents[scan.sentence_of(verb)][0], met.first - _OBJECT)
    done = next((i for i in range(met.first - 1, low - 1, -1) if scan.any_at(i, *_VERBS) is not None), None)
    if done is None or done < low:
        return met
    first = scan.sents[scan.sentence_of(verb)][0]
    before = (a for a in reversed(everyone) if first <= a.first and a.last <= done and a.side != met.side)
    return next(before, None)
