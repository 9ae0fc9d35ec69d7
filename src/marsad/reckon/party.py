"""Which sides name a party."""

from __future__ import annotations

from marsad.model.terms import SIDES_OPEN


def is_open(side: str | None) -> bool:
    """Tell whether a side names no party: said of several at once, or of nobody in particular."""
    return side is None or side in SIDES_OPEN
