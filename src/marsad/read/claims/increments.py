"""Increments: '8 more killed today, which brings to 13', 'one of the wounded died, taking the toll to 15'.  English."""

from __future__ import annotations

from marsad.model.time import Window
from marsad.read.claims.arithmetic import raised_by, raises, under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.rivals import put_by_another
from marsad.read.scan import Scan


def link_increments(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'8 more killed today, which brings to 13 ...': the 8 are a part of the 13 of the same sentence.  English."""
    if scan.lang != "en":
        return  # see `running`
    for k, total in enumerate(drafts):
        if not total.toll or total.value is None or total.status != "stated" or put_by_another(scan, total):
            continue
        sentence = scan.sentence_of(total.core)
        for part in map(drafts.__getitem__, range(k - 1, -1, -1)):
            if scan.sentence_of(part.core) != sentence:
                break
            if not raises(part, total, sides) or under(total, part) or _of_another_party(scan, part, total):
                continue
            if part.whole is None:
                part.whole = total
                part.rules.append("part.increment")
            if part.whole is total or _died_later(part):
                _link_raised_from(drafts, part, total, sides)
        behind = drafts[k + 1] if k + 1 < len(drafts) and raised_by(scan, drafts, k + 1) else None
        if behind is not None and raises(behind, total, sides):
            _link_raised_from(drafts, behind, total, sides)  # 'rose to 115, after three of the wounded died'


def _of_another_party(scan: Scan, part: Draft, total: Draft) -> bool:
    """Tell whether 'acknowledged 11 dead and gave the rebels' losses as 40' tells of two parties' dead."""
    named = total.head.actors or total.head.party or total.head.civilian is False
    if part.head.actors or part.head.persons > 1 or not named:
        return False
    return any(scan.at(i, "reckons") is not None for i in range(part.last, total.first))


def _died_later(part: Draft) -> bool:
    """'one of the wounded died, bringing the toll to 15': who died was of the wounded, and raised the toll."""
    return part.whole is not None and (part.harm, part.whole.harm) == ("killed", "injured")


def _link_raised_from(drafts: list[Draft], part: Draft, total: Draft, sides: Sides) -> None:
    """'43 died ... four more have since, taking the toll to 47': the 43 that make up the 47 with the four are of it."""
    for earlier in reversed(drafts):
        if earlier.core >= part.core or earlier is total:
            continue
        fits = earlier.whole is None and earlier.status == "stated" and not earlier.background
        makes_up = (earlier.value or 0) + (part.value or 0) == total.value and earlier.harm == total.harm
        if fits and makes_up and earlier.value and sides.belongs(earlier, total):
            earlier.whole = total
            earlier.rules.append("part.sum")
            if earlier.window is not None and part.window is not None and not total.background:
                total.window = _both(earlier.window, part.window)
            return


def _both(one: Window, other: Window) -> Window:
    """Return the days from the first of both windows to the last."""
    starts = (one.start, other.start)
    ends = (one.end, other.end)
    return Window(
        start=min(d for d in starts if d) if all(starts) else None,
        end=max(d for d in ends if d) if all(ends) else None,
    )
