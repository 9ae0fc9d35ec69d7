"""Counts of one day or month of a period whose total stands right before them.  English.

'Shelling has killed 44 people this week. Nineteen died on Monday and eight on Tuesday.'
"""

from __future__ import annotations

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.mainwindow import RUNNING
from marsad.read.claims.toldtimes import days_of
from marsad.read.scan import Scan

_OPEN = frozenset({"number", "resumed"})


def link_within_period(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make numbers that name nobody, each with a time of its own, parts of the total of the longer time before them."""
    total: Draft | None = None
    since, taken = 0, 0
    for draft in drafts if scan.lang == "en" else ():
        sentence = scan.sentence_of(draft.core)
        if _is_total(draft):
            total, since, taken = draft, sentence, 0
        elif total is not None and sentence - since > 1:
            total = None
        elif total is not None and draft.whole is total:
            since, taken = sentence, taken + (draft.value or 0)
        elif (
            total is not None and _is_of(scan, draft, total, sides) and taken + (draft.value or 0) <= (total.value or 0)
        ):
            draft.whole = total
            draft.rules.append("part.within_period")
            since, taken = sentence, taken + (draft.value or 0)


def _is_total(draft: Draft) -> bool:
    counted = draft.value is not None and draft.kind == "number" and draft.status == "stated"
    whole = draft.whole is None and not draft.background and draft.cumulative and bool(draft.head.persons)
    return counted and whole and draft.window is not None and days_of(draft.window) > RUNNING


def _of_illness(scan: Scan, draft: Draft) -> bool:
    """Tell whether the verb of a count says that its persons fell ill, and by nobody's hand."""
    verb = scan.at(draft.trigger, "harm_verb", "harm_noun") if draft.trigger is not None else None
    return verb is not None and verb.entry.features.get("cause_hint") == "other"


def _is_of(scan: Scan, part: Draft, total: Draft, sides: Sides) -> bool:
    """Tell whether a bare number is of the total's harm, of a time that lies within its time, and of no other voice."""
    head = part.head
    bare = part.kind in _OPEN and not (head.persons or head.actors or part.toll or part.background or part.rest)
    if not bare or part.whole is not None or part.harm != total.harm or part.value is None:
        return False
    if part.window is None or total.window is None or part.window == total.window or part.window.start is None:
        return False
    if _of_illness(scan, part) != _of_illness(scan, total):
        return False  # '70 died of cholera in a week, while shelling killed nine on Tuesday'
    if part.claimant not in (None, total.claimant) or not part.window.inside(total.window) or under(total, part):
        return False
    return part.value < (total.value or 0) and part.place in (None, total.place) and sides.belongs(part, total)
