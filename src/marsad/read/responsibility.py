"""What a denial leaves standing: who denies *responsibility for* a strike that killed 14 does not deny the 14 dead.

'denied any role in the blast that killed 14', 'denied having bombed the school where 14 died': the dead are told in
words of their own, which the text itself states.  Classes: `denial_role`, `denial_relative` of the language's lexicon.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.denial import is_number
from marsad.read.scan import Scan

_ROLE = 6
"""Tokens from 'denied' to 'responsibility for' at most: in Arabic the subject stands there."""
_SAYS = 3
"""Tokens behind 'which' that may tell that it is words ('news which spoke of the death of 14') at most."""


def denied_until(scan: Scan, hit: Hit, last: int) -> int:
    """Return where a denial that would end at `last` ends; the end of its own words where it denies only a role."""
    for i in range(hit.last, last):
        if i - hit.last < _ROLE and scan.at(i, "denial_role") is not None:
            return hit.last
        if is_number(scan, i):
            return last
        if i > hit.last and _tells_of(scan, i, last):
            return i
    return last


def _tells_of(scan: Scan, i: int, last: int) -> bool:
    """Tell whether 'where ...', 'which killed ...' begins at token `i` and tells of an event, not of words."""
    relative = scan.at(i, "denial_relative")
    if relative is None or relative.last >= last:
        return False
    said = any(scan.at(at, "attribution_verb") is not None for at in range(relative.last, relative.last + _SAYS))
    at_once = relative.entry.features.get("at_once") is True
    return not said and not (at_once and scan.at(relative.last, "harm_verb", "led_to") is None)
