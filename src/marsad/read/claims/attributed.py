"""Counts that a report lays to one side each: 'attributes 366 of these deaths to X, 341 to Y', 'X caused 61 and Y 30'.

English.  In Arabic who is named before a number in a list of civilian victims is known when the list is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.subjects import Subjects
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

RULE = "doer.attributed"
_OF = 6
"""Tokens of 'of these deaths are', with 'to the', between a number and who is named at most."""
_NOUN = 3
"""Words of 'the other' before a number that stands right behind who is named, at most."""


def name_attributed(scan: Scan, drafts: Sequence[Draft], who: Sequence[ActorMention], subjects: Subjects) -> None:
    """Set the perpetrator of the counts that are laid to somebody by name; `who` are the sides' mentions."""
    firsts = {actor.first: actor for actor in who}
    before: Draft | None = None
    for draft in drafts:
        if draft.perpetrator is None and not draft.head.actors:
            side = _to(scan, draft, firsts) or _accounts(scan, draft, subjects)
            side = side or (_goes_on(scan, before, draft, subjects) if before is not None else None)
            if side is not None and side != draft.side:
                draft.perpetrator = side
                draft.rules.append(RULE)
        before = draft


def _to(scan: Scan, draft: Draft, firsts: dict[int, ActorMention]) -> str | None:
    """'366 of these deaths to X', '248 are attributed to X': the number goes to whom 'to' leads."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    told = scan.begins(first, draft.first, "attributes")
    for i in range(draft.core_last, min(draft.core_last + _OF, last)):
        if i in firsts and i > draft.core_last:
            lead = scan.ending(i, "to") or scan.ending(i - 1, "to")
            laid = scan.ending(i, "doer_by") or scan.ending(i - 1, "doer_by")
            laid = laid if laid is not None and not laid.entry.features.get("near") else None
            return firsts[i].side if (lead is not None and told) or laid is not None else None
        told = told or scan.at(i, "attributes") is not None
        if scan.tokens.kinds[i] != WORD:
            return None
    return None


def _accounts(scan: Scan, draft: Draft, subjects: Subjects) -> str | None:
    """'X carried out 214 of the killings', 'X were behind 120'."""
    verb = _account(scan, draft)
    return subjects.of(verb.first) if verb is not None else None


def _account(scan: Scan, draft: Draft) -> Hit | None:
    return scan.ending(draft.first, "account_verb") or scan.ending(draft.first, "did_them")


def _goes_on(scan: Scan, before: Draft, draft: Draft, subjects: Subjects) -> str | None:
    """', and Y 240' goes on from 'X caused 1,900'."""
    same = scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    if not same or RULE not in before.rules or draft.head.persons or _account(scan, before) is None:
        return None
    return next((side for i in range(_NOUN) if (side := subjects.named(draft.core - i, before.last)) is not None), None)
