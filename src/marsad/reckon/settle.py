"""One toll of one document: the leading voices' items, reckoned; contradictions settled by standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model import Window
from marsad.model.time import UNDATED
from marsad.reckon.atoms import TooCrossedError
from marsad.reckon.cascade import bounds
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.frame import Frame, Query, frame
from marsad.reckon.item import Item, by_key, covers
from marsad.reckon.overlap import pairs_apart, parts_apart
from marsad.reckon.proof import proof
from marsad.reckon.prune import prune, tops_of
from marsad.reckon.standing import leading_voices, rank, said_by
from marsad.reckon.system import Cells, System


@dataclass(frozen=True, slots=True)
class Settled:
    """A toll's bounds and the keys of the items that force them."""

    lo: int
    hi: int | None
    keys: tuple[str, ...]
    vague: bool = False
    """The upper end is open only because a count is vague."""
    rising: bool = False
    """The text says that the number may still rise, or that victims are missing."""
    soft: bool = False
    """It rests on an 'about' alone."""
    hazy: bool = False
    """It rests on vague words alone ('dozens')."""


def settle(items: Sequence[Item], window: Window) -> Settled | None:
    """Return the toll of these items (one harm, one side) within a window, or None if nothing speaks of it.

    The leading voice decides; voices of equal standing that differ give the smaller lower and the larger upper
    bound; a voice that is only vague neither opens an upper bound of the others nor lowers a least one.
    """
    inside = [item for item in items if covers(window, item.window)]
    leaders, others = leading_voices(_of_whole_time(tops_of(inside), window))
    each = [
        found
        for voices in leaders
        if (found := _reckon(said_by(items, voices, also=others if len(leaders) == 1 else None), window)) is not None
    ]
    if not each:
        return None
    each = [one for one in each if not one.soft] or each
    ends = [one for one in each if not (one.hi is None and one.vague)] or each
    tops = [one.hi for one in ends if one.hi is not None]
    hi = max(tops) if len(tops) == len(ends) or _ended(ends, tops) else None
    keys = tuple(dict.fromkeys(key for one in each for key in one.keys))
    lows = [one.lo for one in each if one.lo > 0]  # 'up to 240' says nothing of the least
    firm = [one.lo for one in each if one.lo > 0 and not one.hazy]
    lows = firm if firm and max(lows) in firm else lows  # 'dozens' beside 38 are no fewer than 38
    return Settled(min(lows, default=0), hi, keys, all(one.vague for one in each))


def _of_whole_time(tops: Sequence[Item], window: Window) -> Sequence[Item]:
    """Leave out counts of fewer days that a running total of all of them can hold: they are no rivals of it."""
    most = max((item.lo for item in tops if item.window == window and item.cumulative and not item.soft), default=0)
    return [item for item in tops if item.window == window or item.lo > most or item.window == UNDATED]


def _ended(voices: Sequence[Settled], tops: Sequence[int]) -> bool:
    """Tell whether a rival's number ends what another voice only calls a minimum ('at least 20', 'thirty, then 42')."""
    least = [one for one in voices if one.hi is None]
    return bool(tops) and all(one.lo <= max(tops) and not one.rising for one in least)


def _reckon(items: Sequence[Item], window: Window) -> Settled | None:
    """Reckon one voice's items; the persons counted are those that some item counts, no others."""
    inside = prune([item for item in items if covers(window, item.window)])
    if not inside:
        return None
    if len(inside) == 1 and (only := _alone(inside[0])) is not None:
        return only
    laid = _laid(inside, window, told=items)
    if laid is None:
        inside = [max(tops_of(inside), key=lambda item: (item.lo, item.key))]
        laid = frame(inside, {"?": Query(window)})
    cells = laid.cells("?") & frozenset().union(*(laid.cells(item.key) for item in inside))
    system = laid.system(inside)
    found = bounds(system, cells)
    if found is None:
        return _settle_conflict(inside, laid, system, cells)
    sides = (*proof(system, cells, "lo"), *proof(system, cells, "hi"))
    keys = tuple(dict.fromkeys(name for name, _ in sides))
    return Settled(
        found.lo, found.hi, keys, _is_vague(inside), _is_rising(inside), all(i.soft for i in inside), _is_hazy(inside)
    )


def _alone(item: Item) -> Settled | None:
    """Return what one item says with no other beside it: its own limits; None where these contradict each other."""
    if item.hi is not None and item.lo > item.hi:
        return None
    keys = (item.key,) if item.lo > 0 or item.hi is not None else ()
    return Settled(item.lo, item.hi, keys, _is_vague([item]), _is_rising([item]), item.soft, _is_hazy([item]))


def _is_vague(items: Sequence[Item]) -> bool:
    return any(claim.hedge == "vague" for item in items for claim in item.claims)


def _is_hazy(items: Sequence[Item]) -> bool:
    return all(claim.hedge == "vague" for item in items for claim in item.claims)


def _is_rising(items: Sequence[Item]) -> bool:
    return any(
        claim.open_ended or (item.hi is None and claim.hedge == "exact") for item in items for claim in item.claims
    )


def _laid(items: Sequence[Item], window: Window, *, told: Sequence[Item]) -> Frame | None:
    """Return the items laid out, or None if too many of them cross (then only the largest total is followed).

    `told`: these items with those of their parts that say nothing more of the toll.
    """
    try:
        return frame(items, {"?": Query(window)}, apart=[*pairs_apart(items, told), *parts_apart(items)])
    except TooCrossedError:
        return None


def _settle_conflict(items: Sequence[Item], laid: Frame, system: System, cells: Cells) -> Settled | None:
    """Let the claim of lowest standing go where one is lowest; else take the hull of all ways out."""
    found, known = conflicts(system), by_key(items)
    weak = {name for core in found.minimal for name in _weakest([known[name] for name in core])}
    firm = laid.system([item for item in items if item.key not in weak])
    if weak and (left := bounds(firm, cells)) is not None:
        sides = (*proof(firm, cells, "lo"), *proof(firm, cells, "hi"))
        return Settled(left.lo, left.hi, tuple(dict.fromkeys(name for name, _ in sides)))
    if own := _of_one_voice(tops_of(items)):
        return own
    several = scenario_bounds(system, cells, found)
    if not several:
        return None
    lo, hi = hull(several)
    return Settled(lo, hi, tuple(dict.fromkeys(name for core in found.minimal for name in core)))


def _of_one_voice(tops: Sequence[Item]) -> Settled | None:
    """Return the bounds where one voice says all of several totals, or None.

    It does not contradict itself: it tells of groups that may overlap, so that they are no fewer than the largest, and
    no more than all together.
    """
    if len(tops) < 2 or not frozenset.intersection(*(item.voices for item in tops)):
        return None  # parts that exceed their only total do contradict it
    highs = [item.hi for item in tops if item.hi is not None]
    hi = sum(highs) if len(highs) == len(tops) else None
    return Settled(max(item.lo for item in tops), hi, tuple(item.key for item in tops))


def _weakest(core: Sequence[Item]) -> list[str]:
    ranks = [rank(item) for item in core]
    lowest = [item.key for item, r in zip(core, ranks, strict=True) if r == min(ranks)]
    return lowest if len(lowest) < len(core) else []
