"""Watching: targets looked at again and again, each when it is due, until somebody asks to stop.

When a target was last looked at is in the ledger, so that a watch that begins again goes on where it was.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field

from marsad.gathering.reprints import recognise
from marsad.gathering.steps import Extent, Step
from marsad.gathering.stopping import Stop, StopError
from marsad.ledger.inquiries import Inquiry
from marsad.ledger.opened import stamp
from marsad.pipeline import Ledger

JITTER = 0.1
"""Share of the time between two rounds by which it is longer at random."""
FORGOTTEN = dt.timedelta(hours=1)
"""How long robots.txt is remembered."""


@dataclass
class Watched:
    """A target, how often it is looked at, one round of that, and what forgets what was remembered of its hosts."""

    name: str
    every: dt.timedelta
    begin: Callable[[], Iterator[Step]]
    forget: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Round:
    """One round over one target: what it came to, and when the next is due."""

    target: str
    counts: dict[str, int]
    began: dt.datetime
    due: dt.datetime


@dataclass
class Watch:
    """Rounds over targets.  `rounds`: how many of each, None without end."""

    ledger: Ledger
    watched: Sequence[Watched]
    stop: Stop = field(default_factory=Stop)
    rounds: int | None = None
    chance: Callable[[], float] = random.random

    def run(self) -> Iterator[Step | Round]:
        """Yield each step as it happens, and each round when it is over; end when somebody asks to stop."""
        due = {one.name: self._due(one) for one in self.watched}
        done: Counter[str] = Counter()
        fresh = self.ledger.store.now()
        try:
            while open_ := [one for one in self.watched if self.rounds is None or done[one.name] < self.rounds]:
                one = min(open_, key=lambda each: due[each.name])
                now = self.ledger.store.now()
                if due[one.name] > now:
                    self.stop.sleep((due[one.name] - now).total_seconds())
                if self.ledger.store.now() - fresh > FORGOTTEN:
                    fresh = self.ledger.store.now()
                    for each in self.watched:
                        each.forget()
                over = yield from self._round(one)
                due[one.name] = over.due
                done[one.name] += 1
                yield over
        except StopError:
            return

    def _round(self, one: Watched) -> Generator[Step, None, Round]:
        began, counts = self.ledger.store.now(), Counter[str]()
        for step in one.begin():
            counts[step.result] += 1
            counts["fetched"] += step.fetched
            yield step
        for step in filter(None, repeats(self.ledger)):
            counts[step.result] += 1
            yield step
        if self.stop.asked:
            raise StopError
        due = began + one.every * (1 + JITTER * self.chance())
        at = stamp(began)
        self.ledger.store.note_inquiry(Inquiry(address=_key(one), at=at, due=stamp(due)))
        return Round(one.name, dict(counts), began, due)

    def _due(self, one: Watched) -> dt.datetime:
        """Return when a target is to be looked at; not later than its present pace asks, had it been slower before."""
        before = self.ledger.store.inquiry(_key(one))
        now = self.ledger.store.now()
        if before is None or before.due is None:
            return now
        last = dt.datetime.fromisoformat(before.at)
        return max(now, min(dt.datetime.fromisoformat(before.due), last + one.every * (1 + JITTER)))


def repeats(ledger: Ledger, extent: Extent | None = None) -> Iterator[Step | None]:
    """Yield of each document that is new in the ledger whether it repeats another, None where it does not."""
    for lineage in recognise(ledger.store, extent if extent is not None else Extent()):
        if lineage is None:
            yield None
        else:
            yield Step(lineage.later, "repeats", lineage.later, why=lineage.why, earlier=lineage.earlier)


def _key(one: Watched) -> str:
    return f"watch:{one.name}"
