"""'None of the 24 was hurt', 'neither of the two pilots survived': what is said of nobody is said of none.  English.

And the captives of whom some were freed: 'three of the 12 hostages were freed' frees three; and the price of the
enemy's losses: 'killed 83 and took 19 for the loss of five soldiers' has no soldier among the 19.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

_WHY = "the text says that this did not happen"
_VERB = 4
"""Tokens from the word for the whole to the verb of the some at most ('missing have been found dead')."""
_HELD = frozenset({"detained", "abducted"})


def deny_of_none(scan: Scan, drafts: list[Draft]) -> None:
    """Take back what the verb says of a count behind 'none of': who did not survive is dead, who was not hurt no claim.

    A noun that tells itself what befell its persons ('none of the 33 dead has been identified') keeps that.
    """
    for hit in scan.all("none_of") if scan.lang == "en" else ():
        the = scan.at(hit.last, "determiner")
        at = the.last if the is not None else hit.last
        draft = next((d for d in drafts if d.core == at), None)
        if draft is None or draft.harm is None:
            continue
        if "harm.survive.verb" in draft.rules:
            draft.harm = "killed"
        elif "harm.rescue.verb" in draft.rules:
            draft.harm = "missing"
        elif draft.head.harm is None:
            draft.drop = _WHY
        else:
            draft.harm = draft.head.harm
        draft.rules.append("harm.none_of")


def hold_the_rest(drafts: list[Draft]) -> None:
    """Leave the captives of whom some were freed or got away what their noun says: only the some are free."""
    for part in drafts:
        whole = part.whole
        if whole is None or "part.of_next" not in part.rules or whole.harm != part.harm or part.harm in _HELD:
            continue
        if whole.head.harm in _HELD:
            whole.harm = whole.head.harm
            whole.rules.append("harm.by_noun")


def tell_of_some(drafts: list[Draft], triggers: list[Trigger]) -> None:
    """'nine of the 14 missing died': the verb behind the word for the whole is said of the nine."""
    for part in drafts:
        whole = part.whole
        if whole is None or "part.of_next" not in part.rules or whole.trigger is None:
            continue
        if part.trigger != whole.trigger or whole.trigger != whole.core_last:
            continue
        after = (t for t in triggers if whole.trigger < t.first <= whole.trigger + _VERB and t.cls == "harm_verb")
        verb = next(after, None)
        if verb is not None and verb.harm != part.harm:
            part.harm, part.trigger = verb.harm, verb.first
            part.rules.append(verb.rule)


def set_costs_apart(scan: Scan, drafts: list[Draft]) -> None:
    """Make counts behind 'for the loss of' fighters of the other party, and no part of what was told before."""
    costs = {hit.last for hit in scan.all("own_cost")} if scan.lang == "en" else set()
    for draft in drafts if costs else ():
        if draft.first in costs:
            draft.whole, draft.further, draft.head.civilian = None, True, False
            draft.side = None if draft.side == "civilians" else draft.side
