"""Ordinary words that are towns where something happened: 'a raid on Tyre', 'four were killed in Tyre'.  Arabic.

The name of Tyre is 'pictures', too: 'seen in pictures that the group published' is none.
"""

from __future__ import annotations

from marsad.read.places.name import Name
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_STRUCK = ("cause", "event_word", "attacks", "strikes")
_FELL = ("harm_noun", "harm_verb", "casualty_noun", "number")
_COUNTED = 3
"""Tokens from a number, or a word of harm, to the noun of those who fell at most."""
_STRUCK_NEAR = 2
"""Tokens from 'a raid' through an adjective to 'on' at most."""
_GOES_ON = (
    "place_prep",
    "weekday",
    "date_day",
    "boundary",
    "agent",
    "attribution_phrase",
    "harm_noun",
    "date_month",
    "cause",
    "led_to",
)
"""What may follow the place of something that happened, within its sentence."""


def struck_or_fell_there(scan: Scan, name: Name) -> bool:
    """Tell whether a raid is told on a town or persons fell in it, and nothing is told of the word itself behind it."""
    at = name.start - 1
    before = scan.at(at, "place_prep") if at > 0 else None
    if before is None or not _ends(scan, name.last):
        return False
    if scan.at(at, "date_within") is None:  # 'on', not 'in'
        return scan.begins(at - _STRUCK_NEAR, at, *_STRUCK)
    person = scan.ending(at, "person")
    if person is not None and scan.begins(max(0, person.first - _COUNTED), person.first, *_FELL):
        return True
    return any(scan.ending(at, cls) is not None for cls in (*_STRUCK, *_FELL))


def _ends(scan: Scan, i: int) -> bool:
    """Tell whether the sentence ends at token `i`, or goes on with when, by whom or with 'and'."""
    if i >= len(scan) or scan.tokens.kinds[i] != WORD:
        return True
    return any(hit.clitics.conjunction for hit in scan.hits[i]) or scan.any_at(i, *_GOES_ON) is not None
