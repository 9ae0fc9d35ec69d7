"""What is passed over: numbers that count no persons."""

from __future__ import annotations

import msgspec


class Unread(msgspec.Struct, frozen=True, gc=False):
    """A number at tokens [first, last) that counts no persons, and why."""

    first: int
    last: int
    why: str
