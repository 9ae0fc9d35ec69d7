"""Answers as bytes: whoever asks what somebody asked before, of the same state of the ledger, gets the same bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import NamedTuple

from marsad.ids import sha256

MOST = 64_000_000
"""Bytes that are kept at most: the answers that were asked for last."""


class Body(NamedTuple):
    """The bytes of an answer and the tag of their content."""

    content: bytes
    tag: str


def body_of(content: bytes) -> Body:
    """Return bytes with their tag."""
    return Body(content, f'"{sha256(content)[:32]}"')


class Bodies:
    """The answers of one state of a ledger, by what was asked; any number of threads may ask at once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._head = -1
        self._size = 0
        self._kept: OrderedDict[object, Body] = OrderedDict()

    def find(self, head: int, asked: object) -> Body | None:
        """Return the answer of a state, None where nobody asked for it yet."""
        with self._lock:
            found = self._kept.get(asked) if head == self._head else None
            if found is not None:
                self._kept.move_to_end(asked)
            return found

    def put(self, head: int, asked: object, made: Body) -> None:
        """Keep the answer of a state; those of the states before it are let go."""
        with self._lock:
            if head != self._head:
                self._kept.clear()
                self._head, self._size = head, 0
            former = self._kept.pop(asked, None)
            self._size += len(made.content) - (len(former.content) if former else 0)
            self._kept[asked] = made
            while self._size > self._most:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.content)
