"""`marsad export`: the file is written exactly as named, or nothing is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def ledger(run: Run, write: Write) -> None:
    text = "At least 5 civilians were killed by shelling in Idlib city on Friday, 9 March 2018."
    assert run("add", write("one.txt", text), "--lang", "en", "--pack", "syria", "--published", "2018-03-10").code == 0


@pytest.mark.usefixtures("ledger")
def test_a_file_is_written_as_named_and_not_over_another(run: Run, folder: Path) -> None:
    out = folder / "tolls.table"
    said = run("export", "csv", "--out", out)
    assert (said.code, said.out) == (0, "")
    assert str(out) in said.err
    assert ",killed,civilians,5,," in out.read_text(encoding="utf-8")
    out.write_text("mine", encoding="utf-8")
    again = run("export", "csv", "--out", out)
    assert (again.code, out.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in again.err
    assert run("export", "jsonl", "--out", out, "--force").code == 0
    assert out.read_bytes().startswith(b'{"schema_version":"1"')
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".marsad-")) == []


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("name", "out", "word"), [("cvs", "x.csv", "ucdp-ged"), ("csv", ".", "folder"), ("csv", "no/x.csv", "folder")]
)
def test_what_cannot_be_written_is_told(run: Run, folder: Path, name: str, out: str, word: str) -> None:
    said = run("export", name, "--out", out)
    assert said.code == 2
    assert word in said.err
    assert not (folder / "x.csv").exists()
