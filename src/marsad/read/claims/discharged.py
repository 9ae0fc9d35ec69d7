"""'Nine of them have left the hospital': who goes home from there is wounded still, and not displaced.  Arabic."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_NEAR = 4
"""Tokens from the count or its verb to the hospital at most."""


def tell_discharged(scan: Scan, drafts: list[Draft]) -> None:
    """Give a part of the wounded that has left a hospital the harm of its whole."""
    for draft in drafts if scan.lang == "ar" else ():
        if draft.harm != "displaced" or draft.whole is None or draft.whole.harm != "injured":
            continue
        if scan.begins(draft.last, min(len(scan), draft.last + _NEAR), "care_place"):
            draft.harm = "injured"
            draft.rules.append("harm.discharged")
