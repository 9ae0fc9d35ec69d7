"""Kills at random moments: `python bench/crash.py [KILLS [URL]]`, 500 on a new SQLite file by default.

After every kill everything that was acknowledged must be there, every document whole and the chain sound.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from ledger.killing import check_documents, kill_often, writer  # noqa: E402

from marsad.ledger import Store  # noqa: E402

ROUND = 12
"""Documents that a round begins behind the one before, so that there is always work to kill."""
THOROUGH = 10
"""Every so-manieth kill the whole ledger is verified as well."""


def main(kills: int, url: str) -> None:
    Store.create(url)[0].close()
    start, met = time.perf_counter(), 0

    def check(acknowledged: set[str]) -> None:
        nonlocal met
        met += 1
        check_documents(url, acknowledged, thorough=met % THOROUGH == 0)

    tally = kill_often(lambda number: writer(url, number * ROUND, number * ROUND + 20_000), kills, check)
    check_documents(url, tally.acknowledged)
    seconds = time.perf_counter() - start
    print(
        f"{tally.kills} kills, {tally.amid} amid the work, {len(tally.acknowledged)} documents acknowledged, none lost"
    )
    print(f"every document whole, the chain sound; {seconds:.0f} s")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as home:
        main(number, sys.argv[2] if len(sys.argv) > 2 else str(Path(home) / "crash.db"))
