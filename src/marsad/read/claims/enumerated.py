"""Persons told one by one: 'Three were killed on Friday: a farmer, a child and a guard', '3 dead (a man, two girls)'.

English.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import Ground
from marsad.read.scan import Scan

RULE = "part.enumerated"
_OPEN = frozenset({":", "(", "-", "\u2013", "\u2014"})
"""What opens such a list: a colon, a dash, or a bracket right behind the count."""
_MARKS = _OPEN | {","}
_FAR = 40
"""Tokens from the colon to a person of its list at most."""
_FEW, _MANY = 2, 12
"""How many persons are told one by one."""
_SUFFERED = ("preposition", "place_prep", "agent", "doer_by", "and", "of_wounds")
"""What may follow the participle of one to whom something was done ('a farmer shot in Tafas')."""


def enumerated(ground: Ground, i: int, first: int) -> Draft | None:
    """Return the count whose persons are told one by one where an item of the list may begin at token `i`, or None."""
    scan = ground.scan
    folds = scan.tokens.folds
    if scan.lang != "en" or i - first < _FEW or not (folds[i - 1] in _MARKS or scan.at(i - 1, "and") is not None):
        return None
    colon = _opener(folds, i, first)
    if colon is None:
        return None
    whole = next((d for d in reversed(ground.within(first, colon)) if _several(d.value)), None)
    if folds[colon] == "(" and (whole is None or whole.last != colon):
        return None  # a bracket tells those right before it
    told = sum(d.value or 0 for d in ground.within(colon + 1, i))
    opened = whole is not None and (colon == i - 1 or told > 0) and told < (whole.value or 0)
    return whole if opened else None


def may_enumerate(scan: Scan) -> bool:
    """Tell whether a text has a mark that opens such a list; hyphens inside words are no marks."""
    return scan.lang == "en" and bool(scan.marked(_OPEN))


def _opener(folds: Sequence[str], i: int, first: int) -> int | None:
    """Return the colon or bracket that is open at token `i`, or the dash; those of closed brackets are passed over."""
    closed = 0
    for j in range(i - 1, max(first, i - _FAR), -1):
        if folds[j] == ")":
            closed += 1
        elif folds[j] == "(" and closed:
            closed -= 1
        elif folds[j] in _OPEN and not closed:
            return j
    return None


def link_enumerated(scan: Scan, drafts: list[Draft]) -> None:
    """Make the numbers in such a list parts too ('six women, four men and a girl', 'a teacher and two children')."""
    for k, draft in enumerate(drafts):
        if RULE in draft.rules and draft.whole is not None:
            _link_before(scan, drafts, k, draft.whole)
    for before, draft in pairwise(drafts):
        whole = before.whole
        if whole is None or draft.whole is not None or RULE not in before.rules or before.harm != draft.harm:
            continue
        told = sum(d.value or 0 for d in drafts if d.whole is whole)
        near = 0 < draft.first - before.last <= _FEW and scan.sentence_of(draft.core) == scan.sentence_of(before.core)
        if near and draft.value is not None and told + draft.value <= (whole.value or 0):
            draft.whole = whole
            draft.rules.append(RULE)


def _link_before(scan: Scan, drafts: list[Draft], k: int, whole: Draft) -> None:
    """Link the numbers between a whole and one person of its list, which is number `k`, where it holds them all."""
    last, sentence = drafts[k], scan.sentence_of(drafts[k].core)
    told = [d for d in drafts[max(0, k - _MANY) : k] if whole.core < d.core and scan.sentence_of(d.core) == sentence]
    bare = [d for d in told if d.whole is None and d.harm == last.harm and d.value is not None]
    inside = [d for d in drafts[max(0, k - _MANY) : k + _MANY] if scan.sentence_of(d.core) == sentence]
    held = sum(d.value or 0 for d in inside if d.whole is whole)
    if bare and held + sum(d.value or 0 for d in bare) <= (whole.value or 0):
        for draft in bare:
            draft.whole = whole
            draft.rules.append(RULE)


def _several(value: int | None) -> bool:
    return value is not None and _FEW <= value <= _MANY


def does(ground: Ground, end: int) -> bool:
    """Tell whether an active verb follows: 'three were killed: a sniper shot them'."""
    scan = ground.scan
    verb = scan.at(end, "harm_verb", "cause")
    if verb is None:
        word = scan.tokens.kinds[end : end + 1] == ["w"]
        return word and scan.any_at(end, *_SUFFERED, "relative", "of", "harm_noun") is None
    over = verb.last >= len(scan) or scan.tokens.kinds[verb.last] != "w"
    suffered = scan.any_at(verb.last, *_SUFFERED) or scan.any_at(verb.first + 1, *_SUFFERED)  # 'shot in' is one phrase
    return not over and suffered is None
