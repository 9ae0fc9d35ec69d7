"""'Ten were abducted, four of them were brought back': who is held and given back is free."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HELD = frozenset({"detained", "abducted"})
_SINCE = 4
"""Tokens of 'have since' before 'returned' at most.  English."""
_NEAR = 2
"""Tokens between 'were brought back' and the count at most."""


def tell_returned(scan: Scan, drafts: list[Draft]) -> None:
    """Give parts of the held the harm 'released' where a word of giving back stands at them."""
    for draft in drafts if scan.firsts("returned") else ():
        if draft.whole is None or draft.harm not in _HELD or draft.whole.harm not in _HELD:
            continue
        if _given_back(scan, draft):
            draft.harm = "released"
            draft.rules.append("harm.returned")


def _given_back(scan: Scan, draft: Draft) -> bool:
    """Tell whether the verb stands right before the count, or in English right behind it."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    if scan.lang == "ar":
        return scan.begins(max(first, draft.first - _NEAR), draft.first, "returned")
    among = scan.at(draft.core_last, "among")
    at = max(draft.last, among.last if among is not None else 0)
    be = scan.at(at, "verb_be")
    return be is not None and scan.begins(be.last, min(last, be.last + _NEAR), "returned")


def comes_back(scan: Scan, whole: Draft, i: int) -> bool:
    """Tell whether 'have since come back' stands at token `i`: some of the displaced are so no more.  English."""
    near = range(i, min(i + _SINCE, len(scan))) if scan.lang == "en" and whole.harm == "displaced" else ()
    verb = next((verb for k in near if (verb := scan.at(k, "harm_verb")) is not None), None)
    return verb is not None and bool(verb.entry.features.get("comes_home"))
