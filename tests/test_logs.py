"""Logs: JSON lines, turned over, and nothing personal in them whatever is handed over."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from marsad.errors import LedgerError, UsageError
from marsad.logs import KEPT, LOGGER, end_logs, log, write_logs

CANARY = "Canary Person"


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_says_when_and_what(tmp_path: Path) -> None:
    handler = write_logs(tmp_path / "log", 10_000)
    log("added", verb="add", added=3, seconds=0.5)
    end_logs(handler)
    (line,) = lines(tmp_path / "log")
    assert str(line.pop("at")).endswith("Z")
    assert line == {"level": "info", "event": "added", "verb": "add", "added": 3, "seconds": 0.5}


def test_nothing_personal_gets_in_whoever_calls(tmp_path: Path) -> None:
    """Neither as a message, nor as a field, nor in an error or its trace."""
    handler = write_logs(tmp_path / "log", 100_000)
    log(CANARY, verb=CANARY, added=CANARY, person=CANARY)
    log("failed", error=LedgerError.of("{ledger}: is a folder; name a file in it", ledger=f"/home/{CANARY}"))
    log("failed", error=LedgerError(CANARY))
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        log("failed", error=error)
    logging.getLogger(LOGGER).warning("about %s", CANARY)
    end_logs(handler)
    text = (tmp_path / "log").read_text(encoding="utf-8")
    assert CANARY not in text
    found = lines(tmp_path / "log")
    assert [line["event"] for line in found] == ["other", "failed", "failed", "failed", "other"]
    assert found[1]["template"] == "{ledger}: is a folder; name a file in it"
    assert found[3]["error"] == "ValueError"
    assert str(found[3]["where"]).startswith("['test_logs.py:")


def test_a_full_file_is_turned_over_and_only_so_many_are_kept(tmp_path: Path) -> None:
    handler = write_logs(tmp_path / "log", 500)
    for n in range(200):
        log("added", added=n)
    end_logs(handler)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["log", *(f"log.{n}" for n in range(1, KEPT + 1))]
    assert all(path.stat().st_size <= 500 for path in tmp_path.iterdir())
    assert lines(tmp_path / "log")[-1]["added"] == 199


def test_no_log_is_kept_unless_asked_for(tmp_path: Path) -> None:
    log("added", added=1)
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no log can be written"):
        write_logs(tmp_path / "none" / "log", 500)
