"""Slowing down who guesses: failures are counted by account and by address, in memory, for a quarter of an hour."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque

from marsad.errors import MarsadError

WINDOW = 15 * 60
"""Seconds for which a failure counts."""
MOST = {"account": 10, "address": 30}
"""Failures within the window from which on nothing is tried any more (the figures of Bayanat's audit)."""
KEPT = 20_000
"""Names and addresses that are remembered at most, the latest."""


class ThrottledError(MarsadError):
    """There were too many failures; `wait` says for how many seconds nothing is tried."""

    wait = WINDOW


class Throttle:
    """Failures of late.  Names that no account has are counted like any other."""

    def __init__(self) -> None:
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, account: str, address: str, now: float) -> None:
        """Raise `ThrottledError` where account or address failed too often."""
        with self._lock:
            waits = [self._wait(kind, name, now) for kind, name in (("account", account), ("address", address))]
        if max(waits) > 0:
            minutes = math.ceil(max(waits) / 60)
            error = ThrottledError.of("too many attempts; try again in {minutes} minutes", minutes=minutes)
            error.wait = math.ceil(max(waits))
            raise error

    def failed(self, account: str, address: str, now: float) -> None:
        """Count a failure."""
        with self._lock:
            for key in (("account", account), ("address", address)):
                self._failed.setdefault(key, deque()).append(now)
                self._failed.move_to_end(key)
            while len(self._failed) > KEPT:
                self._failed.popitem(last=False)

    def succeeded(self, account: str) -> None:
        """Forget the failures of an account; those of an address stay."""
        with self._lock:
            self._failed.pop(("account", account), None)

    def _wait(self, kind: str, name: str, now: float) -> float:
        times = self._failed.get((kind, name))
        while times and times[0] <= now - WINDOW:
            times.popleft()
        return times[0] + WINDOW - now if times and len(times) >= MOST[kind] else 0
