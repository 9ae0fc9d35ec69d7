"""Holders: whose a place was or is, where the text tells it only in passing."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.control.field import Field
from marsad.read.mention import ActorMention


def described(field: Field, token: int) -> ActorMention | None:
    """Return the last actor before `token` that describes a place as its own ('an African Union outpost')."""
    at = bisect_left(field.owned, token, key=lambda item: item.first)
    return field.owned[at - 1] if at else None


def besieger_of(field: Field, held: ActorMention | None) -> str | None:
    """Return the side that besieges a force, or civilians where only they are named."""
    side = held.side if held is not None else "civilians"
    pack = field.voice.pack
    usual = pack.opponents.get(side, []) if pack is not None else []
    named = {item.side for item in field.actors}
    return next((other for other in usual if other in named), usual[0] if usual else None)
