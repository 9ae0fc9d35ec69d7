"""What goes on: 'the war, which broke out in April 2023, has killed 150,000' counts from that day until now."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan

_BEGAN = 5
"""Tokens from 'broke out' to its day at most."""
_SUBJECT = 5
"""Tokens between what goes on and 'broke out' at most, on either side."""
_HAVE = 3
"""Tokens between 'has' and the verb of harm at most."""
_OPENERS = ("date_began", "in_force")


def goes_on(scan: Scan, draft: Draft, time: TimeFound) -> bool:
    """Tell whether the day before a count is that since which a war, a siege or a truce goes on.

    Where a battle or strike began that day, English must say that it 'has killed'.  'It began on Monday with a raid
    that killed nine' tells of that day alone.
    """
    if time.last > draft.first or not (scan.firsts("date_began") or scan.firsts("in_force")):
        return False
    first = scan.sents[scan.sentence_of(time.first)][0]
    low = max(first, time.first - _BEGAN)
    began = next((i for i in range(time.first - 1, low - 1, -1) if scan.at(i, *_OPENERS) is not None), None)
    if began is None or _by_what(scan, time.last):
        return False
    near = range(max(first, began - _SUBJECT), time.first)
    return scan.begins(near.start, near.stop, "outlasting") or _has_harmed(scan, draft, first)


def _by_what(scan: Scan, i: int) -> bool:
    """Tell whether token `i` says with what it began: 'with a raid', 'when gunmen', in Arabic 'by an attack'."""
    if scan.at(i, "with_what", "since_when") is not None:
        return True
    event = scan.at(i, "event_word", "cause") if scan.lang == "ar" else None
    return event is not None and bool(event.clitics.preposition)


def _has_harmed(scan: Scan, draft: Draft, first: int) -> bool:
    """Tell whether 'has' stands right before the verb of harm.  English."""
    if scan.lang != "en" or draft.trigger is None:
        return False
    return scan.begins(max(first, draft.trigger - _HAVE), draft.trigger + 1, "verb_have")
