"""Running totals: which count of today is a part of which total of a longer time, by the evidence of the text.  Arabic.

Every total that can hold a count is weighed by what speaks for and against it; the weights are data
(`knowledge/languages/ar/breakdown/links.yml`).  The heaviest wins, if anything speaks for it at all.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from marsad.model import nearness
from marsad.model.time import Window
from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_MOST = 200
"""Larger totals among which a count's own is sought at most, the smallest first."""
_BESIDE = 3
"""Sentences between a count and a total that is still near it."""

Apart = Callable[[Draft, Draft], bool]
Weights = Mapping[str, float]


class Known(NamedTuple):
    """What the evidence is read from."""

    scan: Scan
    sides: Mapping[Draft, str | None]
    """Each count's side as far as its context tells it."""
    apart: Apart
    title: int
    """The token where the title ends."""


def link_running(drafts: list[Draft], sides: Sides, places: PlacesFound) -> None:
    """Make each count that is no part yet a part of the running total for which most speaks."""
    scan = sides.scan
    if scan.lang != "ar":
        return
    known = Known(scan, _foreseen(drafts, sides), _apart(sides, places), _title(scan))
    weights = WEIGHTS
    totals: dict[str | None, list[Draft]] = {}
    for draft in sorted((d for d in drafts if _runs(d)), key=_value):
        totals.setdefault(draft.harm, []).append(draft)
    for part in drafts:
        if part.whole is not None or part.value is None or part.kind == "vague" or part.rest:
            continue
        larger = totals.get(part.harm, [])
        above = bisect_right(larger, part.value, key=_value)
        best: tuple[float, Draft] | None = None
        for total in larger[above : above + _MOST]:
            if not _may_hold(total, part, sides):
                continue
            weight = weigh(total, part, known, weights)
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, total
        if best is not None:
            part.whole = best[1]
            part.rules.append("part.period")


def weigh(total: Draft, part: Draft, known: Known, weights: Weights) -> float:
    """Return what speaks for the total as the part's whole, less what speaks against it."""
    return sum(weights.get(name, 0.0) * amount for name, amount in evidence(total, part, known))


def evidence(total: Draft, part: Draft, known: Known) -> Iterator[tuple[str, float]]:
    """Yield what speaks for or against the total, each with how much of it there is."""
    yield "always", 1.0
    scan = known.scan
    mine, theirs = part.window, total.window
    if total.undated:
        yield ("undated" if not part.undated else "undated_both"), 1.0
    elif mine is None or theirs is None or mine.start is None or theirs.start is None:
        yield "no_window", 1.0
    elif mine == theirs:
        yield "same_window", 1.0
    elif theirs.start < mine.start and mine.inside(Window(start=theirs.start, end=theirs.end)):
        yield "longer", 1.0
    else:
        yield "other_window", 1.0
    own, other = known.sides[part], known.sides[total]
    armed = part.head.civilian is False or part.head.party is not None or own not in (None, "civilians", "mixed", "unknown")
    if own == other:
        yield ("same_side" if own is not None else "no_sides"), 1.0
    elif other == "mixed" or total.head.mixed:
        yield "of_several", 1.0
    elif other is None:
        yield ("fighter_of_unsaid" if armed else "civilian_of_unsaid" if own == "civilians" else "of_unsaid"), 1.0
    elif own is None:
        yield ("unsaid_fighter" if armed else "unsaid"), 1.0
    else:
        yield "other_side", 1.0
    apart = scan.sentence_of(total.core) - scan.sentence_of(part.core)
    if apart == 0:
        yield ("beside_after" if total.core > part.core else "beside_before"), 1.0
    elif apart > 0:
        yield ("soon_after" if apart <= 2 else "later"), 1.0
    else:
        yield ("just_before" if apart == -1 else "before"), 1.0
    if total.toll:
        yield "rises", 1.0
        if apart == 0:
            yield "rises_beside", 1.0
    if not total.cumulative and not total.undated:
        yield "closed", 1.0
    if total.background:
        yield "background", 1.0
    if part.background:
        yield "part_background", 1.0
    if part.status == "superseded":
        yield "superseded", 1.0
    if total.hedge == "at_most":
        yield "at_most", 1.0
    if total.whole is not None:
        yield "total_is_part", 1.0
    if part.toll:
        yield "part_rises", 1.0
    if part.kind in ("implied", "one_of"):
        yield "implied", 1.0
    if part.head.harm == "injured" and part.harm == "killed":
        yield "died_later", 1.0
    if any(scan.at(i, "additional") is not None for i in range(part.core_last, min(part.last + 2, len(scan)))):
        yield "additional", 1.0
    if part.head.body:
        yield "bodies", 1.0
    if total.core < known.title:
        yield ("title" if part.core < known.title else "body_of_title"), 1.0
    elif part.core < known.title:
        yield "title_of_body", 1.0
    if known.apart(total, part):
        yield "elsewhere", 1.0
    if total.claimant != part.claimant:
        yield ("other_voice" if None not in (total.claimant, part.claimant) else "voice"), 1.0
    theirs_, mine_ = {a.actor for a in total.head.actors}, {a.actor for a in part.head.actors}
    if theirs_ != mine_ and not (mine_ and mine_ < theirs_) and total.whole is not None:
        yield "other_actors", 1.0
    yield "times", math.log10(_value(total) / max(_value(part), 1))


def _may_hold(total: Draft, part: Draft, sides: Sides) -> bool:
    """Tell whether the part can be among the total's persons at all."""
    if total is part or total.status in ("denied", "withdrawn", "superseded") or under(total, part):
        return False
    theirs, mine = total.head, part.head
    if theirs.sex not in (None, mine.sex) or theirs.age not in (None, mine.age):
        return False
    if total.whole is not None and theirs.role not in (None, mine.role):
        return False
    return sides.belongs(part, total)


def _runs(draft: Draft) -> bool:
    """Tell whether a count is a total of some time."""
    counted = draft.value is not None and draft.kind not in ("vague", "implied", "share", "one_of")
    return counted and (draft.cumulative or draft.undated or draft.toll or draft.background)


def _foreseen(drafts: list[Draft], sides: Sides) -> dict[Draft, str | None]:
    """Return each count's side as its words and its context tell it before it is linked; nothing is changed."""
    kept = [(d, d.side, d.head.civilian) for d in drafts]
    sides.settle(drafts)
    found = {d: d.side for d in drafts}
    for draft, side, civilian in kept:
        draft.side, draft.head.civilian = side, civilian
    return found


def _apart(sides: Sides, places: PlacesFound) -> Apart:
    named = {place.id: place for place in places.mentions}

    def apart(total: Draft, part: Draft) -> bool:
        here, there = sides.scan.sentence_of(total.core), sides.scan.sentence_of(part.core)
        local = here < there or (here != there and places.at(*sides.scan.sents[here]) is not None)
        one, other = places.scene(total.core), places.scene(part.core)
        return local and one is not None and other is not None and nearness.apart(named[one], named[other])

    return apart


def _title(scan: Scan) -> int:
    """Return the token where the first line ends, if it is no more than a title."""
    end = next((i for i, kind in enumerate(scan.tokens.kinds) if kind == BREAK), 0)
    return end if end < len(scan) // 2 else 0


def _value(draft: Draft) -> int:
    return draft.value or 0


WEIGHTS: Weights = {}
