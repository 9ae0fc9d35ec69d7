"""Stopping cleanly: what waits for others is broken off at once, what is being written is written to its end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class StopError(BaseException):
    """Somebody asked to stop while nothing was being written."""


class Stop:
    """Whether somebody asked to stop.  `ask` may be called by a signal, at any moment."""

    def __init__(self) -> None:
        self.asked = False
        self._is_open = False

    def ask(self, *_: object) -> None:
        """Ask to stop.  Raises `StopError` where that does no harm: while waiting."""
        self.asked = True
        if self._is_open:
            raise StopError

    @contextmanager
    def open(self) -> Iterator[None]:
        """Wait for others within: it is broken off by `StopError` when somebody asks, or has asked."""
        self._is_open = True
        try:
            if self.asked:
                raise StopError
            yield
        finally:
            self._is_open = False

    def sleep(self, seconds: float) -> None:
        """Wait.  Raises `StopError` when somebody asks to stop."""
        with self.open():
            time.sleep(seconds)
