"""`upgrade`, `reread`, `doctor`: what they print, write and refuse."""

from __future__ import annotations

import ast
import gzip
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import marsad
from marsad.checks import State
from marsad.chronicle import Chronicle, accounts
from marsad.cli.shell.phrases import load_phrases
from marsad.ledger import features
from marsad.pipeline import Ledger
from marsad.web.room import Room
from marsad.web.views.incidents import standing

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
FIXTURE = Path(__file__).parents[1] / "ledger/fixtures/schema-1.db.gz"


@pytest.fixture
def old(write: Write) -> Path:
    return write("marsad.db", gzip.decompress(FIXTURE.read_bytes()))


def test_an_older_ledger_is_refused_with_the_remedy_until_it_is_upgraded(run: Run, old: Path) -> None:
    refused = run("toll")
    assert refused.code == 3
    assert "run `marsad upgrade`" in refused.err
    said = run("upgrade", "--format", "json")
    assert said.code == 0
    assert (said.json["from"], said.json["to"]) == (1, 2)
    assert said.json["backup"] == "marsad.db.schema-1.backup"
    assert Path("marsad.db.schema-1.backup").exists()
    assert run("verify").code == 0
    assert run("toll").code == 0


def test_upgrading_twice_says_that_nothing_had_to_be_done(run: Run, old: Path) -> None:
    assert run("upgrade", "--backup", "kept").out.splitlines()[1].endswith("kept")
    assert "nothing was changed" in run("upgrade").out
    assert run("upgrade", "--format", "json").json["backup"] is None


def test_a_newer_ledger_and_a_backup_that_is_there_are_refused(run: Run, old: Path, write: Write) -> None:
    write("kept", "precious")
    assert run("upgrade", "--backup", "kept").code == 2
    assert Path("kept").read_text() == "precious"
    with sqlite3.connect(old) as raw:
        raw.execute("INSERT INTO schema_versions (version, tool, entry) VALUES (99, 'marsad 9', 1)")
    raw.close()
    before = old.read_bytes()
    said = run("upgrade")
    assert said.code == 3
    assert "made by a newer marsad (schema 99" in said.err
    assert old.read_bytes() == before


def test_reread_tells_what_it_did(run: Run, write: Write) -> None:
    run("add", write("a.txt", "3 civilians were killed"))
    said = run("reread", "--format", "json")
    assert said.code == 0
    assert (said.json["changed"], said.json["same"], said.json["current"]) == (0, 0, 1)
    assert (said.json["dry_run"], said.json["documents"], said.json["tolls"]) == (False, [], [])
    assert "nothing was written" in run("reread", "--dry-run").out
    assert run("reread", "--ledger", "none.db").code == 3


def states(run: Run, *more: str) -> dict[str, State]:
    return {item["name"]: item["state"] for item in run("doctor", "--format", "json", *more).json["checks"]}


def test_doctor_without_a_ledger_finds_the_installation_sound(run: Run) -> None:
    found = states(run)
    assert {found[name] for name in ("python", "sqlite", "search", "reader", "knowledge", "disk")} == {"ok"}
    assert (found["ledger"], found["keys"]) == ("note", "note")
    assert run("doctor", "--check").code == 0
    assert not Path("marsad.db").exists()


def test_doctor_makes_what_pages_derive_and_only_once(run: Run, write: Write, tmp_path: Path) -> None:
    ledger = str(tmp_path / "warm.db")
    run("add", write("a.txt", "Aleppo, 8 June 2018: 3 civilians were killed in an airstrike."), "--ledger", ledger)
    with Ledger(ledger) as held:
        assert accounts.wanting_of(Chronicle(held)) == 1
    assert run("doctor", "--warm", "--check", "--ledger", ledger).code == 0
    with Ledger(ledger) as held:
        assert accounts.wanting_of(Chronicle(held)) == 0
        room = Room(held)
        room.book = lambda: pytest.fail("reckoned again")  # type: ignore[method-assign]
        assert standing(room).figures.rows[0].lo == 3


def test_doctor_names_a_ledger_that_is_not_sound(run: Run, write: Write) -> None:
    run("add", write("a.txt", "3 civilians were killed"))
    assert states(run)["seals"] == "ok"
    raw = sqlite3.connect("marsad.db")
    raw.execute("DROP TRIGGER readings_no_delete")
    raw.execute("DELETE FROM readings")
    raw.commit()
    raw.close()
    assert states(run)["seals"] == "fault"
    assert "seals" not in states(run, "--no-verify")
    assert (run("doctor").code, run("doctor", "--check").code) == (0, 1)


def test_doctor_names_other_faults(
    run: Run, old: Path, write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(run)["ledger"] == "fault"
    assert states(run, "--ledger", str(write("x.db", "no ledger at all"))) | {"ledger": "fault"} == states(
        run, "--ledger", "x.db"
    )
    monkeypatch.setenv("MARSAD_KEYS", str(folder))
    write("k.key", "secret").chmod(0o644)
    assert states(run)["keys"] == "fault"
    monkeypatch.setattr(features, "has_full_text", lambda: False)
    assert states(run)["search"] == "fault"


def test_doctor_has_arabic_words_for_everything_it_may_find() -> None:
    """Every sentence with a blank in it, or handed over as a remedy, in the file of the checks."""
    tree = ast.parse((Path(marsad.__file__).parent / "checks.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_check"]
    said = {
        a.value for call in calls for a in call.args[2:4] if isinstance(a, ast.Constant) and isinstance(a.value, str)
    }
    said = {text for text in said if not text.startswith(("marsad ", "pip ", "chmod "))}
    assert len(said) > 15
    assert said - set(load_phrases("ar").translations) == set()
