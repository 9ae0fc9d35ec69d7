"""What state those counted are in: 'two are said to be critical' are some of the wounded told before.  English."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import names_someone
from marsad.read.scan import Scan

_REACH = 8
"""Tokens between a count and the words for its state at most."""
_FAR = 2
"""Sentences between the wounded and those of them whose state is told at most."""


def link_states(scan: Scan, drafts: list[Draft]) -> None:
    """Make a bare count of those who are in a grave state a part of the last injured who can hold them."""
    states = sorted(hit.first for hit in scan.all("grave_state")) if scan.lang == "en" else []
    if not states:
        return
    for k, part in enumerate(drafts):
        if part.whole is not None or part.harm != "injured" or names_someone(part.head) or part.toll:
            continue
        _, last = scan.sents[scan.sentence_of(part.core)]
        end = min(last, part.last + _REACH, drafts[k + 1].first if k + 1 < len(drafts) else last)
        if not any(part.last <= i < end for i in states):
            continue
        for whole in reversed(drafts[:k]):
            if scan.sentence_of(part.core) - scan.sentence_of(whole.core) > _FAR:
                break
            if whole.harm == "injured" and (whole.value or 0) >= (part.value or 0) and whole.status == "stated":
                part.whole = whole
                part.rules.append("part.state")
                break
