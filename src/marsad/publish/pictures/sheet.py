"""The sheet that every picture is drawn on: title, space, and below it what the figures mean and rest on."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from marsad.publish.exports import missing
from marsad.publish.pictures.colours import FAINT, GRID, INK
from marsad.publish.pictures.values import Bound, Picture
from marsad.publish.pictures.words import PictureWords

FONTS = Path(__file__).parents[1] / "fonts"
"""IBM Plex Sans Arabic (SIL Open Font License 1.1), Latin and Arabic, unchanged."""
FAMILY = "IBM Plex Sans Arabic"
SEMIBOLD, BOLD = 600, 700
"""The semibold is the only one beside the regular that we have: it stands for bold."""
WIDE, HIGH, DPI = 10.0, 6.6, 150
"""Inches, and points an inch of a PNG."""
BARE = 7.2, 4.1
"""Inches of a picture that stands on a page."""
LINE = 0.026
"""Height of a line of the foot, as a part of the sheet."""
FOOT = 168
"""Letters in a line of the foot."""
MOST = {"sides": 18, "multiples": 9}
"""Sides that a picture has room for, the most first."""
PANELLED = ("toll", "multiples")
"""Kinds whose panels have titles of their own."""
LETTER = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
"""Metadata that would tell the day or the program; the same values give the same bytes."""


@cache
def _fonts() -> None:
    from matplotlib.font_manager import fontManager

    for path in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(str(path))
    for at, entry in enumerate(fontManager.ttflist):
        if entry.name == FAMILY and entry.weight == SEMIBOLD:
            fontManager.ttflist[at] = replace(entry, weight=BOLD)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our letters, without reading text as mathematics.  Raises `UsageError` without matplotlib."""
    try:
        from matplotlib import rc_context
    except ImportError as error:
        raise missing("matplotlib", "pictures") from error
    _fonts()
    settings: Any = {
        "font.family": [FAMILY, "DejaVu Sans"],
        "text.parse_math": False,
        "text.color": INK,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "xtick.color": FAINT,
        "ytick.color": FAINT,
        "svg.hashsalt": "marsad",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "hatch.linewidth": 0.6,
    }
    with rc_context(settings):
        yield


