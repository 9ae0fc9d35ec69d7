"""Coasts and borders of the world: Natural Earth's countries at 1:50 million, which every map here is drawn upon.

The file is the one that the browser draws too (`web/static/app/countries-50m.json`: TopoJSON from the npm package
world-atlas, ISC; Natural Earth is in the public domain).  Borders are those in fact, and no judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME

BASE = HOME.parent / "web" / "static" / "app" / "countries-50m.json"

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""


class _Topology(msgspec.Struct):
    arcs: list[list[list[int]]]
    transform: dict[str, list[float]]


@cache
def outlines() -> tuple[tuple[Point, ...], ...]:
    """Return the lines that coasts and borders are made of.  Raises `KnowledgeError` where the base is not there."""
    try:
        found = msgspec.json.decode(BASE.read_bytes(), type=_Topology)
    except FileNotFoundError:
        raise KnowledgeError.of("the base map is missing: {path}", path=str(BASE)) from None
    (kx, ky), (x0, y0) = found.transform["scale"], found.transform["translate"]
    return tuple(tuple(_decoded(arc, (kx, ky), (x0, y0))) for arc in found.arcs)


def _decoded(arc: Iterable[Sequence[int]], scale: Point, start: Point) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + start[0], y * scale[1] + start[1]


def outlines_within(west: float, south: float, east: float, north: float) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of coast and border that lie in a box of degrees, each with a point beyond its edges."""
    for line in outlines():
        run: list[Point] = []
        last: Point | None = None
        for point in line:
            inside = west <= point[0] <= east and south <= point[1] <= north
            if inside and not run and last is not None:
                run.append(last)
            if inside or run:
                run.append(point)
            if not inside and run:
                yield tuple(run)
                run = []
            last = point
        if len(run) > 1:
            yield tuple(run)
