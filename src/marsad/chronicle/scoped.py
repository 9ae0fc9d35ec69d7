"""What a scope's toll is reckoned from: the statements that may enter it, and no others, out of the derived tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from marsad.errors import UsageError
from marsad.knowledge.placenames import contained, place_meant
from marsad.ledger import cached
from marsad.ledger.cached import Cache
from marsad.model import Scope, Statement

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle


def scoped(chronicle: Chronicle, scope: Scope) -> tuple[list[Statement], Scope]:
    """Return the statements that may enter the toll of a scope, and the scope with its place by id.

    They are those of every incident of which some statement lies in the place and within the days; what else is told
    of these incidents limits them.  Raises `UsageError` for a side that nobody named, and for a place that no text
    names or that several go by.
    """
    check_side(chronicle, scope.side)
    with chronicle.tables() as cache:
        place = _place(cache, scope.place)
    statements = chronicle.statements(place=place, start=scope.window.start, end=scope.window.end)
    if place is None:
        return statements, scope
    return contained(statements), msgspec.structs.replace(scope, place=place)


def check_side(chronicle: Chronicle, side: str | None) -> None:
    """Raise `UsageError` for a side that nobody ever named: a toll of nothing would look like an answer."""
    known = chronicle.ledger.sides()
    if side is None or side in known:
        return
    with chronicle.tables() as cache:
        named = cache.has(cached.statements, "side", side)
    if not named:
        raise UsageError.of("there is no side {side!r}; there are: {known}", side=side, known=", ".join(sorted(known)))


def _place(cache: Cache, name: str | None) -> str | None:
    def spoken_of(key: str) -> bool:
        return cache.has(cached.places, "place", key.casefold())

    return place_meant(name, spoken_of, spoken_of) if name is not None else None
