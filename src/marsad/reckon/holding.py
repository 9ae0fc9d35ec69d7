"""Which incident's share holds which others: a month's total its days, a province its towns, a count its parts."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from marsad.model import PlaceMention, Window, nearness
from marsad.model.time import UNDATED
from marsad.reckon.incident import Share
from marsad.reckon.item import covers

Places = Mapping[str, PlaceMention | None]

UNLINKED = "unlinked "
"""Statements that nobody linked may all speak of one happening: such incidents are never added to one another."""


def held(ordered: Sequence[Share], places: Places, wide: Collection[str] | None = None) -> dict[str, list[Share]]:
    """Return for each share the others that it holds.

    A share holds another if its days cover the other's and its place contains the other's; where that cannot be told
    they are never added: the larger one holds.  At one place a count of several days holds the shorter ones within
    them, unless specific causes tell the two apart.  `wide` are the shares whose place may hold others, where more
    shares than these tell so (None: these alone do).
    """
    spans = {share.incident: share.days for share in ordered}
    wide = _wide(ordered, places) if wide is None else wide
    beside: dict[str, list[Share]] = defaultdict(list)
    for share in ordered:
        beside[name_of(places.get(share.incident))].append(share)
    dated, undated = _by_start(ordered, spans)
    starts = [start for start, _ in dated]
    unlinked = [share for share in ordered if share.incident.startswith(UNLINKED)]
    found: dict[str, list[Share]] = {share.incident: [] for share in ordered}
    for outer in ordered:
        near: list[Share] = []
        if outer.incident in wide:
            near = [*_within(spans[outer.incident], dated, starts), *undated]
        elif spans[outer.incident].start != spans[outer.incident].end:
            near = beside[name_of(places.get(outer.incident))]
        if outer.incident.startswith(UNLINKED):
            near = list({share.incident: share for share in [*near, *unlinked]}.values())
        days = spans[outer.incident]
        inside = [one for one in near if one is not outer and holds(outer, one, days, spans[one.incident], places)]
        found[outer.incident] = sorted(inside, key=lambda share: share.incident)
    return found


def _wide(ordered: Sequence[Share], places: Places) -> set[str]:
    """Return the shares whose place is unknown, reaches far, or is named as the parent of another's."""
    named = (places.get(share.incident) for share in ordered)
    parents = {name for place in named if place is not None for name in place.parents}
    return {
        share.incident
        for share in ordered
        if (place := places.get(share.incident)) is None
        or nearness.radius(place) > nearness.NEAR_KM
        or place.gazetteer in parents
    }


def name_of(place: PlaceMention | None) -> str:
    """Return the name by which shares of one place stand beside each other."""
    return "" if place is None else place.gazetteer or place.name_en or place.text


Dated = tuple[dt.date, Share]


def _by_start(ordered: Sequence[Share], spans: Mapping[str, Window]) -> tuple[list[Dated], list[Share]]:
    dated = [(start, share) for share in ordered if (start := spans[share.incident].start) is not None]
    dated.sort(key=lambda pair: pair[0])
    return dated, [share for share in ordered if spans[share.incident] == UNDATED]


def _within(span: Window, dated: Sequence[Dated], starts: Sequence[dt.date]) -> list[Share]:
    """Return the dated shares that open within a span (all within an unknown one)."""
    first = 0 if span.start is None else bisect_left(starts, span.start)
    last = len(starts) if span.end is None else bisect_right(starts, span.end)
    return [share for _, share in dated[first:last]]


def limit(share: Share, inside: Sequence[Share]) -> int | None:
    """Return a share's upper limit on what it holds: none where it does not count all of their sides."""
    return share.hi if all(share.covers(inner) for inner in inside) else None


def holds(outer: Share, inner: Share, long: Window, short: Window, places: Places) -> bool:
    """Tell whether a share of the days `long`, near enough to be asked, holds another of the days `short`."""
    if not outer.may_share(inner):
        return False
    if outer.incident.startswith(UNLINKED) and inner.incident.startswith(UNLINKED):
        return (outer.lo, outer.incident) > (inner.lo, inner.incident)
    if not covers(long, short):
        return False
    wide, narrow = places.get(outer.incident), places.get(inner.incident)
    if wide is None or narrow is None:
        return (wide is None, outer.lo, outer.incident) > (narrow is None, inner.lo, inner.incident)
    if nearness.same(narrow, wide):
        return long != short and short != UNDATED and not _of_other_causes(outer, inner)
    return nearness.within(narrow, wide)


def _of_other_causes(a: Share, b: Share) -> bool:
    """Tell whether both name specific causes, and none in common."""
    return bool(a.causes and b.causes) and not a.causes & b.causes
