"""Evidence packages: a BagIt bag that a foreign program validates, whose chain is checked with Python alone."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest

from marsad import evidencing
from marsad.cli import main
from marsad.errors import LedgerError, UsageError
from marsad.evidencing import evidence
from marsad.ids import sha256
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.publish.bag import bag, write_bag

TEXT = "At least 3 civilians were killed by shelling of the town of Douma on Friday."
LATER = "At least 4 civilians were killed by shelling of the town of Douma on Friday."
OTHER = "Nine people were killed in Homs on Monday, the ministry said."


def document(text: str, address: str = "https://monitor.example/<1>") -> Document:
    data = f"<p>{text}</p>".encode()
    return Document(
        id="monitor-1" if "monitor" in address else "ministry-1",
        text=text,
        sha256=sha256(data),
        data=data,
        extracted=True,
        media_type="text/html",
        address=address,
        source="<b>The Monitor</b>",
        published="2018-06-09",
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "l.db"
    with Ledger(place) as made:
        list(made.add([document(TEXT), document(OTHER, "https://ministry.example/1"), document(LATER)]))
    return place


def judge(place: Path, *arguments: str, why: str = "a doubt") -> None:
    assert main(["review", "refuse", *arguments, "--why", why, "--who", "R. Haddad", "--ledger", str(place)]) == 0


def test_a_folder_is_a_valid_bag_with_everything_in_it(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "package"
    with Ledger(ledger) as held:
        write_bag(out, evidence(held, "monitor-1#c1", by="R. Haddad"), force=False)
        assert [(act.act, act.item, act.actor) for act in held.store.custody()] == [
            ("exported", "monitor-1", "R. Haddad")
        ]
    found = bagit.Bag(str(out))
    found.validate()
    assert found.info["External-Identifier"] == "monitor-1"
    data = out / "data"
    originals = sorted((data / "originals").iterdir())
    assert [path.read_bytes() for path in originals] == [document(TEXT).data, document(LATER).data]
    assert [path.suffix for path in originals] == [".html", ".html"]
    assert (data / "texts/1.txt").read_text() == TEXT
    captures = json.loads((data / "captures.json").read_text())
    assert [one["revision"] for one in captures] == [1, 2]
    readings = json.loads((data / "readings.json").read_text())
    assert [one["claims"][0]["value"] for _, one in sorted(readings.items())] == [3, 4]
    sheet = (data / "sheet.html").read_text()
    assert "&lt;b&gt;The Monitor&lt;/b&gt;" in sheet
    assert "<b>The Monitor" not in sheet
    assert 'dir="rtl"' in sheet
    assert OTHER not in "".join(path.read_text() for path in data.rglob("*") if path.is_file()), "nothing of others"


def check(folder: Path, *head: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(folder / "data/check_chain.py"), *head]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_chain_is_checked_with_python_alone(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "package"
    with Ledger(ledger) as held:
        early = held.store.head().head
        write_bag(out, evidence(held, "monitor-1"), force=False)
    assert check(out).returncode == 0, check(out).stdout
    assert check(out, early).returncode == 0
    assert check(out, "0" * 64).returncode == 1


@pytest.mark.parametrize("what", ["a row", "an entry", "an original", "the end"])
def test_whatever_is_changed_is_noticed(ledger: Path, tmp_path: Path, what: str) -> None:
    out = tmp_path / "package"
    with Ledger(ledger) as held:
        write_bag(out, evidence(held, "monitor-1"), force=False)
    chain = out / "data/chain.jsonl"
    lines = chain.read_text().splitlines()
    if what == "a row":
        swap(chain, "2018-06-09", "2018-06-08")
    elif what == "an entry":
        swap(chain, '"kind":"readings"', '"kind":"reading"')
    elif what == "an original":
        next(iter((out / "data/originals").iterdir())).write_bytes(b"other")
    else:
        chain.write_text("\n".join([*lines[:-2], lines[-1]]) + "\n")
    said = check(out)
    assert said.returncode == 1, said.stdout


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_decisions_stand_in_it_with_their_reasons(ledger: Path) -> None:
    with Ledger(ledger) as held:
        assert evidence(held, "monitor-1")["data/decisions.json"].strip() == b"[]"
    judge(ledger, "monitor-1#c1", "--visibility", "public")
    with Ledger(ledger) as held:
        files = evidence(held, "monitor-1")
    assert [one["why"] for one in json.loads(files["data/decisions.json"])] == ["a doubt"]
    assert b"a doubt" in files["data/sheet.html"]


def test_restricted_decisions_are_counted_and_not_shown(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARSAD_KEYS", str(tmp_path / "keys"))
    assert main(["key", "rotate", "--ledger", str(ledger)]) == 0
    judge(ledger, "monitor-1#c1", "--visibility", "restricted", why="Canary-Why")
    with Ledger(ledger) as held:
        assert [one.visibility for one in held.store.decisions()] == ["restricted"]
        told = evidencing.testimony(held, "monitor-1", "R. Haddad")
        files = evidence(held, "monitor-1")
    assert (told.decisions, told.withheld) == ((), 1)
    assert not [name for name, content in files.items() if b"Canary" in content]


def test_the_verb_writes_a_zip_and_names_what_is_wrong(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "package.zip"
    base = ["export", "evidence", "--ledger", str(ledger)]
    assert main([*base, "--id", "monitor-1", "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path / "there")
    bagit.Bag(str(tmp_path / "there/package")).validate()
    assert check(tmp_path / "there/package").returncode == 0
    capsys.readouterr()
    assert main([*base, "--id", "monitor-1", "--out", str(out)]) == 2
    assert main([*base, "--id", "nothing", "--out", str(tmp_path / "x")]) == 3
    assert main([*base, "--out", str(tmp_path / "x")]) == 2
    assert main(["export", "csv", "--id", "monitor-1", "--ledger", str(ledger), "--out", str(tmp_path / "x")]) == 2
    assert not (tmp_path / "x").exists()


def test_nothing_that_is_there_is_written_over(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("keep")
    for force in (False, True):
        with pytest.raises(UsageError):
            write_bag(tmp_path / "mine", bag({"a": b"b"}, {}), force=force)
    assert (tmp_path / "mine/notes.txt").read_text() == "keep"
    with Ledger(ledger) as held, pytest.raises(LedgerError):
        evidence(held, "monitor-9")
