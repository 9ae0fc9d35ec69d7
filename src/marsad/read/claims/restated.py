"""Totals said again: in 'Of the 712 killed, 148 were children' the 712 were told before.  English."""

from __future__ import annotations

from collections import defaultdict

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan


def link_restated(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Give 'of the 712' the whole of the 712 before it: the same persons are part of the same total."""
    if scan.lang != "en":
        return
    said: dict[tuple[str | None, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.value is None or draft.kind == "vague":
            continue
        again = said[draft.harm, draft.value]
        if draft.whole is None and _known(scan, draft):
            first = next((d for d in reversed(again) if d.whole is not None and d.status == "stated"), None)
            whole = first.whole if first is not None else None
            if whole is not None and not under(whole, draft) and sides.belongs(draft, whole):
                draft.whole = whole
                draft.rules.append("part.restated")
        again.append(draft)


def _known(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'of the', 'of these' right before a number says that its persons are known."""
    the = scan.ending(draft.first, "determiner")
    return the is not None and not the.entry.features.get("possessive") and scan.ending(the.first, "of") is not None
