"""What a relative clause tells of one harmed: of 'killed an assailant who had knifed four passers-by' one died.

English.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_CLAUSE = 14
"""Tokens from 'who' to a count in its clause at most."""
_OUTSIDE = ("and", "with_what", "additional")
"""Words behind which a count goes on from those before 'who', or was with them."""


def in_who_clause(scan: Scan, draft: Draft, trigger: Trigger) -> bool:
    """Tell whether a count stands in a clause that 'who' opens behind one harmed, whose verb is not the harm's."""
    first = max(trigger.last, draft.first - _CLAUSE)
    if trigger.last > draft.first or draft.head.other or not scan.begins(first, draft.first, "relative"):
        return False
    if scan.ending(draft.first, "verb_be") is not None:
        return False  # 'who were three brothers'
    for i in range(draft.first - 1, first - 1, -1):
        if scan.tokens.kinds[i] != WORD or scan.any_at(i, *_OUTSIDE) is not None:
            return False
        if scan.at(i, "relative") is not None:
            return draft.first - i > 1 and scan.ending(i, "person") is not None
    return False
