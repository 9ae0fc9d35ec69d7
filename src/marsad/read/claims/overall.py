"""Totals told after their parts: 'A raid in Rafah left five dead. Eighteen people have been killed across the Strip'.

English.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from marsad.model import nearness
from marsad.model.place import PlaceMention
from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.groups import Sides
from marsad.read.claims.ordinals import goes_further
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

_FAR = 4
"""Sentences between a part and the total told after it at most."""
_BEHIND, _MOST = 2, 24
"""Tokens from a total to 'in all' behind it, and counts before it among which its parts are sought, at most."""


def link_overall(scan: Scan, drafts: list[Draft], sides: Sides, places: PlacesFound) -> None:
    """Make counts of narrower places parts of a later total 'across' a wider one, and bodies of those 'so far'."""
    wide = {scan.sentence_of(hit.first) for hit in scan.all("overall")} if scan.lang == "en" else set()
    far = {scan.sentence_of(hit.first) for hit in scan.all("so_far")} if scan.lang == "en" else set()
    _in_all(scan, drafts, sides)
    if not (wide or far):
        return
    named = {place.id: place for place in places.mentions}
    for k, total in enumerate(drafts):
        sentence = scan.sentence_of(total.core)
        if sentence not in wide | far or not _may_total(scan, total):
            continue
        since = bisect_left(drafts, max(scan.sents[max(0, sentence - _FAR)][0], scan.headline), key=core_of)
        scene = places.scene(total.core)
        found: list[Draft] = []
        for part in drafts[since:k]:
            inside = sentence in wide and _within(named, places.scene(part.core), scene)
            now = part.kind == "implied" and total.harm == "killed"  # 'a body was found; five are now known dead'
            body = part.head.body or "harm.bodies.noun" in part.rules
            bodies = sentence in far and body and (total.head.body or now)
            room = sum(d.value or 0 for d in found) + (part.value or 0) <= (total.value or 0)
            if (inside or bodies) and room and _of(scan, part, total, sides):
                found.append(part)
        for part in found:
            part.whole = total
            part.rules.append("part.overall")


def _in_all(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'At least 29 children were killed. In all the attack left 43 dead': the children are of the 43.

    '23 were shot ... 14 soldiers died ... The attacks left 73 dead in all': all that were told, sentences before.
    """
    in_all = scan.firsts("in_all") if scan.lang == "en" else ()
    if not in_all:
        return
    opens = {n for n, (first, last) in enumerate(scan.sents) if first < last and first in in_all}
    for k, total in enumerate(drafts):
        sentence = scan.sentence_of(total.core)
        raised = total.whole is not None and total.whole.toll and total.status == "stated"
        behind = any(i in in_all for i in range(total.last, total.last + _BEHIND))
        if not (sentence in opens or behind) or not (_may_total(scan, total) or raised):
            continue
        near = [d for d in drafts[max(0, k - _MOST) : k] if sentence - scan.sentence_of(d.core) <= _FAR]
        parts = [d for d in near if d.core >= scan.headline and _of(scan, d, total, sides, sentence in opens)]
        several = len(parts) > 1 and sum(d.value or 0 for d in parts) <= (total.value or 0)
        if sentence in opens and not several:
            parts = [d for d in parts if sentence - scan.sentence_of(d.core) == 1]
        if (several or sentence in opens) and sum(d.value or 0 for d in parts) <= (total.value or 0):
            for part in parts:
                part.whole = total
                part.rules.append("part.overall")


def _may_total(scan: Scan, total: Draft) -> bool:
    counted = total.value is not None and total.kind == "number" and total.status == "stated"
    return counted and total.whole is None and not total.background and not goes_further(scan, total)


def _of(scan: Scan, part: Draft, total: Draft, sides: Sides, of_all: bool = False) -> bool:
    """Tell whether a count may be of a total told after it; one 'in all' (`of_all`) may be of days before its own."""
    fresh = part.status == "stated" and not (part.background or part.toll or part.rest) and part.kind != "vague"
    earlier = scan.sentence_of(part.core) < scan.sentence_of(total.core)
    if not (fresh and earlier) or part.whole is not None or part.harm != total.harm or under(total, part):
        return False
    voices = {part.claimant, total.claimant} - {None}
    days = of_all or total.window is None or part.window is None or part.window.inside(total.window)
    return len(voices) < 2 and days and 0 < (part.value or 0) < (total.value or 0) and sides.belongs(part, total)


def _within(named: Mapping[str, PlaceMention], part: str | None, total: str | None) -> bool:
    """Tell whether a count's place lies within the total's; so it does where only the total's is not told."""
    inner, outer = named.get(part or ""), named.get(total or "")
    if inner is None or outer is None:
        return False
    return nearness.within(inner, outer) and not nearness.same(inner, outer)
