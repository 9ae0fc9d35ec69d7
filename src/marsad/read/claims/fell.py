"""'Fell in the camp five children': a verb that means harm beside its persons only, with just a place between."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

_LONGEST = 6
"""Tokens of the place at most."""


def fell_in(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether 'in X', and nothing else, stands between a verb and the count behind it.  Arabic."""
    if scan.lang != "ar" or trigger.cls != "harm_verb" or not trigger.last < draft.first <= trigger.last + _LONGEST:
        return False
    at = scan.at(trigger.last, "place_prep")
    if at is None or not draft.head.persons:
        return False
    i = at.last
    while i < draft.first:
        part = scan.any_at(i, "place_kind", "place")
        if part is None:
            return False
        i = part.last
    return i == draft.first
