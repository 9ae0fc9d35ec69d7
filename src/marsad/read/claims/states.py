"""What state those counted are in: 'two are said to be critical' are some of the wounded told before.

And of whom the victims are who died: 'killed nine and injured 42; six of the victims died in X' are of the nine.
"""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import names_someone
from marsad.read.claims.ordinals import goes_further
from marsad.read.claims.verbs import COMBINED
from marsad.read.scan import Scan

_REACH = 8
"""Tokens between a count and the words for its state at most."""
_BEHIND = 3
"""Tokens between a count and 'the state of' before it at most.  Arabic."""
_UNSAID = frozenset({"harm.of_whole", "harm.displace.verb"})
"""Rules by which a part of the dead has no word of harm of its own, or left some place."""
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
        first, last = scan.sents[scan.sentence_of(part.core)]
        end = min(last, part.last + _REACH, drafts[k + 1].first if k + 1 < len(drafts) else last)
        if not any(part.last <= i < end for i in states):
            continue
        since = max((i for i in range(first, part.first) if scan.tokens.folds[i] == ";"), default=first)
        for whole in reversed(drafts[:k]):
            if whole.core < since and whole.whole is not None and whole.whole.harm == "injured":
                continue  # '30, including 12 pupils; six are in intensive care': six of the thirty
            if scan.sentence_of(part.core) - scan.sentence_of(whole.core) > _FAR:
                break
            beside = whole.whole if goes_further(scan, part) and scan.at(whole.core_last, "among") is not None else None
            if beside is not None and beside.harm in ("injured", "other"):
                part.whole = beside  # '64 of the wounded were operated on. A further 19 are in intensive care'
                part.rules.append("part.state")
                break
            hurt = whole.harm == "injured" or COMBINED in whole.rules
            if hurt and (whole.value or 0) >= (part.value or 0) and whole.status == "stated":
                part.whole = whole
                part.rules.append("part.state")
                break


def link_wounded(scan: Scan, drafts: list[Draft]) -> None:
    """Make 'six of them' whose state is told, or who were wounded, parts of the wounded and not of the dead.  Arabic.

    'killed 14 and wounded 22; the state of six of them is critical; eight of them have left the hospital'.
    """
    for k, part in enumerate(drafts if scan.lang == "ar" else ()):
        whole = part.whole
        if "part.of_them" not in part.rules or whole is None or part.head.harm is not None:
            continue
        if whole.harm in (None, "injured", "other", "missing"):
            continue
        if part.harm != "injured" and (_UNSAID.isdisjoint(part.rules) or not _in_care(scan, part)):
            continue
        number = scan.sentence_of(part.core)
        near = (d for d in reversed(drafts[:k]) if number - scan.sentence_of(d.core) <= _FAR)
        hurt = [d for d in near if d.harm == "injured" and (d.value or 0) >= (part.value or 0)]
        wounded = next((d for d in hurt if d.status == "stated"), hurt[0] if hurt else None)
        if wounded is not None:
            part.harm, part.trigger, part.whole = "injured", wounded.trigger, wounded
            part.rules.append("part.state")


def keep_dead(scan: Scan, drafts: list[Draft]) -> None:
    """'62 bodies were found, 40 of them were taken to hospital': bodies are no wounded.  Arabic."""
    for draft in drafts if scan.lang == "ar" else ():
        whole = draft.whole
        if whole is not None and whole.head.body and draft.harm == "injured" and draft.head.harm is None:
            draft.harm, draft.trigger = whole.harm, whole.trigger
            draft.rules.append("harm.of_whole")


def keep_wounded(scan: Scan, drafts: list[Draft]) -> None:
    """'91 died, and 102 of 284 wounded are still in hospital': the 102 are wounded.  Arabic."""
    for part in drafts if scan.lang == "ar" else ():
        whole = part.whole
        if whole is None or "part.of_next" not in part.rules or whole.head.harm != "injured" or part.harm != "killed":
            continue
        _, last = scan.sents[scan.sentence_of(whole.core)]
        behind = scan.among(whole.last, min(last, whole.last + _BEHIND), "harm_verb")
        died = any(hit.entry.features.get("harm") == "killed" for hit in behind)
        dies = scan.ending(part.first, "harm_verb") is not None or died
        if not (dies or part.head.harm):
            part.harm, part.trigger = whole.harm, whole.trigger
            part.rules.append("harm.of_whole")


def link_within_care(scan: Scan, drafts: list[Draft]) -> None:
    """'of 297 wounded, 146 are still in hospitals, ten of them in danger': the ten are of the 146.  Arabic."""
    for before, part in pairwise(drafts) if scan.lang == "ar" else ():
        held = before.whole
        if held is None or part.whole is not held or held.harm != "injured" or part.harm != "injured":
            continue
        last = scan.sents[scan.sentence_of(before.core)][1]
        fits = (before.value or 0) > (part.value or 0) and "part.of_them" in part.rules and part.core < last
        cared = scan.begins(before.last, min(last, before.last + _REACH, part.first), "care_place")
        if fits and cared and scan.begins(part.last, min(last, part.last + _REACH), "grave_state"):
            part.whole = before
            part.rules.append("part.state")


def _in_care(scan: Scan, part: Draft) -> bool:
    """Tell whether the state of a count, or the hospital that it left, is told beside it.  Arabic."""
    first, last = scan.sents[scan.sentence_of(part.core)]
    near = max(first, part.first - _BEHIND), min(last, part.last + _REACH)
    return scan.begins(*near, "grave_state") or (part.harm == "displaced" and scan.begins(*near, "care_place"))


def link_dead_victims(scan: Scan, drafts: list[Draft]) -> None:
    """Make 'six of the victims' who died a part of the last dead before them, not of the wounded told since."""
    for k, part in enumerate(drafts):
        among = scan.at(part.core_last, "among") if scan.lang == "en" else None
        if among is None:
            continue
        if part.harm == "injured" and among.entry.features.get("of_harm") == "killed":
            part.harm = "killed"  # 'eleven of the bodies were burnt'
            part.rules.append("harm.of_those")
        if not among.entry.features.get("victims") or part.harm != "killed":
            continue
        if part.whole is None or part.whole.harm != "injured":
            continue
        dead = (d for d in reversed(drafts[:k]) if d.harm == "killed" and (d.value or 0) >= (part.value or 0))
        whole = next((d for d in dead if d.status == "stated" and d.whole is None), None)
        if whole is not None and scan.sentence_of(part.core) - scan.sentence_of(whole.core) <= _FAR:
            part.whole = whole
