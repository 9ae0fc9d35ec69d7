"""Bodies that are found of those told to have died: 'twelve drowned; the ministry said that ten bodies were recovered'.

Arabic.
"""

from __future__ import annotations

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

RULE = "part.recovered"
_NEAR = 2
"""Tokens between 'the recovery of' and the bodies at most."""


def link_recovered(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make bodies recovered parts of the dead told last before them, a sentence back at most.

    Not where the sentence names a place of its own, nor where they are other ones or raise a toll.
    """
    if scan.lang != "ar" or not scan.firsts("recovers"):
        return
    for k, part in enumerate(drafts):
        told = part.head.body and part.harm == "killed" and part.whole is None and not (part.toll or part.head.other)
        if not told or not scan.begins(max(0, part.first - _NEAR), part.first, "recovers"):
            continue
        sentence = scan.sentence_of(part.core)
        first, last = scan.sents[sentence]
        total = next((d for d in reversed(drafts[:k]) if d.harm == "killed" and d.whole is None), None)
        if total is None or sentence - scan.sentence_of(total.core) != 1 or scan.begins(first, last, "place"):
            continue
        news = total.kind == "number" and not (total.cumulative or total.background) and total.status == "stated"
        larger = (total.value or 0) > (part.value or 0) > 0
        if news and larger and not total.head.body and not under(total, part) and sides.belongs(part, total):
            part.whole = total
            part.rules.append(RULE)
