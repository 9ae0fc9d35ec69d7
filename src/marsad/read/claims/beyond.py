"""Predicates beyond an aside: 'seven people, including a boy of ten, were injured'.  English."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

_ASIDE = 20
"""Tokens of an aside at most."""
_OWNER = 12
"""Tokens from 'of' to the verb behind whose persons they are at most."""
_DASHES = frozenset({"-", "\u2013", "\u2014"})
_MARKS = frozenset({","}) | _DASHES


def beyond_aside(scan: Scan, draft: Draft, triggers: list[Trigger]) -> Trigger | None:
    """Return the verb that an aside parts from its subject, the count; None where there is no such aside."""
    opened = scan.tokens.folds[draft.last : draft.last + 1]
    if scan.lang != "en" or not triggers or draft.rest or not opened or opened[0] not in _MARKS:
        return None
    marks = _DASHES if opened[0] in _DASHES else opened
    _, last = scan.sents[scan.sentence_of(draft.core)]
    for i in range(draft.last + 1, min(last - 1, draft.last + _ASIDE)):
        if scan.hits[i]:
            said = scan.at(i, "verb_be")
            if scan.at(i, "boundary") is not None or (said is not None and _predicate(scan, i, triggers) is not None):
                return None
        if scan.tokens.folds[i] in marks:
            found = _predicate(scan, i + 1, triggers)
            if found is not None:
                return found
    return None


def beyond_owner(scan: Scan, draft: Draft, triggers: list[Trigger]) -> Trigger | None:
    """Return the passive that is said of a count behind whose they are: 'three inmates of the prison were killed'."""
    of = scan.at(draft.last, "of")
    for i in range(of.last, min(of.last + _OWNER, len(scan))) if of is not None else ():
        if scan.at(i, "verb_be") is not None:
            return _predicate(scan, i, triggers)
        if scan.tokens.kinds[i] != "w" or scan.any_at(i, "and", "boundary", "relative", "harm_verb") is not None:
            return None
    return None


def _predicate(scan: Scan, i: int, triggers: list[Trigger]) -> Trigger | None:
    """Return the word of harm of which 'were', 'have been' at token `i` is part, or that needs no such verb."""
    be = scan.at(i, "verb_be")
    n = bisect_left(triggers, i, key=first_of)
    if n == len(triggers) or triggers[n].first not in (i, be.last if be is not None else i):
        return None
    trigger = triggers[n]
    elided = trigger.cls == "harm_verb" and trigger.harm in ("killed", "injured") and _closes(scan, trigger.last)
    return trigger if be is not None or trigger.intransitive or trigger.after or elided else None


def _closes(scan: Scan, i: int) -> bool:
    """Tell whether a clause ends at token `i`: 'three were killed and 18, two of them medics, injured'."""
    return i >= len(scan) or scan.tokens.kinds[i] not in ("w", "n") or scan.at(i, "preposition") is not None
