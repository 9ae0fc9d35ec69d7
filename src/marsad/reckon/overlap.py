"""Which items of one document count different persons, and which may overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence, Set
from itertools import combinations, pairwise, product

from msgspec.structs import replace

from marsad.model import nearness
from marsad.reckon.gather import GENERIC_CAUSES, beside, more
from marsad.reckon.item import Item, by_key, covers
from marsad.reckon.party import is_open
from marsad.reckon.prune import tops_of

LIST_GAP = 40
"""Characters between two members of one list ('a colonel, a lieutenant and ten soldiers') at most."""

AND_GAP = 6
"""Characters of a bare 'and' or comma at most: so joined, two counts need no attribute to be two."""

_MOST = 2
"""A rival's number for a narrower place is more than so great a part of the lead's."""


def pairs_apart(items: Sequence[Item], told: Sequence[Item] = ()) -> list[tuple[str, str]]:
    """Return the pairs of totals (none part of another) that surely count different persons.

    They do if they tell of different scenes, or stand in one list and each is set apart by an attribute or a
    specific cause, or are a period's totals by cause, or each was killed by another party, or one is told as of
    another incident than the one before it.  `told`: the items with those of their parts that are left out here.
    """
    tops = tops_of(items)
    broken = {item.whole for item in (*items, *told)}
    listed = _lists(tops, (*items, *told))
    listed |= _others(tops, listed)
    return [
        (a.key, b.key)
        for a, b in combinations(tops, 2)
        if a.document == b.document
        and (
            other_scene(a, b)
            or (a.key, b.key) in listed
            or _of_other_causes(a, b)
            or _by_other_parties(a, b)
            or _of_other_incident(a, b, broken)
            or _of_other_incident(b, a, broken)
            or _died_after(a, b)
            or _died_after(b, a)
        )
    ]


def scenes(items: Sequence[Item]) -> list[list[Item]]:
    """Return the totals grouped by scene; those that name no scene of their own stay with the first group."""
    groups: list[list[Item]] = []
    tops = tops_of(items)
    apart = _incidents_apart(tops, items)
    for item in sorted(tops, key=lambda item: (-item.lo, item.first.span)):
        home = next((group for group in groups if not any(apart(item, other) for other in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _incidents_apart(tops: Sequence[Item], told: Sequence[Item]) -> Callable[[Item, Item], bool]:
    """Return what tells whether two totals are of scenes, or of incidents, that the text tells apart."""
    if not any(_tells_of_another(item) for item in tops):
        return other_scene
    broken = {item.whole for item in told}

    def apart(a: Item, b: Item) -> bool:
        return other_scene(a, b) or _of_other_incident(a, b, broken) or _of_other_incident(b, a, broken)

    return apart


def _tells_of_another(item: Item) -> bool:
    return "count.incident" in (item.first.rule or "")


def placed_within(items: Sequence[Item]) -> list[Item]:
    """Make a total of a place part of the same document's total of a wider place that can hold it."""
    tops = tops_of(items)
    keys = {top.key for top in tops}
    out = []
    for item in items:
        wider = [top for top in tops if _holds(top, item)] if item.key in keys else []
        out.append(replace(item, whole=wider[0].key) if wider else item)
    return out


def _holds(outer: Item, inner: Item) -> bool:
    if outer.place is None or inner.place is None or outer.soft or outer is inner or outer.lo < inner.lo:
        return False
    rivals = not outer.voices & inner.voices
    if rivals and (inner.leading or (outer.leading and _MOST * inner.lo > outer.lo)):
        return False  # what leads is no part of a rival's figure, though that one names the wider place, nor his of it
    wider = nearness.within(inner.place, outer.place) and not nearness.same(inner.place, outer.place)
    if _tells_of_another(inner) and outer.window == inner.window and outer.first.span < inner.first.span:
        return False
    alike = outer.facets <= inner.facets and outer.side == inner.side and not _of_other_causes(outer, inner)
    return wider and covers(outer.window, inner.window) and alike


def other_scene(a: Item, b: Item) -> bool:
    """Tell whether two totals of a text's body are set in places that are surely not one.

    A title's number that the body never takes up may be the sum of both.
    """
    if a.place is None or b.place is None or _of_title_alone(a) or _of_title_alone(b):
        return False
    return nearness.apart(a.place, b.place) or nearness.distinct(a.place, b.place)


def _of_title_alone(item: Item) -> bool:
    return item.titled and not item.retold


def _of_other_causes(a: Item, b: Item) -> bool:
    """Tell whether one voice gives totals of one longer period by cause ('305 in raids; mines killed 42')."""
    return (
        a.cumulative
        and b.cumulative
        and a.window == b.window
        and a.window.start != a.window.end
        and bool(a.voices & b.voices)
        and not {a.first.cause, b.first.cause} & GENERIC_CAUSES
        and a.first.cause != b.first.cause
    )


