"""`marsad source`: what is wrong in a source is named, in the user's language; packages bring sources of their own."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.collect.adapters import adapters
from marsad.knowledge.sourcefile import source_folders

from .conftest import Run


@pytest.fixture
def source(run: Run) -> Path:
    assert run("source", "new", "sources/monitor").code == 0
    return Path("sources/monitor/source.yml")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "code", "named"),
    [
        ("id: monitor", "id: other", 3, "call both the same"),
        ("every: 30m", "every: often", 3, "write 90s, 30m, 6h or 1d"),
        ('terms: "', 'terms: "" #', 3, "`terms` is empty"),
        ("publisher:", "publishers:", 3, "publishers"),
        ("domains: []", "domains: [co.uk]", 2, "co.uk"),
        ("adapter: null", "adapter: teletext", 2, "teletext"),
        ('text: "#report"', 'text: "##"', 1, "CSS selector"),
        ("file: page.html", "file: ../page.html", 3, "beside its source.yml"),
        ("3 civilians", "5 civilians", 1, "lacks"),
        ('lacks: ["Share 26"', 'lacks: ["Douma", "Marquna"', 1, "none of it"),
        ("monitor.example/1\n  - file", "monitor.example/2\n  - file", 1, "none of them"),
        ('author: "The desk"', 'author: "Nobody"', 1, "author"),
        ("samples:", "samples: []\nnote: >", 3, "no samples"),
    ],
)
def test_what_is_wrong_is_named(run: Run, source: Path, old: str, new: str, code: int, named: str) -> None:
    change(source, old, new)
    said = run("source", "check", "monitor")
    assert said.code == code, said.out + said.err
    assert named in said.out + said.err


def test_a_new_source_is_never_written_over_another(run: Run, source: Path) -> None:
    said = run("source", "new", "sources/monitor")
    assert said.code == 2
    assert "is there already" in said.err


def test_adapters_are_told_in_both_languages(run: Run) -> None:
    english, arabic = run("source", "adapters").out, run("source", "adapters", "--lang", "ar").out
    for one in adapters():
        assert f"{one.NAME} " in english
        assert f"{one.NAME} " in arabic
    assert english != arabic
    assert not any(line.isascii() for line in arabic.splitlines())


def test_a_package_brings_sources(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[str, str], Path]
) -> None:
    """Through the entry point `marsad.sources`, as an installed package has it."""
    home = tmp_path / "brought"
    home.mkdir()
    (home / "bringing.py").write_text("")
    source.parent.rename(home / "monitor")
    about = home / "bringing-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bringing\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[marsad.sources]\nbringing = bringing\n")
    monkeypatch.syspath_prepend(home)
    importlib.invalidate_caches()
    assert source_folders(Path("sources"))["monitor"] == home / "monitor"
    assert run("source", "check", "monitor").code == 0
