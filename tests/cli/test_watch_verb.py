"""`marsad watch`: stops cleanly on a signal, goes on after being killed, tells rounds as lines, logs counts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from collect.site import Site, running

from marsad.ledger import Store

from .conftest import Run

PAGES = 12


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        for number in range(PAGES):
            text = f"<p>At least {number + 3} civilians were killed by shelling of the town of Douma on Friday.</p>"
            one.put(f"/{number}", f"<html><body>{text}</body></html>", ETag=f'"{number}"')
        entries = "".join(f"<item><link>{one.url}/{number}</link></item>" for number in range(PAGES))
        one.put("/feed", f"<rss><channel>{entries}</channel></rss>", "application/rss+xml", ETag='"f"')
        yield one


def start(site: Site, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "marsad.cli", "watch", f"{site.url}/feed", "--allow-loopback", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(site: Site, path: str) -> None:
    for _ in range(600):
        if path in site.paths():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} was never asked")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once_and_cleanly(site: Site, number: signal.Signals) -> None:
    """While it waits for a slow server, and with everything that came in before written."""
    site.pages["/7"].pause = 60.0
    started = start(site, "--format", "jsonl")
    wait_for(site, "/7")
    os.kill(started.pid, number)
    began = time.monotonic()
    out, err = started.communicate(timeout=30)
    assert time.monotonic() - began < 15
    assert started.returncode == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["result"] for line in lines] == ["new"] * 7
    with Store.open("marsad.db") as store:
        assert len(store.documents()) == 7
        assert store.verify().ok


def test_killed_and_begun_again_nothing_is_fetched_twice(run: Run, site: Site) -> None:
    site.pages["/7"].pause = 5.0
    started = start(site)
    wait_for(site, "/7")
    started.kill()
    started.communicate(timeout=30)
    site.pages["/7"].pause = 0.0
    with Store.open("marsad.db") as store:
        held = len(store.documents())
    said = run("watch", f"{site.url}/feed", "--allow-loopback", "--rounds", "1", "--format", "jsonl")
    assert said.code == 0, said.err
    told = Counter(line["result"] for line in said.lines if "result" in line)
    assert told["new"] + held == PAGES
    assert set(Counter(site.given).values()) == {1}
    size = len(site.asked)
    restarted = start(site, "--rounds", "1")
    assert restarted.stderr is not None
    assert restarted.stderr.readline()
    time.sleep(1)
    restarted.terminate()
    restarted.communicate(timeout=30)
    assert restarted.returncode == 0
    assert len(site.asked) == size, "the next round is due in half an hour, whoever begins it"


def test_rounds_are_lines_and_the_log_has_counts_and_no_names(run: Run, site: Site, folder: Path) -> None:
    said = run(
        *("watch", f"{site.url}/feed", "--allow-loopback", "--rounds", "2", "--every", "1s", "--format", "jsonl"),
        *("--log", "watch.log"),
    )
    assert said.code == 0, said.err
    rounds = [line for line in said.lines if "round" in line]
    assert [(line.get("new", 0), line["fetched"]) for line in rounds] == [(PAGES, PAGES), (0, 0)]
    assert rounds[0]["due"] <= rounds[1]["at"] < rounds[1]["due"]
    logged: list[dict[str, Any]] = [json.loads(line) for line in (folder / "watch.log").read_text().splitlines()]
    assert [line["added"] for line in logged if line["event"] == "round"] == [PAGES, 0]
    assert "127.0.0.1" not in (folder / "watch.log").read_text()


def test_a_folder_is_looked_at_again_only_where_a_file_changed(run: Run, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text("Three people were killed in Homs.")
    (folder / "in/b.txt").write_text("Five people were killed in Hama.")
    first = run("watch", "in", "--rounds", "1", "--format", "jsonl")
    assert [line["result"] for line in first.lines if "result" in line] == ["new", "new"]
    (folder / "in/a.txt").write_text("Four people were killed in Homs, it is said now.")
    again = run("watch", "in", "--rounds", "1", "--every", "1s", "--format", "jsonl")
    assert [line["result"] for line in again.lines if "result" in line] == ["revised"]


def test_a_file_is_read_again_by_another_target_and_when_its_mapping_is_mended(run: Run, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/week.csv").write_text("No.,Report,Short\n1,Three people were killed in Homs.,Homs\n")
    source = folder / "sources/ministry/source.yml"
    source.parent.mkdir(parents=True)
    said = "id: ministry\npublisher: M\nlang: en\nzone: Asia/Gaza\nterms: open\nstart: ../../in\n"
    said += "columns: {id: No., text: Report}\n"
    source.write_text(said.replace("text: Report", "text: Words"))

    def watched(*targets: str) -> list[str]:
        lines = run("watch", *targets, "--rounds", "1", "--every", "1s", "--format", "jsonl").lines
        return [line["result"] for line in lines if "result" in line and line["result"] != "skipped"]

    assert watched("in", "ministry") == ["failed", "failed"], "the folder knows no mapping, the source a wrong one"
    assert watched("in", "ministry") == []
    source.write_text(said)
    assert watched("in", "ministry") == ["new"]
    assert watched("in", "ministry") == []


def test_wrong_use_is_named(run: Run) -> None:
    said = run("watch", "nothing.example")
    assert (said.code, "begins with https://" in said.err) == (2, True)
    assert run("watch", "http://a.example/", "--every", "often").code == 2
