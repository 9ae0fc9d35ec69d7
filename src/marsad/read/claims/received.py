"""Counts of those whom somebody received or brought in ('its hospital took in 29 bodies'): a share of all, no rival."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

RECEIVED = "count.received"
"""The rule of a count of those only whom the one who tells of them saw."""
_NEAR = 8
"""Tokens between the verb and its count at most."""
_HARMED = frozenset({"killed", "injured"})


def tell_received(scan: Scan, drafts: list[Draft]) -> None:
    """Mark what a hospital received, or a crew brought in, where the text tells of more before it.

    '51 were killed, the ministry said; a hospital had received 29 bodies': nobody contradicts the ministry.  What goes
    on from such a count in its sentence ('and 48 wounded') is such a count, too.
    """
    if not scan.firsts("receives"):
        return
    most: dict[str | None, int] = {}
    last: Draft | None = None
    for draft in drafts:
        if draft.harm in _HARMED and draft.value is not None and draft.whole is None and not draft.background:
            if draft.value < most.get(draft.harm, 0) and (_received(scan, draft) or _goes_on(scan, last, draft)):
                draft.rules.append(RECEIVED)
                last = draft
            most[draft.harm] = max(most.get(draft.harm, 0), draft.value)


def _received(scan: Scan, draft: Draft) -> bool:
    """Tell whether a verb of receiving stands before a count in its sentence, and no other count between."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return scan.begins(max(first, draft.first - _NEAR), draft.first, "receives")


def _goes_on(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    return before is not None and scan.sentence_of(before.core) == scan.sentence_of(draft.core)
