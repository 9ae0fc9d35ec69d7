"""'Nine of them have left the hospital': who goes home from there is wounded still, and not displaced.  Arabic."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_NEAR = 4
"""Tokens from the count or its verb to the hospital or to 'after treatment' at most."""
_VERB = 9
"""Tokens from the wounded to those of them who are brought away at most."""
_EVACUATED = "harm.evacuate.verb"
_BACK = 4
"""Counts before, at most, among which the wounded are sought."""


def tell_discharged(scan: Scan, drafts: list[Draft]) -> None:
    """Give a part of the wounded that has left a hospital the harm of its whole."""
    for k, draft in enumerate(drafts) if scan.lang == "ar" else ():
        if draft.harm != "displaced":
            continue
        if k and _of_wounded(scan, drafts[k - 1], draft):
            draft.whole, draft.harm = drafts[k - 1], "injured"
            draft.rules.append("harm.discharged")
            continue
        near = draft.last, min(len(scan), draft.last + _NEAR)
        whole = draft.whole
        if whole is None and scan.begins(*near, "treated"):
            whole = _wounded(drafts[max(0, k - _BACK) : k], draft)  # 'five were let go after treatment'
        if whole is None or whole.harm != "injured" or not scan.begins(*near, "care_place", "treated"):
            continue
        draft.whole, draft.harm = whole, "injured"
        draft.rules.append("harm.discharged")


def _of_wounded(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether 'six of them' are of the wounded told before (17 wounded, six of them flown out)."""
    among = scan.at(draft.core_last, "among")
    if among is None or not among.entry.features.get("trailing") or before.harm != "injured" or draft.head.persons:
        return False
    fits = (before.value or 0) > (draft.value or 0) and _EVACUATED in draft.rules
    return fits and before.drop is None and draft.first - before.last <= _VERB


def _wounded(before: list[Draft], draft: Draft) -> Draft | None:
    """Return the last total of wounded that can hold a count without a noun of its own."""
    if draft.head.persons or draft.head.actors:
        return None
    totals = (d for d in reversed(before) if d.harm == "injured" and d.whole is None)
    return next((d for d in totals if (d.value or 0) > (draft.value or 0)), None)
