"""A place name at work: its tokens, and what the words around it say of it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from marsad.knowledge.compile import CompiledPlace
from marsad.knowledge.lexicon import BARE, Clitics, Hit


class Name(msgspec.Struct, eq=False, gc=False):
    """A phrase of the gazetteer at tokens [first, last); [start, end) takes in the words that place it."""

    first: int
    last: int
    hits: list[Hit]
    start: int
    end: int
    outer: Clitics = BARE
    """What is glued to the first word of the whole phrase."""
    kind: str | None = None
    """The kind that a type word beside it tells; of a facility or a part, its own kind."""
    facility: bool = False
    """The type word names something at the place (its airport, its quarters), not the place itself."""
    relation: str | None = None
    """countryside | outskirts | around | near | side | part | bank | distance | dateline."""
    bearing: float | None = None
    """Degrees clockwise from north."""
    compass: str | None = None
    km: float | None = None
    prep: str | None = None
    """in | from | to | of: the preposition before the whole phrase."""
    joined: bool = False
    """Glued to an 'and'."""
    cued: bool = False
    """A word beside it says that this is a place."""
    party: bool = False
    """Named as somebody's patron or opponent, not as a place."""
    state: bool = False
    """The whole name is that of a state which is an actor of the pack."""
    acts: bool = False
    """A verb follows of which it is the subject: it speaks, backs, denies."""
    title: bool = False
    many: bool = False
    """The word before it is a dual or plural: what follows 'and' is meant by it too."""
    listed: bool = False
    """It goes on a list with the name before it."""
    between: int | None = None
    """Token where a 'between' governs it."""
    accepted: bool = False
    ordinary: bool = False
    refused: str | None = None
    places: tuple[CompiledPlace, ...] = ()
    sense: CompiledPlace | None = None
    rule: str = "place.name"
    candidates: tuple[str, ...] = ()

    def bare(self) -> Name:
        """Return the name by itself, without how something lies to it."""
        return replace(
            self,
            start=self.first,
            end=self.last,
            outer=self.hits[0].clitics,
            relation=None,
            bearing=None,
            compass=None,
            km=None,
        )
