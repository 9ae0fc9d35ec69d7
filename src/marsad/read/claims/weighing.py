"""Weighing: what speaks for and against a running total as the whole of a count.

Each piece of evidence has a name; what it weighs is data of each language (`breakdown/evidence.yml`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Set
from typing import NamedTuple

from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_SOON = 3
"""Sentences between a count and the total that it later rose to at most."""
_SHARE = 10
"""A part that completes a total is at least this share of it; a smaller one does so by chance."""

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
    taken: Mapping[Draft, int]
    """How many of a whole's persons its parts hold already, of its own harm."""
    largest: Mapping[str | None, int]
    """The largest number of each harm."""
    recent: Mapping[str | None, int]
    """The largest number of each harm of persons who are named and of no time before what is reported.  English."""
    reached: Mapping[str | None, list[tuple[int, int]]]
    """The counts of each harm that are no running total: where they stand, and the largest number up to there."""
    forces: Set[Draft]
    """Wholes that have fighters among their parts."""
    outside: Set[tuple[str | None, int]]
    """Harm and number of the counts that the text says are in no total ('the toll does not include 17 bodies')."""


def weigh(total: Draft, part: Draft, known: Known, weights: Weights) -> float:
    """Return what speaks for the total as the part's whole, less what speaks against it."""
    times = math.log10(value_of(total) / max(value_of(part), 1))
    return sum(weights.get(name, 0.0) for name in evidence(total, part, known)) + weights.get("times", 0.0) * times


def evidence(total: Draft, part: Draft, known: Known) -> list[str]:
    """Return the names of what speaks for or against the total as the part's whole."""
    apart = known.scan.sentence_of(total.core) - known.scan.sentence_of(part.core)
    return [
        "always",
        _of_time(total, part),
        _of_side(total, part, known),
        _of_order(total, part, apart),
        *_of_rise(total, part, apart, known),
        *_of_value(total, part, known),
        *_of_state(total, part, apart, known),
        *_of_place(total, part, known),
    ]


def _of_time(total: Draft, part: Draft) -> str:
    mine, theirs = part.window, total.window
    if total.undated:
        return "undated" if not part.undated else "undated_both"
    if mine is None or theirs is None or mine.start is None or theirs.start is None:
        return "no_window"
    if mine == theirs:
        return "same_window"
    longer = theirs.start < mine.start and mine.inside(Window(start=theirs.start, end=theirs.end))
    return "longer" if longer else "other_window"


def _of_side(total: Draft, part: Draft, known: Known) -> str:
    own, other = known.sides[part], known.sides[total]
    fights = armed(part, own)
    if own == other:
        return "same_side" if own is not None else "no_sides"
    if other == "mixed" or total.head.mixed or (other is None and total in known.forces):
        return "of_several"
    if other is None:
        return "fighter_of_unsaid" if fights else "civilian_of_unsaid" if own == "civilians" else "of_unsaid"
    if own is None:
        return "unsaid_fighter" if fights else "unsaid"
    return "other_side"


def _of_order(total: Draft, part: Draft, apart: int) -> str:
    """Return where the total stands, `apart` sentences behind the part."""
    if apart == 0:
        return "beside_after" if total.core > part.core else "beside_before"
    if apart > 0:
        return "soon_after" if apart <= 2 else "later"
    return "just_before" if apart == -1 else "before"


def _of_rise(total: Draft, part: Draft, apart: int, known: Known) -> Iterator[str]:
    """Yield whether the total is one that rose, a report's own, or of a longer time by its words."""
    scan, today = known.scan, part.window == total.window
    top = total
    while top.whole is not None and scan.sentence_of(top.whole.core) == scan.sentence_of(total.core):
        top = top.whole
    if top.toll:
        yield "rises"
        if 0 < apart <= _SOON and today and not _passed(total, known):
            yield "rises_later"
        if apart == 0:
            yield "rises_beside" if total.core > part.core else "risen_beside"
            if today:
                yield "rises_today"
    elif today and _reports(total, part, known):
        yield "report"
    if apart >= -1 and scan.begins(scan.sents[scan.sentence_of(top.core)][0], top.first, "cumulative_word"):
        yield "accumulates"


def _of_value(total: Draft, part: Draft, known: Known) -> Iterator[str]:
    """Yield how the part's value fits into what the total holds already."""
    held, many, few = known.taken.get(total, 0), value_of(total), value_of(part)
    exact = total.hedge == "exact" and total.core < part.core and _SHARE * few >= many
    if held and exact and held + few == many:
        yield "completes"
    elif held >= many and part.window == total.window:
        yield "full"
    elif held and not runs(total):
        yield "no_total"
    if part.toll and (part.undated or many <= 1.1 * few):
        yield "same_total"
    if (part.harm, few) in known.outside:
        yield "outside"


def _of_state(total: Draft, part: Draft, apart: int, known: Known) -> Iterator[str]:
    """Yield what kinds of counts both are."""
    told = (
        ("closed", not total.cumulative and not total.undated),
        ("background", total.background),
        ("part_background", part.background),
        ("superseded", part.status == "superseded"),
        ("at_most", total.hedge == "at_most"),
        ("total_is_part", total.whole is not None),
        ("part_rises", part.toll),
        ("implied", part.kind in ("implied", "one_of")),
        ("died_later", apart in (-1, 0, 1) and died_later(part)),
        ("additional", known.scan.begins(part.core_last, part.last + 2, "additional")),
        ("bodies", part.head.body),
        ("total_of_bodies", total.head.body),
    )
    return (name for name, so in told if so)


def _of_place(total: Draft, part: Draft, known: Known) -> Iterator[str]:
    """Yield what differs in title and body, place, voice and actors."""
    if total.core < known.title:
        yield "title" if part.core < known.title else "body_of_title"
    elif part.core < known.title:
        yield "title_of_body"
    if known.apart(total, part):
        yield "elsewhere"
    if total.claimant != part.claimant:
        yield "other_voice" if None not in (total.claimant, part.claimant) else "voice"
    theirs, mine = {a.actor for a in total.head.actors}, {a.actor for a in part.head.actors}
    if theirs != mine and not (mine and mine < theirs) and total.whole is not None:
        yield "other_actors"


def _passed(total: Draft, known: Known) -> bool:
    """Tell whether a larger count of the same harm stands before a total: it is no toll that rose."""
    reached = known.reached.get(total.harm, [])
    before = bisect_left(reached, (total.core, 0))
    return before > 0 and reached[before - 1][1] > value_of(total)


def _reports(total: Draft, part: Draft, known: Known) -> bool:
    """Tell whether the total is the largest of its harm, told before the count: a report's own."""
    leads = total.cumulative and total.whole is None and total.core < part.core
    fresh = known.recent.get(total.harm) if total.head.persons else None
    return leads and value_of(total) in (known.largest[total.harm], fresh)


def armed(draft: Draft, side: str | None) -> bool:
    """Tell whether fighters are counted."""
    unarmed = side in (None, "civilians", "mixed", "unknown") and draft.side in (None, "civilians", "mixed")
    return draft.head.civilian is False or draft.head.party is not None or not unarmed


def runs(draft: Draft) -> bool:
    """Tell whether a count is a total of some time."""
    counted = draft.value is not None and draft.kind not in ("vague", "implied", "share", "one_of")
    return counted and (draft.cumulative or draft.undated or draft.toll or draft.background)


def value_of(draft: Draft) -> int:
    """Return the number of a count, 0 where it has none."""
    return draft.value or 0


def died_later(part: Draft) -> bool:
    """'after five of the wounded died'."""
    return part.head.harm == "injured" and part.harm == "killed"
