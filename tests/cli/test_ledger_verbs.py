"""`init`, `add`, `verify`: what becomes of documents and what is found of a tampered ledger."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
COUNTS = ("added", "revised", "unchanged", "refused")


def counts(run: Run, *arguments: str | Path) -> tuple[int, ...]:
    said = run("add", "--format", "json", *arguments)
    assert said.json["schema_version"] == "1"
    assert said.code == (3 if said.json["refused"] else 0)
    return tuple(said.json[name] for name in COUNTS)


def test_init_makes_a_ledger_and_then_changes_nothing(run: Run, folder: Path) -> None:
    first = run("init", "x.db", "--format", "json")
    assert (first.code, first.json["made"]) == (0, True)
    before = (folder / "x.db").read_bytes()
    again = run("init", "x.db", "--format", "json")
    assert (again.code, again.json["made"]) == (0, False)
    assert (folder / "x.db").read_bytes() == before


@pytest.mark.parametrize("arguments", [["init", "u.db"], ["init", "sqlite:///u.db"], ["--ledger", "u.db", "init"]])
def test_a_ledger_is_named_by_url_path_or_option(run: Run, folder: Path, arguments: list[str]) -> None:
    assert run(*arguments).code == 0
    assert [path.name for path in folder.iterdir()] == ["u.db"]


def test_init_over_another_file_is_refused(run: Run, write: Write) -> None:
    path = write("diary.txt", "no ledger" * 200)
    said = run("init", path)
    assert said.code == 3
    assert "is not a ledger" in said.err
    assert path.read_text() == "no ledger" * 200


def test_add_counts_added_revised_unchanged_and_refused(run: Run, write: Write) -> None:
    a, b = write("a.txt", "3 civilians were killed"), write("b.txt", "4 civilians were killed")
    assert counts(run, a, b) == (2, 0, 0, 0)
    assert counts(run, a, b) == (0, 0, 2, 0)
    write("a.txt", "5 civilians were killed")
    assert counts(run, a, b, "none.txt") == (0, 1, 1, 1)


def test_the_same_file_twice_on_one_line_is_one_document(run: Run, write: Write) -> None:
    path = write("a.txt", "3 civilians were killed")
    assert counts(run, path, path) == (1, 0, 1, 0)


def test_add_makes_the_ledger_and_says_so(run: Run, write: Write, folder: Path) -> None:
    said = run("add", write("a.txt", "3 civilians were killed"))
    assert "made a new ledger" in said.err
    assert said.out == "added 1, revised 0, unchanged 0, refused 0\n"
    assert (folder / "marsad.db").exists()


def test_add_tells_each_document_in_lines_and_csv(run: Run, write: Write) -> None:
    path = write("a.txt", "3 civilians were killed")
    lines = run("add", path, "none.txt", "--format", "jsonl").lines
    assert [(line["id"], line["result"]) for line in lines] == [("a", "added"), ("none", "refused")]
    rows = list(csv.DictReader(io.StringIO(run("add", path, "none.txt", "--format", "csv").out)))
    assert [(row["id"], row["result"]) for row in rows] == [("a", "unchanged"), ("none", "refused")]
    assert "no such file" in rows[1]["error"]


def test_add_speaks_arabic(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LANG", "ar")
    assert run("add", write("a.txt", "قتل 3 مدنيين")).out.startswith("أُضيف 1، نُقّح 0")


def test_a_locked_ledger_ends_with_3(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_WAIT", "0")
    run("init")
    other = sqlite3.connect("marsad.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = run("add", write("a.txt", "3 civilians were killed"))
    other.close()
    assert said.code == 3
    assert "locked by another program" in said.err


def tamper(statement: str) -> None:
    raw = sqlite3.connect("marsad.db", isolation_level=None)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(statement)
    for _, sql in guards:
        raw.execute(sql)
    raw.close()


def test_verify_ends_with_0_for_a_sound_ledger_and_prints_its_head(run: Run, write: Write) -> None:
    run("add", write("a.txt", "3 civilians were killed"))
    said = run("verify", "--format", "json")
    assert said.code == 0
    assert (said.json["ok"], said.json["bad"]) == (True, [])
    assert said.json["checked"] > 0
    assert said.json["head"] in run("verify").out


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
def test_verify_ends_with_1_and_names_the_bad_item(run: Run, write: Write, form: str) -> None:
    run("add", write("a.txt", "3 civilians were killed"), write("b.txt", "4 civilians were killed"))
    tamper("UPDATE revisions SET published = '2001-01-01' WHERE document = 'b'")
    said = run("verify", "--format", form)
    assert said.code == 1
    assert "b@1" in said.out
    assert "a@1" not in said.out
    if form == "json":
        assert said.json["ok"] is False
        assert [(item["kind"], item["id"]) for item in said.json["bad"]] == [("revisions", "b@1")]


def test_verify_of_a_file_that_is_no_ledger_ends_with_3(run: Run, write: Write) -> None:
    assert run("verify", "--ledger", write("x.db", "no ledger")).code == 3


def test_verify_gives_its_reasons_in_arabic(run: Run, write: Write) -> None:
    run("add", write("a.txt", "3 civilians were killed"))
    tamper("DELETE FROM readings")
    said = run("verify", "--lang", "ar")
    assert said.code == 1
    assert "حُذف: القيد 6 يشهد له وهو غير موجود" in said.out
