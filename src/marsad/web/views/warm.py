"""All that pages of the whole ledger take long to make, made once: the next start has it, and nobody waits."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

from marsad.web.room import Room
from marsad.web.views.frame import tie_atlas
from marsad.web.views.incidents import standing
from marsad.web.views.texts import every_source

NEWEST = 20
"""Documents by which it is told which languages and packs the next ones that are shown will be of."""


def voices(room: Room) -> frozenset[tuple[str, str | None]]:
    """Return language and pack of the newest documents."""
    found = (room.reading(name) for name in room.catalogue().page(0, NEWEST))
    return frozenset((one.reading.lang, one.reading.pack) for one in found if one is not None)


def learn(room: Room, voices: frozenset[tuple[str, str | None]]) -> None:
    """Load what a document is shown with: the reader, and the words of its language and pack.

    The ledger is not asked, and need not be held.
    """
    from marsad.knowledge.placenames import containers, find_places
    from marsad.read.explain import unread  # noqa: F401  # loaded here, not when the first document is shown

    containers()
    find_places("")
    for lang, pack in sorted(voices, key=str):
        if pack is None or pack in room.ledger.lore.packs:
            room.ledger.lore.voice(lang, pack)


def warm(room: Room) -> None:
    """Make the overview's figures, the map's and timeline's columns, the figures by side and by month, all lists."""
    for _ in steps(room):
        pass


def steps(room: Room) -> Iterator[bool]:
    """Make all of it step by step; yield False after each."""
    for _ in room.ledger.store.refresh_search():
        yield False
    for _ in room.chronicle.catch_up():
        yield False
    for _ in room.book_steps():
        yield False
    standing(room)
    yield False
    room.disputes()
    yield False
    every_source(room)
    yield False
    room.catalogue()
    yield False
    tie_atlas(room)
    yield False
    for monthly in (False, True):
        room.rows(monthly=monthly)
        yield False


def ready(room: Room) -> Iterator[Callable[[], object]]:
    """Make long rows and lists ready to change, step by step: of use to who keeps the room open.

    After each step comes work for which the ledger need not be held.
    """
    yield from room.book().sums.foresee()
    room.book().sums.disputed(room.chronicle.umbrella)
    if not room.shelf.rests:
        gc.freeze()  # what was made at the start stays: nobody who asks waits until it is looked through for garbage
        room.shelf.rests = True
    yield lambda: None
