"""The toll over time: each step's own bounds above, and below them what is certain from the period's start on."""

from __future__ import annotations

from typing import Any

from marsad.publish.pictures.bars import upright
from marsad.publish.pictures.colours import MINIMUM
from marsad.publish.pictures.sheet import Sheet, tallest
from marsad.publish.pictures.time import along
from marsad.publish.pictures.values import Bound, Picture

CLOSE = 32
"""Steps that have room for their number."""


def draw(sheet: Sheet, picture: Picture) -> None:
    """Draw both panels."""
    left, bottom, width, height = sheet.space(left=0.075)
    gap = sheet.down(36)
    each = (height - gap) / 2
    upper = sheet.axes((left, bottom + each + gap, width, each))
    lower = sheet.axes((left, bottom, width, each))
    _own(sheet, upper)
    _until(sheet, lower)
    for axes, key in ((upper, "own"), (lower, "until")):
        axes.set_title(
            sheet.words.say(f"{key}_{picture.unit}"), fontsize=10, loc="right" if sheet.rtl else "left", pad=6
        )
        sheet.whole_numbers(axes.yaxis)
    along(sheet, upper, labelled=False)
    along(sheet, lower)


def _whole(bounds: tuple[Bound, ...]) -> Bound | None:
    return next((bound for bound in bounds if bound.side is None), None)


def _own(sheet: Sheet, axes: Any) -> None:
    bounds = [_whole(step.own) for step in sheet.picture.steps]
    top = tallest([bound for bound in bounds if bound])
    axes.set_ylim(0, top * 1.22)
    for x, bound in enumerate(bounds):
        if bound is not None and (bound.lo or bound.hi):
            tip = upright(axes, x, bound, top, MINIMUM)
            if len(bounds) <= CLOSE:
                _number(sheet, axes, x, tip, bound, top)


def _number(sheet: Sheet, axes: Any, x: float, tip: float, bound: Bound, top: int) -> None:
    axes.text(x, tip + top * 0.035, sheet.words.short(bound), ha="center", va="bottom", fontsize=8.5)


def _until(sheet: Sheet, axes: Any) -> None:
    """Draw the minimum as steps, the room up to the upper bound hatched, arrows where it is open."""
    found = [(x, bound) for x, step in enumerate(sheet.picture.steps) if (bound := _whole(step.until)) is not None]
    top = tallest([bound for _, bound in found])
    axes.set_ylim(0, top * 1.22)
    for x, bound in found:
        axes.bar([x], [bound.lo], width=1, color=MINIMUM, alpha=0.28, linewidth=0)
        axes.plot([x - 0.5, x + 0.5], [bound.lo, bound.lo], color=MINIMUM, linewidth=2)
        if bound.hi is None:
            axes.plot([x], [bound.lo + top * 0.05], marker="^", markersize=3.5, color=MINIMUM)
        elif bound.hi > bound.lo:
            room = [bound.hi - bound.lo]
            axes.bar(
                [x], room, bottom=[bound.lo], width=1, facecolor="none", edgecolor=MINIMUM, hatch="////", linewidth=0
            )
    if found:
        changed = [n for n, (_, bound) in enumerate(found) if n == 0 or bound.lo != found[n - 1][1].lo]
        told = {*changed, len(found) - 1} if len(changed) <= CLOSE // 2 else {len(found) - 1}
        for n in sorted(told):
            x, bound = found[n]
            if bound.lo or bound.hi:
                _number(sheet, axes, x, max(bound.hi or 0, bound.lo) + top * 0.05, bound, top)
