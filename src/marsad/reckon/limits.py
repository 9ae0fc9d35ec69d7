"""What a claim's number and hedge limit: at least, at most, both; and what is too soft to limit anything."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import Claim
from marsad.reckon.wording import PLAIN, Wording


@dataclass(frozen=True, slots=True)
class Limits:
    """`lo` and `hi` in persons (hi None: open).  `soft`: an 'about', used only where nothing firmer is said."""

    lo: int
    hi: int | None
    soft: bool = False


def limits(claim: Claim, wording: Wording = PLAIN) -> Limits:
    """Return what the claim limits by its own words.

    'more than n' begins at n+1; 'about n' and vague counts are read as `wording` says, by default n-10 %..n+10 %, and
    only the lower end of a vague count; a rest without a number limits nothing; a text that says the toll may rise
    leaves the upper end open, unless the words themselves give one ('41 to 52').
    """
    value = claim.value
    if value is None:
        return Limits(0, None)
    top = value if claim.value_max is None else claim.value_max
    if claim.hedge == "about":
        around = wording.around(value)[0], wording.around(top)[1]
        return Limits(around[0], None if claim.open_ended else around[1], soft=True)
    lo, hi = {
        "exact": (value, top),
        "at_least": (value, None),
        "more_than": (value + 1, None),
        "at_most": (0 if claim.value_max is None else value, top),
        "fewer_than": (0, max(top - 1, 0)),
        "vague": (value, claim.value_max if wording.vague == "range" else None),
    }[claim.hedge]
    return Limits(lo, None if claim.open_ended and not states_an_end(claim) else hi)


def states_an_end(claim: Claim) -> bool:
    """Tell whether the words give an upper end of their own (a range, 'at most'), not just a bare number."""
    return claim.value_max is not None or claim.hedge in ("at_most", "fewer_than", "about")
