"""Where the work of a command is done: in this process, in several of this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.blocks import Engine

HERE, SPARK = "here", "spark"
ENGINES = (HERE, SPARK)


@contextmanager
def working(jobs: int, engine: str = HERE) -> Iterator[Engine]:
    """Give the engine for `--jobs` and `--engine`; its processes start with the first work and end with the block.

    Raises `UsageError` where Spark or Java is missing.
    """
    from marsad.blocks import Processes, Serial

    if engine == SPARK:
        from marsad.blocks.spark import Spark, spark_session

        yield Spark(spark_session())
    elif jobs == 1:
        yield Serial()
    else:
        with Processes(jobs) as workers:
            yield workers
