"""A full disk and a read-only one, mounted for real: nothing lost, every question answered, the remedy named."""

from __future__ import annotations

import http.cookiejar
import json
import random
import shutil
import string
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.web.routes import VIEWS

from .conftest import Run

COUNT = 150
ASKED = ("toll", "incidents", "search shelling", "control", "contradictions", "custody d0001", "verify", "review")
TAKEN = ("export csv --out {}/x.csv", "export evidence --id d0001 --out {}/bag", "backup {}/copy.backup")

Mount = Callable[[str], None]


@pytest.fixture
def mount(folder: Path) -> Iterator[Mount]:
    """Mount a small disk at `disk` with some options, again with others; only where this user may."""
    disk = folder / "disk"
    disk.mkdir()
    program = shutil.which("mount") or pytest.skip("no mount")

    def go(options: str) -> None:
        done = subprocess.run(
            [program, "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("this user may not mount")

    yield go
    subprocess.run(["umount", str(disk)], capture_output=True, check=False)


@pytest.fixture
def given(folder: Path) -> Path:
    """Texts of letters that hardly compress."""
    draw, path = random.Random(1), folder / "in.jsonl"
    said = "{} civilians were killed by shelling in Idlib on Friday. " + "{}"
    words = ("".join(draw.choices(string.ascii_letters, k=40_000)) for _ in range(COUNT))
    rows = (
        {"id": f"d{n:04}", "published": "2018-06-09", "lang": "en", "text": said.format(n + 1, word)}
        for n, word in enumerate(words)
    )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_on_a_full_disk_everything_is_answered_and_with_room_the_next_run_goes_on(
    run: Run, mount: Mount, given: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount("size=7m")
    monkeypatch.setenv("MARSAD_LEDGER", str(folder / "disk" / "marsad.db"))
    for lang, words in (
        ("en", "the disk is full"),
        ("ar", "\u0627\u0644\u0642\u0631\u0635 \u0645\u0645\u062a\u0644\u0626"),
    ):
        monkeypatch.setenv("MARSAD_LANG", lang)
        said = run("add", given, "--format", "jsonl")
        assert (said.code, words in said.err, "marsad.db" in said.err) == (3, True, True), said.err
    monkeypatch.setenv("MARSAD_LANG", "en")
    held = run("verify", "--format", "json").json
    assert held["ok"]
    assert 1 < held["entries"] < COUNT * 5
    silent = _answers(run, folder)
    noted = run("verify", "--format", "json").json["entries"] - held["entries"]
    assert noted == silent  # what could be noted in the room that the ledger still had is noted; the rest is told
    mount("remount,size=40m")
    assert run("add", given).code == 0
    held = run("verify", "--format", "json").json
    assert held["ok"]
    assert held["entries"] >= 1 + COUNT * 5


def test_on_a_read_only_disk_everything_is_answered_and_nothing_taken_in(
    run: Run, mount: Mount, given: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount("size=40m")
    path = folder / "disk" / "marsad.db"
    monkeypatch.setenv("MARSAD_LEDGER", str(path))
    assert run("add", given).code == 0
    mount("remount,ro,size=40m")
    before = path.read_bytes()
    for lang, words in (("en", "read-only"), ("ar", "\u0644\u0644\u0642\u0631\u0627\u0621\u0629 \u0641\u0642\u0637")):
        (folder / "more.txt").write_text("3 civilians were killed in Homs.", encoding="utf-8")
        monkeypatch.setenv("MARSAD_LANG", lang)
        for verb in ("add more.txt", "review refuse d0001#c1 --who A --why b"):
            said = run(*verb.split())
            assert (said.code, words in said.err, "marsad.db" in said.err) == (3, True, True), said.err
    monkeypatch.setenv("MARSAD_LANG", "en")
    assert _answers(run, folder) == 0
    _serves(path)
    assert path.read_bytes() == before


def _serves(path: Path) -> None:
    """The pages and the API of `marsad serve` answer as well."""
    command = [sys.executable, "-m", "marsad.cli", "serve", "--no-browser", "--ledger", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        link = serving.stdout.readline().strip()
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        try:
            assert browser.open(link, timeout=60).status == 200
            home, views = link.partition("/open")[0], [view for view in VIEWS if "{" not in view.path]
            for view in views:
                with browser.open(f"{home}/api/v1/{view.path}", timeout=60) as answer:
                    assert json.load(answer), view.path
                assert not view.page or browser.open(f"{home}/{view.path}", timeout=60).status == 200
        finally:
            serving.terminate()


def _answers(run: Run, folder: Path) -> int:
    """Ask everything; return how many of what was taken out said nothing of a line that the ledger lacks."""
    silent = 0
    for verb in ASKED:
        said = run(*verb.split(), "--format", "json")
        assert said.code == 0, (verb, said.err)
        assert said.json
    for verb in TAKEN:
        said = run(*verb.format(folder).split())
        assert said.code == 0, (verb, said.err)
        silent += "does not tell of this" not in said.err
    restored = str(folder / "restored.db")
    assert run("restore", folder / "copy.backup", "--ledger", restored).code == 0
    return silent
