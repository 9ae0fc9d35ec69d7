"""The figure that sets another right: 'it was said that the dead are 547, and the right figure is 537'.  Arabic."""

from __future__ import annotations

from copy import copy

from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.ground import Ground, names_someone
from marsad.read.claims.quantities import Quantity
from marsad.text.tokens import WORD

_RIGHT = "denial.right_number"
"""The entry of 'and the right one is'."""
RULE = "count.righted"


def righted_head(ground: Ground, q: Quantity) -> Head | None:
    """Return who is counted by a bare number behind 'and the right one is': those of the figure it sets right."""
    scan = ground.scan
    right = scan.ending(q.first, "denial_cue") if scan.lang == "ar" else None
    if right is None or right.entry.id != _RIGHT or not ground.drafts:
        return None
    before = ground.drafts[-1]
    wrong = before.core in ground.refuted or any(d.first <= before.core < d.last for d in ground.earlier)
    if not wrong or ground.sentence(before.core) != ground.sentence(q.core):
        return None
    if not (names_someone(before.head) or before.head.harm) or scan.tokens.kinds[q.last : q.last + 1] == [WORD]:
        return None
    head = copy(before.head)
    head.first, head.last = q.core, q.core_last
    return head


def set_righted_aside(drafts: list[Draft]) -> None:
    """A figure of an older report that is set right is no news beside what the text itself tells of that harm.

    Where the text tells the same number of it, the same persons are meant.
    """
    told: dict[str | None, list[Draft]] = {}
    for draft in drafts:
        if RULE not in draft.rules:
            told.setdefault(draft.harm if draft.status == "stated" else None, []).append(draft)
        elif draft.harm in told:
            draft.background, draft.whole = True, None
            same = next((d for d in told[draft.harm] if d.value == draft.value), None)
            if same is not None and draft.side is None:
                draft.side, draft.head.civilian = same.side, same.head.civilian
