"""What 'about' may mean: nested intervals about a number, never a claim of fact.

Source: alpha-cuts in fuzzy data reconciliation (Dubois, Fargier, Ababou, Guyonnet, IJGS 43 (2014) 787).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor

STATED_SHARE = 0.10
"""'About n' alone is n-10%..n+10% in a toll (the convention of the gold annotation)."""


def about(number: int, share: float = STATED_SHARE) -> tuple[int, int]:
    """Return the whole numbers that lie within `share` of `number`, the ends widened to whole persons."""
    return floor(number - share * number + 1e-9), ceil(number + share * number - 1e-9)


def heaping_unit(number: int) -> int:
    """Return the unit to which such a number tends to be rounded (1 where none shows)."""
    if number < 50:
        return 5 if number and number % 5 == 0 else 1
    unit = 1
    while number % (unit * 10) == 0:
        unit *= 10
    return unit


def cuts(number: int, shares: Mapping[float, float] | None = None) -> dict[float, tuple[int, int]]:
    """Return the interval at each level of possibility: 1 the number itself, 0 the widest.

    `shares` gives the half-width of a level as a share of the number; by default level .5 is the larger of half
    the heaping unit and 10 %, level 0 the larger of the unit and 25 %.
    """
    if shares is not None:
        return {level: about(number, share) for level, share in shares.items()}
    unit = heaping_unit(number)
    half, wide = max(unit / 2, 0.10 * number), max(unit, 0.25 * number)
    return {
        1.0: (number, number),
        0.5: (max(0, floor(number - half)), ceil(number + half)),
        0.0: (max(0, floor(number - wide)), ceil(number + wide)),
    }
