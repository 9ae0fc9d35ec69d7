"""`marsad publish`: a release is made, listed, compared and made again from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
TEXTS = (
    "At least 5 civilians were killed by shelling in Idlib city on Friday, 9 March 2018.",
    "3 civilians were killed by gunfire in Homs on 8 March 2018.",
    "4 fighters were killed in clashes near al-Bukamal on 20 March 2018.",
)


@pytest.fixture
def add(run: Run, write: Write) -> Callable[[int], None]:
    def go(number: int) -> None:
        path = write(f"{number}.txt", TEXTS[number])
        said = run("add", path, "--lang", "en", "--pack", "syria", "--published", "2018-03-21")
        assert said.code == 0

    return go


def test_a_release_is_made_signed_listed_compared_and_made_again(
    run: Run, add: Callable[[int], None], folder: Path
) -> None:
    add(0)
    assert run("key", "new", "office").code == 0
    first = run("publish", "release", "--key", "office", "--out", folder / "r1", "--format", "json").json
    assert (first["new"], len(first["manifest"]), len(first["signed_with"])) == (True, 64, 64)
    add(1)
    second = run("publish", "release", "--format", "json").json
    assert second["signed_with"] is None
    listed = run("publish", "list", "--format", "json").json["results"]
    assert [one["id"] for one in listed] == [second["id"], first["id"]]
    assert listed[0]["previous"] == first["id"]
    log = run("publish", "diff", first["id"], "--format", "json").json
    assert [(one["what"], one["why"][0]["items"]) for one in log["incidents"]] == [("added", ["1"])]
    assert {(one["side"], *one["before"], *one["after"]) for one in log["totals"]} == {
        ("civilians", 5, None, 8, None), (None, 5, None, 8, None),
    }  # fmt: skip
    again = run("publish", "release", "--rebuild", first["id"], "--out", folder / "r2", "--format", "json").json
    assert again["manifest"] == first["manifest"]
    assert {p.name: p.read_bytes() for p in (folder / "r1").iterdir()} == {
        p.name: p.read_bytes() for p in (folder / "r2").iterdir()
    }
    incident = log["incidents"][0]["incident"]
    assert run("publish", "resolve", incident, "--format", "json").json["now"] == [incident]
    assert run("publish", "resolve", "i-000000000000").code == 2


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_open_blocks_and_is_named(run: Run, add: Callable[[int], None], folder: Path, lang: str) -> None:
    add(2)
    said = run("publish", "release", "--out", folder / "r", "--lang", lang)
    assert said.code == 2
    assert "actor 1" in said.err
    assert not (folder / "r").exists()
    why = run("publish", "release", "--why", "--format", "json").json
    assert (why["blocked"], [one["kind"] for one in why["blocks"]]) == (True, ["actor"])
    assert run("review", "accept", why["blocks"][0]["id"], "--who", "A", "--why", "read").code == 0
    assert run("publish", "release", "--why", "--format", "json").json["blocks"] == []
    assert run("publish", "release", "--lang", lang, "--out", folder / "r").code == 0
    assert (folder / "r" / "README.ar.md").is_file()


def test_what_was_decided_in_confidence_moves_nothing_and_is_said_but_in_no_log(
    run: Run, add: Callable[[int], None], folder: Path
) -> None:
    add(0)
    signed = ("--who", "CANARYWHO", "--why", "CANARYWHY", "--evidence", "CANARYEVIDENCE")
    assert run("review", "refuse", "0#c1", *signed).code == 0
    said = run("publish", "release", "--out", folder / "r", "--log", folder / "log.jsonl")
    assert said.code == 0
    assert "--visibility public" in said.err
    log = (folder / "log.jsonl").read_text(encoding="utf-8")
    assert "released" in log
    for text in (log, said.out, said.err, *(p.read_text(encoding="utf-8") for p in (folder / "r").iterdir())):
        assert "CANARY" not in text
    assert ",killed,civilians,5," in (folder / "r" / "tolls.csv").read_text(encoding="utf-8")
    seen = run("review", "log", "--format", "json").json["results"][0]["id"]
    public = ("--who", "A", "--why", "misread", "--visibility", "public", "--saw", seen)
    assert run("review", "refuse", "0#c1", *public).code == 0
    assert run("publish", "release", "--out", folder / "r2").code == 0
    assert ",killed,civilians,5," not in (folder / "r2" / "tolls.csv").read_text(encoding="utf-8")


def test_the_site_is_written_from_the_ledger_or_from_files(run: Run, add: Callable[[int], None], folder: Path) -> None:
    add(0)
    made = run("publish", "release", "--out", folder / "r", "--format", "json").json
    assert run("publish", "site", "--out", folder / "s").code == 2
    first = run("publish", "site", "--release", "latest", "--out", folder / "s1", "--format", "json").json
    second = run("publish", "site", "--from", folder / "r", "--out", folder / "s2", "--format", "json").json
    assert (first["id"], second["id"]) == (made["id"], made["id"])
    assert {str(p.relative_to(folder / "s1")): p.read_bytes() for p in (folder / "s1").rglob("*.*")} == {
        str(p.relative_to(folder / "s2")): p.read_bytes() for p in (folder / "s2").rglob("*.*")
    }
    (folder / "r" / "tolls.csv").write_text("other", encoding="utf-8")
    refused = run("publish", "site", "--from", folder / "r", "--out", folder / "s3")
    assert (refused.code, "tolls.csv" in refused.err) == (3, True)


def test_wrong_use_is_said(run: Run, add: Callable[[int], None], folder: Path) -> None:
    add(0)
    assert run("publish", "release", "--rebuild", "latest").code == 2
    assert run("publish", "release", "--rebuild", "latest", "--despite", "x").code == 2
    (folder / "r").mkdir()
    (folder / "r" / "mine").write_text("mine", encoding="utf-8")
    assert run("publish", "release", "--out", folder / "r").code == 2
    assert run("publish", "list", "--format", "json").json["results"] == []
