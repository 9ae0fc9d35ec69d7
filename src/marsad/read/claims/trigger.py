"""Triggers: words of a text that say what happened to persons."""

from __future__ import annotations

import msgspec


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A word that says what happened, at tokens [first, last)."""

    first: int
    last: int
    harm: str
    cls: str
    passive: bool
    intransitive: bool
    after: bool
    weak: bool
    rule: str
    object: bool = False
    """Its persons stand after it only ('cost', 'buried')."""
    beside: bool = False
    """Its persons stand right after it or before it: what stands between is what it happened to ('a boat drowned')."""
