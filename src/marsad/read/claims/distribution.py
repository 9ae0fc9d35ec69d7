"""Distributions: the counts after 'distributed as follows' are parts of the totals before it, each of that of its harm.

'33 were killed and 195 wounded, distributed as follows: 12 martyrs and 26 wounded in the South, ...'.  Arabic.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.ellipsis import GAPPED
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_HARMS = ("killed", "injured", "missing", "detained", "abducted", "released", "displaced", "other")
_LINES = 10
"""How many lines after one that ends with 'as follows:' may belong to it."""

_MOST = 60
"""How many counts a list may have."""


def link_distribution(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make the counts after each 'as follows' parts of the last totals before it, as far as they fit into them."""
    if scan.lang != "ar":
        return
    for hit in scan.all("among"):
        if hit.entry.features.get("kind") != "list":
            continue
        low = bisect_left(drafts, _opens(scan, hit.first), key=core_of)
        at = bisect_left(drafts, hit.first, key=core_of)
        high = min(bisect_left(drafts, _closes(scan, hit.last), key=core_of), at + _MOST)
        before = [d for d in drafts[low:at] if _total(d) and d.status == "stated"]
        after = [d for d in drafts[at:high] if d.status == "stated"]
        for before_it, draft in pairwise(after):
            if GAPPED in draft.rules and before_it.head.harm not in (None, draft.harm) and draft.head.harm is None:
                draft.harm, draft.whole = before_it.harm, None  # '54 dead in X, then Y with 33'
        for draft in after:
            if "part.list" in draft.rules and draft.whole is not None and draft.whole.harm != draft.harm:
                draft.whole = None  # the dead are of the dead among all victims
        for harm in _HARMS:
            whole = next((d for d in reversed(before) if d.harm == harm and d.kind != "vague" and d.value), None)
            if whole is not None:
                _link(whole, [d for d in after if d.harm == harm], sides)


def _total(draft: Draft) -> bool:
    """Tell whether a count may be distributed: it is no part, or only the dead or the wounded of all victims."""
    return draft.whole is None or draft.whole.harm == "other"


def _opens(scan: Scan, i: int) -> int:
    """Return the first token of the sentence before that of token `i`."""
    return scan.sents[max(scan.sentence_of(i) - 1, 0)][0]


def _closes(scan: Scan, i: int) -> int:
    """Return where the list ends: with its sentence, or some lines later where the line ends with its opening words."""
    number = scan.sentence_of(i - 1)
    last = scan.sents[number][1]
    opened = all(scan.tokens.kinds[j] in ("p", BREAK) for j in range(i, last))
    return scan.sents[min(number + _LINES, len(scan.sents) - 1)][1] if opened else last


def _link(whole: Draft, found: list[Draft], sides: Sides) -> None:
    amount = whole.value or 0
    told = sum(d.value or 0 for d in found if d.whole is whole)
    items = [d for d in found if d.whole is whole]
    for draft in found:
        if draft.whole is not None or draft is whole or draft.kind == "vague" or not draft.value or draft.toll:
            continue
        if told + draft.value <= amount and sides.belongs(draft, whole) and not under(whole, draft):
            draft.whole = whole
            draft.rules.append("part.distribution")
            told += draft.value
            items.append(draft)
    for draft in found:
        inner = draft.whole
        alike = inner in items and draft.head.harm is not None and not draft.head.persons > 1
        if alike and "part.subset" in draft.rules and told + (draft.value or 0) == amount:
            draft.whole = whole
            draft.rules.append("part.distribution")
