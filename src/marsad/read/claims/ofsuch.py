"""'Two of the four wounded soldiers died': the four are wounded, whatever befell two of them.  English."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_STATES = frozenset({"injured", "missing", "abducted", "detained"})
"""What those may be of whom some die or come free."""


def settle_such(scan: Scan, drafts: list[Draft]) -> None:
    """Give the whole of 'N of the M wounded ...' the harm that its own adjective tells."""
    for part in drafts if scan.lang == "en" else ():
        whole = part.whole
        if whole is None or "part.of_next" not in part.rules or whole.harm != part.harm:
            continue
        verbs = (scan.at(i, "harm_verb") for i in range(whole.core_last, whole.last))
        harms = [verb.entry.features["harm"] for verb in verbs if verb is not None]
        if harms and harms[0] in _STATES and harms[0] != part.harm:
            whole.harm = str(harms[0])
            whole.rules.append("harm.by_noun")
