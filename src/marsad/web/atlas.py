"""Where and when every incident is, as columns: what the map and the timeline draw is counted from them at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.chronicle.entry import Entry
from marsad.link.control.timeline import place_key
from marsad.model import PlaceMention
from marsad.model.terms import HARMS

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
NOWHERE = -1
NEVER = 0


@dataclass(frozen=True)
class Atlas:
    """Incidents, the newest first; a row of each column is one incident."""

    leaders: tuple[str, ...]
    """The claim after which each is named."""
    first: Numbers
    """Its first day as a proleptic ordinal, `NEVER` where unknown."""
    last: Numbers
    spot: Numbers
    """Row of its place in `spots`, `NOWHERE` where nothing says where on the earth it is."""
    harms: Numbers
    """Bits in the order of HARMS."""
    sides: Mapping[str, Numbers]
    """By side, the rows of the incidents in which it is told of."""
    spots: tuple[PlaceMention, ...]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]

    def within(self, start: dt.date | None, end: dt.date | None) -> Mask:
        """Tell of each incident whether it touches days; one without a day touches none."""
        held = np.ones(len(self.first), dtype=bool)
        if start is not None or end is not None:
            held &= self.first != NEVER
        if start is not None:
            held &= self.last >= start.toordinal()
        if end is not None:
            held &= self.first <= end.toordinal()
        return held

    def inside(self, box: tuple[float, float, float, float]) -> Mask:
        """Tell of each incident whether its point lies in a box: west, south, east, north, in degrees."""
        west, south, east, north = box
        across = (self.lon >= west) & (self.lon <= east) if west <= east else (self.lon >= west) | (self.lon <= east)
        placed = across & (self.lat >= south) & (self.lat <= north)
        held: Mask = np.append(placed, False)[self.spot]
        return held

    def doing(self, harm: str | None, side: str | None) -> Mask:
        """Tell of each incident whether a harm, or a side, is told of in it."""
        held = np.ones(len(self.first), dtype=bool)
        if harm is not None:
            held &= (self.harms & (1 << HARMS.index(harm))) != 0
        if side is not None:
            told = np.zeros(len(self.first), dtype=bool)
            told[self.sides.get(side, column_of(()))] = True
            held &= told
        return held


def make_atlas(entries: Mapping[str, Entry]) -> Atlas:
    """Return the columns of incidents, by their leaders."""
    rows = [row_of(leader, entry) for leader, entry in entries.items()]
    rows.sort(key=lambda row: row[:2])
    spots: dict[str, int] = {}
    places: list[PlaceMention] = []
    at = [spot_of(row[3].place, spots, places) for row in rows]
    sides: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for side in row[3].sides:
            sides[side].append(number)
    return Atlas(
        leaders=tuple(row[1] for row in rows),
        first=column_of(row[2] for row in rows),
        last=column_of(-row[0] for row in rows),
        spot=column_of(at),
        harms=column_of(row[4] for row in rows),
        sides={side: column_of(numbers) for side, numbers in sorted(sides.items())},
        spots=tuple(places),
        lat=np.array([place.lat for place in places], dtype=float),
        lon=np.array([place.lon for place in places], dtype=float),
    )


Row = tuple[int, str, int, Entry, int]


def row_of(leader: str, entry: Entry) -> Row:
    """Return an incident's last day, negative, its leader, its first day, its entry and its harms: rows sort so."""
    first = entry.first.toordinal() if entry.first else NEVER
    last = entry.last.toordinal() if entry.last else NEVER
    return -last, leader, first, entry, sum(_BIT[harm] for harm in entry.harms)


_BIT = {harm: 1 << at for at, harm in enumerate(HARMS)}


def spot_name(place: PlaceMention) -> str:
    """Return what tells a place on the map from others."""
    return f"{place_key(place)} {place.relation} {place.lat} {place.lon}"


def spot_of(place: PlaceMention | None, spots: dict[str, int], places: list[PlaceMention]) -> int:
    """Return the row of a place among those known so far, which it joins."""
    if place is None or place.lat is None or place.lon is None:
        return NOWHERE
    found = spots.setdefault(spot_name(place), len(places))
    if found == len(places):
        places.append(place)
    return found


def column_of(values: Iterable[int]) -> Numbers:
    """Return numbers as a column."""
    return np.fromiter(values, dtype=np.int64)


def bins(atlas: Atlas, held: Mask, span: tuple[dt.date, dt.date]) -> tuple[str, list[dict[str, object]]]:
    """Return incidents by day, month or year of a span: those known as finely, and those told of a longer time.

    The unit is the finest of which the span has at most `FINEST`.  Each bin: {from, to, sharp, spread}.
    """
    unit, starts = _units(*span)
    edges = np.array([day.toordinal() for day in starts], dtype=np.int64)
    dated = held & (atlas.first != NEVER) & (atlas.first >= edges[0]) & (atlas.first <= span[1].toordinal())
    at = np.searchsorted(edges, atlas.first[dated], side="right") - 1
    until = np.searchsorted(edges, atlas.last[dated], side="right") - 1
    sharp = np.bincount(at[at == until], minlength=len(edges))
    spread = np.bincount(at[at != until], minlength=len(edges))
    ends = [*(day - dt.timedelta(days=1) for day in starts[1:]), span[1]]
    found = zip(starts, ends, sharp.tolist(), spread.tolist(), strict=True)
    return unit, [{"from": a, "to": b, "sharp": n, "spread": m} for a, b, n, m in found]


FINEST = 150
"""Bins of a timeline at most, before a coarser unit is taken."""


def _units(start: dt.date, end: dt.date) -> tuple[str, Sequence[dt.date]]:
    length = (end - start).days + 1
    if length <= FINEST:
        return "day", [start + dt.timedelta(days=n) for n in range(length)]
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months <= FINEST:
        first = start.year * 12 + start.month - 1
        return "month", [dt.date(n // 12, n % 12 + 1, 1) for n in range(first, first + months)]
    return "year", [dt.date(year, 1, 1) for year in range(start.year, end.year + 1)]


def usual_span(atlas: Atlas) -> tuple[dt.date, dt.date] | None:
    """Return the days that a timeline shows at first: all but the earliest fiftieth; None where nothing is dated."""
    dated = np.sort(atlas.first[atlas.first != NEVER])
    if not len(dated):
        return None
    start = dt.date.fromordinal(int(dated[len(dated) // 50]))
    return start, dt.date.fromordinal(int(atlas.last.max()))


def usual_box(atlas: Atlas) -> tuple[float, float, float, float] | None:
    """Return the box that a map shows at first, west, south, east, north: around all but the outermost places.

    Every place counts by its incidents; the outer fiftieth on each edge is left out, and whole countries are.
    """
    placed = atlas.spot[atlas.spot != NOWHERE]
    fine = np.array([place.precision != "country" for place in atlas.spots], dtype=bool)
    rows = placed[fine[placed]] if len(placed) and fine[placed].any() else placed
    if not len(rows):
        return None
    (west, east), (south, north) = (
        np.quantile(column[rows], (0.02, 0.98)).tolist() for column in (atlas.lon, atlas.lat)
    )
    pad = max(0.5, 0.12 * max(east - west, north - south))
    return max(-180.0, west - pad), max(-85.0, south - pad), min(180.0, east + pad), min(85.0, north + pad)
