"""Map and timeline as geometry; a table with the same figures stands beside each."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.knowledge.basemap import outlines_within
from marsad.publish.dataset import Happening, Spot
from marsad.publish.releases.release import Total

WIDTH, TALLEST, MARGIN = 900.0, 640.0, 40.0
LEAST_DEGREES = 1.0
SMALLEST, LARGEST = 6.0, 30.0
"""Radii of one incident, and of the most."""
CROWDED = (70.0, 14.0)
"""How near two names may stand, across and down."""
FINE = 1.5
"""Units between points of a coast at least."""
COARSE = frozenset({"area", "admin", "country"})
BAR, HEIGHT, BASE, TOP, LEFT = 26.0, 220.0, 190.0, 24.0, 44.0
MOST_MONTHS = 600


class Place(NamedTuple):
    """A place with its incidents; `x, y, r` in the picture's units."""

    spot: Spot
    incidents: tuple[str, ...]
    x: float
    y: float
    r: float
    coarse: bool
    named: bool
    """Whether there is room for its name."""


class Line(NamedTuple):
    """A line of latitude or longitude."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


class Map(NamedTuple):
    """The whole picture."""

    width: float
    height: float
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    outlines: str
    """Coasts and borders as the `d` of a path, '' where none lies in the picture."""


class Bar(NamedTuple):
    """A month: from `y` to the base is certain, up to `tip` possible; `open` without an upper end."""

    x: float
    y: float
    tip: float
    open: bool
    total: Total
    label: bool


class Timeline(NamedTuple):
    """The bars of one harm over all sides."""

    harm: str
    width: float
    height: float
    base: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]


def draw_map(incidents: Sequence[Happening]) -> Map | None:
    """Return the map of all places that may be shown, None where there is none."""
    at: dict[tuple[float, float], list[Happening]] = {}
    for one in incidents:
        if one.place is not None and one.place.lat is not None and one.place.lon is not None:
            at.setdefault((one.place.lat, one.place.lon), []).append(one)
    if not at:
        return None
    south, north = _stretched([lat for lat, _ in at])
    west, east = _stretched([lon for _, lon in at])
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.2)
    scale = min((WIDTH - 2 * MARGIN) / ((east - west) * squeeze), (TALLEST - 2 * MARGIN) / (north - south))
    height = (north - south) * scale + 2 * MARGIN
    width = (east - west) * squeeze * scale + 2 * MARGIN
    unit = min(SMALLEST, LARGEST / math.sqrt(max(map(len, at.values()))))

    def spot(lat: float, lon: float) -> tuple[float, float]:
        return round(MARGIN + (lon - west) * squeeze * scale, 1), round(height - MARGIN - (lat - south) * scale, 1)

    places: list[Place] = []
    for (lat, lon), here in sorted(at.items(), key=lambda item: (-len(item[1]), item[0])):
        x, y = spot(lat, lon)
        r = round(unit * math.sqrt(len(here)), 1)
        place = here[0].place
        assert place is not None
        named = all(abs(x - o.x) > CROWDED[0] or abs(y - r - o.y + o.r) > CROWDED[1] for o in places if o.named)
        places.append(Place(place, tuple(one.id for one in here), x, y, r, place.precision in COARSE, named))
    lines = [Line(*spot(lat, west), *spot(lat, east), f"{lat:g}°") for lat in _degrees(south, north)]
    lines += [Line(*spot(south, lon), *spot(north, lon), f"{lon:g}°") for lon in _degrees(west, east)]
    box = (
        west - MARGIN / scale / squeeze,
        south - MARGIN / scale,
        east + MARGIN / scale / squeeze,
        north + MARGIN / scale,
    )
    drawn = "".join(_path([spot(lat, lon) for lon, lat in line]) for line in outlines_within(*box))
    return Map(round(width, 1), round(height, 1), tuple(lines), tuple(places), drawn)


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Return a line as a stretch of a path, without points that nobody could tell apart."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINE:
            kept.append((x, y))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (*kept, points[-1]))


def _stretched(degrees: Sequence[float]) -> tuple[float, float]:
    least, most = min(degrees), max(degrees)
    gap = max(LEAST_DEGREES - (most - least), (most - least) * 0.1) / 2
    return least - gap, most + gap


def _degrees(least: float, most: float) -> Iterator[float]:
    step = next(one for one in (0.25, 0.5, 1, 2, 5, 10, 20, 45) if (most - least) / one <= 8)
    value = math.ceil(least / step) * step
    while value <= most:
        yield value
        value += step


def draw_timelines(totals: Sequence[Total]) -> Iterator[Timeline]:
    """Yield the timeline of each harm that has months, over all sides."""
    harms = dict.fromkeys(total.harm for total in totals if total.month and total.side is None)
    for harm in harms:
        months = {t.month: t for t in totals if t.month and t.side is None and t.harm == harm}
        yield _timeline(harm, [(month, months.get(month)) for month in _months(min(months), max(months))])


def _months(first: str, last: str) -> list[str]:
    out: list[str] = []
    day = dt.date.fromisoformat(f"{first}-01")
    while f"{day:%Y-%m}" <= last and len(out) < MOST_MONTHS:
        out.append(f"{day:%Y-%m}")
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return out


def _timeline(harm: str, months: Sequence[tuple[str, Total | None]]) -> Timeline:
    most = max([1, *(total.hi or total.lo for _, total in months if total)])
    step = _step(most)
    ceiling = -(-most // step) * step

    def y(value: int) -> float:
        return round(BASE - (BASE - TOP) * value / ceiling, 1)

    every = max(1, round(60 / BAR))
    bars = [
        Bar(
            round(LEFT + BAR * number, 1), y(total.lo),
            y(total.lo) - 12 if total.hi is None else y(total.hi), total.hi is None, total, number % every == 0,
        )
        for number, (_, total) in enumerate(months)
        if total is not None
    ]  # fmt: skip
    ticks = tuple((y(value), value) for value in range(0, ceiling + 1, step))
    return Timeline(harm, max(360.0, LEFT + BAR * len(months) + 20), HEIGHT, BASE, tuple(bars), ticks)


def _step(most: int) -> int:
    """Return the round step (1, 2, 5, 10, ...) that cuts the scale into at most five parts."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if most <= 5 * step:
                return step
        power *= 10
