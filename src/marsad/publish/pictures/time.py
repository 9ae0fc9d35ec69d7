"""Time from where reading starts: days, months or years along the foot of a picture."""

from __future__ import annotations

from typing import Any

from marsad.publish.pictures.sheet import Sheet

LABELS = 16
"""Steps that have a label of their own; of more, every second, third, ... has."""


def along(sheet: Sheet, axes: Any, *, labelled: bool = True, most: int = LABELS) -> None:
    """Set the steps of the picture along the axes' foot; from right to left where the language runs so."""
    picture, words = sheet.picture, sheet.words
    count = len(picture.steps)
    every = -(-count // most)
    places = range(0, count, every)
    if picture.unit == "day":
        labels = [words.number(picture.steps[n].start.day) for n in places]
    elif picture.unit == "month":
        labels = [words.number(f"{picture.steps[n].start:%Y-%m}") for n in places]
    else:
        labels = [words.number(picture.steps[n].start.year) for n in places]
    axes.set_xticks(list(places), labels if labelled else [""] * len(labels))
    axes.set_xlim(-0.7, count - 0.3)
    if sheet.rtl:
        axes.invert_xaxis()
    if labelled and picture.unit == "day" and count:
        months = dict.fromkeys((step.start.year, step.start.month) for step in picture.steps)
        firsts = [next(s.start for s in picture.steps if (s.start.year, s.start.month) == month) for month in months]
        named = words.say("dash").join(words.month(first) for first in firsts)
        axes.set_xlabel(named, fontsize=9.5, color=axes.xaxis.label.get_color())
