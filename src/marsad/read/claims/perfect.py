"""Totals that go on from one of a war: 'Since July 646 died here. On the other side 67 have been killed.'  English."""

from __future__ import annotations

from collections.abc import Set

from marsad.read.claims.draft import Draft
from marsad.read.claims.toldtimes import days_of
from marsad.read.scan import Scan

_HAVE = 3
"""Tokens between 'have' and the verb of harm at most."""
_LONG = 14
"""A total of more days than these is of a war, or of an operation."""
_HARMS = frozenset({"killed", "injured"})


def go_on_since(scan: Scan, drafts: list[Draft], dated: Set[int]) -> None:
    """Give a count in the perfect tense without a time the days of the long total that the sentence before it tells.

    `dated` are the tokens that tell a day.
    """
    before: Draft | None = None
    for draft in drafts:
        sentence = scan.sentence_of(draft.core)
        if draft.window is None and draft.whole is None and draft.harm in _HARMS and before is not None:
            first, last = scan.sents[sentence]
            next_to = sentence - scan.sentence_of(before.core) == 1
            if next_to and _perfect(scan, draft, first) and dated.isdisjoint(range(first, last)):
                draft.window, draft.cumulative, draft.background = before.window, True, before.background
        if draft.cumulative and draft.window is not None and draft.window.start is not None and draft.whole is None:
            before = draft if days_of(draft.window) > _LONG else before


def _perfect(scan: Scan, draft: Draft, first: int) -> bool:
    """Tell whether 'have been' stands right before the verb of harm."""
    if draft.trigger is None or scan.at(draft.trigger, "harm_verb") is None:
        return False
    return scan.begins(max(first, draft.trigger - _HAVE), draft.trigger, "verb_have")
