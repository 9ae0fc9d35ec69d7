"""One verb of two persons: 'of whom a mother and her two daughters later died'.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_AND = 2
"""Tokens of 'and her' between the two at most."""


def share_verb(scan: Scan, drafts: list[Draft]) -> None:
    """Give a part whose harm is only its whole's that of the part joined to it, which has a verb behind it."""
    for before, draft in pairwise(drafts) if scan.lang == "en" else ():
        alike = draft.whole is not None and before.whole is draft.whole and before.harm == draft.whole.harm
        if not alike or draft.harm in (None, before.harm) or "harm.of_whole" not in before.rules:
            continue
        joined = 0 < draft.first - before.last <= _AND and scan.at(before.last, "and") is not None
        if joined and draft.trigger is not None and draft.trigger >= draft.last:
            before.harm, before.trigger = draft.harm, draft.trigger
            before.rules.append("harm.shared")
