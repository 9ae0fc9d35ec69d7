"""What is mapped over what, and the backend that needs nothing: one block after the other, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

Block = Sequence[bytes]
"""Some rows, each one encoded value."""
Work = Callable[[Block], list[bytes]]
"""A function of a module's own level, so that another process can find it: one answer for each row, in their order."""
Lost = Callable[[bytes, str], bytes]
"""The answer for a row at which a process ended, with how it ended; also a function of a module's own level."""

ROWS, WEIGHT = 64, 2_000_000
"""A block's rows and bytes at most: a block of a few huge rows would keep one worker while the others wait."""


class Engine(Protocol):
    """A backend."""

    def map(self, work: Work, blocks: Iterable[Block], lost: Lost) -> Iterator[list[bytes]]:
        """Yield the answers of each block, in the order of the blocks."""
        ...


class Serial:
    """One block after the other in this process, each when its answer is asked for."""

    def map(self, work: Work, blocks: Iterable[Block], lost: Lost) -> Iterator[list[bytes]]:
        """Yield the answers of each block; nothing is lost, as whatever ends this process ends the caller too."""
        return map(work, blocks)


def map_blocks(work: Work, blocks: Iterable[Block], engine: Engine, lost: Lost) -> Iterator[list[bytes]]:
    """Yield what `work` answers to each block, in order, the same on every engine.

    A row at which a process ends (its memory used up, a crash below Python) is answered by `lost`, the others by
    `work`.  What `work` raises is raised.
    """
    return engine.map(work, blocks, lost)


def in_blocks(rows: Iterable[bytes], most: int = ROWS, weight: int = WEIGHT) -> Iterator[list[bytes]]:
    """Yield rows in blocks of at most `most` rows and, a single row apart, `weight` bytes."""
    block: list[bytes] = []
    heavy = 0
    for row in rows:
        if block and (len(block) >= most or heavy + len(row) > weight):
            yield block
            block, heavy = [], 0
        block.append(row)
        heavy += len(row)
    if block:
        yield block
