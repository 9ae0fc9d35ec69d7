"""Standing: what of the counts is a claim, and what an exchange of prisoners makes of them."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.denial import Denial
from marsad.read.scan import Scan

_HANDED = 8
"""Tokens from 'handed over' to the number of the bodies at most.  Arabic."""
_HOME = 6
"""Tokens from persons to 'returned home' at most, with those told beside them.  English."""
REFUTED = "refuted in the text"
_NO_CLAIM = {
    "negated": "the text says that this did not happen",
    "denied": "denied in the text",
    "refuted": REFUTED,
    "plan": "a plan, not something that happened",
}


def exchange(scan: Scan, drafts: list[Draft]) -> None:
    """Where a text opens with an exchange of prisoners, they are released, and bodies are outside the count."""
    told = {scan.sentence_of(hit.first) for hit in scan.all("exchange")}
    given = {scan.sentence_of(hit.first) for hit in scan.all("handover")}
    if not (told or given or scan.firsts("hands_over")):
        return
    if scan.lang == "en":  # a hospital that receives bodies exchanges none
        given -= {scan.sentence_of(hit.first) for cls in ("care_place", "dead_place") for hit in scan.all(cls)}
    for draft in drafts:
        sentence = scan.sentence_of(draft.core)
        opened = 0 in told or (scan.lang == "ar" and 1 in told)  # a headline of two sentences
        swapped = opened or sentence in told or (sentence in given and scan.ending(draft.first, "compares") is not None)
        if draft.head.harm == "detained" and swapped:
            draft.harm = "released"
        elif not (draft.head.body or _of_bodies(scan, draft)):
            if scan.lang != "en" or sentence not in told or not _comes_home(scan, draft):
                continue
            draft.harm = "released"
        elif opened or sentence in given or _handed_over(scan, draft):
            if scan.lang == "ar" and sentence not in told | given and _arrived(scan, draft):
                continue  # 'the hospital received six bodies'
            if scan.lang == "ar" and sentence not in told | given and _recovered(scan, draft):
                continue  # bodies from under the rubble are no part of an exchange
            if scan.lang == "en" and not told and scan.at(draft.core_last, "among") is not None:
                continue  # 'the bodies of 22 of them were handed over to their families': of the dead told before
            given.add(sentence)
            if not told and _killed_now(scan, draft):
                continue
            draft.harm = "other"
        else:
            continue
        draft.rules.append("harm.exchange")
    for before, draft in pairwise(drafts):
        if draft.kind == "again" and "harm.exchange" in before.rules and not draft.head.persons:
            draft.harm = before.harm  # 'the bodies of 45 soldiers in an exchange for the same number'


def set_swaps_aside(scan: Scan, drafts: list[Draft]) -> None:
    """Drop 'a prisoner' of 'in a prisoner swap', which counts nobody.  English."""
    swaps = scan.firsts("exchange") if scan.lang == "en" else {}
    for draft in drafts if swaps else ():
        swap = swaps.get(draft.last - 1) if draft.kind == "implied" else None
        if swap is not None and swap.last > draft.last:
            draft.drop = draft.drop or "what names an exchange"


def _comes_home(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'returned home' stands right behind a count, or behind the next that 'and' joins to it.  English."""
    _, last = scan.sents[scan.sentence_of(draft.core)]
    for i in range(draft.last, min(last, draft.last + _HOME)) if draft.head.harm is None else ():
        verb = scan.at(i, "harm_verb")
        if verb is not None:
            return bool(verb.entry.features.get("comes_home"))
    return False


def _killed_now(scan: Scan, draft: Draft) -> bool:
    """Tell whether those whose bodies came are said to have been killed, as by 'killed in strikes'."""
    _, last = scan.sents[scan.sentence_of(draft.core)]
    verbs = (scan.at(i, "harm_verb") for i in range(draft.last, last))
    return any(verb is not None and verb.entry.features.get("harm") == "killed" for verb in verbs)


def _handed_over(scan: Scan, draft: Draft) -> bool:
    """'handed over X the bodies of 23': verb, subject, object.  Arabic."""
    near = range(draft.first - 1, max(-1, draft.first - _HANDED), -1)
    return any(scan.at(i, "hands_over") is not None for i in near)


def _arrived(scan: Scan, draft: Draft) -> bool:
    """Tell whether a hospital received the bodies, and nobody is said to have given them.  Arabic."""
    near = max(scan.sents[scan.sentence_of(draft.core)][0], draft.first - _HANDED)
    given = scan.begins(draft.core_last, draft.last + 1, "of", "agent")
    return scan.begins(near, draft.first, "care_place") and not given


def _of_bodies(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'the remains of' stands before the count."""
    noun = scan.ending(draft.first, "person" if scan.lang == "ar" else "harm_noun")
    return noun is not None and bool(noun.entry.features.get("body"))


def _recovered(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'the recovery of' stands before the count."""
    nouns = (scan.at(i, "harm_noun") for i in range(max(0, draft.first - 3), draft.first))
    return any(noun is not None and noun.entry.features.get("weak") for noun in nouns)


def deny(drafts: list[Draft], denials: list[Denial]) -> None:
    """Drop what is no claim; mark what is a claim without weight."""
    reaching: list[Denial] = []
    n = 0
    for draft in drafts:
        while n < len(denials) and denials[n].first <= draft.core:
            reaching.append(denials[n])
            n += 1
        reaching = [denial for denial in reaching if draft.core < denial.last]
        _weigh(draft, reaching)


def _weigh(draft: Draft, denials: list[Denial]) -> None:
    """Mark a count with the denials that reach it."""
    for denial in denials:
        if denial.kind in _NO_CLAIM:
            draft.drop = draft.drop or _NO_CLAIM[denial.kind]
        elif denial.kind in ("superseded", "withdrawn"):
            draft.status, draft.background = denial.kind, True
        else:
            draft.background = True
        draft.rules.append(f"denial.{denial.kind}")
