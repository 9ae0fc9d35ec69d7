"""What is passed over: numbers that count no persons."""

from __future__ import annotations

import msgspec

NAMED = "a name with a number"
"""Why the number of a road, a brigade or an airfield counts nobody."""

NO_PERSONS = "no persons and no harm are named with it"
UNSTATED = "a share of a number that is not stated"
"""Why 'one in five children' counts nobody."""


class Unread(msgspec.Struct, frozen=True, gc=False):
    """A number at tokens [first, last) that counts no persons, and why."""

    first: int
    last: int
    why: str
