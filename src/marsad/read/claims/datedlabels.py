"""Labels that also say when or where: 'Civilians killed in May: 212', 'Total wounded in Gaza: 30'.  English."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Head
from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import BULLETS, Quantity
from marsad.text.tokens import BREAK, WORD

_LONGEST = 12
"""Tokens of such a label at most."""
_HARMS = ("harm_verb", "harm_noun", "casualty_noun")
_SAYS = ("attribution_verb", "attribution_phrase", "verb_be", "verb_have", "among", "relative")
"""Classes of words that make the line a statement and no label."""
_ENDS = frozenset({".", ",", ";", "(", ")", "-", "\u2013", "\n"})


def dated_label(ground: Ground, q: Quantity) -> Head | None:
    """Return who was harmed as the label before a number tells it, where it says besides only when and where."""
    scan, colon = ground.scan, q.first - 1
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    if scan.lang != "en" or colon < 2 or folds[colon] != ":" or (q.last < len(scan) and folds[q.last] not in _ENDS):
        return None
    first, _ = ground.sentence(q.core)
    first = max([first, *(i + 1 for i in scan.breaks if i < colon)]) if scan.breaks else first
    first += first < colon and folds[first] in BULLETS
    label = range(first, colon)
    if not 1 < len(label) <= _LONGEST or any(kinds[i] == BREAK for i in label):
        return None
    if any(kinds[i] != WORD and i not in ground.blocked for i in label):
        return None
    if any(scan.any_at(i, *_SAYS) is not None for i in label):
        return None
    told = next((hit for i in label if (hit := scan.at(i, *_HARMS)) is not None and i not in ground.blocked), None)
    harm = told.entry.features.get("harm") if told is not None else None
    if told is None or harm is None or told.last == colon:
        return None  # 'Killed: 12' is a label of its own
    if scan.begins(first, told.first, "cause", "unit", "event_word"):
        return None  # 'Attacks killing civilians in May: 12'
    head = next((found for i in range(first, told.last) if (found := ground.heads.after(i, colon)) is not None), None)
    head = head if head is not None and head.persons and head.harm in (None, harm) else Head(q.core, q.core_last)
    head.first, head.last, head.harm = q.core, q.core_last, str(harm)
    return head


def counts_places(ground: Ground, q: Quantity) -> bool:
    """Tell whether 'Villages where people were killed: 12' labels a number, which counts no persons.  English."""
    scan, colon = ground.scan, q.first - 1
    if scan.lang != "en" or colon < 2 or scan.tokens.folds[colon] != ":" or not scan.firsts("of_scene"):
        return False
    first, _ = ground.sentence(q.core)
    line = bisect_left(scan.breaks, colon)
    low = max(first, colon - _LONGEST, scan.breaks[line - 1] + 1 if line else 0)
    where = next((i for i in range(low, colon) if scan.at(i, "of_scene") is not None), None)
    if where is None or any(scan.at(i, "person") is not None for i in range(low, where)):
        return False
    return scan.begins(where, colon, "harm_verb")
