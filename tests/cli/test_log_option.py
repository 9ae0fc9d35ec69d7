"""`--log`: what was run and how it ended, for every verb, and nothing of the texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]


def logged(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_is_logged_without_names_texts_or_queries(run: Run, write: Write, folder: Path) -> None:
    write("canary-witness.txt", "3 civilians were killed near Canaryville, said Canary Person.")
    assert run("add", "canary-witness.txt", "none-canary.txt", "--log", "x.log").code == 3
    assert run("--log", "x.log", "search", "canary").code == 0
    assert run("verify", "--log", "x.log").code == 0
    assert run("toll", "--ledger", "canary.db", "--log", "x.log").code == 3
    found = logged(folder / "x.log")
    ended = [(line["verb"], line["exit"]) for line in found if line["event"] in ("end", "failed")]
    assert ended == [("add", 3), ("search", 0), ("verify", 0), ("toll", 3)]
    (added,) = (line for line in found if line["event"] == "added")
    assert (added["added"], added["refused"]) == (1, 1)
    assert "canary" not in (folder / "x.log").read_text(encoding="utf-8").casefold()


def test_the_log_may_stand_in_the_environment(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LOG", str(folder / "y.log"))
    assert run("knowledge", "lint", "--check").code == 0
    assert [line["verb"] for line in logged(folder / "y.log")] == ["knowledge.lint", "knowledge.lint"]


def test_a_log_that_cannot_be_written_is_wrong_use(run: Run) -> None:
    said = run("config", "--log", "none/x.log")
    assert said.code == 2
    assert "no log can be written" in said.err
