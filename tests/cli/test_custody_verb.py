"""`marsad custody`: whatever is done to a document or to the ledger stands in it, in order, in both languages."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from marsad.ledger import Store
from marsad.ledger.opened import TOOL
from marsad.releasing.issue import sealed
from marsad.releasing.kept import read_stored

from .conftest import Run

Write = Callable[[str, str], Path]


@pytest.fixture
def filled(run: Run, write: Write) -> None:
    run("add", write("a.txt", "Homs, 9 June 2018: 3 civilians were killed by gunfire."), "--published", "2018-06-09")


def acts(run: Run, *which: str) -> list[tuple[str, str | None]]:
    said = run("custody", *which, "--format", "json").json["acts"]
    assert [one["entry"] for one in said] == sorted(one["entry"] for one in said)
    return [(one["act"], one["who"]) for one in said]


def test_a_document_from_its_capture_to_its_release_and_its_evidence(run: Run, filled: None, write: Write) -> None:
    run("add", write("a.txt", "Homs, 9 June 2018: 4 civilians were killed by gunfire."), "--published", "2018-06-09")
    claim = run("review", "accept", "a#c1", "--why", "seen", "--who", "R.")
    assert claim.code == 0, claim.err
    assert run("export", "evidence", "--id", "a", "--out", "bag", "--who", "S.").code == 0
    found = acts(run, "a")
    assert [act for act, _ in found] == ["kept", "captured", "read", "kept", "captured", "read", "decided", "exported"]
    assert found[-2:] == [("decided", "R."), ("exported", "S.")]
    assert run("erase", "a", "--why", "w", "--who", "R.", "--second", "S.").code == 0
    assert [act for act, _ in acts(run, "a")] == ["exported", "erased"]
    assert run("custody", "nobody").code == 3
    assert run("verify").code == 0


def test_the_ledger_as_a_whole_with_the_hashes_of_what_left_it(run: Run, filled: None, folder: Path) -> None:
    run("key", "new", "office")
    run("seal", "--key", "office")
    assert run("export", "csv", "--out", "x.csv").code == 0
    assert run("backup", "x.backup", "--who", "R.").code == 0
    said = run("custody", "--format", "json").json["acts"]
    assert [one["act"] for one in said] == ["laid_out", "sealed", "exported", "backed_up"]
    for one, name in zip(said[2:], ("x.csv", "x.backup"), strict=True):
        assert one["detail"]["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert run("restore", "x.backup", "--ledger", "new.db", "--who", "S.").code == 0
    assert acts(run, "--ledger", "new.db")[-2:] == [("exported", TOOL), ("restored", "S.")]
    assert run("verify", "--ledger", "new.db").code == 0


def test_it_is_read_in_both_languages_and_as_lines(run: Run, filled: None) -> None:
    english, arabic = run("custody", "a").out, run("custody", "a", "--lang", "ar").out
    assert "captured" in english
    assert "captured" not in arabic
    lines = [json.loads(line) for line in run("custody", "a", "--format", "jsonl").out.splitlines()]
    assert [one["act"] for one in lines] == ["kept", "captured", "read"]
    assert len(run("custody", "a", "--format", "csv").out.splitlines()) == len(lines) + 1


def test_on_a_read_only_ledger_an_export_says_that_it_is_not_noted(
    run: Run, filled: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "marsad.db").read_bytes()
    access: Callable[..., bool] = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))  # root may write
    said = run("export", "csv", "--out", "x.csv")
    assert (said.code, (folder / "x.csv").is_file(), "does not tell of this" in said.err) == (0, True, True)
    for verb in ("toll", "incidents", "control", "contradictions", "custody", "verify"):
        assert run(verb).code == 0, verb
    assert run("search", "civilians").code == 0
    assert (folder / "marsad.db").read_bytes() == before


def test_a_release_whose_figures_were_changed_is_named_by_verify(run: Run, filled: None) -> None:
    """The row, its entry and its hashes are what a forger would write: only reckoning again finds it."""
    said = run("publish", "release", "--as-of", "2018-06-10", "--despite", "a test")
    assert said.code == 0, said.err
    assert run("verify").code == 0
    with Store.open("marsad.db") as store:
        stored = read_stored(store.releases()[0])
        totals = tuple(msgspec.structs.replace(one, lo=one.lo + 1) for one in stored.release.totals)
        forged = msgspec.structs.replace(stored.release, totals=totals).named()
        store.append_release(forged.id, sealed(forged, stored.corrections, None).to_json())
    found = run("verify", "--format", "json")
    assert found.code == 1
    assert {(one["kind"], one["id"]) for one in found.json["bad"]} == {("releases", forged.id)}
