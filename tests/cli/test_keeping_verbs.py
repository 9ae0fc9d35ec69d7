"""`seal`, `key`, `verify --head`, `erase`, `backup`, `restore` on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.ledger import Store

from .conftest import Run

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def filled(run: Run, write: Write) -> None:
    run("add", write("a.txt", "3 civilians were killed"), write("b.txt", "4 civilians were killed"))


def test_a_sealed_head_is_kept_and_proves_the_ledger_later(run: Run, filled: None, folder: Path) -> None:
    made = run("key", "new", "office", "--format", "json").json["keys"][0]
    assert run("key", "public", "office").out.strip() == made["public"]
    assert run("key", "list", "--format", "json").json["keys"] == [made]
    sealed = run("seal", "--key", "office", "--out", "head.json", "--format", "json").json
    assert json.loads((folder / "head.json").read_text())["signature"] == sealed["signature"]
    assert made["public"] in run("seal", "--key", "office").out
    for head in ("head.json", sealed["head"]):
        said = run("verify", "--head", head, "--public-key", made["public"], "--format", "json")
        assert (said.code, said.json["ok"]) == (0, True)
        assert said.json["sealed"] > sealed["seq"]
    other = run("key", "new", "other", "--format", "json").json["keys"][0]["public"]
    said = run("verify", "--public-key", other, "--format", "json")
    assert (said.code, said.json["bad"][0]["kind"]) == (1, "key")
    assert run("verify", "--head", "0" * 64).code == 1
    assert run("verify", "--head", "none.json").code == 3
    assert run("seal", "--key", "office", "--out", "head.json").code == 3
    assert run("seal", "--key", "nobody").code == 3


def test_a_key_with_a_passphrase_needs_it(run: Run, filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_PASSPHRASE", "seven words")
    assert run("key", "new", "office").code == 0
    assert run("seal", "--key", "office").code == 0
    monkeypatch.delenv("MARSAD_PASSPHRASE")
    said = run("seal", "--key", "office")
    assert said.code == 3
    assert "MARSAD_PASSPHRASE" in said.err


def test_erase_takes_two_persons_and_leaves_a_tombstone(run: Run, filled: None, write: Write) -> None:
    by = ("--why", "a witness is named", "--who", "R.", "--second")
    assert run("erase", "b", *by, "R.").code == 2
    assert run("erase", "z", *by, "S.").code == 3
    said = run("erase", "b", *by, "S.", "--format", "json")
    assert (said.code, said.json["document"], said.json["second"]) == (0, "b", "S.")
    assert run("verify").code == 0
    again = run("add", write("b.txt", "4 civilians were killed"), "--format", "json")
    assert (again.code, again.json["refused"]) == (3, 1)
    assert "was erased" in again.err


def test_erase_says_what_it_did_not_reach(run: Run, filled: None) -> None:
    said = run("erase", "b", "--why", "w", "--who", "R.", "--second", "S.")
    assert "Copies elsewhere" in said.out


def same_up_to_the_copy(one: Store, two: Store) -> bool:
    """Tell whether two ledgers are one but for the last entry of each, which says what became of the copy."""
    assert [one.custody()[-1].act, two.custody()[-1].act] == ["backed_up", "restored"]
    ours, theirs = list(one.dump()), list(two.dump())
    return ours[:-2] == theirs[:-2] and len(ours) == len(theirs)


@pytest.mark.parametrize("locked", [False, True])
def test_backup_and_restore_give_the_same_ledger(run: Run, filled: None, folder: Path, locked: bool) -> None:
    key = Path(run("key", "new", "vault", "--for", "backups", "--format", "json").json["keys"][0]["path"])
    to = ["--to", key.with_suffix(".recipient")] if locked else []
    said = run("backup", "x.backup", *to, "--format", "json").json
    assert (said["encrypted"], said["bytes"]) == (locked, (folder / "x.backup").stat().st_size)
    assert run("backup", "x.backup").code == 2
    said = run("backup", "x.backup", *to, "--force", "--format", "json").json
    again = run("restore", "x.backup", "--key-file", key, "--ledger", "again.db", "--format", "json")
    assert (again.code, again.json["entries"]) == (0, said["entries"])
    with Store.open("marsad.db") as one, Store.open("again.db") as two:
        assert same_up_to_the_copy(one, two)
    assert run("restore", "x.backup", "--key-file", key, "--ledger", "again.db").code == 3


def test_the_keeping_verbs_speak_csv_and_arabic(run: Run, filled: None) -> None:
    assert next(csv.DictReader(io.StringIO(run("backup", "x.backup", "--format", "csv").out)))["path"] == "x.backup"
    assert (
        "\u0627\u0633\u062a\u064f\u0639\u064a\u062f"
        in run("restore", "x.backup", "--ledger", "y.db", "--lang", "ar").out
    )


def test_a_ledger_on_a_server_by_the_command_line(run: Run, write: Write, database: Callable[[], str]) -> None:
    url = database()
    assert run("verify", "--ledger", url).code == 3
    assert run("init", url, "--format", "json").json["made"] is True
    assert run("init", url, "--format", "json").json["made"] is False
    assert run("add", write("a.txt", "3 civilians were killed"), "--ledger", url).code == 0
    assert run("verify", "--ledger", url).code == 0
    assert run("backup", "pg.backup", "--ledger", url).code == 0
    assert run("restore", "pg.backup", "--ledger", "local.db").code == 0
    with Store.open(url) as one, Store.open("local.db") as two:
        assert same_up_to_the_copy(one, two)
