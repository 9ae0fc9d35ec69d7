"""`--jobs` of reading and linking verbs, `read --engine spark`: what they take, and that the answers stay the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.chronicle import Chronicle
from marsad.chronicle.accounts import bring_up
from marsad.pipeline import Ledger

from .conftest import Run

BULLETINS = sorted((Path(__file__).parents[1] / "gold" / "open").glob("A-0*.json"))


def test_reading_with_two_jobs_prints_what_one_prints(run: Run) -> None:
    one, two = (run("read", *BULLETINS, "nowhere.txt", "--format", "jsonl", "--jobs", jobs) for jobs in ("1", "2"))
    assert (two.code, two.out, two.err) == (one.code, one.out, one.err)
    assert one.code == 3


def test_adding_with_two_jobs_adds_what_one_adds(run: Run) -> None:
    told = [run("add", *BULLETINS, "--jobs", jobs, "--ledger", f"{jobs}.db", "--format", "jsonl") for jobs in "12"]
    assert told[0].out == told[1].out
    assert run("add", *BULLETINS, "--jobs", "2", "--ledger", "1.db", "--format", "json").json["unchanged"] == 9
    assert run("verify", "--ledger", "2.db").code == 0


@pytest.mark.parametrize(
    "arguments", [(), ("--engine", "spark"), ("--input", "a.jsonl", "--output", "b"), ("x.txt", "--engine", "spark")]
)
def test_what_is_missing_is_said(run: Run, arguments: tuple[str, ...]) -> None:
    said = run("read", *arguments)
    assert said.code == 2
    assert "FILE" in said.err


def test_linking_with_two_jobs_prints_what_one_prints(run: Run) -> None:
    for ledger in ("one.db", "two.db"):
        assert run("add", *BULLETINS, "--ledger", ledger).code == 0
    told = [
        [
            run(*asked, "--jobs", jobs, "--ledger", ledger, "--format", "json").json
            for asked in (("incidents",), ("toll",), ("contradictions",), ("control",))
        ]
        for jobs, ledger in (("1", "one.db"), ("2", "two.db"))
    ]
    assert told[0] == told[1]
    assert told[0][0]["results"]


def test_a_ledger_is_warmed_in_processes(run: Run, tmp_path: Path) -> None:
    assert run("add", *BULLETINS, "--ledger", "marsad.db").code == 0
    assert run("doctor", "--warm", "--jobs", "2", "--ledger", "marsad.db").code == 0
    with Ledger(tmp_path / "marsad.db") as ledger:
        assert list(bring_up(Chronicle(ledger))) == []


@pytest.mark.slow
def test_a_ledger_is_warmed_on_spark(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    assert run("add", *BULLETINS, "--ledger", "marsad.db").code == 0
    assert run("doctor", "--warm", "--engine", "spark", "--ledger", "marsad.db").code == 0
    with Ledger(tmp_path / "marsad.db") as ledger:
        assert list(bring_up(Chronicle(ledger))) == []
