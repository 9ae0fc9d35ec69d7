"""Mentions: the tokens that name an actor, with its side, and those that are a number."""

from __future__ import annotations

import msgspec

from marsad.knowledge.lexicon import Clitics


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


class Number(msgspec.Struct, frozen=True, gc=False):
    """A whole number at tokens [first, last); `clitics` are those glued to its first word."""

    first: int
    last: int
    value: int
    words: bool
    clitics: Clitics


class Part(msgspec.Struct, frozen=True, gc=False):
    """A piece of a number, up to token `last`: its kind, its value, and whether it is joined to the one before."""

    last: int
    kind: str
    value: int
    joined: bool
