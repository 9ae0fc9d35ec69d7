"""`marsad chart`: a picture is written where it was asked for, and its values are printed for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.cli.chart import KINDS as OFFERED
from marsad.publish.pictures import KINDS

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
TEXT = "At least 5 civilians were killed by shelling in Idlib city on Friday, 9 March 2018."


@pytest.fixture(autouse=True)
def added(run: Run, write: Write) -> None:
    path = write("one.txt", TEXT)
    assert run("add", path, "--lang", "en", "--pack", "syria", "--published", "2018-03-11").code == 0


def test_the_command_offers_the_kinds_that_there_are() -> None:
    assert OFFERED == KINDS


@pytest.mark.parametrize(("suffix", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_picture_is_written_in_the_format_of_its_suffix(run: Run, folder: Path, suffix: str, begins: bytes) -> None:
    said = run("chart", "toll", "--out", f"toll.{suffix}", "--format", "json")
    assert said.code == 0
    assert (folder / f"toll.{suffix}").read_bytes().startswith(begins)
    (row,) = said.json["picture"]["rows"]
    assert (row["lo"], row["hi"], row["claims"]) == (5, None, ["one#c1"])
    assert run("chart", "toll", "--out", f"toll.{suffix}").code == 2
    assert run("chart", "toll", "--out", f"toll.{suffix}", "--force").code == 0


def test_the_values_are_a_table_too(run: Run) -> None:
    said = run("chart", "map", "--out", "map.svg", "--format", "csv")
    assert said.out.splitlines()[0] == "part,from,to,harm,side,group,place,lo,hi,claims"
    assert any(",5,," in line for line in said.out.splitlines())


def test_wrong_use_is_named(run: Run) -> None:
    assert "png, svg, pdf" in run("chart", "toll", "--out", "toll.gif").err
    assert run("chart", "pie", "--out", "toll.png").code == 2
    assert "lies before" in run("chart", "toll", "--out", "t.png", "--from", "2019-01-01", "--to", "2018-01-01").err


def test_a_report_is_printed(run: Run, folder: Path) -> None:
    said = run("publish", "report", "--period", "2018-03", "--out", "march.pdf", "--format", "json")
    assert said.code == 0
    assert (folder / "march.pdf").read_bytes().startswith(b"%PDF")
    assert (said.json["unit"], said.json["to"], said.json["incidents"], said.json["rows"][0]["lo"]) == (
        "month", "2018-03-31", 1, 5,
    )  # fmt: skip
    assert run("publish", "report", "--period", "2018", "--out", "year.pdf").code == 2
    assert not (folder / "year.pdf").exists()
