"""Updates of one post: what stands above a line 'UPDATE 17:30' was overtaken by the same count below it."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK


def overtake(scan: Scan, drafts: list[Draft]) -> None:
    """Mark as superseded the totals above an update that says the same side's number anew below."""
    marks = [hit.first for hit in scan.all("denial_update") if _opens_line(scan, hit.first)]
    if not marks:
        return
    for draft in drafts:
        mark = next((m for m in marks if m > draft.core), None)
        if mark is None or draft.whole is not None or draft.status != "stated":
            continue
        if any(_anew(other, draft, mark) for other in drafts):
            draft.status, draft.background = "superseded", True
            draft.rules.append("update.overtaken")


def _anew(new: Draft, old: Draft, mark: int) -> bool:
    if new.core < mark or new.whole is not None or new.harm != old.harm or new.side != old.side:
        return False
    return new.value is not None and old.value is not None and new.value >= old.value and not new.background


def _opens_line(scan: Scan, i: int) -> bool:
    """Tell whether nothing but marks stands before token i in its line, and text stands above it."""
    while i > 0 and scan.tokens.kinds[i - 1] not in (BREAK, "w"):
        i -= 1
    return i > 0 and scan.tokens.kinds[i - 1] == BREAK
