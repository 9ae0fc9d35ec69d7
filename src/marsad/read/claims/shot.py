"""Those who 'were shot': they have died, unless the text tells that some of them did, or that they are in hospital.

English.  'Three people were shot; one of them died' tells of one dead and no three.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.pairs import RULE as OF_PAIR
from marsad.read.claims.trigger import Trigger
from marsad.read.claims.triggers import SHOT
from marsad.read.scan import Scan

_TWO, _PARTS = 2, 12
"""Two who were shot, and how many counts behind may tell of some of those who were."""
_BESIDE = 3
"""Tokens from those who were shot to ', killing one' at most."""
_NEXT = 7
"""Tokens of the next sentence in which it may be told that the one who was shot lives."""


def settle_shot(scan: Scan, drafts: list[Draft], triggers: list[Trigger]) -> None:
    """Let those who were shot be injured where the text tells that they lived, or which of them died."""
    for k, draft in enumerate(drafts):
        if SHOT not in draft.rules or draft.harm != "killed" or _dead(scan, draft):
            continue
        _settle_two(scan, draft, drafts[k + 1 : k + 4])
        after = drafts[k + 1 : k + 1 + _PARTS]
        pair = _pair_behind(scan, draft, after)
        _part_right_behind(draft, after[:1])
        near = drafts[max(0, k - 1) : k] + after
        some = any(_died(scan, part, draft) for part in near if part.whole is draft)
        if pair or some or _lives(scan, draft, after, triggers):
            draft.harm = "injured"
        for one in pair if draft.value == _TWO else ():
            one.whole = one.whole or draft


def _part_right_behind(draft: Draft, after: list[Draft]) -> None:
    """'Police shot two men, killing one': the one is a part of the two, who were not all killed."""
    for part in after:
        bare = not (part.head.persons or part.head.actors or part.head.other) and part.whole is None
        fewer = (part.value or 0) < (draft.value or 0) and part.harm in ("killed", "injured")
        if bare and fewer and 0 < part.first - draft.last <= _BESIDE and part.trigger == part.first - 1:
            part.whole = draft
            part.rules.append("part.of_them")
            if part.harm == "injured":
                draft.harm = "injured"


def _dead(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'dead' stands right behind the verb ('was shot dead and his camel wounded')."""
    verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
    return verb is not None and scan.at(verb.last, "fatal") is not None


def _settle_two(scan: Scan, one: Draft, after: list[Draft]) -> None:
    """Let both of 'a man and his son were shot; the former died' be injured: which of them died is told behind."""
    singles = one.value == 1 and bool(after) and after[0].value == 1 and after[0].trigger == one.trigger
    pair = _pair_behind(scan, one, after[1:]) if singles else []
    if pair and all(OF_PAIR in part.rules for part in pair):
        one.harm = after[0].harm = "injured"


def _died(scan: Scan, part: Draft, whole: Draft) -> bool:
    """Tell whether a word of its own says that a part died: 'one of them died', 'two fatally'."""
    if part.harm != "killed" or (part.value or 0) >= (whole.value or 0):
        return False
    if "part.of_next" in part.rules:  # 'five of nine who were shot have died'
        _, last = scan.sents[scan.sentence_of(whole.core)]
        verbs = (scan.at(i, "harm_verb") for i in range(whole.last, last))
        return any(verb is not None and bool(verb.entry.features.get("intransitive")) for verb in verbs)
    among = scan.at(part.core_last, "among")  # 'one of them fatally'
    fatally = scan.at(max(part.last, among.last if among is not None else 0), "fatal") is not None
    return fatally or not ({"harm.of_whole", SHOT} & set(part.rules))


def _lives(scan: Scan, draft: Draft, after: list[Draft], triggers: list[Trigger]) -> bool:
    """Tell whether those who were shot are said to be in hospital, before anybody else is counted."""
    if scan.at(draft.last, "limb") is not None:
        return True  # 'shot one smuggler in the foot'
    _, last = scan.sents[scan.sentence_of(draft.core)]
    counted = after[0].first if after else len(scan)
    start = max(draft.last, (draft.trigger or 0) + 1)
    end = min(counted, min(last + _NEXT, len(scan)))
    told = triggers[bisect_left(triggers, start, key=first_of) : bisect_left(triggers, end, key=first_of)]
    if not told or told[0].harm != "injured":
        return False
    return told[0].first < last or told[0].after or scan.at(told[0].first, "grave_state") is not None


def _pair_behind(scan: Scan, draft: Draft, after: list[Draft]) -> list[Draft]:
    """Return the two counts behind those who were shot that tell who died and who lived: 'one ... and the other'."""
    told = [d for d in after[:3] if scan.sentence_of(d.core) == scan.sentence_of(draft.core) and SHOT not in d.rules]
    two = told[:_TWO]
    of_pair = len(two) == _TWO and OF_PAIR in two[1].rules and all(d.value == 1 for d in two)
    return two if of_pair and {d.harm for d in two} == {"killed", "injured"} else []
