"""'Some 700 soldiers managed to escape': who got away is counted, but no harm told of others came to him.  Arabic."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HELD = frozenset({"abducted", "detained"})
_HARMED = frozenset({"killed", "injured"})


def tell_escaped(scan: Scan, drafts: list[Draft]) -> None:
    """Give fighters and captives behind whom 'got away' stands the harm 'other', not the one told of others."""
    for draft in drafts if scan.lang == "ar" and scan.firsts("got_away") else ():
        told = draft.harm in _HARMED and draft.head.harm is None and draft.head.civilian is not True
        fled = scan.ending(draft.first, "escape_verb") is not None and draft.harm == "displaced"
        freed = draft.whole is not None and draft.harm in _HELD and scan.ending(draft.first, "escape_verb") is not None
        among = scan.at(draft.last, "among")
        end = among.last if among is not None else draft.last
        if ((told and draft.head.persons) or fled or freed) and scan.at(end, "got_away") is not None:
            draft.harm = "other"
            draft.rules.append("harm.got_away")
