"""Everything that the command line says, it says in both languages, and describes all it offers."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import click
import pytest

import marsad
from marsad.cli.shell.group import load_verb, verb_names
from marsad.cli.shell.phrases import load_phrases
from marsad.errors import LedgerError

SOURCES = Path(marsad.__file__).parent
ENGLISH, ARABIC = load_phrases("en"), load_phrases("ar")

Documented = (ast.Module, ast.ClassDef, ast.FunctionDef)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def templates() -> set[str]:
    """Return the literal templates that errors are made of anywhere in the program."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "of":
                words = node.args[0] if node.args else None
                named = isinstance(node.func.value, ast.Name) and node.func.value.id.endswith("Error")
                if named and isinstance(words, ast.Constant) and isinstance(words.value, str):
                    found.add(words.value)
    return found


def test_every_error_of_the_program_has_its_words_in_arabic() -> None:
    found = templates()
    assert len(found) > 30
    assert found - set(ARABIC.translations) == set()


def test_every_reason_for_which_material_is_passed_over_has_its_words_in_arabic() -> None:
    found = set()
    for path in [*(SOURCES / "collect").rglob("*.py"), *(SOURCES / "gathering").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Skipped", "Withheld"):
                said = node.args[1].values[0] if isinstance(node.args[1], ast.JoinedStr) else node.args[1]
                if isinstance(said, ast.Constant):
                    found.add(str(said.value).partition(": ")[0])
    assert len(found) > 8
    assert found - set(ARABIC.translations) == set()


@pytest.mark.parametrize(("source", "fewest"), [("verify", 8), ("seals", 6)])
def test_every_reason_of_a_verification_has_its_words_in_arabic(source: str, fewest: int) -> None:
    tree = ast.parse((SOURCES / f"ledger/{source}.py").read_text(encoding="utf-8"))
    prose = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, Documented)}
    reasons = (
        {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
        }
        - prose
        - {" "}
    )
    reasons = {reason for reason in reasons if not reason.startswith(" (")}
    assert len(reasons) >= fewest
    assert reasons - set(ARABIC.translations) == set()


@pytest.mark.parametrize("template", sorted(ARABIC.translations))
def test_a_translated_error_names_the_same_things(template: str) -> None:
    assert fields(ARABIC.translations[template]) == fields(template)


def test_both_languages_have_the_same_phrases_with_the_same_places() -> None:
    assert {key: fields(text) for key, text in ARABIC.text.items()} == {
        key: fields(text) for key, text in ENGLISH.text.items()
    }
    assert list(ARABIC.options) == list(ENGLISH.options)
    assert list(ARABIC.verbs) == list(ENGLISH.verbs)


def test_every_verb_and_every_option_is_described() -> None:
    for name in verb_names():
        command = load_verb(name)
        assert name in ENGLISH.verbs, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                known = {parameter.name, f"{name} {parameter.name}"} & set(ENGLISH.options)
                assert known, f"{name} --{parameter.name}"


def test_an_error_is_said_in_the_language_that_is_asked_for() -> None:
    error = LedgerError.of("{ledger}: there is no ledger; make one with `marsad init`", ledger="x.db")
    assert ENGLISH.error(error) == str(error) == "x.db: there is no ledger; make one with `marsad init`"
    assert ARABIC.error(error).startswith("x.db: لا يوجد سجل")
    assert ARABIC.error(LedgerError("plain")) == "plain"
