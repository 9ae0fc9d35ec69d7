"""The atlas with some incidents changed: the same columns as if it were made anew, but for the numbers of places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import numpy as np

from marsad.chronicle.entry import Entry
from marsad.web.atlas import Atlas, Numbers, column_of, row_of, spot_name, spot_of


def moved_atlas(atlas: Atlas, moved: Mapping[str, Entry | None]) -> Atlas:
    """Return the atlas with the entries of some incidents, by leader, in the place of the former (None: gone)."""
    gone = [row for row, leader in enumerate(atlas.leaders) if leader in moved]
    stays = np.ones(len(atlas.leaders), dtype=bool)
    stays[gone] = False
    leaders, last = list(atlas.leaders), atlas.last[stays]
    for row in reversed(gone):
        del leaders[row]
    rows = sorted((row_of(leader, entry) for leader, entry in moved.items() if entry), key=lambda row: row[:2])
    at = np.array([_place(last, leaders, *row[:2]) for row in rows], dtype=np.int64)
    for place, row in reversed(list(zip(at.tolist(), rows, strict=True))):
        leaders.insert(place, row[1])
    places = list(atlas.spots)
    spots = {spot_name(place): number for number, place in enumerate(places)}
    new_spots = column_of(spot_of(row[3].place, spots, places) for row in rows)
    told = {side: column_of(int(side in row[3].sides) for row in rows) for side in _sides(atlas, rows)}
    return Atlas(
        leaders=tuple(leaders),
        first=np.insert(atlas.first[stays], at, column_of(row[2] for row in rows)),
        last=np.insert(last, at, column_of(-row[0] for row in rows)),
        spot=np.insert(atlas.spot[stays], at, new_spots),
        harms=np.insert(atlas.harms[stays], at, column_of(row[4] for row in rows)),
        sides={
            side: found
            for side, flags in told.items()
            if len(found := np.flatnonzero(np.insert(_flags(atlas, side)[stays], at, flags)))
        },
        spots=tuple(places),
        lat=np.array([place.lat for place in places], dtype=float),
        lon=np.array([place.lon for place in places], dtype=float),
    )


def _place(last: Numbers, leaders: list[str], newest: int, leader: str) -> int:
    """Return before which row an incident belongs: the newest first, then by leader."""
    first = int(np.searchsorted(-last, newest, side="left"))
    upto = int(np.searchsorted(-last, newest, side="right"))
    return bisect_left(leaders, leader, first, upto)


def _sides(atlas: Atlas, rows: list[tuple[int, str, int, Entry, int]]) -> list[str]:
    return sorted({*atlas.sides, *(side for row in rows for side in row[3].sides)})


def _flags(atlas: Atlas, side: str) -> Numbers:
    """Return 1 for each incident in which a side is told of, 0 for others."""
    flags = np.zeros(len(atlas.leaders), dtype=np.int64)
    flags[atlas.sides.get(side, column_of(()))] = 1
    return flags
