"""What weapons did in a period: 'drones killed 44 and injured 98' are of the month's dead and injured.  English."""

from __future__ import annotations

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.toldtimes import of_period
from marsad.read.scan import Scan

RULE = "part.cause_of_period"
_FAR = 4
"""Sentences between a total and what a weapon did at most."""
_PREDICATE = 9
"""Tokens of 'died in 14 incidents involving mines' at most."""
_HARMS = frozenset({"killed", "injured"})


def link_causes_of_period(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make what weapons did parts of the period's total of that harm, as long as they fit into it together."""
    totals: dict[str | None, tuple[Draft, int]] = {}
    for draft in drafts if scan.lang == "en" else ():
        if draft.harm not in _HARMS or not (_counted(draft) and of_period(draft)):
            continue
        total, taken = totals.get(draft.harm, (None, 0))
        if total is not None and draft.whole is None and _by_weapon(scan, draft) and _fits(scan, draft, total, sides):
            if taken + (draft.value or 0) <= (total.value or 0):
                draft.whole = total
                draft.rules.append(RULE)
                totals[draft.harm] = total, taken + (draft.value or 0)
        elif draft.whole is None or draft.whole.harm == "other":
            totals[draft.harm] = draft, 0


def _counted(draft: Draft) -> bool:
    return draft.value is not None and draft.kind == "number" and draft.status == "stated" and not draft.head.other


def _fits(scan: Scan, draft: Draft, total: Draft, sides: Sides) -> bool:
    near = scan.sentence_of(draft.core) - scan.sentence_of(total.core) <= _FAR
    smaller = (draft.value or 0) < (total.value or 0) and draft.window == total.window
    return near and smaller and not under(total, draft) and sides.belongs(draft, total)


def _by_weapon(scan: Scan, draft: Draft) -> bool:
    """Tell whether a weapon is the subject of the verb before a count ('caused 61 deaths', 'killed 44 and hurt 98')."""
    account = scan.ending(draft.first, "account_verb")
    verb = account.first if account is not None else draft.trigger
    if verb is None or verb >= draft.core:
        if _in_its_predicate(scan, draft):
            return True
        if scan.at(draft.first - 1, "and") is None:
            return False
        verb = draft.first  # 'caused 61 deaths and 142 injuries'
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    if scan.at(verb - 1, "and") is None:
        return scan.ending(verb, "cause") is not None or scan.ending(verb, "unit") is not None
    while verb > first and scan.tokens.folds[verb - 1] not in (";", ","):
        verb -= 1
    return scan.begins(verb, draft.first, "cause", "unit")


def _in_its_predicate(scan: Scan, draft: Draft) -> bool:
    """Tell whether a cause is told behind a count's own verb ('nine died in incidents involving mines')."""
    said = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
    if said is None or said.first < draft.last:
        return False
    verb = said.last
    _, last = scan.sents[scan.sentence_of(draft.core)]
    near = range(verb, min(last, verb + _PREDICATE))
    stop = next((i for i in near if scan.tokens.kinds[i] == "p"), near.stop)
    return scan.begins(verb, stop, "cause")
