"""Parts of a day's total told place by place, where a running total stands between: they are of the day's.

'Hospitals received 56 dead in 24 hours, which brings the toll since October to 35,456. In Nuseirat 20 were killed;
another six died in Rafah': the twenty and the six are of the 56, the smallest total that holds them.  English.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.ordinals import goes_further
from marsad.read.claims.running import placed_apart
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

RULE = "part.of_day"
_FAR = 4
"""Sentences between a day's total and a part of it at most."""
_BACK = 24
"""Counts before among which the day's total is sought."""


def link_of_day(scan: Scan, drafts: list[Draft], sides: Sides, places: PlacesFound) -> None:
    """Move the parts of a running total to the day's total that holds them, and what goes on from them behind them."""
    if scan.lang != "en":
        return
    _link_of_this_day(scan, drafts, sides)
    apart = placed_apart(sides, places) if any("part.running" in d.rules for d in drafts) else None
    taken = _taken(drafts)
    for k, part in enumerate(drafts):
        if not _tells_anew(part):
            continue
        if apart is not None and "part.running" in part.rules:
            total = _of_day(scan, drafts, k, sides, taken, apart)
        elif part.whole is None and goes_further(scan, part):
            total = _goes_on(scan, drafts, k, sides, taken)
        else:
            continue
        if total is not None:
            part.whole = total
            part.rules.append(RULE)
            taken[total] = taken.get(total, 0) + (part.value or 0)


def _link_of_this_day(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'35,173 since October. The hospital took in 47 of the day's dead': they are of the 82 of that day."""
    told = {hit.first for hit in scan.all("among") if hit.entry.features.get("of_day")}
    for k, part in enumerate(drafts if told else ()):
        running = part.whole
        if part.core_last not in told or running is None or not running.cumulative:
            continue
        day = (d for d in reversed(drafts[max(0, k - _BACK) : k]) if d.harm == part.harm and _tells_anew(d))
        total = next((d for d in day if d.whole is running and (d.value or 0) > (part.value or 0)), None)
        if total is None or not sides.belongs(part, total):
            continue
        part.window, part.cumulative = total.window, total.cumulative
        for after in drafts[k:]:
            if after.whole is not running or scan.sentence_of(after.core) != scan.sentence_of(part.core):
                break
            after.whole = total
            after.rules.append(RULE)


def link_beside_running(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'killed a woman and two of her children ... The toll rises to eleven': the woman is of the eleven too."""
    if scan.lang != "en":
        return
    for before, part in pairwise(drafts):
        total = part.whole
        if total is None or "part.running" not in part.rules or before.whole is not None or not _tells_anew(before):
            continue
        joined = part.first - before.last == 1 and scan.at(before.last, "and") is not None
        room = (before.value or 0) + (part.value or 0) <= (total.value or 0)
        if joined and room and before.head.persons and _may_hold(total, before, sides):
            before.whole = total
            before.rules.append("part.running")


def _tells_anew(part: Draft) -> bool:
    known = part.status == "stated" and part.value is not None and part.kind != "vague"
    return known and not (part.background or part.toll or part.cumulative or part.rest)


def _taken(drafts: Sequence[Draft]) -> dict[Draft, int]:
    """Return how many of each count's persons are told by its parts of no sex or age."""
    taken: dict[Draft, int] = {}
    for draft in drafts:
        if draft.whole is not None and draft.head.sex is draft.head.age is None:
            taken[draft.whole] = taken.get(draft.whole, 0) + (draft.value or 0)
    return taken


def _of_day(
    scan: Scan,
    drafts: Sequence[Draft],
    k: int,
    sides: Sides,
    taken: dict[Draft, int],
    apart: Callable[[Draft, Draft], bool],
) -> Draft | None:
    """Return the last count before that is itself an increment of count `k`'s running total and can hold it."""
    part = drafts[k]
    for total in reversed(drafts[max(0, k - _BACK) : k]):
        told = scan.sentence_of(part.core) - scan.sentence_of(total.core)
        if told > _FAR:
            return None
        same = total.whole is part.whole and total.harm == part.harm and total.core >= scan.headline
        if not (told and same and _tells_anew(total)) or total.head.sex or total.head.age or goes_further(scan, total):
            continue
        if _room(total, part, taken) and _may_hold(total, part, sides) and not apart(total, part):
            return total
    return None


def _goes_on(scan: Scan, drafts: Sequence[Draft], k: int, sides: Sides, taken: dict[Draft, int]) -> Draft | None:
    """Return the total of which a sentence before told a part, where count `k` is of others than that part."""
    part = drafts[k]
    before = next(
        (d for d in reversed(drafts[max(0, k - _BACK) : k]) if d.whole is None or d.whole.core < d.core), None
    )
    while before is not None and before.whole is not None and before.whole.core > before.core:
        before = before.whole
    while before is not None and before.whole is not None and _same_sentence(scan, before, before.whole):
        before = before.whole
    total = before.whole if before is not None else None
    if before is None or total is None or not {RULE, "part.located"} & set(before.rules):
        return None
    near = scan.sentence_of(part.core) - scan.sentence_of(before.core) <= 1
    return total if near and _room(total, part, taken) and _may_hold(total, part, sides) else None


def _same_sentence(scan: Scan, one: Draft, other: Draft) -> bool:
    return scan.sentence_of(one.core) == scan.sentence_of(other.core)


def _room(total: Draft, part: Draft, taken: dict[Draft, int]) -> bool:
    return (part.value or 0) + taken.get(total, 0) <= (total.value or 0) and (part.value or 0) < (total.value or 0)


def _may_hold(total: Draft, part: Draft, sides: Sides) -> bool:
    voices = {total.claimant, part.claimant} - {None}
    days = total.window is None or part.window is None or part.window.inside(total.window)
    alike = total.harm == part.harm and days and len(voices) < 2
    return alike and not under(total, part) and sides.belongs(part, total)
