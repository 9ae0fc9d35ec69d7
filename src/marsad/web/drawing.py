"""The map and the timeline as figures without script: where every line and point goes, in the units of the picture."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

from marsad.knowledge.basemap import Point, outlines

WIDE = 800
HIGH = 480
TALL = 90
"""Units of the timeline's highest column."""
FINE = 1.2
"""Points of a coast that lie nearer than so many units to the last one are left out."""

Box = tuple[float, float, float, float]
WORLD: Box = (-170.0, -58.0, 180.0, 78.0)


class Sheet:
    """A box of the earth laid onto WIDE x HIGH units; north is up, and lengths in the middle are true."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        self.squeeze = max(0.05, math.cos(math.radians((south + north) / 2)))
        self.scale = min(WIDE / max(1e-6, (east - west) * self.squeeze), HIGH / max(1e-6, north - south))
        self.middle = ((west + east) / 2, (south + north) / 2)

    def at(self, lon: float, lat: float) -> Point:
        """Return where a point goes."""
        x = WIDE / 2 + (lon - self.middle[0]) * self.squeeze * self.scale
        return round(x, 1), round(HIGH / 2 - (lat - self.middle[1]) * self.scale, 1)

    def km(self, length: float) -> float:
        """Return a length in kilometres in units."""
        return round(length / 111.2 * self.scale, 1)

    def lines(self) -> str:
        """Return coasts and borders as the `d` of a path."""
        parts = []
        for arc in outlines():
            drawn = self._thinned(arc)
            if any(-40 <= x <= WIDE + 40 and -40 <= y <= HIGH + 40 for x, y in drawn):
                parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in drawn))
        return "".join(parts)

    def _thinned(self, arc: Sequence[Point]) -> list[Point]:
        drawn = [self.at(*arc[0])]
        for lon, lat in arc[1:-1]:
            x, y = self.at(lon, lat)
            if abs(x - drawn[-1][0]) + abs(y - drawn[-1][1]) >= FINE:
                drawn.append((x, y))
        return [*drawn, self.at(*arc[-1])]


def drawn_map(frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return a frame's map: base lines, and per place a point or, where it is known as no point, an area."""
    sheet = Sheet(frame["box"] or WORLD)
    marks = []
    for one in sorted(frame["spots"], key=lambda spot: -(spot["radius_km"] or 0)):
        x, y = sheet.at(one["lon"], one["lat"])
        if 0 <= x <= WIDE and 0 <= y <= HIGH:
            sharp = one["precision"] in ("exact", "near")
            wide = 0.0 if one["precision"] == "exact" else sheet.km(one["radius_km"] or 0)
            dot = round(3 + 3 * math.log10(one["incidents"]), 1)
            marks.append({**one, "x": x, "y": y, "sharp": sharp, "wide": wide, "dot": dot})
    return {"wide": WIDE, "high": HIGH, "lines": sheet.lines(), "marks": marks}


def drawn_timeline(frame: Mapping[str, Any], *, mirrored: bool) -> dict[str, Any]:
    """Return a frame's timeline: columns of the incidents that are known by the bin, and upon them of the others."""
    counted = frame["bins"]
    most = max((bin_["sharp"] + bin_["spread"] for bin_ in counted), default=0) or 1
    step = WIDE / max(1, len(counted))
    columns, labels, last = [], [], -math.inf
    for n, bin_ in enumerate(counted):
        x = WIDE - (n + 1) * step if mirrored else n * step
        day: dt.date = bin_["from"]
        if n * step - last >= 60 and n * step < WIDE - 30 and (n == 0 or day.year != counted[n - 1]["from"].year):
            labels.append({"x": round(x + (step if mirrored else 0), 1), "year": day.year})
            last = n * step
        if bin_["sharp"] + bin_["spread"]:
            sharp, spread = (round(TALL * bin_[kind] / most, 1) for kind in ("sharp", "spread"))
            columns.append({**bin_, "x": round(x, 1), "high": sharp, "over": spread})
    return {"wide": WIDE, "tall": TALL, "step": round(max(1.0, step - 1), 1), "columns": columns, "labels": labels}
