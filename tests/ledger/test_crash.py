"""Killed at any moment, a ledger holds all of a document or nothing of it, and the next run goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from marsad.ledger import Store

from .conftest import make_document, put
from .killing import KILLS, MARSAD, check_documents, kill_command, kill_often, lay_out, writer

SAMPLE = {"add": 12, "review": 5, "enter": 5, "publish": 3}
"""Kills of `make test` on each engine; all 500 with `slow` and in bench/crash.py."""


def rounds(act: str, url: str, kills: int) -> None:
    lay_out(act, url)
    tally = kill_often(act, url, kills)
    assert tally.amid > kills * 3 // 4, "nobody was killed in the middle of the work"
    assert len(tally.acknowledged) >= kills // 2


@pytest.mark.parametrize("act", KILLS)
def test_killed_at_random_moments_nothing_acknowledged_is_lost_and_nothing_half_written_shows(
    url: str, act: str
) -> None:
    rounds(act, url, SAMPLE[act])


@pytest.mark.slow
@pytest.mark.parametrize("act", KILLS)
def test_killed_at_500_random_moments(url: str, act: str) -> None:
    rounds(act, url, KILLS[act])


def test_after_kills_the_next_run_goes_on(url: str) -> None:
    lay_out("add", url)
    killed = kill_often("add", url, 3)
    last = subprocess.run(writer(url, 0, 60), capture_output=True, text=True, check=True)
    assert len(last.stdout.splitlines()) == 60
    check_documents(url, killed.acknowledged)


def test_killed_while_it_is_made_a_ledger_can_be_made_again(url: str) -> None:
    for delay in (0.25, 0.35, 0.45, 0.55):
        making = subprocess.Popen(writer(url, 0, 1), stdout=subprocess.DEVNULL)
        time.sleep(delay)
        making.send_signal(signal.SIGKILL)
        making.wait()
    Store.create(url)[0].close()
    with Store.open(url) as store:
        assert store.verify().ok


def test_add_on_the_command_line_killed_and_run_again(url: str, tmp_path: Path) -> None:
    """The very command, batches and all."""
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"d{n}", "text": f"{n} killed"}) for n in range(120)), encoding="utf-8")
    command = [*MARSAD, "add", str(path), "--format", "jsonl", "--ledger", url]
    Store.create(url)[0].close()
    acknowledged: set[str] = set()
    for seconds in (0.02, 0.15):
        acknowledged |= kill_command(command, seconds)[0]
        check_documents(url, acknowledged)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {json.loads(line)["result"] for line in done.stdout.splitlines()} <= {"added", "unchanged"}
    check_documents(url, {f"d{n}" for n in range(120)})


def test_many_writers_at_once_lose_nothing(url: str) -> None:
    """Eight on a server, four on a file, some of them with the same documents; readers see whole states meanwhile."""
    Store.create(url)[0].close()
    count = 8 if url.startswith("postgresql") else 4
    ranges = [(first * 20, first * 20 + 30) for first in range(count)]
    working = [subprocess.Popen(writer(url, *one), stdout=subprocess.PIPE, text=True) for one in ranges]
    stop, seen, faults = threading.Event(), [0], list[BaseException]()
    readers = [threading.Thread(target=_read_on, args=(url, stop, seen, faults)) for _ in range(4)]
    for reader in readers:
        reader.start()
    for one in working:
        one.communicate()
    stop.set()
    for reader in readers:
        reader.join()
    assert [one.returncode for one in working] == [0] * count
    assert not faults
    assert seen[0] > 0
    with Store.open(url) as store:
        assert store.verify().ok
        assert [d.revisions for d in store.documents()] == [1] * (ranges[-1][1])


def _read_on(url: str, stop: threading.Event, seen: list[int], faults: list[BaseException]) -> None:
    try:
        with Store.open(url, wait=30) as store:
            while not stop.is_set():
                readings = [reading.document for reading in store.readings()]
                assert len(readings) == len(set(readings))
                assert set(readings) <= {document.id for document in store.documents()}
                seen[0] += 1
    except BaseException as error:  # noqa: BLE001 - whatever a reader meets fails the test
        faults.append(error)


def test_revisions_of_one_document_by_two_programs_are_all_kept(url: str) -> None:
    """No lost update: each of two programs that revise the same document by turns finds the other's revision."""
    with Store.create(url)[0] as one, Store.open(url) as two:
        for number in range(6):
            put((one, two)[number % 2], make_document("a", f"{number} killed"))
        assert one.documents()[0].revisions == 6
        assert [two.text("a", number) for number in range(1, 7)] == [f"{number} killed" for number in range(6)]
