"""Bounds over time as the geometry of a small picture; a table with the same figures stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 340, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 14, 20, 24
_ARROW = 12


class Reckoned(NamedTuple):
    """What was certain by the end of one day; `hi` None is open."""

    day: str
    lo: int
    hi: int | None


class Dot(NamedTuple):
    """One day in the picture: `y_hi` is the upper bound's height, or the arrow's tip where it is open."""

    x: float
    y_lo: float
    y_hi: float
    open: bool
    lo: int
    label: str


class Tick(NamedTuple):
    """A horizontal line of the scale."""

    y: float
    value: int


class Chart(NamedTuple):
    """Everything that the template draws, in pixels."""

    width: int
    height: int
    left: int
    right: float
    base: float
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    line: str


def chart(series: Sequence[Reckoned], top: int | None = None) -> Chart:
    """Lay out `series`, oldest first.  `top` is the scale's greatest number, so that pictures side by side compare."""
    greatest = max([top or 0, 1, *(point.hi or point.lo for point in series)])
    step = _step(greatest)
    ceiling = -(-greatest // step) * step
    base, right = float(HEIGHT - _BOTTOM), float(WIDTH - _RIGHT)

    def y(value: int) -> float:
        return round(base - (base - _TOP) * value / ceiling, 1)

    gap = (right - _LEFT - 24) / max(len(series) - 1, 1)
    dots = []
    for i, point in enumerate(series):
        x = round(_LEFT + 12 + gap * i, 1)
        tip = y(point.lo) - _ARROW if point.hi is None else y(point.hi)
        dots.append(Dot(x, y(point.lo), round(tip, 1), point.hi is None, point.lo, point.day[5:]))
    ticks = tuple(Tick(y(value), value) for value in range(0, ceiling + 1, step))
    line = " ".join(f"{dot.x},{dot.y_lo}" for dot in dots)
    return Chart(WIDTH, HEIGHT, _LEFT, right, base, ticks, tuple(dots), line)


def _step(greatest: int) -> int:
    """Return the round step (1, 2, 5, 10, ...) that cuts the scale into at most five parts."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if greatest <= 5 * step:
                return step
        power *= 10
