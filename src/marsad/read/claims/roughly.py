"""Between which amounts the parts of a round number may add up."""

from __future__ import annotations

import math
from bisect import bisect_right

from marsad.read.claims.draft import Draft


def roughly(drafts: list[Draft]) -> list[tuple[float, float]]:
    """Return the intervals that sums of parts of the round numbers lie in (see `arithmetic`), in order, apart."""
    found: list[tuple[float, float]] = []
    for value in sorted({d.value for d in drafts if d.value and d.hedge in ("more_than", "about")}):
        low, high = value * 0.97 - 1, value * 1.1 + 1
        if found and low <= found[-1][1]:
            low = found.pop()[0]
        found.append((low, high))
    return found


def inside(amount: int, between: list[tuple[float, float]]) -> bool:
    """Tell whether an amount lies in one of the intervals, which are in order and apart."""
    at = bisect_right(between, (amount, math.inf))
    return at > 0 and amount <= between[at - 1][1]
