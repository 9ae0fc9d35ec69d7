"""Colours that the colour-blind can tell apart (Okabe and Ito's), never the only sign: names stand beside."""

from __future__ import annotations

from collections.abc import Iterable

INK, FAINT, GRID, PAPER, COAST = "#222222", "#5f5f5f", "#dddddd", "#ffffff", "#8a8a8a"
MINIMUM = "#0072b2"
"""Bars over all sides."""
SIDES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8f8f00", "#7a5195", "#6b6b6b")
ORDER = ("government", "opposition", "sdf", "islamic_state", "turkey", "hts", "israel", "russia", "unknown")
"""The sides that have a colour of their own, as in the pages (`web/src/sides.ts`)."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "h")


class Palette:
    """Colours and signs of the sides of one picture: fixed ones first, the others take what is free."""

    def __init__(self, sides: Iterable[str | None]) -> None:
        named = sorted({side or "unknown" for side in sides})
        self._at = {side: ORDER.index(side) for side in named if side in ORDER}
        free = [n for n in range(len(SIDES)) if n not in self._at.values()]
        others = [side for side in named if side not in self._at]
        self._at |= {
            side: (free or list(range(len(SIDES))))[n % (len(free) or len(SIDES))] for n, side in enumerate(others)
        }

    def colour(self, side: str | None) -> str:
        """Return a side's colour."""
        return SIDES[self._at[side or "unknown"]]

    def marker(self, side: str | None) -> str:
        """Return a side's sign: it tells sides apart where colours do not print."""
        return MARKERS[self._at[side or "unknown"]]
