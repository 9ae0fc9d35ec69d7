"""What a process has loaded stands: the garbage collector need not look at it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
YOUNG = 10_000
"""Objects that are made before the collector looks; Python's own 700 has it look several times a bulletin."""


def let_stand() -> None:
    """Take all objects there are out of the collector's sight; only for who owns the process: a command, a worker."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    gc.freeze()


def standing(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items; what the first of them had the process load stands from then on (`let_stand`)."""
    first = True
    for item in items:
        if first:
            let_stand()
            first = False
        yield item
