"""A command line in a folder of its own, with no settings but its own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from marsad.cli import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "MARSAD_LEDGER",
        "MARSAD_LANG",
        "MARSAD_MAX_BYTES",
        "MARSAD_WAIT",
        "MARSAD_LOG",
        "FORCE_COLOR",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command in this process."""

    def go(*arguments: str | Path, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Said(code, out.decode("utf-8"), err.decode("utf-8"))

    return go


@pytest.fixture
def write(folder: Path) -> Callable[[str, str | bytes], Path]:
    def go(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return go


@pytest.fixture
def here(either: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ledger that commands without `--ledger` use, on each engine."""
    ledger = either if either.startswith("postgresql:") else str(folder / "marsad.db")
    if ledger == either:
        monkeypatch.setenv("MARSAD_LEDGER", ledger)
        assert main(["init", ledger]) == 0
    return ledger
