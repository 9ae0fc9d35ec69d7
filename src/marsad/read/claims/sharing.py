"""Parts that share what the last of them says: 'among them 127 children and 261 women of the martyrs'.  Arabic."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft, exceeds
from marsad.read.scan import Scan


def share_of_harmed(scan: Scan, drafts: list[Draft]) -> None:
    """Make a part of the wounded one of the dead where the part joined to it says 'of the martyrs' for both."""
    for before, last in pairwise(drafts) if scan.lang == "ar" else ():
        named = last.head.harm if last.head.persons > 1 else None
        joined = before.last == last.first and "part.subset" in before.rules and before.head.harm is None
        if named is None or not joined or before.harm == named or before.whole is None:
            continue
        same = scan.sentence_of(last.core)
        told = (d for d in reversed(drafts) if d.core < before.core and scan.sentence_of(d.core) == same)
        whole = next((d for d in told if d.harm == named and not exceeds(before, d)), None)
        if whole is not None:
            before.whole, before.harm, before.trigger = whole, named, whole.trigger
            if last.whole is None:
                last.whole = whole
                last.rules.append("part.subset")
