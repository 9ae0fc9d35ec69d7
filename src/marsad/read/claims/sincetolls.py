"""A total since a day, without a verb: 'and the toll since Sunday 469'.  Arabic."""

from __future__ import annotations

from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_SINCE = 6
"""Tokens of 'since the beginning of the attack' at most."""
_ENDS = ("person", "harm_verb", "attribution_verb", "toll_verb", "among", "to", "denial_cue")


def total_of_before(ground: Ground, q: Quantity) -> bool:
    """Tell whether a bare number is such a total of what befell the count last told before it, and nothing between."""
    if not ground.drafts or q.hedge != "exact" or not _toll_since(ground.scan, q.first, q.last):
        return False
    before, scan = ground.drafts[-1], ground.scan
    near = scan.sentence_of(q.core) - scan.sentence_of(before.core) <= 1 and (before.value or 0) <= (q.value or 0)
    near = near and len(ground.within(ground.sentence(before.core)[0], q.core)) == 1
    return near and not any(note.first > before.last for note in ground.unread[-1:])


def _toll_since(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'the toll since ...' stands right before a number at tokens [first, last) that ends its clause."""
    if scan.lang != "ar" or not scan.firsts("toll_noun") or scan.tokens.kinds[last : last + 1] == ["w"]:
        return False
    for i in range(first - 1, max(0, first - _SINCE) - 1, -1):
        since = scan.at(i, "date_open")
        noun = scan.ending(i, "toll_noun") if since is not None else None
        if noun is not None:
            return bool(noun.entry.features.get("harm_default")) and since is not None and since.last < first
        if scan.tokens.kinds[i] not in ("w", "n") or scan.any_at(i, *_ENDS) is not None:
            return False
    return False
