"""Blocks on a cluster: Apache Spark (extra `spark`), by Arrow, with the answers that one process would give.

Where a task's process ends, Spark tries the task again; from the second time on its rows go through a process of their
own, as in `Processes`, so that only the row at fault is lost and the job ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import islice
from shutil import which
from typing import TYPE_CHECKING

from marsad.blocks.blocks import Block, Lost, Work, in_blocks
from marsad.blocks.processes import Processes
from marsad.errors import UnreadableDocumentError, UsageError

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterator["pyarrow.RecordBatch"]
TRIES = 4
"""How often Spark tries a task whose process ended."""
WAVE = 64
"""Blocks a worker core that are sent in one job: what the driver holds at once."""
TABLES = (".parquet", ".parquet/")
NAMED = 20
"""Bad records that are named at the end of a job."""
PER_BATCH = "spark.sql.execution.arrow.maxRecordsPerBatch"
ONE_BY_ONE = {PER_BATCH: "1", "spark.sql.files.maxPartitionBytes": "1"}
"""So that whole files go one by one, each in a task: two may be more than a task can hold."""

Told = Callable[[bytes], tuple[str | None, str | None, str | None]]
"""From an answer its id, reading and error, as columns; a function of a module's own level."""

Open = Callable[[str, bytes], Iterator[bytes]]
"""From the address and the bytes of a file its rows; a function of a module's own level."""


@dataclass(frozen=True)
class Written:
    """What a job wrote: how many answers, how many of them are errors, and the first of these by id."""

    count: int
    bad: int
    named: tuple[tuple[str, str], ...]
    """Id and error."""


