"""A spot: a place's mention and where it stands among the tokens."""

from __future__ import annotations

import msgspec

from marsad.model.place import PlaceMention


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A mention with its tokens [first, last); `scenic` where something may have happened there.

    `listed`: it goes on the list that the place before it began; `acts`: a verb follows of which it may be the subject.
    """

    first: int
    last: int
    mention: PlaceMention
    scenic: bool
    listed: bool = False
    acts: bool = False
