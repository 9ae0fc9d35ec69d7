"""Bodies of the known dead: 'killed 18 people. Ten bodies have been identified': the ten are of the 18.  English."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

_FAR = 2
"""Sentences between the dead and what became of their bodies at most."""
_BACK = 12
"""Counts before among which the dead are sought."""
_VERB = 4
"""Tokens between the bodies and the verb at most."""


def link_bodies(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make bodies that were identified, buried or brought somewhere parts of the dead told shortly before them."""
    done = sorted(scan.firsts("of_bodies_known")) if scan.lang == "en" else []
    for i in done:
        k = bisect_left(drafts, i, key=core_of) - 1
        while k > 0 and drafts[k].whole is not None and scan.sentence_of(drafts[k].core) == scan.sentence_of(i):
            k -= 1  # 'twelve bodies, five of them of women, were brought to X'
        part = drafts[k] if k >= 0 else None
        if part is None or not part.head.body or not _seeks(scan, part, i):
            continue
        total = next((d for d in reversed(drafts[max(0, k - _BACK) : k]) if _holds(scan, d, part, sides)), None)
        if total is not None:
            part.whole = total
            part.rules.append("part.victims")


def _seeks(scan: Scan, part: Draft, i: int) -> bool:
    """Tell whether bodies, and no further ones, of no known whole stand right before the verb at token `i`."""
    last = part.last
    if scan.tokens.folds[last : last + 1] == [","]:
        last = i  # an aside
    plain = part.whole is None and part.harm == "killed" and part.kind == "number" and not part.toll
    near = scan.sentence_of(part.core) == scan.sentence_of(i) and i - last <= _VERB
    return plain and near and not part.head.other and scan.at(part.core_last, "additional") is None


def _holds(scan: Scan, total: Draft, part: Draft, sides: Sides) -> bool:
    apart = scan.sentence_of(part.core) - scan.sentence_of(total.core)
    if not 0 <= apart <= _FAR or total.harm != "killed" or total.whole is not None or total.background:
        return False
    days = total.window is None or part.window is None or part.window.inside(total.window)
    larger = total.kind == "number" and total.status == "stated" and (total.value or 0) > (part.value or 0)
    return larger and days and sides.belongs(part, total) and not under(total, part)
