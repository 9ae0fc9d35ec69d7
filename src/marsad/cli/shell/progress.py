"""Progress on stderr, only for a person who watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
PERIOD = 120.0
"""Seconds of work by which it is reckoned how long the rest will take."""


class Far(Protocol):
    """How much there is to do (0: not known), and how much of that is done."""

    expected: int
    done: int


def progress(items: Iterable[Item], label: str, far: Far | None = None) -> Iterator[Item]:
    """Yield `items`, counting them on stderr where that is a terminal.

    With `far`, asked at each item, a bar says how much there is and, by the pace so far, how long it will take.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich import progress as rich
    from rich.console import Console

    counted = rich.TextColumn("{task.completed}") if far is None else rich.MofNCompleteColumn()
    bar = () if far is None else (rich.BarColumn(), rich.TimeRemainingColumn())
    columns = (rich.SpinnerColumn(), rich.TextColumn("{task.description}"), counted, *bar, rich.TimeElapsedColumn())
    shown = rich.Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=PERIOD)
    with shown:
        task = shown.add_task(label, total=None)
        for item in items:
            if far is None:
                shown.advance(task)
            else:
                shown.update(task, completed=far.done, total=far.expected or None)
            yield item
