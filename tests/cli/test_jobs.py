"""`--jobs` of `read` and `add`, and `read --engine spark`: what they take, and that the answers stay the same."""

from __future__ import annotations

from pathlib import Path

import pytest

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
