"""Imports go down only, pure rooms touch nothing, and every dependency has one owner."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/marsad"
PURE = ("read", "link", "reckon", "text", "model")
FORBIDDEN_CALLS = {
    "open": "reads a file",
    "input": "asks a person",
    "print": "writes to the screen",
    "exec": "runs text as code",
    "eval": "runs text as code",
}
FORBIDDEN_METHODS = {
    ("datetime", "now"): "looks at the clock",
    ("datetime", "utcnow"): "looks at the clock",
    ("datetime", "today"): "looks at the clock",
    ("date", "today"): "looks at the clock",
}
OWNED = {
    "sqlalchemy",
    "alembic",
    "cryptography",
    "pyrage",
    "click",
    "rich",
    "yaml",
    "highspy",
    "jinja2",
    "selectolax",
    "openpyxl",
    "rensa",
    "feedparser",
    "pslr",
    "warcio",
}


def modules_of(room: str) -> list[Path]:
    return sorted((SRC / room).rglob("*.py"))


def breaches(path: Path) -> Iterator[str]:
    """Yield what a pure module must not do: touch the clock, files, the screen."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS:
            yield f"{path}:{node.lineno}: {called.id}() {FORBIDDEN_CALLS[called.id]}"
        if isinstance(called, ast.Attribute):
            base = called.value.attr if isinstance(called.value, ast.Attribute) else getattr(called.value, "id", "")
            if (base, called.attr) in FORBIDDEN_METHODS:
                yield f"{path}:{node.lineno}: {base}.{called.attr}() {FORBIDDEN_METHODS[(base, called.attr)]}"


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of `.importlinter`: layers, pure rooms, one owner a dependency."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0, "`make lint` says which"


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_touch_neither_clock_nor_files(room: str) -> None:
    """`read`, `link`, `reckon`, `text` and `model` take values and return values."""
    assert [breach for path in modules_of(room) for breach in breaches(path)] == []


def test_the_search_for_breaches_finds_one(tmp_path: Path) -> None:
    """A guard that sees nothing would guard nothing."""
    guilty = tmp_path / "guilty.py"
    guilty.write_text("import datetime as dt\nopen('x')\ndt.date.today()\n", encoding="utf-8")
    assert len(list(breaches(guilty))) == 2


def test_every_dependency_has_an_owner() -> None:
    """A dependency is declared, and a contract says whose it is (msgspec, numpy and hijridate are the ground)."""
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {requirement.split(">")[0].split("=")[0].strip().lower() for requirement in declared}
    ground = {"msgspec", "numpy", "hijridate", "tzdata"}
    owned = {"pyyaml" if name == "yaml" else name for name in OWNED}
    assert names - ground <= owned
    contracts = (ROOT / ".importlinter").read_text(encoding="utf-8")
    assert all(f"    {name}\n" in contracts for name in OWNED)
