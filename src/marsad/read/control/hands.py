"""Hands: 'in Russian hands', 'now under full government control': who holds a place by a word before it.  English."""

from __future__ import annotations

from marsad.read.control.field import Field
from marsad.read.mention import ActorMention
from marsad.read.parties import army_of, parties_of

_FAR = 4
"""Tokens from 'under' to 'control' at most."""
_CAME = 5
"""Tokens from 'is now' to 'under' at most."""


def whose_hands(field: Field, i: int) -> ActorMention | None:
    """Return the state's force where 'government' or its people's adjective stands right before token `i`."""
    scan, voice = field.scan, field.voice
    owner = scan.ending(i, "control_owner")
    state = parties_of(voice).state
    if owner is not None:
        return ActorMention(owner.first, i, "", state, "generic", None, "", True) if state is not None else None
    people = scan.ending(i, "person")
    if people is None or people.entry.features.get("n") != "sg":
        return None
    side = army_of(voice).get(str(people.entry.features.get("nat", "")))
    return ActorMention(people.first, i, "", side, "generic", None, "", True) if side is not None else None


def under_control(field: Field, i: int) -> bool:
    """Tell whether 'came under X control' ends at token `i`: a change, where 'areas under X control' is a state."""
    low = field.clauses.soft_first[i]
    under = field.within("control_under", max(low, i - _FAR), i)
    if under is None:
        return False
    return field.within("control_turned", max(low, under.first - _CAME), under.first + 1) is not None
