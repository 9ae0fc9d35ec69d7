"""All that pages of the whole ledger take long to make, made once: the next start has it, and nobody waits."""

from __future__ import annotations

from marsad.web.room import Room
from marsad.web.views.frame import atlas_of
from marsad.web.views.incidents import standing
from marsad.web.views.kept import kept_table
from marsad.web.views.tolls import EVERYTHING


def warm(room: Room) -> None:
    """Make the overview's figures, the map's and timeline's columns, and the figures by side and by month."""
    standing(room)
    atlas_of(room)
    for by in (("side",), ("side", "month")):
        kept_table(room, {**EVERYTHING, "by": by})