def spark_session(name: str = "marsad") -> SparkSession:
    """Return the session: that of `spark-submit` or the environment, else one on all cores of this machine.

    Raises `UsageError` where Spark or Java is missing.
    """
    if any(find_spec(needed) is None for needed in ("pyspark", "pandas", "pyarrow")):
        raise UsageError.of("a cluster needs Spark; install it with: pip install 'marsad[spark]'")
    if which("java") is None and "JAVA_HOME" not in os.environ and "SPARK_REMOTE" not in os.environ:
        raise UsageError.of("Spark needs Java 17 or newer; install it with: apt-get install default-jre-headless")
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(name)
    if "SPARK_REMOTE" not in os.environ and "MASTER" not in os.environ:
        builder = builder.master(f"local[{os.cpu_count() or 1},{TRIES}]")
    quiet = {"spark.ui.enabled": "false", "spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
    for key, value in (quiet | {PER_BATCH: "256"}).items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


class Spark:
    """The blocks of an iterable on a cluster, a wave of them a job."""

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def map(self, work: Work, blocks: Iterable[Block], lost: Lost) -> Iterator[list[bytes]]:
        """Yield the answers of each block, in the order of the blocks."""
        import pyarrow as pa

        schema = pa.schema([("n", pa.int64()), ("rows", pa.list_(pa.binary()))])
        waiting, size = iter(blocks), WAVE * self.session.sparkContext.defaultParallelism
        while wave := list(islice(waiting, size)):
            table = pa.table({"n": range(len(wave)), "rows": [list(block) for block in wave]}, schema=schema)
            sent = self.session.createDataFrame(table)
            done = sent.mapInArrow(partial(_answer_blocks, work=work, lost=lost), "n long, rows array<binary>")
            yield from ([bytes(row) for row in one.rows] for one in sorted(done.collect(), key=lambda one: one.n))


def map_files(
    session: SparkSession, source: str, target: str, work: Work, lost: Lost, told: Told, opened: Open | None = None
) -> Written:
    """Map `work` over the records of Parquet or JSON-lines files, write the answers, and return what was written.

    With `opened` the files are of a kind that it opens, each in one task, and the rows are what it finds in them.

    `source` and `target` are what Spark takes as addresses (a path, `file://`, `s3a://`, with wildcards).  Each record
    is a row of JSON.  A `target` that ends in .jsonl holds the answers as lines, any other is Parquet with id, reading
    and error; in no order.  Raises `UnreadableDocumentError` where there is no source, and `UsageError` where
    something stands at the target.
    """
    from pyspark.errors import AnalysisException

    try:
        every = _records(session, source) if opened is None else _files(session, source)
        return _mapped(session, every, target, partial(_answer, work=work, lost=lost, told=told, opened=opened))
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            raise UnreadableDocumentError.of("{name}: there is no such file; check the path", name=source) from error
        if error.getCondition() == "PATH_ALREADY_EXISTS":
            raise UsageError.of("{path}: exists already; name another place, or remove it", path=target) from error
        raise


def _records(session: SparkSession, source: str) -> DataFrame:
    """Return the records of files as lines of JSON."""
    from pyspark.sql import functions

    if source.endswith(TABLES):
        found = session.read.parquet(source).select(functions.to_json(functions.struct("*")).alias("value"))
    else:
        found = session.read.text(source).where(functions.trim("value") != "")
    return found.repartition(4 * session.sparkContext.defaultParallelism)


def _files(session: SparkSession, source: str) -> DataFrame:
    """Return files with their bytes."""
    return session.read.format("binaryFile").load(source).select("path", "content")


def _mapped(session: SparkSession, every: DataFrame, target: str, answer: Callable[[Batches], Batches]) -> Written:
    lines = target.endswith(".jsonl")
    done = every.mapInArrow(answer, "id string, reading string, error string, line string")
    before = {key: str(session.conf.get(key)) for key in ONE_BY_ONE}
    for key, value in (ONE_BY_ONE if "content" in every.columns else {}).items():
        session.conf.set(key, value)
    try:
        if lines:
            done.select("line").write.text(target)
        else:
            done.drop("line").write.parquet(target)
    finally:
        for key, value in before.items():
            session.conf.set(key, value)
    return _written(session, target, lines)


def _written(session: SparkSession, target: str, lines: bool) -> Written:
    """Look at what was written."""
    from pyspark.sql import functions

    if lines:
        every = session.read.text(target)
        said = every.where(functions.col("value").startswith('{"id":'))
        bad = said.select(*(functions.get_json_object("value", f"$.{name}").alias(name) for name in ("id", "error")))
    else:
        every = session.read.parquet(target)
        bad = every.select("id", "error")
    bad = bad.where(functions.col("error").isNotNull())
    named = tuple((str(one.id), str(one.error)) for one in bad.orderBy("id", "error").limit(NAMED).collect())
    return Written(every.count(), bad.count(), named)


def _answer_blocks(batches: Batches, work: Work, lost: Lost) -> Batches:
    import pyarrow as pa

    for batch in batches:
        blocks = batch.column("rows").to_pylist()
        answers = [answer for block in blocks for answer in _answers(work, [block], lost)]
        yield pa.record_batch({"n": batch.column("n"), "rows": pa.array(answers, pa.list_(pa.binary()))})


def _answer(batches: Batches, work: Work, lost: Lost, told: Told, opened: Open | None) -> Batches:
    import pyarrow as pa

    names = ("id", "reading", "error", "line")
    for batch in batches:
        for answers in _answers(work, in_blocks(_rows(batch, opened)), lost):
            columns = zip(*((*told(one), one.decode()) for one in answers), strict=True)
            yield pa.record_batch({name: pa.array(c, pa.string()) for name, c in zip(names, columns, strict=True)})


def _rows(batch: pyarrow.RecordBatch, opened: Open | None) -> Iterator[bytes]:
    if opened is None:
        yield from (value.encode() for value in batch.column("value").to_pylist())
        return
    for path, content in zip(batch.column("path").to_pylist(), batch.column("content").to_pylist(), strict=True):
        yield from opened(path, content)


def _answers(work: Work, blocks: Iterable[Block], lost: Lost) -> Iterator[list[bytes]]:
    """Answer here; in a process apart where this task has ended a process before."""
    from pyspark import TaskContext

    context = TaskContext.get()
    if context is not None and context.attemptNumber() > 0:
        return Processes(1).map(work, blocks, lost)
    return map(work, blocks)
