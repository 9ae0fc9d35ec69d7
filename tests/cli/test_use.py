"""Right and wrong use: exit codes, options on both sides of the verb, settings and their origins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize(
    "arguments",
    [
        ["sing"],
        ["read"],
        ["read", "a.txt", "--format", "xml"],
        ["read", "a.txt", "--colour"],
        ["read", "a.txt", "--published", "yesterday"],
        ["read", "a.txt", "--pack", "atlantis"],
        ["read", "a.txt", "--lang", "xx"],
        ["toll", "--harm", "sunburn"],
        ["toll", "--from", "2018-6-9"],
        ["toll", "--from", "2018-06-10", "--to", "2018-06-09"],
        ["toll", "--by", "side,shoe"],
        ["toll", "--known-at", "soon"],
        ["toll", "extra"],
        ["config", "--lang", "xx"],
    ],
)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_wrong_use_is_said_and_ends_with_2(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, arguments: list[str], lang: str
) -> None:
    monkeypatch.setenv("MARSAD_LANG", lang)
    write("a.txt", "3 civilians were killed")
    said = run(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert said.err.strip()


def test_a_wrong_language_in_the_environment_is_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LANG", "xx")
    said = run("config")
    assert said.code == 2
    assert "environment MARSAD_LANG: lang is 'xx'; choose one of en, ar" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["config", "--ledger", "x.db", "--format", "json"],
        ["--ledger", "x.db", "config", "--format", "json"],
        ["--format", "json", "--ledger", "x.db", "config"],
        ["--ledger=x.db", "--format=json", "config"],
    ],
)
def test_options_stand_before_or_after_the_verb(run: Run, arguments: list[str]) -> None:
    settings = {item["name"]: item for item in run(*arguments).json["settings"]}
    assert (settings["ledger"]["value"], settings["ledger"]["origin"]) == ("x.db", "flag")


def test_a_verbs_own_options_may_stand_before_it_too(run: Run, write: Write) -> None:
    path = write("a.txt", "3 civilians were killed")
    before = run("--published", "2018-06-09", "--source", "read", "read", path, "--format", "jsonl")
    after = run("read", path, "--format", "jsonl", "--published", "2018-06-09", "--source", "read")
    assert before.code == 0
    assert before.out == after.out
    assert before.lines[0]["source"] == "read"


def test_a_value_that_looks_like_a_verb_is_a_value(run: Run) -> None:
    assert run("--ledger", "toll", "config", "--format", "json").json["settings"][0]["value"] == "toll"


def test_a_flag_wins_over_the_environment_over_a_file_over_the_default(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ledger(*flags: str) -> tuple[str, str]:
        found = run("config", "--format", "json", *flags).json["settings"][0]
        return found["value"], found["origin"].partition(" ")[0]

    assert ledger() == ("marsad.db", "default")
    write("marsad.toml", 'ledger = "file.db"\n')
    assert ledger() == ("file.db", "file")
    monkeypatch.setenv("MARSAD_LEDGER", "env.db")
    assert ledger() == ("env.db", "environment")
    assert ledger("--ledger", "flag.db") == ("flag.db", "flag")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_config_shows_every_setting_in_every_format(run: Run, form: str, lang: str) -> None:
    said = run("config", "--format", form, "--lang", lang)
    assert said.code == 0
    for name in ("ledger", "lang", "max_bytes", "wait"):
        assert name in said.out


@pytest.mark.parametrize(
    ("verb", "message"),
    [("toll", "there is no ledger"), ("verify", "there is no ledger"), ("contradictions", "there is no ledger")],
)
def test_asking_a_ledger_that_is_not_there_ends_with_3_and_makes_none(
    run: Run, folder: Path, verb: str, message: str
) -> None:
    said = run(verb)
    assert said.code == 3
    assert message in said.err
    assert list(folder.iterdir()) == []


def test_errors_are_said_in_arabic_where_that_is_asked_for(run: Run) -> None:
    said = run("toll", "--lang", "ar")
    assert said.code == 3
    assert said.err.startswith("خطأ: marsad.db: لا يوجد سجل")
