"""'Among them four policemen who had tried to stop him, and seven women': a list past a clause.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

RULE = "part.past_relative"
_CLAUSE = 14
"""Tokens of such a clause at most."""
_ENDS = frozenset({".", ";"})


def link_past_relative(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make what follows a relative clause and ', and' a part of the whole of the part before, where nothing follows."""
    for part, draft in pairwise(drafts) if scan.lang == "en" else ():
        whole = part.whole
        if whole is None or draft.whole is not None or draft.harm != part.harm or draft.toll:
            continue
        at = draft.first - 2
        joined = scan.tokens.folds[at : at + 1] == [","] and scan.at(at + 1, "and") is not None
        clause = scan.at(part.last, "relative") is not None and 0 < at - part.last <= _CLAUSE
        ends = draft.last >= len(scan) or scan.tokens.folds[draft.last] in _ENDS
        room = (draft.value or 0) + (part.value or 0) <= (whole.value or 0)
        if joined and clause and ends and room and draft.core > whole.core and sides.belongs(draft, whole):
            draft.whole = whole
            draft.rules.append(RULE)
