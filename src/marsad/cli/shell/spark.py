"""A sparkline for the terminal: a toll's bounds as they were known, day by day, in one line of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.cli.shell.output import faint, say
from marsad.cli.shell.session import session
from marsad.model.toll import TollTable
from marsad.publish.words import Words

BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
OPEN = "\u2191"
"""An upper bound that is open."""

NONE = " "
"""A day on which nothing was known yet."""

LEFT_TO_RIGHT, END = "\u2066", "\u2069"
"""Time runs from left to right in every language."""


def sparkline(values: Sequence[int | None], top: int, *, missing: str = NONE) -> str:
    """Return one block a value, its height by its share of `top`; `missing` stands for None."""
    last = len(BLOCKS) - 1
    return "".join(missing if n is None else BLOCKS[min(last, round(last * n / max(top, 1)))] for n in values)


def show_over_time(series: Sequence[TollTable], words: Words) -> None:
    """Print the bounds of each side and harm over the moments of a series, the lower above the upper."""
    if len(series) < 2:
        return
    text = session().say
    say()
    say(text("toll_over_time", first=series[0].as_of or "", last=series[-1].as_of or ""))
    for harm, side in sorted({(row.harm, row.side or "") for table in series for row in table.rows}):
        found = [next((r for r in t.rows if (r.harm, r.side or "") == (harm, side)), None) for t in series]
        lows = [None if row is None else row.lo for row in found]
        tops = [None if row is None else row.hi for row in found]
        peak = max(n for n in [*lows, *tops, 1] if n is not None)
        upper = "".join(NONE if r is None else OPEN if r.hi is None else sparkline([r.hi], peak) for r in found)
        last = next(row for row in reversed(found) if row is not None)
        bound = words.bound(last.harm, last.lo, last.hi)
        say(f"  {LEFT_TO_RIGHT}{sparkline(lows, peak)}{END}  {words.side(side or None)}: {bound}")
        if any(top is not None for top in tops):
            say(faint(f"  {LEFT_TO_RIGHT}{upper}{END}"))
