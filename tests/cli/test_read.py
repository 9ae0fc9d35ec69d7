"""`marsad read`: the contract in input order, errors in their place, the good part kept."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
MARSAD = [sys.executable, "-m", "marsad.cli"]
TEXT = "قُتل 3 مدنيين في قصف على إدلب"


def test_readings_come_in_input_order_by_the_contract(run: Run, write: Write) -> None:
    paths = [write(f"{name}.txt", TEXT) for name in ("b", "a", "c")]
    said = run("read", *paths, "--format", "jsonl")
    assert said.code == 0
    assert [line["id"] for line in said.lines] == ["b", "a", "c"]
    (claim,) = said.lines[0]["claims"]
    assert (claim["harm"], claim["value"], claim["hedge"]) == ("killed", 3, "exact")
    assert TEXT[slice(*claim["span"])] == claim["text"]
    assert said.lines[0]["schema_version"] == "1"


def test_what_cannot_be_read_stands_in_its_place_and_the_rest_is_kept(run: Run, write: Write) -> None:
    good, empty = write("good.txt", TEXT), write("empty.txt", "")
    rows = [json.dumps({"id": "x", "text": TEXT}), "{broken", json.dumps({"id": "z", "text": TEXT})]
    said = run("read", "none.txt", good, empty, write("in.jsonl", "\n".join(rows)), "--format", "jsonl")
    assert said.code == 3
    assert [line["id"] for line in said.lines] == ["none", "good", "empty", "x", "in:2", "z"]
    assert [set(line) == {"id", "error"} for line in said.lines] == [True, False, True, False, True, False]
    assert "no such file" in said.lines[0]["error"]
    assert said.err.count("error:") == 3


def test_a_document_in_a_language_without_readers_stands_as_an_error_in_its_place(run: Run, write: Write) -> None:
    rows = [{"id": "a", "text": TEXT, "lang": "xx"}, {"id": "b", "text": TEXT}]
    said = run("read", write("in.json", json.dumps(rows)), "--format", "jsonl")
    assert said.code == 3
    assert ["error" in line for line in said.lines] == [True, False]


def test_a_conflict_without_a_pack_is_still_read(run: Run, write: Write) -> None:
    record = {"id": "a", "text": TEXT, "conflict": "atlantis"}
    said = run("read", write("a.json", json.dumps(record)), "--format", "jsonl")
    assert said.code == 0
    assert len(said.lines[0]["claims"]) == 1


def test_standard_input_is_read(run: Run) -> None:
    said = run("read", "-", "--format", "jsonl", stdin=TEXT.encode())
    assert said.lines[0]["id"] == "stdin"
    assert said.lines[0]["claims"][0]["value"] == 3


def test_windows_1256_and_html_are_read(run: Run, write: Write) -> None:
    plain = TEXT.replace("\u064f", "")
    legacy = write("legacy.txt", plain.encode("cp1256"))
    page = write("page.html", f"<html><body><nav>12</nav><p>{plain}</p><script>99 killed</script></body></html>")
    first, second = run("read", legacy, page, "--format", "jsonl").lines
    assert first["text"] is None
    assert second["text"] == plain
    assert first["claims"] == second["claims"] != []


def test_what_is_said_of_the_documents_is_in_the_readings(run: Run, write: Write) -> None:
    options = ("--published", "2018-06-09", "--source", "The Observatory", "--lang", "ar", "--pack", "syria")
    (line,) = run("read", write("a.txt", TEXT), "--format", "jsonl", *options).lines
    assert line["published"] == {"value": "2018-06-09", "how": "given", "why": None}
    assert (line["source"], line["lang"], line["pack"]) == ("The Observatory", "ar", "syria")


def test_json_is_one_value_and_csv_one_row_a_claim(run: Run, write: Write) -> None:
    paths = (write("a.txt", TEXT), write("b.txt", TEXT))
    whole = run("read", *paths, "--format", "json").json
    assert whole["schema_version"] == "1"
    assert [document["id"] for document in whole["documents"]] == ["a", "b"]
    rows = list(csv.DictReader(io.StringIO(run("read", *paths, "--format", "csv").out)))
    assert [(row["document"], row["harm"], row["value"]) for row in rows] == [
        ("a", "killed", "3"),
        ("b", "killed", "3"),
    ]


@pytest.mark.parametrize(("lang", "number"), [("en", "3 killed"), ("ar", "3 قتلى")])
def test_the_table_shows_number_side_and_words(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, lang: str, number: str
) -> None:
    monkeypatch.setenv("MARSAD_LANG", lang)
    said = run("read", write("a.txt", TEXT + "\n\n26\n"), "--format", "table")
    assert number in said.out
    assert "3 مدنيين" in said.out
    assert "26" in said.out
    assert "\x1b[" not in said.out


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_locale(write: Write, locale: str) -> None:
    path = write("a.txt", TEXT)
    environ = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "MARSAD_LANG": "ar"}
    for form in ("jsonl", "table"):
        command = [*MARSAD, "read", str(path), "--format", form]
        said = subprocess.run(command, env=environ, capture_output=True, check=True)
        assert "مدنيين" in said.stdout.decode("utf-8")
    said = subprocess.run([*MARSAD, "toll"], env=environ, capture_output=True, check=False)
    assert "لا يوجد سجل" in said.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(write: Write) -> None:
    path = write("many.jsonl", "\n".join(json.dumps({"id": f"d{n}", "text": TEXT}) for n in range(500)))
    with subprocess.Popen(
        [*MARSAD, "read", str(path), "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_in_a_pipe_read_gives_json_lines_without_being_asked(write: Write) -> None:
    said = subprocess.run([*MARSAD, "read", str(write("a.txt", TEXT))], capture_output=True, check=True)
    assert json.loads(said.stdout)["id"] == "a"


def test_colour_survives_a_pipe_only_where_it_is_forced(write: Write) -> None:
    command = [*MARSAD, "read", str(write("a.txt", TEXT)), "--format", "table"]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    forced = subprocess.run(command, env={**os.environ, "FORCE_COLOR": "1"}, capture_output=True, check=True).stdout
    assert b"\x1b[" not in plain
    assert b"\x1b[" in forced
