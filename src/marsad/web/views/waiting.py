"""What the review queue is made of: of a small ledger all at once, of a large one as far as a page asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from marsad.chronicle.told import listed
from marsad.model.statement import Statement
from marsad.model.toll import Contradiction
from marsad.web.room import Room
from marsad.web.views.kept import kept_contradictions
from marsad.web.views.tolls import EVERYTHING, reckoned

STEP = 25
"""Contradictions that are reckoned at once, of a large ledger."""
PAGE = 2_000
"""Statements that are read at once, of a large ledger."""


class Waiting(NamedTuple):
    """Statements, contradictions with the claims they name, and the decisions that found nothing to decide."""

    statements: Iterable[Statement]
    contradictions: Iterable[Contradiction]
    told: Mapping[str, Statement]
    stale: tuple[str, ...]


def waiting_in(room: Room) -> Waiting:
    """Return what the queue is made of."""
    if not room.is_large():
        held = room.ledger.decided()
        told = {one.key: one for one in held.statements}
        return Waiting(held.statements, _all(room), told, held.stale)
    found: dict[str, Statement] = {}
    return Waiting(_statements(room), _contradictions(room, found), found, _stale(room))


def _all(room: Room) -> Iterator[Contradiction]:
    yield from reckoned(room, EVERYTHING)[0].contradictions


def _statements(room: Room) -> Iterator[Statement]:
    after = 0
    while part := listed(room.chronicle, None, None, after, PAGE):
        yield from part
        after += len(part)


def _contradictions(room: Room, told: dict[str, Statement]) -> Iterator[Contradiction]:
    first, more = 0, True
    while more:
        shown, statements, more = kept_contradictions(room, first, STEP)
        told.clear()
        told.update(statements)
        yield from shown
        first += STEP


def _stale(room: Room) -> tuple[str, ...]:
    """Return the decisions that found nothing: only the documents that decisions are about are looked at."""
    from marsad.link.decided import decided
    from marsad.pipeline import statements_of

    ledger = room.ledger
    decisions = ledger.store.decisions()
    names = {subject.rpartition("#")[0] or subject for one in decisions for subject in one.subjects}
    held = [ledger.store.latest(name)[0] for name in sorted(names) if ledger.store.latest_reading(name) is not None]
    read = (
        statement
        for stored in held
        for statement in statements_of(stored, ledger.store.text(stored.document, stored.revision), ledger.lore)
    )
    return decided(read, decisions, fold=ledger.lore.fold_source).stale
