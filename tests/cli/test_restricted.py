"""Restricted entries: refused without a key, in no output with one, keys changed, kept elsewhere and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run, Said

CANARIES = ("Canary-Quote", "Canary-Why", "Canary-Source", "Canary-Interview")


@pytest.fixture(autouse=True)
def keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_KEYS", str(folder / "keys"))
    monkeypatch.setenv("MARSAD_OPERATOR", "R.")
    return folder / "keys"


def enter(run: Run) -> Said:
    said = ("--harm", "killed", "--value", "3", "--quote", "Canary-Quote", "--source", "Canary-Source")
    by = ("--why", "Canary-Why", "--evidence", "Canary-Interview", "--visibility", "restricted")
    return run("enter", "claim", *said, *by, "--log", "x.log")


def test_without_a_key_nothing_is_written_and_the_remedy_is_named(run: Run) -> None:
    said = enter(run)
    assert said.code in (2, 3)
    assert "marsad key rotate" in said.err


def test_planted_values_are_in_no_file_and_in_no_output(run: Run, folder: Path) -> None:
    assert run("key", "rotate").code == 0
    assert enter(run).code == 0
    run("backup", "x.backup")
    outputs = [
        run("toll", "--format", "json").out,
        run("contradictions", "--format", "json").out,
        run("search", "Canary*", "--format", "json").out,
        run("review", "log", "--format", "json").out,
        run("verify", "--format", "json").out,
        *(path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir() if path.is_file()),
    ]
    assert '"killed"' in outputs[0]
    assert [canary for canary in CANARIES for text in outputs if canary in text] == []


def test_a_key_is_changed_kept_elsewhere_and_brought_back(run: Run, keys: Path) -> None:
    first = run("key", "rotate", "--format", "json").json
    assert first["count"] == 0
    enter(run)
    second = run("key", "rotate", "--format", "json").json
    assert second["count"] == 1
    assert second["id"] != first["id"]
    assert run("key", "escrow", "copy.age").code == 2
    run("key", "new", "trustee", "--for", "backups")
    assert run("key", "escrow", "copy.age", "--to", keys / "trustee.recipient", "--format", "json").json["count"] == 2
    assert run("key", "escrow", "copy.age", "--to", keys / "trustee.recipient").code == 2
    (keys / "confidential.keys").unlink()
    said = run("key", "recover", "copy.age", "--key-file", keys / "trustee.age", "--format", "json")
    assert (said.code, said.json["count"]) == (0, 2)
    assert run("key", "rotate", "--format", "json").json["count"] == 1
    assert run("verify").code == 0


def test_a_lost_key_leaves_everything_else_at_work(run: Run, keys: Path) -> None:
    run("key", "rotate")
    enter(run)
    (keys / "confidential.keys").unlink()
    assert run("toll").code == 0
    assert run("verify").code == 0
    said = run("key", "rotate")
    assert said.code == 3
    assert "marsad key recover" in said.err
