"""One count as a bar: solid up to the minimum, hatched up to the upper bound, an arrow where that is open."""

from __future__ import annotations

from typing import Any

from marsad.publish.pictures.values import Bound

ARROW = 0.045
"""Length of an arrow, as a part of the scale."""


def upright(axes: Any, x: float, bound: Bound, top: int, colour: str, width: float = 0.72) -> float:
    """Draw a bar that stands at `x`; return how high it reaches, its arrow included."""
    axes.bar([x], [bound.lo], width=width, color=colour, linewidth=0)
    if bound.hi is None:
        tip = bound.lo + top * ARROW
        axes.plot([x, x], [bound.lo, tip], color=colour, linewidth=1.2)
        axes.plot([x], [tip], marker="^", markersize=4.5, color=colour)
        return float(tip)
    if bound.hi > bound.lo:
        axes.bar(
            [x],
            [bound.hi - bound.lo],
            bottom=[bound.lo],
            width=width,
            facecolor="white",
            edgecolor=colour,
            hatch="////",
        )
    return float(bound.hi)


def lying(axes: Any, y: float, bound: Bound, top: int, colour: str, *, high: float = 0.62, rtl: bool = False) -> float:
    """Draw a bar that lies at `y`; return how far it reaches, its arrow included."""
    axes.barh([y], [bound.lo], height=high, color=colour, linewidth=0)
    if bound.hi is None:
        tip = bound.lo + top * ARROW
        axes.plot([bound.lo, tip], [y, y], color=colour, linewidth=1.2)
        axes.plot([tip], [y], marker="<" if rtl else ">", markersize=4.5, color=colour)
        return float(tip)
    if bound.hi > bound.lo:
        axes.barh(
            [y], [bound.hi - bound.lo], left=[bound.lo], height=high, facecolor="white", edgecolor=colour, hatch="////"
        )
    return float(bound.hi)
