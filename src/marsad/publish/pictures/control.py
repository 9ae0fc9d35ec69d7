"""The map of control on one day: who held each place, by colour, sign and name; areas where it is known as no point."""

from __future__ import annotations

from marsad.publish.pictures.colours import FAINT, INK, Palette
from marsad.publish.pictures.ground import Ground
from marsad.publish.pictures.sheet import Sheet
from marsad.publish.pictures.values import Held, Picture

SIZE = 9.0
ROW, UNDER = 37, 11.5
"""Points from a place in the list to the next, and from line to line."""


def draw(sheet: Sheet, picture: Picture) -> None:
    """Draw a sign for each place and, beside the map, since when who is said to hold it."""
    if not picture.held:
        sheet.empty()
        return
    points = [(one.spot.lon or 0.0, one.spot.lat or 0.0, one.radius_km or 0.0) for one in picture.held]
    ground = Ground(sheet, points)
    palette = Palette(one.holder for one in picture.held)
    for (lon, lat, _), one in zip(points, picture.held, strict=True):
        contested = one.state == "contested"
        colour = FAINT if contested else palette.colour(one.holder)
        if one.radius_km:
            ground.area(lon, lat, one.radius_km, colour, strong=True)
        ground.axes.plot(
            [lon], [lat], marker="$?$" if contested else palette.marker(one.holder), markersize=SIZE, color=colour,
            markeredgecolor="white" if not contested else colour, markeredgewidth=0.8, linestyle="none", zorder=4,
        )  # fmt: skip
        if one.besieged_by:
            ground.axes.plot(
                [lon], [lat], marker="o", markersize=SIZE + 7, markerfacecolor="none", color=INK, markeredgewidth=1.4,
                zorder=4,
            )  # fmt: skip
        ground.spot(lon, lat, SIZE)
    ground.scale()
    for (lon, lat, _), one in zip(points, picture.held, strict=True):
        ground.name(lon, lat, sheet.words.place(one.spot), far=SIZE / 2 + 4)
    _list(sheet, picture, palette)


def _list(sheet: Sheet, picture: Picture, palette: Palette) -> None:
    _, x, align = sheet.beside()
    y = sheet.top - sheet.down(5)
    listed = min(len(picture.held), int((sheet.top - sheet.bottom) / sheet.down(ROW) - 0.2))
    for one in picture.held[:listed]:
        name = sheet.words.place(one.spot) or sheet.words.say("nameless")
        sheet.figure.text(x, y, name, ha=align, va="top", fontsize=9, color=INK, fontweight="bold")
        colour = FAINT if one.state == "contested" else palette.colour(one.holder)
        sheet.figure.text(x, y - sheet.down(UNDER), who(sheet, one), ha=align, va="top", fontsize=8.5, color=colour)
        sheet.figure.text(x, y - sheet.down(2 * UNDER), _since(sheet, one), ha=align, va="top", fontsize=8, color=FAINT)
        y -= sheet.down(ROW)
    if len(picture.held) > listed:
        more = sheet.words.say("more_places", count=sheet.words.number(len(picture.held) - listed))
        sheet.figure.text(x, y, more, ha=align, va="top", fontsize=8.5, color=FAINT)


def who(sheet: Sheet, one: Held) -> str:
    """Return who holds a place, who contests it, and who besieges it."""
    words = sheet.words
    if one.state == "contested":
        sides = words.say("comma").join(words.side(side) for side in one.between)
        said = words.say("contested", sides=sides) if sides else words.say("contested_by_none")
    else:
        said = words.side(one.holder)
    if one.besieged_by:
        said += words.say("comma") + words.say("besieged", sides=words.words.sides_of(one.besieged_by))
    return said


def _since(sheet: Sheet, one: Held) -> str:
    if one.since is None:
        return ""
    return sheet.words.say("since" if one.precision == "day" else "since_at_latest", day=sheet.words.day(one.since))
