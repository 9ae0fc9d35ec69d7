"""One verb of two persons: 'of whom a mother and her two daughters later died'.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_AND = 2
"""Tokens of 'and her' between the two at most."""


_HARMED = frozenset({"killed", "injured"})
_LATER = 3
"""Tokens of 'who later' before 'died' at most."""
_UNTIL = 12
"""Tokens between what hurt one person and his death at most."""
_NO_NUMBER = "a family whose members are not counted"


def tell_who_died(scan: Scan, drafts: list[Draft]) -> None:
    """'wounded a third, who later died': he is dead; 'killed a family' counts nobody, a family is no person."""
    for draft in drafts if scan.lang == "en" else ():
        if draft.kind == "implied" and draft.head.unit and draft.harm in _HARMED:
            draft.drop = draft.drop or _NO_NUMBER
        if draft.harm not in ("injured", "other") or draft.value != 1 or draft.drop:
            continue
        verb = _died(scan, draft)
        if verb is not None:
            draft.harm, draft.trigger = "killed", verb.first
            draft.rules.append(verb.entry.id)


def _died(scan: Scan, draft: Draft) -> Hit | None:
    """Return 'died' of ', who later died', or of 'was run over by a tank and (she) died' behind one person."""
    if scan.tokens.folds[draft.last : draft.last + 1] == [","]:
        who = scan.at(draft.last + 1, "control_relative")
        if who is None:
            return None
        closed = (i + 1 for i in range(who.last, min(who.last + _UNTIL, len(scan))) if scan.tokens.folds[i] == ",")
        return _dies(scan, who.last) or _dies(
            scan, next(closed, len(scan))
        )  # ', who had been hit in the leg, later died'
    hurt = draft.trigger if draft.trigger is not None and draft.trigger >= draft.last else None
    if hurt is None or hurt - draft.last > _LATER:
        return None
    _, last = scan.sents[scan.sentence_of(draft.core)]
    for i in range(hurt + 1, min(hurt + _UNTIL, last)):
        if scan.at(i, "and") is not None:
            return _dies(scan, i + 1)
        if scan.at(i, "number", "clause_contrast") is not None or scan.tokens.kinds[i] == "n":
            return None
    return None


def _dies(scan: Scan, first: int) -> Hit | None:
    """Return the verb of dying at token `first`, behind 'he' or 'later' at most."""
    for i in range(first, min(first + _LATER, len(scan))):
        verb = scan.at(i, "harm_verb")
        if verb is not None:
            dies = verb.entry.features["harm"] == "killed" and verb.entry.features.get("intransitive")
            return verb if dies else None
        if scan.any_at(i, "control_pronoun", "control_later", "date_after") is None:
            return None
    return None


def share_verb(scan: Scan, drafts: list[Draft]) -> None:
    """Give a part whose harm is only its whole's that of the part joined to it, which has a verb behind it."""
    for before, draft in pairwise(drafts) if scan.lang == "en" else ():
        alike = draft.whole is not None and before.whole is draft.whole and before.harm == draft.whole.harm
        kept = (
            draft.whole is before.whole is None and "harm.kept" in before.rules
        )  # 'a woman and two youths are in care'
        told = kept or (alike and "harm.of_whole" in before.rules)
        if not told or draft.harm in (None, before.harm):
            continue
        joined = 0 < draft.first - before.last <= _AND and scan.at(before.last, "and") is not None
        if joined and draft.trigger is not None and draft.trigger >= draft.last:
            before.harm, before.trigger = draft.harm, draft.trigger
            before.rules.append("harm.shared")
