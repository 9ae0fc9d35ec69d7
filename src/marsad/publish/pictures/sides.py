"""The toll by side, and by women, men and children among civilians: one bar each, with its bounds in words."""

from __future__ import annotations

from marsad.publish.pictures.bars import lying
from marsad.publish.pictures.colours import FAINT, INK, Palette
from marsad.publish.pictures.sheet import MOST, Sheet, tallest
from marsad.publish.pictures.values import Bound, Picture


def draw(sheet: Sheet, picture: Picture) -> None:
    """Draw the bars, the most at the top, groups below their side."""
    rows = _ordered(picture)
    if not rows:
        sheet.empty()
        return
    axes = sheet.axes(sheet.space(left=0.30, right=0.05))
    top = tallest(rows)
    palette = Palette(row.side for row in rows)
    thin = 0.62 if len(rows) > 1 else 0.4
    for y, row in enumerate(rows):
        colour = palette.colour(row.side)
        tip = lying(axes, y, row, top, colour, high=thin * (0.6 if row.group else 1), rtl=sheet.rtl)
        axes.text(
            tip + top * 0.012, y, sheet.words.bound(row), va="center", ha="right" if sheet.rtl else "left", fontsize=9.5
        )
    names = [sheet.words.group(row.group) if row.group else sheet.words.side(row.side) for row in rows]
    axes.set_yticks(range(len(rows)), names, fontsize=10)
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_color(FAINT if row.group else INK)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(max(len(rows), 3) - 0.4, -0.6)
    axes.set_xlim(0, top * 1.42)
    if sheet.rtl:
        axes.invert_xaxis()
    sheet.whole_numbers(axes.xaxis)


def _ordered(picture: Picture) -> list[Bound]:
    sides = [row for row in picture.rows if row.side is not None and row.group is None and (row.lo or row.hi)]
    out: list[Bound] = []
    for row in sorted(sides, key=lambda row: (-row.lo, row.side or ""))[: MOST["sides"]]:
        groups = [one for one in picture.rows if one.group is not None and one.side == row.side]
        out += [row, *sorted(groups, key=lambda one: (-one.lo, one.group or ""))]
    return out
