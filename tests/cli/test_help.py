"""Help: quick, in both languages, with an example for each verb."""

from __future__ import annotations

import subprocess
import sys

import pytest

from marsad.cli.shell.group import verb_names
from marsad.cli.shell.phrases import load_phrases

from .conftest import Run

MARSAD = [sys.executable, "-m", "marsad.cli"]


def test_help_lists_every_verb(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    for name in verb_names():
        assert f"  {name} " in said.out


@pytest.mark.parametrize("verb", verb_names())
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_verb_has_help_with_its_example(run: Run, monkeypatch: pytest.MonkeyPatch, verb: str, lang: str) -> None:
    monkeypatch.setenv("MARSAD_LANG", lang)
    said = run(verb, "--help")
    assert said.code == 0
    for line in load_phrases(lang).verbs[verb].example.splitlines():
        assert line.startswith(("marsad ", "MARSAD_LANG"))
        assert line in said.out
    assert load_phrases(lang).options["help"] in said.out


def test_help_speaks_the_language_of_the_flag(run: Run) -> None:
    assert load_phrases("ar").say("help_about") in run("--lang", "ar", "--help").out


def test_without_a_verb_help_is_shown_and_the_use_is_wrong(run: Run) -> None:
    said = run()
    assert said.code == 2
    assert "toll" in said.out + said.err


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("marsad 0.")


HEAVY = ["sqlalchemy", "numpy", "highspy", "rich", "jinja2", "selectolax", "scipy", "matplotlib"]


@pytest.mark.parametrize("heavy", HEAVY)
def test_help_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys; from marsad.cli import main; main(['--help']); sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (("incidents",), "an incident, or the key of one of its claims"),
        (("export",), "the document, or a claim of it, whose evidence is written"),
        (("init",), "where the ledger is made"),
        (("key", "new"), "what the key is called"),
        (("source", "new"), "the folder that is made"),
    ],
)
def test_an_option_is_described_as_its_verb_means_it(run: Run, verb: tuple[str, ...], words: str) -> None:
    assert words in " ".join(run(*verb, "--help").out.split())
