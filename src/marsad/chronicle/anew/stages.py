"""The stages of linking anew, each step in a transaction of its own.

Whoever is killed, or stopped by a full disk, goes on with the step that was not finished; two who link one ledger at
the same time take turns.  What is kept in memory between steps is made of what the tables keep, and only numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import msgspec

from marsad.chronicle.anew.collecting import Collected, collect
from marsad.chronicle.anew.comparing import Comparing
from marsad.chronicle.anew.portions import Banded, Told, count_documents
from marsad.chronicle.anew.reprinting import reprint
from marsad.chronicle.anew.settling import Settling
from marsad.ledger import cached
from marsad.ledger.cached import Cache
from marsad.ledger.making import Making, Stage

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle

T = TypeVar("T")

STAGES = {"collect": 65, "reprint": 10, "blocks": 5, "compare": 8, "index": 6, "settle": 4, "order": 2}
"""The stages in their order, and about how many hundredths of the time each takes."""

FIRST = next(iter(STAGES))

INDEXED = [table for table in cached.EVERY if table is not cached.scenes]
"""The tables whose indexes are made before scenes are settled: the scenes' own would be made twice."""

_collected = msgspec.json.Decoder(Collected)


class Anew:
    """One linking of everything; ask it for its steps until there are no more."""

    def __init__(self, chronicle: Chronicle, *, fresh: bool = False) -> None:
        self.chronicle = chronicle
        self.fresh = fresh
        """Whether what another began, and did not end, is thrown away."""
        self.documents = 0
        self._id = ""
        self._held: dict[type, object] = {}
        self._share = 0.0
        """How much of the present stage is done, 0 to 1."""

    def steps(self) -> Iterator[tuple[int, int]]:
        """Take the steps one by one; yield how many documents' worth of work is done, and how many there are."""
        store, name = self.chronicle.ledger.store, None
        while (name := store.derive(self._step)) is not None:
            before = sum(weight for weight, stage in zip(STAGES.values(), STAGES, strict=True) if _before(stage, name))
            done = (before + self._share * STAGES[name]) / sum(STAGES.values())
            yield int(done * self.documents), self.documents
        yield self.documents, self.documents

    def _step(self, cache: Cache) -> str | None:
        """Take one step and return the stage that it was of; None where the tables are whole."""
        making = Making(cache)
        stage = None if self.fresh else making.stage()
        if stage is None:
            if not self.fresh and cache.seen() is not None:
                return None
            stage = making.begin(FIRST)
        self.fresh = False
        if stage.id != self._id:
            self._id, self._held = stage.id, {}
        self.documents = self.documents or cache.documents()
        self._share = 0.0
        takes: dict[str, Callable[[Making, str], str | None]] = {
            "collect": self._collect,
            "reprint": self._reprint,
            "blocks": self._blocks,
            "compare": self._compare,
            "index": self._index,
            "settle": self._settle,
            "order": self._order,
        }
        done = takes[stage.name](making, stage.done)
        if done is not None:
            making.note(stage._replace(done=done))
            return stage.name
        self._share = 1.0
        after = next((name for name in STAGES if _before(stage.name, name)), None)
        if after is None:
            making.end(stage)
        else:
            making.note(Stage(stage.head, stage.id, after, ""))
        return stage.name

    def _collect(self, making: Making, done: str) -> str | None:
        so_far = _collected.decode(done) if done else Collected()
        ledger = self.chronicle.ledger
        reached = collect(making, ledger, ledger.store.decisions(), so_far, self.chronicle.engine)
        self._share = min(1.0, reached.documents / max(1, self.documents))
        return None if reached.whole else msgspec.json.encode(reached).decode()

    def _reprint(self, making: Making, done: str) -> str | None:
        banded = self._hold(Banded, lambda: Banded(making))
        reached = reprint(making, banded, int(done or 0))
        if reached is None:
            making.sort(cached.alike)
            self._held.pop(Banded)
        return self._told(reached, len(banded.bands))

    def _blocks(self, making: Making, done: str) -> str | None:
        comparing = self._comparing(making)
        return self._told(comparing.write_blocks(making, int(done or 0)), len(comparing.blocks))

    def _compare(self, making: Making, done: str) -> str | None:
        comparing = self._comparing(making)
        reached = comparing.compare(making, int(done or 0))
        if reached is None:
            making.sort(cached.links)
            self._held.pop(Comparing)
        return self._told(reached, len(comparing.told.ranks))

    def _comparing(self, making: Making) -> Comparing:
        return self._hold(Comparing, lambda: Comparing(making, Told(making), count_documents(making)))

    def _index(self, making: Making, done: str) -> str | None:
        """Put what stands loose in a table in order and make its indexes, of one table after the other."""
        at = int(done or 0)
        table = INDEXED[at]
        if table in (cached.names, cached.places):
            making.sort(table)
        making.index(table)
        return self._told(at + 1 if at + 1 < len(INDEXED) else None, len(INDEXED))

    def _settle(self, making: Making, done: str) -> str | None:
        settling = self._hold(Settling, lambda: self._settling(making))
        reached = settling.settle(making, int(done or 0))
        if reached is None:
            self._held.pop(Settling)
        return self._told(reached, len(settling.components))

    def _settling(self, making: Making) -> Settling:
        chronicle = self.chronicle
        judged = chronicle.judged(making.cache, chronicle.ledger.store.decisions())
        return Settling(making, Told(making), judged, chronicle.feasible)

    def _order(self, making: Making, done: str) -> str | None:
        making.index(cached.scenes)
        making.cache.put_in_order()
        return None

    def _hold(self, kind: type[T], make: Callable[[], T]) -> T:
        held = self._held.get(kind)
        if not isinstance(held, kind):
            held = self._held[kind] = make()
        return held

    def _told(self, reached: int | None, of_all: int) -> str | None:
        self._share = (reached or 0) / max(1, of_all)
        return None if reached is None else str(reached)


def _before(first: str, second: str) -> bool:
    order = list(STAGES)
    return order.index(first) < order.index(second)
