"""Which incidents of a book enter the row of a period with all that they say, and which must be asked anew.

Where all that is counted of an incident lies in the period, its share of the period's row is that of the row of all
days; where none of it does, it has none.  What lies across an end of the period, or is not fully dated, is told by its
claims alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.model import Window
from marsad.reckon.account import WHOLE, window_of

if TYPE_CHECKING:
    from marsad.reckon.book import Book
    from marsad.reckon.columns import Columns


class Near(NamedTuple):
    """The incidents near a period, for one harm and side."""

    harm: str
    side: str
    columns: Columns
    sure: Any
    """Marks those shares of the row of all days that are those of the period too."""
    asked: tuple[str, ...]
    """Incidents whose share must be reckoned from their claims."""


def near(book: Book, period: Window, harm: str | None = None, side: str | None = None) -> list[Near]:
    """Return the incidents near a period, by harm and side in the order of a table; of a harm or side, or of all."""
    keys = book.keys()
    rows = [key[:2] for key in keys if harm in (None, key[0]) and side in (None, key[1])]
    every = (_near(book, *row, period) for row in rows)
    return [one for one in every if one.asked or one.sure.any()]


def _near(book: Book, harm: str, side: str, period: Window) -> Near:
    columns = book.columns(harm, side)
    sure, others = columns.within(period)
    asked = (name for name in others if name in book.far[harm, side] or _speaks(book, name, (harm, side), period))
    return Near(harm, side, columns, sure, tuple(sorted(asked)))


def _speaks(book: Book, incident: str, row: tuple[str, str], period: Window) -> bool:
    """Tell whether an incident has a share of a month that the period touches."""
    every = (one for one in book.accounts[incident].portions if (one.harm, one.side) == row and one.month != WHOLE)
    return any(_overlap(window_of(one.month), period) for one in every)


def _overlap(one: Window, period: Window) -> bool:
    early = one.end is not None and period.start is not None and one.end < period.start
    late = one.start is not None and period.end is not None and one.start > period.end
    return not early and not late
