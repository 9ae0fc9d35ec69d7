"""Blocks in processes of this machine: in order, a bounded number ahead, and no row lost where a process ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from marsad.blocks.blocks import Block, Lost, Work
from marsad.standing import let_stand

AHEAD = 3
"""Blocks a worker that are sent before the first is answered."""


class Processes:
    """So many worker processes.  Where one ends amid a block, that is halved until the row at fault is found.

    They are started for each map and ended after it; within a `with` block they stay for the next one.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._stay = False
        self._idle: ProcessPoolExecutor | None = None
        """Workers that stay, while no map has them."""

    def __enter__(self) -> Self:
        self._stay = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stay = False
        if self._idle is not None:
            self._idle.shutdown(wait=False, cancel_futures=True)
            self._idle = None

    def map(self, work: Work, blocks: Iterable[Block], lost: Lost) -> Iterator[list[bytes]]:
        """Yield the answers of each block, in the order of the blocks."""
        pool, self._idle = self._idle or _pool(self.workers), None
        pending: deque[tuple[Block, Future[list[bytes]]]] = deque()
        whole = False
        try:
            for block in blocks:
                pending.append((block, _submitted(pool, work, block)))
                if len(pending) >= AHEAD * self.workers:
                    pool, answer = self._first(pool, pending, work, lost)
                    yield answer
            while pending:
                pool, answer = self._first(pool, pending, work, lost)
                yield answer
            whole = True
        finally:
            if whole and self._stay and self._idle is None:
                self._idle = pool
            else:
                pool.shutdown(wait=False, cancel_futures=True)

    def _first(
        self, pool: ProcessPoolExecutor, pending: deque[tuple[Block, Future[list[bytes]]]], work: Work, lost: Lost
    ) -> tuple[ProcessPoolExecutor, list[bytes]]:
        """Return the answers of the block that waits longest, and the pool that the others wait for."""
        block, future = pending.popleft()
        try:
            return pool, future.result()
        except BrokenProcessPool:
            pool.shutdown(wait=False, cancel_futures=True)
        answer = _alone(work, block, lost)
        pool = _pool(self.workers)
        waiting = list(pending)
        pending.clear()
        for other, held in waiting:
            done = held.done() and not held.cancelled() and held.exception() is None
            pending.append((other, held if done else _submitted(pool, work, other)))
        return pool, answer


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _submitted(pool: ProcessPoolExecutor, work: Work, block: Block) -> Future[list[bytes]]:
    """Send a block; to a pool that is broken already, so that its answer says so."""
    try:
        return pool.submit(_worked, work, block)
    except BrokenProcessPool as error:
        broken: Future[list[bytes]] = Future()
        broken.set_exception(error)
        return broken


def _worked(work: Work, block: Block) -> list[bytes]:
    """Work in a process of the pool; what its first block had it load stands."""
    answers = work(block)
    if not gc.get_freeze_count():
        let_stand()
    return answers


def _alone(work: Work, block: Block, lost: Lost) -> list[bytes]:
    """Return the answers of a block amid which a process ended: as a whole once more, else of its halves, and so on."""
    with _pool(1) as pool:
        try:
            return pool.submit(_worked, work, block).result()
        except BrokenProcessPool as error:
            why = str(error)
    if len(block) == 1:
        return [lost(block[0], why)]
    half = len(block) // 2
    return _alone(work, block[:half], lost) + _alone(work, block[half:], lost)


def _end_with_parent() -> None:
    """End this worker when the process that started it ends, even by SIGKILL."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
