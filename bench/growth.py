"""How the whole way grows with the number of documents, and what that says of more: a table for the papers.

    python bench/growth.py [1000 10000 100000 ...] [--jobs 2] [--to 1000000 10000000]

Each size is one run of `bench/whole_run.py` (generated bulletins; add, link, reckon), in processes of their own.
The growth of a step is the exponent of its processor time between the last two sizes: 1 is linear, 2 is four times as
much for twice as many.  Projected is each step by its exponent, never below 1, from the last size that was run; the
clock in the same ratio to the processors as there.  Assumed is that texts and their mix stay as the generator makes
them, that the last sizes are so large that starting doesn't count (10,000 and more), and that what is held in memory
still fits into it: where memory is projected over what the machine has, that is said, and the seconds do not hold.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from read_speed import machine

HERE = Path(__file__).parent
STEPS = ("add", "link", "reckon")


def main() -> None:
    """Run every size, then print the table and what it says of more."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("documents", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--to", type=int, nargs="*", default=[1_000_000, 10_000_000])
    given = asked.parse_args()
    found = [run(documents, given.jobs) for documents in sorted(given.documents)]
    print(f"{machine()}; add with {given.jobs} processes; seconds of processors\n")
    print("\n".join(table(found, given.to)))


def run(documents: int, jobs: int) -> dict[str, float]:
    """Return processor seconds of each step, seconds by the clock, most megabytes of any step, those of the file."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "figures.json"
        command = [sys.executable, str(HERE / "whole_run.py"), "--documents", str(documents), "--jobs", str(jobs)]
        subprocess.run([*command, "--kills", "0", "--json", str(kept)], check=True, stdout=sys.stderr)
        told = json.loads(kept.read_text(encoding="utf-8"))
    seconds = {name: told["steps"][name]["cpu"] for name in STEPS}
    clock = sum(told["steps"][name]["seconds"] for name in STEPS)
    memory = max(told["steps"][name]["megabytes"] for name in STEPS)
    return {"documents": told["documents"], **seconds, "clock": clock, "memory": memory, "file": told["file"]}


def table(found: list[dict[str, float]], to: list[int]) -> list[str]:
    """Return the lines of the table: what was run, how it grows, what is projected."""
    columns = (*STEPS, "memory", "file")
    head = "| documents | add, s | link, s | reckon, s | in all by the clock, min | memory at most, MB | ledger, MB |"
    lines = [head, "|---|---|---|---|---|---|---|", *(_line(f"{one['documents']:,.0f}", one) for one in found)]
    if len(found) < 2:
        return lines
    before, last = found[-2], found[-1]
    grown = math.log(last["documents"] / before["documents"])
    powers = {name: math.log(max(last[name], 1e-9) / max(before[name], 1e-9)) / grown for name in columns}
    cells = [f"{powers[name]:.2f}" for name in columns]
    lines.append(f"| exponent | {' | '.join(cells[:3])} | | {' | '.join(cells[3:])} |")
    room = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6
    for documents in (one for one in to if one > last["documents"]):
        times = documents / last["documents"]
        power = {name: max(1, powers[name]) if name in STEPS else powers[name] for name in columns}
        there = {name: last[name] * times ** power[name] for name in columns}
        there["clock"] = last["clock"] * sum(there[one] for one in STEPS) / sum(last[one] for one in STEPS)
        short = "" if there["memory"] < room else ", more than this machine has"
        lines.append(_line(f"{documents:,} (projected{short})", there))
    return lines


def _line(name: str, one: dict[str, float]) -> str:
    seconds = " | ".join(f"{one[step]:,.1f}" for step in STEPS)
    return f"| {name} | {seconds} | {one['clock'] / 60:,.1f} | {one['memory']:,.0f} | {one['file']:,.0f} |"


if __name__ == "__main__":
    main()
