"""The ground of a map: coasts and borders around the places, lengths true in the middle, names where there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from marsad.knowledge.basemap import outlines_within
from marsad.publish.pictures.colours import COAST, GRID, INK
from marsad.publish.pictures.sheet import Sheet

KM = 111.2
LEAST = 1.2
"""Degrees that a map shows at least, up and across."""
SEA = "#f4f6f8"


class Ground:
    """A map's axes in degrees, and where names stand already."""

    def __init__(self, sheet: Sheet, points: Sequence[tuple[float, float, float]]) -> None:
        """`points` are longitude, latitude and reach in kilometres of everything that must be seen."""
        self.sheet = sheet
        self.axes: Any = sheet.figure.add_axes(sheet.space(left=0.035, right=sheet.beside()[0], under=sheet.down(22)))
        south = min(lat - km / KM for _, lat, km in points)
        north = max(lat + km / KM for _, lat, km in points)
        self.squeeze = max(0.05, math.cos(math.radians((south + north) / 2)))
        west = min(lon - km / KM / self.squeeze for lon, _, km in points)
        east = max(lon + km / KM / self.squeeze for lon, _, km in points)
        self._fit(west, south, east, north)
        self._lines()
        self.taken: list[Any] = []

    def _fit(self, west: float, south: float, east: float, north: float) -> None:
        """Widen the box to the shape of the axes, so that the map fills them."""
        box = self.axes.get_position()
        shape = box.width * self.sheet.figure.get_figwidth() / (box.height * self.sheet.figure.get_figheight())
        high = max(LEAST, (north - south) * 1.16)
        wide = max(LEAST / self.squeeze, (east - west) * 1.16)
        high = max(high, wide * self.squeeze / shape)
        wide = max(wide, high * shape / self.squeeze)
        x, y = (west + east) / 2, (south + north) / 2
        self.box = (x - wide / 2, max(-89.0, y - high / 2), x + wide / 2, min(89.0, y + high / 2))
        self.axes.set_xlim(self.box[0], self.box[2])
        self.axes.set_ylim(self.box[1], self.box[3])
        self.axes.set_aspect(1 / self.squeeze, adjustable="datalim")
        self.axes.set_facecolor(SEA)
        self.axes.set_xticks([])
        self.axes.set_yticks([])
        for spine in self.axes.spines.values():
            spine.set_color(GRID)

    def _lines(self) -> None:
        for line in outlines_within(*self.box):
            self.axes.plot(*zip(*line, strict=True), color=COAST, linewidth=0.9, solid_joinstyle="round", zorder=1)

    def area(self, lon: float, lat: float, km: float, colour: str, *, strong: bool = False) -> None:
        """Draw how far a place may lie around its point: an area, never a dot."""
        from matplotlib.patches import Ellipse

        high = 2 * km / KM
        self.axes.add_patch(
            Ellipse(
                (lon, lat), high / self.squeeze, high, facecolor=(colour, 0.30 if strong else 0.12), edgecolor=colour,
                linestyle=(0, (3, 2)), linewidth=1, zorder=2,
            )
        )  # fmt: skip

    def name(self, lon: float, lat: float, text: str, *, far: float = 7, size: float = 8.5) -> bool:
        """Write a name beside a point where it covers no other; tell whether there was room."""
        import matplotlib.patheffects as effects

        renderer = self.sheet.figure.canvas.get_renderer()
        for dx, dy, ha, va in _around(far, self.sheet.rtl):
            label = self.axes.annotate(
                text, (lon, lat), xytext=(dx, dy), textcoords="offset points", ha=ha, va=va, fontsize=size, color=INK,
                zorder=6, path_effects=[effects.withStroke(linewidth=2.2, foreground="white")],
            )  # fmt: skip
            box = label.get_window_extent(renderer)
            inside = self.axes.get_window_extent(renderer)
            fits = inside.x0 <= box.x0 and box.x1 <= inside.x1 and inside.y0 <= box.y0 and box.y1 <= inside.y1
            if fits and not any(box.overlaps(other) for other in self.taken):
                self.taken.append(box)
                return True
            label.remove()
        return False

    def spot(self, lon: float, lat: float, points: float) -> None:
        """Keep names away from a mark that is so many points wide."""
        from matplotlib.transforms import Bbox

        x, y = self.axes.transData.transform((lon, lat))
        half = points / 72 * self.sheet.figure.dpi / 2
        self.taken.append(Bbox([[x - half, y - half], [x + half, y + half]]))

    def scale(self) -> None:
        """Draw how long some kilometres are."""
        west, south, east, _ = self.box
        width = (east - west) * self.squeeze * KM
        length = next(km for km in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1) if km <= width / 4 or km == 1)
        x0 = west + (east - west) * 0.04
        x1 = x0 + length / KM / self.squeeze
        y = south + (self.box[3] - south) * 0.045
        self.axes.plot([x0, x1], [y, y], color=INK, linewidth=1.6, solid_capstyle="butt", zorder=5)
        said = self.sheet.words.say("km", count=self.sheet.words.number(length))
        self.axes.annotate(
            said, ((x0 + x1) / 2, y), xytext=(0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=8
        )
        box = self.axes.transData.transform([(x0, y), (x1, y)])
        from matplotlib.transforms import Bbox

        self.taken.append(Bbox([[box[0][0], box[0][1] - 4], [box[1][0], box[1][1] + 34]]))


def _around(far: float, rtl: bool) -> list[tuple[float, float, str, str]]:
    after, before = (far, 0.0, "left", "center"), (-far, 0.0, "right", "center")
    return [
        *((before, after) if rtl else (after, before)),
        (0.0, far, "center", "bottom"),
        (0.0, -far, "center", "top"),
    ]
