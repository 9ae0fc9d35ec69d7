"""A spot: a place's mention and where it stands among the tokens."""

from __future__ import annotations

import msgspec

from marsad.model.place import PlaceMention


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A mention with its tokens [first, last); `scenic` where something may have happened there."""

    first: int
    last: int
    mention: PlaceMention
    scenic: bool
