"""How far windows reach, as the derived tables have it: those that may meet a day are found by an index."""

from __future__ import annotations

import datetime as dt


def reach(first: dt.date, last: dt.date) -> int:
    """Return how far a window reaches, as the power of two above its days."""
    return min((last - first).days.bit_length(), FARTHEST)


FARTHEST = 15
"""Windows that reach farther than 2 ** 15 days (ninety years) are looked at whenever days are asked for."""
