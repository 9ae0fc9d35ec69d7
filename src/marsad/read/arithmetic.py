"""Sums: counts that add up exactly to a total stated before or after them are its parts, and an increment that 'brings
the toll to' a total is a part of it.

Only what the text's own numbers prove is linked here; nothing is guessed from position alone.
"""

from __future__ import annotations

from marsad.read.draft import Draft
from marsad.read.groups import Sides
from marsad.read.scan import Scan

_LONGEST = 8
"""How many neighbouring counts may add up to a total."""
_COMBINED = "other"


def link_sums(drafts: list[Draft], sides: Sides) -> None:
    """Link runs of two or more neighbouring counts whose values add up to a total near them."""
    top = [d for d in drafts if d.whole is None and d.value is not None and d.kind != "vague"]
    for start in range(len(top)):
        for stop in range(min(len(top), start + _LONGEST), start + 1, -1):
            run = top[start:stop]
            if any(d.whole is not None for d in run):
                continue
            total = _total_for(run, top, start, stop, sides)
            if total is not None:
                for part in run:
                    part.whole = total
                    part.rules.append("part.sum")
                break


def _total_for(run: list[Draft], top: list[Draft], start: int, stop: int, sides: Sides) -> Draft | None:
    amount = sum(d.value or 0 for d in run)
    around = [*reversed(top[max(0, start - 6) : start]), *top[stop : stop + 1]]
    for total in around:
        if total.value == amount and not _inside(total, run) and _covers(total, run, sides):
            return total
    return None


def _inside(total: Draft, run: list[Draft]) -> bool:
    return any(total is part or _under(total, part) for part in run)


def _under(part: Draft, whole: Draft) -> bool:
    at: Draft | None = part
    while at is not None:
        if at is whole:
            return True
        at = at.whole
    return False


def _covers(total: Draft, run: list[Draft], sides: Sides) -> bool:
    """Tell whether the total may hold all of the run: the harm (or both harms of a combined one) and the side agree."""
    if total.harm == _COMBINED:
        if not all(part.harm in ("killed", "injured", _COMBINED) for part in run):
            return False
    elif any(part.harm != total.harm for part in run):
        return False
    kinds = {(part.value, part.side, part.head.sex, part.head.age, part.kind == "again") for part in run}
    if len(kinds) < len(run):
        return False  # the same count twice is a repetition and no pair of parts
    return all(sides.belongs(part, total) for part in run)


def link_increments(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'8 more killed today, which brings to 13 ...': the 8 are a part of the 13 of the same sentence."""
    for k, total in enumerate(drafts):
        if not total.toll or total.value is None:
            continue
        sentence = scan.sentence_of(total.core)
        for part in reversed(drafts[:k]):
            if scan.sentence_of(part.core) != sentence:
                break
            if _raises(part, total, sides) and part.whole is None and not _under(total, part):
                part.whole = total
                part.rules.append("part.increment")


def _raises(part: Draft, total: Draft, sides: Sides) -> bool:
    if part.value is None or total.value is None or part.toll or part.value >= total.value:
        return False
    return part.harm == total.harm and sides.belongs(part, total) and part.kind != "vague"
