"""The closed lists of the contract (DESIGN.md section 4), as types and as tuples for validation."""

from __future__ import annotations

from typing import Literal, get_args

Harm = Literal[
    "killed", "injured", "missing", "detained", "abducted", "released", "displaced", "besieged", "surrendered", "other"
]
Hedge = Literal["exact", "at_least", "more_than", "about", "at_most", "fewer_than", "vague"]
Cause = Literal[
    "airstrike",
    "shelling",
    "suicide_bombing",
    "ied_mine",
    "gunfire",
    "clashes",
    "execution",
    "torture",
    "assassination",
    "drone",
    "other",
]
Change = Literal["gained", "lost", "regained", "withdrew", "besieges", "attempted"]
PlaceKind = Literal[
    "governorate",
    "district",
    "city",
    "town",
    "village",
    "river",
    "desert",
    "region",
    "camp",
    "country",
    "other",
]
Status = Literal["stated", "superseded", "withdrawn", "denied"]
Sex = Literal["m", "f"]
Age = Literal["child", "adult"]
TimePrecision = Literal["day", "month", "year", "range"]
PublishedHow = Literal["given", "inferred", "unknown"]
EventType = Literal["attack", "reinforcement", "siege", "other"]
About = Literal["stated", "1", "0.5", "0"]
"""`stated`: n-10 %..n+10 %; else a level of possibility: 1 the number itself, 0.5 and 0 wider, by the heaping unit."""
Vague = Literal["least", "range"]
"""`least`: 'dozens' are 20 at least, the upper end open; `range`: they are 20 to 99."""
Visibility = Literal["public", "internal", "restricted"]
Consent = Literal["public", "internal", "refused", "unknown"]
Policy = Literal["lead", "pooled", "latest", "hull", "per-source", "named-only"]

HARMS: tuple[str, ...] = get_args(Harm)
HEDGES: tuple[str, ...] = get_args(Hedge)
CAUSES: tuple[str, ...] = get_args(Cause)
CHANGES: tuple[str, ...] = get_args(Change)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
VISIBILITIES: tuple[str, ...] = get_args(Visibility)
CONSENTS: tuple[str, ...] = get_args(Consent)
POLICIES: tuple[str, ...] = get_args(Policy)
ABOUT: tuple[str, ...] = get_args(About)
VAGUE: tuple[str, ...] = get_args(Vague)
MOST_WRONG = 5
"""Wrong claims for which bounds are reckoned at most."""

SIDES_OPEN = frozenset({"unknown", "mixed", "other"})
"""Sides that name no party: claims about them couple to no party's toll."""
