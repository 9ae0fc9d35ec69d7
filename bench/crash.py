"""Kills at random moments: `python bench/crash.py [KILLS [URL [add|review|enter|publish]]]`.

By default 500 amid bulk adding on a new SQLite file.  After every kill everything that was acknowledged must be there,
every document, decision and release whole and the chain sound.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from ledger.conftest import make_document, put  # noqa: E402
from ledger.killing import check_decisions, check_documents, decider, kill_often, writer  # noqa: E402

from marsad.ledger import Store  # noqa: E402

ROUND = 12
"""Documents that a round begins behind the one before, so that there is always work to kill."""
THOROUGH = 10
"""Every so-manieth kill the whole ledger is verified as well."""


def main(kills: int, url: str, act: str) -> None:
    with Store.create(url)[0] as store:
        for number in range(20 if act != "add" else 0):
            put(store, make_document(f"d{number:05}", f"{number + 1} killed"))
    look = check_documents if act == "add" else check_decisions
    start, met = time.perf_counter(), 0

    def check(acknowledged: set[str]) -> None:
        nonlocal met
        met += 1
        look(url, acknowledged, thorough=met % THOROUGH == 0)

    def command(number: int) -> list[str]:
        return writer(url, number * ROUND, number * ROUND + 20_000) if act == "add" else decider(url, act, number)

    tally = kill_often(command, kills, check)
    look(url, tally.acknowledged)
    seconds = time.perf_counter() - start
    print(f"{act}: {tally.kills} kills, {tally.amid} amid the work, {len(tally.acknowledged)} acknowledged, none lost")
    print(f"every one whole, the chain sound; {seconds:.0f} s")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as home:
        where = sys.argv[2] if len(sys.argv) > 2 else str(Path(home) / "crash.db")
        main(number, where, sys.argv[3] if len(sys.argv) > 3 else "add")
