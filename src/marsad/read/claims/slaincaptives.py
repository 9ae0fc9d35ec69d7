"""'Gunmen abducted nine farmers and killed them': who is held and then killed, all of them, is dead.  Arabic."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HELD = frozenset({"detained", "abducted"})
_FAR = 16
"""Tokens between who are held and the verb that kills them at most."""


def kill_captives(scan: Scan, drafts: list[Draft]) -> None:
    """Give counts of the held the harm 'killed' where the next verb of their sentence says that all were killed."""
    for draft, later in pairwise([*drafts, None]) if scan.lang == "ar" else ():
        if draft is None or draft.drop or draft.harm not in _HELD or draft.whole is not None:
            continue
        verb = _slain(scan, draft, later)
        if verb is None:
            continue
        for one in (draft, *(d for d in drafts if d.whole is draft and d.harm == draft.harm)):
            one.harm, one.trigger = "killed", verb
            one.rules.append("harm.slain_captives")


def _slain(scan: Scan, draft: Draft, later: Draft | None) -> int | None:
    """Return the token of 'and killed them', behind 'were held' also 'and were killed', or None."""
    _, last = scan.sents[scan.sentence_of(draft.core)]
    last = min(last, draft.last + _FAR)
    subject = draft.trigger is not None and draft.trigger >= draft.last
    for i in range(draft.last, last):
        verb = scan.at(i, "harm_verb")
        goes_on = verb is not None and (verb.clitics.conjunction or scan.at(i - 1, "then", "and") is not None)
        if verb is None or not goes_on or verb.entry.features["harm"] != "killed":
            continue
        if later is not None and later.first <= verb.last:
            return None  # 'and killed three of them'
        word = scan.tokens.folds[verb.last - 1]
        all_of_them = scan.lexicon.ends_in_pronoun(word) or (subject and scan.at(i, "verb_of_many") is not None)
        return i if all_of_them else None
    return None
