"""How often one host is asked: a rate with jitter, and what to wait after 'too many' or a failure."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

JITTER = 0.25
"""Share of the pause by which it is longer at random."""
_FIRST_BACK_OFF = 1.0
_LOOPBACK_BACK_OFF = 0.05


class Pace:
    """Pauses by host.  `rate` is requests a second and host; no pause is kept on this machine's own addresses."""

    def __init__(
        self,
        rate: float = 1.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.rate = rate
        self.clock, self.sleep, self._chance = clock, sleep, chance
        self._due: dict[str, float] = {}
        self._delay: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Keep at least `delay` seconds between requests to a host, as its robots.txt asks."""
        self._delay[host] = delay

    def wait(self, host: str, *, loopback: bool) -> None:
        """Wait until the host may be asked again."""
        if loopback:
            return
        now = self.clock()
        due = self._due.get(host, now)
        if due > now:
            self.sleep(due - now)
        pause = max(1.0 / self.rate, self._delay.get(host, 0.0))
        self._due[host] = max(now, due) + pause * (1 + JITTER * self._chance())

    def back_off(self, attempt: int, asked: str | None, *, loopback: bool) -> float:
        """Return the seconds to wait after a failure: what the server asked for, else twice as long each time."""
        told = retry_after(asked, dt.datetime.now(dt.UTC))
        first = _LOOPBACK_BACK_OFF if loopback else _FIRST_BACK_OFF
        return told if told is not None else first * 2**attempt * (1 + JITTER * self._chance())


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Return the seconds of a Retry-After header, seconds or a date; None where it says nothing."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
    return max(0.0, (moment - now).total_seconds())
