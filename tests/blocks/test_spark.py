"""On a real Spark of two workers: the answers of one process, to the byte; no document lost where one is killed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from marsad.blocks import Serial, in_blocks, map_blocks
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.spreading import lost_record, read_records, told_line

from .works import POISON, fragile, lost, turned

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.slow
GOLD = Path(__file__).parents[1] / "gold" / "open"


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from marsad.blocks.spark import spark_session

    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)  # so that its workers find the works of the tests
    made = spark_session("marsad tests")
    yield made
    made.stop()


def records() -> list[bytes]:
    keys = ("id", "text", "published", "source", "lang", "conflict")
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return [json.dumps({key: gold[key] for key in keys}, ensure_ascii=False).encode() for gold in golds]


def test_the_answers_are_those_of_one_process(session: SparkSession) -> None:
    from marsad.blocks.spark import Spark

    rows = [f"row {n}".encode() for n in range(300)]
    blocks = list(in_blocks(rows, 7))
    assert list(map_blocks(turned, blocks, Spark(session), lost)) == list(map_blocks(turned, blocks, Serial(), lost))


def test_where_a_worker_is_killed_only_the_poisoned_row_is_lost(session: SparkSession) -> None:
    from marsad.blocks.spark import Spark

    rows = [f"row {n}".encode() for n in range(60)]
    rows[17] = POISON
    answers = [row for block in map_blocks(fragile, in_blocks(rows, 20), Spark(session), lost) for row in block]
    assert answers == [b"lost poison" if row == POISON else row[::-1] for row in rows]


def test_files_are_read_as_one_process_reads_them(session: SparkSession, tmp_path: Path) -> None:
    from marsad.blocks.spark import map_files

    source, bad = tmp_path / "bulletins.jsonl", b'{"id": "bad", "text": 5}'
    rows = [*records(), bad]
    source.write_bytes(b"\n".join(rows) + b"\n\n")
    expected = sorted(read_records(rows))
    lines, table = str(tmp_path / "out.jsonl"), str(tmp_path / "out.parquet")
    assert map_files(session, str(source), lines, read_records, lost_record, told_line) == len(rows)
    written = [line for part in Path(lines).glob("part-*") for line in part.read_bytes().splitlines()]
    assert sorted(written) == expected
    assert map_files(session, str(source), table, read_records, lost_record, told_line) == len(rows)
    found = session.read.parquet(table).collect()
    assert sorted(one.reading.encode() for one in found if one.reading) == [r for r in expected if b'"error":' not in r]
    assert [one.id for one in found if one.error] == ["bad"]
    again = str(tmp_path / "again.jsonl")
    session.read.json(str(source)).where("id != 'bad'").write.parquet(str(tmp_path / "in.parquet"))
    assert map_files(session, str(tmp_path / "in.parquet"), again, read_records, lost_record, told_line) == 49


def test_a_missing_source_and_a_target_that_is_there_are_named(session: SparkSession, tmp_path: Path) -> None:
    from marsad.blocks.spark import map_files

    with pytest.raises(UnreadableDocumentError, match="nowhere"):
        map_files(session, str(tmp_path / "nowhere"), str(tmp_path / "o"), read_records, lost_record, told_line)
    source = tmp_path / "one.jsonl"
    source.write_bytes(records()[0])
    (tmp_path / "taken.jsonl").mkdir()
    with pytest.raises(UsageError, match="exists already"):
        map_files(session, str(source), str(tmp_path / "taken.jsonl"), read_records, lost_record, told_line)
