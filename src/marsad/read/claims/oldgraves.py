"""Old graves: a mass grave or bones that are found tell of dead of some earlier day; so do their bereaved."""

from __future__ import annotations

import datetime as dt

from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HARMED = frozenset({"killed", "injured"})
_NEAR = 12
"""Tokens between 'a mass grave' and its dead at most."""
_FRESH = dt.timedelta(days=31)
"""A day so near to publication is that of the find."""


def set_graves_back(scan: Scan, drafts: list[Draft], published: dt.date | None) -> None:
    """Leave open when those fell who lie in a mass grave, unless an older day is told of them: the find is the news."""
    if published is None or not scan.firsts("old_grave"):
        return
    for draft in drafts:
        if draft.harm != "killed" or draft.whole is not None or draft.toll or not _buried(scan, draft):
            continue
        start = draft.window.start if draft.window is not None else None
        if start is None or published - start <= _FRESH:
            draft.window, draft.undated, draft.cumulative = Window(end=published), True, False


def set_bereaved_back(scan: Scan, drafts: list[Draft], published: dt.date | None) -> None:
    """'A stipend for the families of 2,100 fallen soldiers': of whom the bereaved are told, fell some earlier day."""
    bereaved = scan.firsts("bereaved") if drafts and published is not None else ()
    for draft in drafts if bereaved else ():
        before = scan.ending(draft.first, "bereaved")
        own = draft.head.harm in _HARMED or (draft.harm in _HARMED and draft.trigger == draft.core_last)
        family = scan.at(before.first, "person") if before is not None and not draft.head.persons else None
        if scan.lang == "en" and family is not None and family.entry.features.get("n") == "sg":
            continue  # 'a family of six died'
        if before is not None and own and not before.clitics.article and draft.whole is None and not draft.toll:
            draft.window, draft.background, draft.undated = Window(end=published), True, True


def _buried(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'a mass grave', 'the bones of' stands in a count or before it in its sentence."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    for i in range(draft.last - 1, max(first, draft.first - _NEAR) - 1, -1):
        if scan.at(i, "old_grave") is not None:
            return True
        told = scan.at(i, "harm_verb", "harm_noun") is not None and i < draft.first
        if told or (scan.tokens.kinds[i] != "w" and i < draft.first):
            return False
    return False
