"""Bare numbers that go on with a breakdown: 'eight in X, four of them children, and five in Y', 'and six unidentified'.

No word says that they count persons; that they stand behind a part, joined to it, and fit into what is left of its
whole does.  A number that fits nowhere counts nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.unread import NO_PERSONS
from marsad.read.scan import Scan
from marsad.text.tokens import PUNCT

RULE = "count.continued"
_COMMAS = frozenset({",", "\u060c", ";", "\u061b"})
_FAR = 12
"""Tokens between a part and the number that goes on with the breakdown at most."""
_MOST = 40
"""Counts before a number among which its siblings are sought."""
_FOLLOWS = ("preposition", "place_prep", "verb_be", "verb_have", "relative", "from", "control_not")
"""Classes of words that may be said of the persons of a bare number; a thing would stand right behind it."""


def may_continue(scan: Scan, q: Quantity, drafts: Sequence[Draft], first: int) -> bool:
    """Tell whether a bare number is joined to a count before it in its sentence, which begins at token `first`."""
    before = drafts[-1] if drafts else None
    if before is None or before.core < first or q.value < 2 or q.hedge != "exact" or before.value is None:
        return False
    if not 0 <= q.first - before.last <= _FAR or not _joined(scan, q.first):
        return False
    if any(
        scan.any_at(i, "attribution_verb", "boundary", "toll_verb") is not None for i in range(before.last, q.first)
    ):
        return False
    end = q.last
    return end >= len(scan) or scan.tokens.kinds[end] == PUNCT or scan.any_at(end, *_FOLLOWS) is not None


def _joined(scan: Scan, i: int) -> bool:
    number = scan.at(i, "number")
    if number is not None and number.clitics.conjunction:
        return True
    return i > 0 and (scan.ending(i, "and") is not None or scan.tokens.folds[i - 1] in _COMMAS)


def continues(draft: Draft, before: Draft | None, placed: Sequence[Draft]) -> bool:
    """Make a number a part of the nearest whole of the part before it with room for it; drop it where none has."""
    whole = before.whole if before is not None else None
    while whole is not None and not _room(draft, whole, placed):
        whole = whole.whole
    if whole is None:
        draft.drop = NO_PERSONS
        return False
    siblings = {d.head.civilian for d in placed[-_MOST:] if d.whole is whole}
    if len(siblings) == 1:
        draft.head.civilian = siblings.pop()  # '16 Sudanese, seven Moroccans and six whose nationality is unknown'
    draft.whole = whole
    draft.rules.append("part.continued")
    return True


def _room(draft: Draft, whole: Draft, placed: Sequence[Draft]) -> bool:
    held = sum(d.value or 0 for d in placed[-_MOST:] if d.whole is whole)
    return whole.value is not None and whole.hedge != "vague" and held + (draft.value or 0) <= whole.value
