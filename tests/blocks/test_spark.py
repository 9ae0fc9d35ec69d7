"""On a real Spark of two workers: the answers of one process, to the byte; no document lost where one is killed."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from marsad.blocks import Serial, in_blocks, map_blocks
from marsad.blocks.spark import map_files
from marsad.collect.files import Unread, read_files
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.pipeline import read_document
from marsad.spreading import lost_found, lost_record, open_archive, read_found, read_records, told_line

from .archives import warc
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
    source, bad = tmp_path / "bulletins.jsonl", b'{"id": "bad", "text": 5}'
    rows = [*records(), bad]
    source.write_bytes(b"\n".join(rows) + b"\n\n")
    expected = sorted(read_records(rows))
    lines, table = str(tmp_path / "out.jsonl"), str(tmp_path / "out.parquet")
    done = map_files(session, str(source), lines, read_records, lost_record, told_line)
    assert (done.count, done.bad, [name for name, _ in done.named]) == (len(rows), 1, ["bad"])
    written = [line for part in Path(lines).glob("part-*") for line in part.read_bytes().splitlines()]
    assert sorted(written) == expected
    assert map_files(session, str(source), table, read_records, lost_record, told_line) == done
    found = session.read.parquet(table).collect()
    assert sorted(one.reading.encode() for one in found if one.reading) == [r for r in expected if b'"error":' not in r]
    assert [one.id for one in found if one.error] == ["bad"]
    again = str(tmp_path / "again.jsonl")
    session.read.json(str(source)).where("id != 'bad'").write.parquet(str(tmp_path / "in.parquet"))
    told = map_files(session, str(tmp_path / "in.parquet"), again, read_records, lost_record, told_line)
    assert (told.count, told.bad, told.named) == (49, 0, ())


def test_a_missing_source_and_a_target_that_is_there_are_named(session: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="nowhere"):
        map_files(session, str(tmp_path / "nowhere"), str(tmp_path / "o"), read_records, lost_record, told_line)
    source = tmp_path / "one.jsonl"
    source.write_bytes(records()[0])
    (tmp_path / "taken.jsonl").mkdir()
    with pytest.raises(UsageError, match="exists already"):
        map_files(session, str(source), str(tmp_path / "taken.jsonl"), read_records, lost_record, told_line)


def test_web_archives_are_read_as_one_process_reads_them(session: SparkSession, tmp_path: Path) -> None:
    """Each file in one task; a page that is none and an archive that is cut short are named, the others are read."""
    address, words = "https://example.org/", "Five civilians were killed in an airstrike on Douma on 9 June 2018."
    pages = [(f"{address}{n}", f"<html><body><p>{words} {n}</p></body></html>") for n in (1, 1, 2)]
    whole = warc([*pages, (f"{address}3", "<html></html>")]) + warc([(f"{address}4", "GIF89a")], media="image/gif")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.warc.gz").write_bytes(whole)
    (tmp_path / "in" / "b.warc.gz").write_bytes(warc(pages[:1]) + warc(pages[2:])[:-60])
    expected = []
    for name in ("a.warc.gz", "b.warc.gz"):
        for one in read_files([str(tmp_path / "in" / name)], io.BytesIO()):
            read = {"id": one.id, "error": str(one.error)} if isinstance(one, Unread) else read_document(one)
            expected.append(msgspec.json.encode(read))
    target = str(tmp_path / "out.jsonl")
    done = map_files(session, f"{tmp_path}/in/*.warc.gz", target, read_found, lost_found, told_line, open_archive)
    written = [line for part in Path(target).glob("part-*") for line in part.read_bytes().splitlines()]
    assert [json.loads(line)["id"] for line in sorted(written)] == [json.loads(line)["id"] for line in sorted(expected)]
    readings = sorted(line for line in written if b'"error":' not in line)
    assert readings == sorted(line for line in expected if b'"error":' not in line)
    assert len(readings) == 4
    assert (done.count, done.bad) == (6, 2)
    assert session.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch") == "256"
