"""'handed over three suspects to the police': whom a crowd gives to those who arrest is not free.  English."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_NEAR = 3
"""Tokens from those handed over to 'to the police' at most."""


def tell_handed(scan: Scan, drafts: list[Draft]) -> None:
    """Give suspects and gunmen who are handed over to police or soldiers the harm 'detained'."""
    law = scan.firsts("to_law") if scan.lang == "en" else {}
    for draft in drafts if law else ():
        if draft.harm != "released" or draft.trigger is None or draft.trigger not in scan.firsts("handover"):
            continue
        to = next((i for i in range(draft.last, draft.last + _NEAR) if i in law), None)
        wanted = draft.head.party == "nonstate" or scan.begins(draft.core_last, draft.last + 1, "suspected")
        if to is not None and wanted:
            draft.harm = "detained"
            draft.rules.append("harm.handed_to_law")