def _by_other_parties(a: Item, b: Item) -> bool:
    """Tell whether one voice ascribes two counts of a text's body to two parties ('8 by these, 17 by those')."""
    one, other = _doers(a), _doers(b)
    return not (a.titled or b.titled) and bool(a.voices & b.voices) and bool(one and other) and not one & other


def _of_other_incident(before: Item, item: Item, broken: Set[str | None]) -> bool:
    """Tell whether 'in a separate attack' sets an item apart from one that the body, too, has told before it.

    A title's number that the body never takes up may be the sum of both.
    """
    apart = _tells_of_another(item) and before.first.span[0] < item.first.span[0]
    taken_up = not before.titled or before.opening or len(before.claims) > 1 or before.key in broken
    return apart and taken_up and not (before.cumulative and before.first.window != item.first.window)


def _died_after(before: Item, item: Item) -> bool:
    """Tell whether some of the wounded died beside those who were dead before: no total that was told later."""
    told = not before.cumulative and (not before.titled or before.opening)
    return item.died_later and not before.died_later and told and before.first.span < item.first.span


def _doers(item: Item) -> frozenset[str | None]:
    return frozenset(claim.perpetrator for claim in item.claims if not is_open(claim.perpetrator))


def _told_apart(a: Item, b: Item) -> bool:
    """Tell whether attributes or causes set both apart (rivals may give one happening two causes: only in a list)."""
    one, other = a.first.cause, b.first.cause
    by_cause = one != other and not {one, other} & GENERIC_CAUSES
    return by_cause or (bool(a.facets and b.facets) and a.facets != b.facets)


def _lists(tops: Sequence[Item], told: Sequence[Item]) -> set[tuple[str, str]]:
    """Return the pairs that stand in one list."""
    runs: list[list[Item]] = []
    for item in sorted(tops, key=lambda item: item.first.span):
        if runs and (_coordinated(runs[-1][-1], item) or _behind_parts(runs[-1][-1], item, told)):
            runs[-1].append(item)
        else:
            runs.append([item])
    keys = {pair for run in runs for pair in combinations([item.key for item in run], 2)}
    return keys | {(b, a) for a, b in keys}


def _others(tops: Sequence[Item], listed: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of 'two more died' and its list with the count that stands before it, and with that one's."""
    found: set[tuple[str, str]] = set()
    body = sorted((i for i in tops if not (i.titled or i.cumulative)), key=lambda item: item.first.span)
    near: dict[str, set[str]] = {}
    for a, b in listed:
        near.setdefault(a, set()).add(b)
    for before, item in pairwise(body):
        if more(item.first) and before.document == item.document:
            told = {before.key, *near.get(before.key, ())} - {item.key}
            fresh = {item.key, *near.get(item.key, ())} - told
            for key, other in product(told, fresh):
                for a, b in ((key, other), (other, key)):
                    found.add((a, b))
                    near.setdefault(a, set()).add(b)
    return found


def _coordinated(before: Item, after: Item) -> bool:
    ends = sorted(claim.span[1] for claim in before.claims)
    starts = ((claim.span[0], bisect_right(ends, claim.span[0])) for claim in after.claims)
    gap = min((start - ends[at - 1] for start, at in starts if at), default=LIST_GAP)
    return (
        (gap <= AND_GAP or (gap < LIST_GAP and (_told_apart(before, after) or beside(before.first, after.first))))
        and bool(before.voices & after.voices)
        and before.titled == after.titled
    )


def _behind_parts(before: Item, after: Item, told: Sequence[Item]) -> bool:
    """Tell whether a fighter goes on from his party's dead and their breakdown ('18, a third of them boys, and X')."""
    if not after.single or after.side != before.side or is_open(after.side) or after.side == "civilians":
        return False
    start = after.first.span[0]
    ends = [item.claims[-1].span[1] for item in told if item.whole == before.key and item.document == before.document]
    return 0 <= start - max((end for end in ends if end <= start), default=0) <= AND_GAP


def _alike(a: Item, b: Item) -> bool:
    """Tell whether nothing but a nationality sets the two apart."""
    return {f for f in a.facets if f[0] != "nationality"} == {f for f in b.facets if f[0] != "nationality"}


def parts_apart(items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return the pairs of parts of one whole and of one side that the words set apart.

    A rest is apart from the other parts, and so are those that make up their whole together; and a breakdown of another
    side's total names each of its groups once ('9 of the River Guard and 2 of the Committees').
    """
    known = by_key(items)
    return [
        (a.key, b.key)
        for a, b in combinations(items, 2)
        if a.whole is not None and a.whole == b.whole and a.side == b.side
        if a.rest
        or b.rest
        or _summed(a, b)
        or (_alike(a, b) and (a.whole not in known or known[a.whole].side != a.side))
    ]


def _summed(a: Item, b: Item) -> bool:
    """Tell whether the text's own sum of their whole counts both, each of the same days."""
    return a.window == b.window and all("part.sum" in (item.first.rule or "") for item in (a, b))
