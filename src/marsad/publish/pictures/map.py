"""The map of a period: each place's toll as a circle, areas where the place is known as no point."""

from __future__ import annotations

import math
from typing import Any

from marsad.publish.pictures.colours import FAINT, INK, MINIMUM
from marsad.publish.pictures.ground import Ground
from marsad.publish.pictures.sheet import Sheet, tallest
from marsad.publish.pictures.values import Mark, Picture

LARGEST, SMALLEST = 34.0, 5.0
"""Diameters in points."""
ROW, UNDER = 26, 11.5
"""Points from a place in the list to the next, and to its bounds."""


def draw(sheet: Sheet, picture: Picture) -> None:
    """Draw the circles and, beside the map, the places with their bounds in words."""
    marks = [mark for mark in picture.marks if mark.bound is not None and (mark.bound.lo or mark.bound.hi)]
    if not marks:
        sheet.empty()
        return
    points = [(mark.spot.lon or 0.0, mark.spot.lat or 0.0, mark.radius_km or 0.0) for mark in marks]
    ground = Ground(sheet, points)
    top = tallest([mark.bound for mark in marks if mark.bound])
    for (lon, lat, _), mark in zip(points, marks, strict=True):
        if mark.radius_km:
            ground.area(lon, lat, mark.radius_km, MINIMUM)
        size = _size(mark, top)
        style = {"facecolor": (MINIMUM, 0.55), "edgecolor": "white"} if not mark.radius_km else _hollow()
        ground.axes.scatter([lon], [lat], s=[size**2], linewidth=0.8, zorder=3, **style)
        ground.spot(lon, lat, size)
    ground.scale()
    for (lon, lat, _), mark in zip(points, marks, strict=True):
        name = sheet.words.place(mark.spot)
        assert mark.bound is not None
        said = sheet.words.say("place_with", place=name, number=sheet.words.short(mark.bound)) if name else ""
        if said:
            ground.name(lon, lat, said, far=_size(mark, top) / 2 + 3)
    _list(sheet, marks)


def _hollow() -> dict[str, Any]:
    return {"facecolor": (MINIMUM, 0.22), "edgecolor": MINIMUM}


def _size(mark: Mark, top: int) -> float:
    assert mark.bound is not None
    return max(SMALLEST, LARGEST * math.sqrt(max(mark.bound.lo, 0) / top))


def _list(sheet: Sheet, marks: list[Mark]) -> None:
    """Write the first places and their bounds beside the map; the others are counted."""
    _, x, align = sheet.beside()
    y = sheet.top - sheet.down(5)
    listed = min(len(marks), int((sheet.top - sheet.bottom) / sheet.down(ROW) - 0.2))
    for mark in marks[:listed]:
        assert mark.bound is not None
        name = sheet.words.place(mark.spot) or sheet.words.say("nameless")
        sheet.figure.text(x, y, name, ha=align, va="top", fontsize=9, color=INK, fontweight="bold")
        sheet.figure.text(
            x, y - sheet.down(UNDER), sheet.words.bound(mark.bound), ha=align, va="top", fontsize=8.5, color=FAINT
        )
        y -= sheet.down(ROW)
    if len(marks) > listed:
        more = sheet.words.say("more_places", count=sheet.words.number(len(marks) - listed))
        sheet.figure.text(x, y, more, ha=align, va="top", fontsize=8.5, color=FAINT)
