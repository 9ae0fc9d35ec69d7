"""`marsad add`, killed at any moment: the ledger is sound, and the same command again finishes the work."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from marsad.ledger import Store

from .conftest import Run

MARSAD = [sys.executable, "-m", "marsad.cli"]
COUNT = 600


def test_killed_in_the_middle_of_add_the_next_run_goes_on(
    run: Run, write: Callable[[str, str | bytes], Path], folder: Path
) -> None:
    rows = (json.dumps({"id": f"d{n}", "text": f"قُتل {n} مدنيين في إدلب"}) for n in range(1, COUNT + 1))
    path = write("in.jsonl", "\n".join(rows))
    chance = random.Random(7)
    run("init")
    kept = 0
    for _ in range(4):
        with subprocess.Popen([*MARSAD, "add", str(path), "--format", "jsonl"], stdout=subprocess.PIPE) as adding:
            assert adding.stdout is not None
            adding.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.15))
            adding.send_signal(signal.SIGKILL)
            said = adding.stdout.read().rpartition(b"\n")[0]
        with Store.open(folder / "marsad.db") as store:
            held = {document.id for document in store.documents()}
            assert {json.loads(line)["id"] for line in said.splitlines()} <= held
            assert {reading.document for reading in store.readings()} == held
            assert store.verify().ok
        kept = len(held)
    assert 0 < kept < COUNT, "the command was not killed in the middle of its work"
    counts = run("add", path, "--format", "json").json
    assert (counts["added"], counts["unchanged"], counts["refused"]) == (COUNT - kept, kept, 0)
    assert run("verify").code == 0
