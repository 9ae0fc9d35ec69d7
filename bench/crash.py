"""Kills at random moments: `python bench/crash.py [URL [ACT=KILLS ...]]`, 500 on a new SQLite file by default.

ACT is add, review, enter or publish.  URL is `sqlite`, `postgresql` (a server that is started for this), or where one
ledger may be made.  After every kill everything that was acknowledged must be there, and after every 25th every
document, decision and release whole and the chain sound.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from ledger.killing import KILLS, kill_often, lay_out  # noqa: E402
from postgres_server import running  # noqa: E402


def main(acts: dict[str, int], database: Callable[[str], str]) -> None:
    begun, total = time.perf_counter(), 0
    for act, kills in acts.items():
        url, start = database(act), time.perf_counter()
        lay_out(act, url)
        tally = kill_often(act, url, kills)
        seconds, done = time.perf_counter() - start, len(tally.acknowledged)
        print(f"{act}: {kills} kills, {tally.amid} amid the work, {done} acknowledged, none lost; {seconds:.0f} s")
        total += kills
    print(f"{total} kills, every thing whole, every chain sound; {time.perf_counter() - begun:.0f} s")


def asked(said: list[str]) -> dict[str, int]:
    found = dict(one.partition("=")[::2] for one in said)
    return {act: int(kills or KILLS[act]) for act, kills in found.items()} or KILLS


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    if where == "postgresql":
        with running("crash") as server:
            main(asked(sys.argv[2:]), lambda act: server.database())
    elif where == "sqlite":
        with tempfile.TemporaryDirectory() as home:
            main(asked(sys.argv[2:]), lambda act: str(Path(home) / f"{act}.db"))
    else:
        main(asked(sys.argv[2:]), lambda act: where)
