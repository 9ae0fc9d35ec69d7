"""Which incidents of a book enter the row of a period with all that they say, and which must be asked anew.

Where all that is counted of an incident lies in the period, its share of the period's row is that of the row of all
days; where none of it does, it has none.  What lies across an end of the period, or is not fully dated, is told by its
claims alone.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.model import Window
from marsad.model.terms import HARMS
from marsad.reckon.account import WHOLE, KeptShare, Span, kept_share, window_of
from marsad.reckon.book import Book


class Near(NamedTuple):
    """The incidents near a period, for one harm and side."""

    harm: str
    side: str
    sure: tuple[KeptShare, ...]
    """Shares of the row of all days that are those of the period too."""
    asked: tuple[str, ...]
    """Incidents whose share must be reckoned from their claims."""


def near(book: Book, period: Window, harm: str | None = None, side: str | None = None) -> list[Near]:
    """Return the incidents near a period, by harm and side in the order of a table; of a harm or side, or of all."""
    order = {name: at for at, name in enumerate(HARMS)}
    found: dict[tuple[str, str], set[str]] = {}
    for key, portions in book.portions.items():
        if portions and harm in (None, key[0]) and side in (None, key[1]) and _overlap(window_of(key[2]), period):
            found.setdefault(key[:2], set(book.far.get(key[:2], ()))).update(portions if key[2] != WHOLE else ())
    return [
        _near(book, *asked, found[asked], period) for asked in sorted(found, key=lambda one: (order[one[0]], one[1]))
    ]


def _near(book: Book, harm: str, side: str, names: set[str], period: Window) -> Near:
    sure: list[KeptShare] = []
    asked: list[str] = []
    whole = book.portions[harm, side, WHOLE]
    for name in sorted(names & whole.keys()):
        span = book.accounts[name].span(harm)
        if _lies_in(span, period):
            sure.append(kept_share(name, whole[name]))
        elif _meets(span, period):
            asked.append(name)
    return Near(harm, side, tuple(sure), tuple(asked))


def _lies_in(span: Span, period: Window) -> bool:
    return not span.loose and span.start is not None and Window(start=span.start, end=span.end).inside(period)


def _meets(span: Span, period: Window) -> bool:
    """Tell whether some count may lie in the period: what is dated on one side alone lies in no closed one."""
    if span.loose and (period.start is None or period.end is None):
        return True
    return span.start is not None and _overlap(Window(start=span.start, end=span.end), period)


def _overlap(one: Window, period: Window) -> bool:
    early = one.end is not None and period.start is not None and one.end < period.start
    late = one.start is not None and period.end is not None and one.start > period.end
    return not early and not late
