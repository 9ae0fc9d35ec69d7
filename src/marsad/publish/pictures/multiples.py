"""Small multiples: the toll over time of each side in a panel of its own, all on one scale."""

from __future__ import annotations

from marsad.publish.pictures.bars import upright
from marsad.publish.pictures.colours import Palette
from marsad.publish.pictures.sheet import MOST, Sheet, tallest
from marsad.publish.pictures.time import along
from marsad.publish.pictures.values import Bound, Picture

ROOM = 30
"""Steps across the sheet whose numbers have room; of more, the highest of each panel has its number."""


def draw(sheet: Sheet, picture: Picture) -> None:
    """Draw a panel for each side, the most first, from where reading starts."""
    whole = {row.side: row for row in picture.rows if row.side is not None and row.group is None and (row.lo or row.hi)}
    sides = sorted(whole, key=lambda side: (-whole[side].lo, side or ""))[: MOST["multiples"]]
    if not sides:
        sheet.empty()
        return
    columns = 1 if len(sides) == 1 else 2 if len(sides) <= 4 else 3
    lines = -(-len(sides) // columns)
    left, bottom, width, height = sheet.space(left=0.06)
    across, down = 0.05, sheet.down(50)
    wide, high = (width - across * (columns - 1)) / columns, (height - down * (lines - 1)) / lines
    palette = Palette(sides)
    found = {side: [_of(side, step.own) for step in picture.steps] for side in sides}
    top = tallest([bound for bounds in found.values() for bound in bounds if bound])
    for number, side in enumerate(sides):
        line, column = divmod(number, columns)
        at = columns - 1 - column if sheet.rtl else column
        axes = sheet.axes((left + at * (wide + across), bottom + (lines - 1 - line) * (high + down), wide, high))
        title = sheet.words.say("of", name=sheet.words.side(side), bound=sheet.words.bound(whole[side]))
        axes.set_title(title, fontsize=9, loc="right" if sheet.rtl else "left", pad=5)
        axes.set_ylim(0, top * 1.25)
        highest = max((one for one in found[side] if one), key=lambda one: (one.lo, one.hi or 0), default=None)
        for x, bound in enumerate(found[side]):
            if bound is not None and (bound.lo or bound.hi):
                tip = upright(axes, x, bound, top, palette.colour(side))
                if columns * len(picture.steps) <= ROOM or bound is highest:
                    axes.text(x, tip + top * 0.03, sheet.words.short(bound), ha="center", va="bottom", fontsize=7.5)
        sheet.whole_numbers(axes.yaxis)
        along(sheet, axes, most=8)
        axes.set_xlabel(axes.get_xlabel() if line == lines - 1 or number + columns >= len(sides) else "", fontsize=8.5)
        axes.tick_params(labelsize=8)


def _of(side: str | None, bounds: tuple[Bound, ...]) -> Bound | None:
    return next((bound for bound in bounds if bound.side == side), None)