class Sheet:
    """One picture in one language: `figure` of matplotlib, and how text and time run in it."""

    def __init__(self, picture: Picture, words: PictureWords, *, bare: bool = False) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.picture, self.words, self.bare = picture, words, bare
        self.rtl = words.rtl
        self.wide, self.high = BARE if bare else (WIDE, HIGH)
        self.figure: Any = Figure(figsize=(self.wide, self.high), dpi=DPI, facecolor="white")
        FigureCanvasAgg(self.figure)  # measures letters
        self.near, self.align = (0.965, "right") if self.rtl else (0.035, "left")
        panelled = picture.kind in PANELLED
        self.bottom, self.top = self.down(46 if panelled else 34), 1 - self.down(20 if panelled else 6)
        if not bare:
            self._head()
            self._foot()

    def beside(self) -> tuple[float, float, str]:
        """Return how much of the sheet a list beside a map takes, where its lines begin, and how they are aligned."""
        room = 0.35 if self.bare else 0.27
        return room, (room - 0.025 if self.rtl else 1 - room + 0.025), self.align

    def down(self, points: float) -> float:
        """Return a height in points as a part of the sheet."""
        return points / 72 / self.high

    def _head(self) -> None:
        picture, words = self.picture, self.words
        title = words.say(f"title_{picture.kind}", harm=words.harm(picture.harm))
        self.figure.text(self.near, 0.955, title, ha=self.align, va="top", fontsize=16, fontweight="bold")
        assert picture.window.end is not None
        when = words.day(picture.window.end) if picture.kind == "control" else words.days(picture.window)
        whole = next((row for row in picture.rows if row.side is None and row.group is None), None)
        said = words.say("over", days=when, bound=words.bound(whole)) if whole else when
        self.figure.text(self.near, 0.895, _capital(said), ha=self.align, va="top", fontsize=11.5, color=INK)
        self.top = 0.83 if picture.kind not in PANELLED else 0.80

    def _foot(self) -> None:
        lines = [line for text in self.notes() for line in textwrap.wrap(text, FOOT)]  # each runs as the language does
        self.bottom = 0.105 + LINE * len(lines)
        for number, line in enumerate(reversed(lines)):
            y = 0.022 + LINE * number
            self.figure.text(
                self.near, y, self.words.mark + line, ha=self.align, va="bottom", fontsize=8.2, color=FAINT
            )

    def notes(self) -> list[str]:
        """Return what stands below: what the figures mean, what is left out, sources, standpoint."""
        picture, words = self.picture, self.words
        limits = [words.say("minimum")] if picture.kind != "control" else []
        limits += [words.say("overlap")] if picture.overlaps else []
        sides = sum(row.side is not None and row.group is None for row in picture.rows)
        if picture.kind in MOST and sides > MOST[picture.kind]:
            limits.append(words.say("more_sides", count=words.number(sides - MOST[picture.kind])))
        limits += [words.say(why, count=words.number(count)) for why, count in picture.left_out.items()]
        if picture.contradictions:
            limits.append(words.say("contradictions", count=words.number(picture.contradictions)))
        out = [words.say(f"note_{picture.kind}"), *([" ".join(limits)] if limits else [])]
        if picture.sources:
            out.append(words.say("sources", sources=words.sources(picture.sources)))
        as_of = words.day(dt.date.fromisoformat(picture.as_of[:10]))
        out.append(
            words.say("standpoint", as_of=as_of, policy=words.say(f"policy_{picture.policy}"), tool=picture.tool)
        )
        return out

    def space(
        self, *, left: float = 0.07, right: float = 0.035, under: float = 0.0
    ) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of the space, as parts of the sheet; mirrored in Arabic.

        `under` is how much of the room for a scale's words is taken too.
        """
        if self.rtl:
            left, right = right, left
        return left, self.bottom - under, 1 - left - right, self.top - self.bottom + under

    def axes(self, box: tuple[float, float, float, float]) -> Any:
        """Return axes in a box: counts upward, time and bars from where reading starts."""
        axes = self.figure.add_axes(box)
        for name in ("top", "left" if self.rtl else "right"):
            axes.spines[name].set_visible(False)
        if self.rtl:
            axes.yaxis.tick_right()
            axes.yaxis.set_label_position("right")
        axes.tick_params(labelsize=9, length=3)
        axes.set_axisbelow(True)
        return axes

    def whole_numbers(self, axis: Any) -> None:
        """Let a scale show whole numbers only, in the digits that are asked for, over faint lines."""
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        axis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
        axis.set_major_formatter(FuncFormatter(lambda value, _: self.words.number(round(value))))
        axis.grid(True, color=GRID, linewidth=0.7)

    def empty(self) -> None:
        """Say that the picture has nothing to show."""
        left, bottom, width, height = self.space()
        self.figure.text(
            left + width / 2, bottom + height / 2, self.words.say("nothing"), ha="center", fontsize=13, color=FAINT
        )

    def saved(self, suffix: str) -> bytes:
        """Return the file's bytes."""
        out = io.BytesIO()
        metadata: dict[str, str | None] = dict(LETTER[suffix])
        if suffix != "png":
            metadata["Title"] = self.words.say(f"title_{self.picture.kind}", harm=self.words.harm(self.picture.harm))
        self.figure.savefig(out, format=suffix, metadata=metadata, facecolor="white")
        return out.getvalue()


def tallest(bounds: list[Bound]) -> int:
    """Return the greatest number among bounds, 1 at least."""
    return max([1, *(bound.lo if bound.hi is None else bound.hi for bound in bounds)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
