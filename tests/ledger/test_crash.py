"""Killed at any moment, a ledger holds all of a document or nothing of it, and the next run goes on."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from marsad.ledger import Store

WRITER = Path(__file__).with_name("bulk_writer.py")
COUNT = 1500


def start(path: Path, first: int = 0, last: int = COUNT) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_after(writer: subprocess.Popen[str], seconds: float) -> set[str]:
    """Let a writer work for some time after its first word, kill it, and return the names that it acknowledged."""
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    whole = (first + rest).rpartition("\n")[0]
    return {line.split()[0] for line in whole.splitlines()}


def parts(path: Path) -> dict[str, set[str]]:
    with sqlite3.connect(path) as raw:
        found = {
            table: {row[0] for row in raw.execute(f"SELECT {column} FROM {table}")}
            for table, column in (
                ("documents", "id"),
                ("revisions", "document"),
                ("captures", "document"),
                ("readings", "document"),
            )
        }
        found["originals"] = {
            row[0] for row in raw.execute("SELECT document FROM revisions JOIN originals USING (sha256)")
        }
    raw.close()
    return found


def test_killed_at_random_moments_nothing_acknowledged_is_lost_and_nothing_half_written_shows(path: Path) -> None:
    chance = random.Random(20180609)
    acknowledged: set[str] = set()
    for _ in range(6):
        acknowledged |= kill_after(start(path), chance.uniform(0.0, 0.3))
        held = parts(path)
        assert acknowledged <= held["documents"]
        assert all(names == held["documents"] for names in held.values())
        with Store.open(path) as store:
            assert store.verify().ok
    assert 0 < len(acknowledged) < COUNT, "the writers were not killed in the middle of their work"
    last = start(path)
    said, _ = last.communicate()
    assert last.returncode == 0
    assert len(said.splitlines()) == COUNT
    with Store.open(path) as store:
        assert store.verify().ok
        assert len(store.documents()) == len(list(store.readings())) == COUNT


def test_killed_while_it_is_made_a_ledger_can_be_made_again(path: Path) -> None:
    for delay in (0.15, 0.2, 0.25, 0.3, 0.35):
        writer = start(path, 0, 1)
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    Store.create(path)[0].close()
    with Store.open(path) as store:
        assert store.verify().ok


def test_four_writers_at_once_lose_nothing(path: Path) -> None:
    Store.create(path)[0].close()
    writers = [start(path, first, first + 150) for first in (0, 100, 200, 300)]
    for writer in writers:
        writer.communicate()
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    with Store.open(path) as store:
        assert store.verify().ok
        assert [d.revisions for d in store.documents()] == [1] * 450
