"""Who makes beforehand what a first question would wait for, while nobody asks: at the start, and after every change.

Each step holds the ledger for a short while only, so that whoever asks meanwhile is answered between two of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import TypeVar

from marsad.errors import MarsadError
from marsad.web.room import Room

Done = TypeVar("Done")
PAUSE = 0.005
"""Seconds between two steps, in which whoever waits for the ledger gets it."""
WATCH = 1.0
"""Seconds after which it is looked whether the ledger moved on."""
PATIENCE = 5
"""Seconds that the end waits for a step: what it writes is written whole or not at all."""
STILL = 15
"""So many looks without a change, and what was made is kept in the ledger."""


class Attendant:
    """Attends to a room from `start` to `stop`, in a thread of its own."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._attend, name="attendant", daemon=True)

    def start(self) -> None:
        """Begin; what is made from now on is kept in the ledger when there is time for it."""
        self.room.shelf.attended = True
        self._thread.start()

    def stop(self) -> None:
        """End after the present step, and keep in the ledger what is not yet; a step that takes long is left alone."""
        self._stopped.set()
        self._thread.join(PATIENCE)
        if not self._thread.is_alive():
            self.room.shelf.attended = False
            with self.room.lock:
                self._try(self.room.shelf.save)

    def _attend(self) -> None:
        from marsad.web.views.warm import learn, ready, steps, voices

        head, still, spoken = -1, 0, frozenset[tuple[str, str | None]]()
        while not self._stopped.wait(WATCH):
            now = self._step(self.room.shelf.look)
            still = still + 1 if now == head else 0
            if now is not None and now != head:
                now_spoken = self._step(partial(voices, self.room)) or spoken
                self._try(partial(learn, self.room, now_spoken - spoken))
                spoken |= now_spoken
                work = chain(steps(self.room), ready(self.room))
                while (left := self._step(partial(next, work, True))) not in (True, None):
                    if callable(left):
                        left()
                head = now
            if still == STILL:
                self._step(self.room.shelf.save)

    def _step(self, do: Callable[[], Done]) -> Done | None:
        """Do something while nobody else asks the ledger; None where that failed, as the next who asks is told."""
        if self._stopped.wait(PAUSE):
            return None
        with self.room.lock:
            return self._try(do)

    @staticmethod
    def _try(do: Callable[[], Done]) -> Done | None:
        try:
            return do()
        except MarsadError:
            return None
