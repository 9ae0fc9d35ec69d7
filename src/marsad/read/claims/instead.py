"""What a word of harm is said of instead: another count, one who did it, things that were lost, another statement."""

from __future__ import annotations

from marsad.read.claims.clauses import Clauses
from marsad.read.claims.draft import Draft
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_PAIR = 2
"""So many persons may be meant by 'who' behind another noun, more are told of as 'those who'."""
_DOER = 4
"""Tokens from 'who' to those whom he harmed at most.  English."""
_HOLD = 4
"""Tokens from 'lost' through who did to 'control' at most.  Arabic."""


def of_others(scan: Scan, draft: Draft, following: list[Draft], trigger: Trigger) -> bool:
    """Tell whether a word of harm behind a count is another count's own: in its phrase, or in a clause of the scene.

    '12 doctors received nine wounded'; 'twenty visited the village where nine were killed'.  English.
    """
    for other in following:
        be = scan.at(other.last, "verb_be", "verb_have")
        own = trigger.first in (other.last, be.last if be is not None else -1) and other.whole is not draft
        if own and scan.begins(draft.last, other.first, "causal"):
            return True  # 'questioned 12 traders after two children died'
        if other.core >= trigger.last or other.whole is draft or other.first - draft.last <= 1:
            continue  # '56 children among 79 wounded'
        bare = not other.head.persons and trigger.first == other.core_last and not trigger.passive
        if bare or other.core < trigger.first < other.last:
            return True
        if other.last <= trigger.first and scan.begins(draft.last, other.first + 1, "of_scene"):
            return True
    return False


def of_weapon(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether 'killed a man who had stabbed two officers' says of the officers, alone, that they were stabbed."""
    verb = scan.ending(draft.first, "apart_verb")
    weapon = verb is not None and verb.entry.features.get("kind") == "weapon"
    return weapon and verb is not None and trigger.last <= verb.first and scan.at(trigger.last, "and") is None


def of_doer(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether it is said of one, before several whom he harmed: 'the man who stabbed six people has died'."""
    single = scan.at(trigger.first, "verb_of_one") or scan.ending(trigger.first, "verb_of_one")
    if single is None or (draft.value or 0) < _PAIR:
        return False
    for i in range(draft.first - 1, max(draft.first - _DOER, 0), -1):
        if scan.at(i, "relative") is not None:
            who = scan.ending(i, "person")
            return who is not None and who.entry.features.get("n") == "sg"
    return False


def lost_things(scan: Scan, trigger: Trigger, draft: Draft, clauses: Clauses) -> bool:
    """Tell whether a verb of loss has things for its object, and the count stands in another clause."""
    verb = scan.at(trigger.first, "harm_verb")
    if verb is None or not verb.entry.features.get("loses"):
        return False
    if scan.begins(verb.last, min(verb.last + _HOLD, draft.first), "lost_hold"):
        return True  # 'the army lost its hold on three towns, and 400 soldiers left them'
    number = scan.at(trigger.last, "number")
    end = number.last if number is not None else trigger.last + (scan.tokens.kinds[trigger.last] == NUMBER)
    if end == trigger.last or scan.at(end, "unit") is None:
        return False
    return clauses.between(trigger.last, draft.first) or scan.begins(end, draft.first, "attribution_that")


def that_again(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'and that' opens another statement in tokens [first, last).  Arabic."""
    return any(hit.clitics.conjunction for hit in scan.among(first, last, "attribution_that"))


def in_it(scan: Scan, i: int) -> bool:
    """Tell whether 'in it' stands at token `i` behind a verb for one: whom it befell stands behind that.  Arabic."""
    within = scan.at(i, "date_within")
    if within is None or not any(hit.clitics.suffix for hit in scan.hits[i]):
        return False
    return scan.at(i - 1, "verb_of_many") is None
