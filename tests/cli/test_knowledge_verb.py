"""`marsad knowledge lint`: exit code 1 where anything is wrong, for people and programs."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from marsad.cli.shell.phrases import load_phrases
from marsad.knowledge.files import HOME

from .conftest import Run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a pack of a side that nobody knows."""
    home = tmp_path / "broken"
    shutil.copytree(HOME / "packs/sample", home / "packs/sample")
    shutil.copytree(HOME / "messages", home / "messages")
    path = home / "packs/sample/actors.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("side: opposition", "side: martians", 1), encoding="utf-8")
    return home


def test_sound_knowledge_is_exit_code_0_and_with_check_silence(run: Run) -> None:
    said = run("knowledge", "lint")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("nothing is wrong in ")
    assert (run("knowledge", "lint", "--check").code, run("knowledge", "lint", "--check").out) == (0, "")


def test_a_fault_is_exit_code_1_and_named_with_file_and_entry(run: Run, broken: Path) -> None:
    for options in ((), ("--check",)):
        said = run("knowledge", "lint", broken, *options)
        assert said.code == 1
        line = next(line for line in said.out.splitlines() if "martians" in line)
        assert "packs/sample/actors.yml" in line
        assert "xw_sanawbar_front" in line


def test_programs_get_the_same(run: Run, broken: Path) -> None:
    whole = run("knowledge", "lint", broken, "--format", "json")
    assert whole.code == 1
    assert whole.json["ok"] is False
    (fault,) = [one for one in whole.json["findings"] if "martians" in one["why"]]
    assert (fault["file"], fault["entry"]) == ("packs/sample/actors.yml", "xw_sanawbar_front")
    assert fault in run("knowledge", "lint", broken, "--format", "jsonl").lines
    rows = list(csv.DictReader(io.StringIO(run("knowledge", "lint", broken, "--format", "csv").out)))
    assert fault in rows
    assert run("knowledge", "lint", "--format", "json").json["findings"] == []


def test_it_speaks_arabic(run: Run, broken: Path) -> None:
    assert "'martians' غير معروف" in run("--lang", "ar", "knowledge", "lint", broken).out


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_help_names_what_is_looked_for(run: Run, lang: str) -> None:
    said = (
        run("knowledge", "lint", "--help", "--lang", lang)
        if lang == "en"
        else run("--lang", lang, "knowledge", "--help")
    )
    words = load_phrases(lang).verbs["knowledge lint" if lang == "en" else "knowledge"]
    assert all(line in said.out for line in words.example.splitlines())


def test_without_a_verb_of_its_own_the_use_is_wrong(run: Run) -> None:
    assert run("knowledge").code == 2
    assert run("knowledge", "dream").code == 2
