"""'Some 700 soldiers managed to escape': who got away is counted, but no harm told of others came to him.  Arabic."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HELD = frozenset({"abducted", "detained"})
_HARMED = frozenset({"killed", "injured"})
_NEAR = 4
"""Tokens from captives to 'fled' at most ('20 prisoners were able to flee')."""


def tell_escaped(scan: Scan, drafts: list[Draft]) -> None:
    """Give fighters and captives behind whom 'got away' stands the harm 'other', not the one told of others."""
    fled_at = scan.firsts("got_away") or scan.firsts("breaks_out")
    for draft in drafts if scan.lang == "ar" and fled_at else ():
        told = draft.harm in _HARMED and draft.head.harm is None and draft.head.civilian is not True
        told = told or (draft.harm == "displaced" and draft.head.civilian is False)  # no soldier is displaced
        fled = scan.ending(draft.first, "escape_verb") is not None and draft.harm == "displaced"
        freed = draft.whole is not None and draft.harm in _HELD and scan.ending(draft.first, "escape_verb") is not None
        if _fled(scan, draft):
            draft.harm = "other"
            draft.rules.append("harm.got_away")
            continue
        among = scan.at(draft.last, "among")
        end = among.last if among is not None else draft.last
        if ((told and draft.head.persons) or fled or freed) and scan.at(end, "got_away") is not None:
            draft.harm = "other"
            draft.rules.append("harm.got_away")


def _fled(scan: Scan, draft: Draft) -> bool:
    """Tell whether who is named a captive broke out: '20 prisoners fled', 'some 300 of the detained have escaped'."""
    if draft.harm not in _HELD or "harm.by_noun" not in draft.rules:
        return False
    if scan.ending(draft.first, "breaks_out") is not None:
        return True
    for i in range(draft.last, min(draft.last + _NEAR, len(scan))):
        if scan.at(i, "breaks_out") is not None:
            return True
        if scan.tokens.kinds[i] != "w" or scan.at(i, "harm_verb", "denial_not", "tries") is not None:
            return False
    return False
