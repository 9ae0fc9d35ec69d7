"""`stamp request`, `add`, `get`, `list` and `verify --tsa` on the command line, by file and by network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from time_authority import Authority

from .conftest import Run


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "authority")


@pytest.fixture
def sealed(run: Run, write: Callable[[str, str], Path]) -> int:
    run("add", write("a.txt", "3 civilians were killed"))
    run("key", "new", "office")
    found: int = run("seal", "--key", "office", "--format", "json").json["seq"]
    return found


def test_a_stamp_by_file_needs_no_network(run: Run, sealed: int, authority: Authority, folder: Path) -> None:
    said = run("stamp", "request", "--out", "seal.tsq", "--format", "json")
    assert (said.code, said.json["seal"], said.json["seq"]) == (0, 1, sealed)
    (folder / "seal.tsr").write_bytes(authority.reply((folder / "seal.tsq").read_bytes()))
    assert run("stamp", "add", "seal.tsr", "--tsa", authority.other).code == 3
    made = run("stamp", "add", "seal.tsr", "--tsa", authority.root, "--format", "json").json["stamps"]
    assert run("stamp", "list", "--format", "json").json["stamps"] == made
    found = run("verify", "--tsa", authority.root, "--format", "json")
    assert (found.code, found.json["stamped"], found.json["stamped_at"]) == (0, sealed, made[0]["time"])
    assert "was not checked" in run("verify").out
    assert "it was there at" in run("verify", "--tsa", authority.root).out
    assert run("verify", "--tsa", authority.other).code == 1


def test_a_stamp_by_network(run: Run, sealed: int, authority: Authority) -> None:
    with authority.serving() as url:
        assert run("stamp", "get", url).code == 3, "this machine's own addresses are asked only where it is allowed"
        said = run("stamp", "get", url, "--allow-loopback", "--tsa", authority.root, "--format", "json")
        assert (said.code, [one["seq"] for one in said.json["stamps"]]) == (0, [sealed])
        refused = run("stamp", "get", f"{url}/other", "--allow-loopback")
        assert (refused.code, "HTTP 400" in refused.err) == (3, True)
    assert run("stamp", "get", url, "--allow-loopback").code == 3
    assert run("verify", "--tsa", authority.root).code == 0


def test_without_a_seal_there_is_nothing_to_stamp(run: Run) -> None:
    run("init")
    said = run("stamp", "request", "--out", "seal.tsq")
    assert (said.code, "marsad seal" in said.err) == (3, True)
