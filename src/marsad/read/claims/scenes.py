"""Scenes: where the persons of each count came to harm."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft, parts_of
from marsad.read.claims.mainwindow import RUNNING, days_of
from marsad.read.places import PlacesFound

_BESIDE = 6
"""Tokens between '12 persons (in Aleppo) and 8 (in Idlib)' at most."""


def place_counts(drafts: list[Draft], places: PlacesFound) -> None:
    """Set where the persons of each count came to harm.

    Of '30, of them 12 in Aleppo, 10 in Idlib' each part is where it is said to be, the whole at neither.
    """
    told: dict[Draft, dict[Draft, str]] = {}
    for whole, parts in parts_of(drafts).items():
        behind = {part: place for part in parts if (place := places.behind(part.last)) is not None}
        if len(set(behind.values())) > 1:
            told[whole] = behind
    for one, other in pairwise(d for d in drafts if d.whole is None):
        placed, beside = places.behind(one.last), places.behind(other.last)
        if placed != beside and None not in (placed, beside) and 0 <= other.first - one.last <= _BESIDE:
            told[other] = {one: placed or "", other: beside or ""}  # '12 in Aleppo and 8 in Idlib'
    apart = {part: place for behind in told.values() for part, place in behind.items()}
    for draft in drafts:
        total = draft.window is not None and days_of(draft.window) > RUNNING
        others = frozenset(told.get(draft, {}).values()) if draft not in apart else frozenset()
        draft.place = apart.get(draft) or places.scene(draft.core, whole=total, without=others)
