"""The mention of an actor: the tokens that name it, and its side."""

from __future__ import annotations

import msgspec


class ActorMention(msgspec.Struct, frozen=True, gc=False):
    """An actor's name, or a generic word resolved to one, at tokens [first, last).

    `actor` is the registry id, '' where a generic word tells the side alone.
    """

    first: int
    last: int
    actor: str
    side: str
    kind: str
    nationality: str | None
    suffix: str
    """The pronoun glued to the name, folded; '' where none."""
    generic: bool = False
