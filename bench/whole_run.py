"""From texts to tolls: how long reading, adding, linking and reckoning of N generated bulletins take in all.

    python bench/whole_run.py [--documents 100000] [--jobs 2] [--kills 1] [--folder PATH]

The bulletins are those of bench/bulletin_world.py.  `marsad add` reads and stores them; `marsad incidents` then links,
and `marsad toll` reckons.  Adding and linking, each a process of its own, are killed (SIGKILL) `--kills` times at
random and begun again.
Prints the clock, the memory of all its processes together at its peak, and how the incidents agree with what is known:
pairs of documents (precision, recall), and tolls whose bounds hold the true number killed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bulletin_world import LENGTH, bulletins
from read_speed import machine

ADDED, LINKED = 400, 450
"""Documents a second that adding and linking may be expected to take: it decides when they are killed."""
POLL = 0.25
"""Seconds between two looks at a process."""
PAGE = 10_000
"""Incidents that are listed by one command."""
COMMAND = [sys.executable, "-m", "marsad.cli"]


@dataclass
class Spent:
    """What a step took: seconds by the clock and of processors, most megabytes of all its processes at one time."""

    seconds: float = 0.0
    cpu: float = 0.0
    megabytes: float = 0.0
    runs: int = 0
    said: str = field(default="", repr=False)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--documents", type=int, default=100_000)
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--kills", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--folder", type=Path, help="where bulletins and ledger are made and left (default: nowhere)")
    asked.add_argument("--added", action="store_true", help="go on from a --folder whose bulletins are added already")
    asked.add_argument("--only-add", action="store_true", help="make and add the bulletins, and leave them")
    asked.add_argument("--json", type=Path, help="a file for the figures of the steps (bench/growth.py reads it)")
    given = asked.parse_args()
    print(machine(), flush=True)
    if given.folder is not None:
        return run(given.folder, given)
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), given)


def run(home: Path, given: argparse.Namespace) -> int:
    """Go the whole way once; return the exit code."""
    home.mkdir(parents=True, exist_ok=True)
    ledger, draw = home / "marsad.db", random.Random(given.seed)
    truth = {r["id"]: (happened.number, happened.killed) for r, happened, _ in bulletins(given.documents, given.seed)}
    at = ["--ledger", str(ledger), "--format"]
    added = _told_before(home) if given.added else _add(home, given, [*at, "json"], draw)
    if given.only_add:
        return 0
    size = ledger.stat().st_size / 1e6
    linking = [*COMMAND, "incidents", "--limit", "10", *at, "json"]
    linked = _killed(linking, given.kills, home / "ten.json", given.documents / LINKED, draw)
    print(f"incidents (linked, and the first ten listed), killed {given.kills} times: {_told(linked)}", flush=True)
    asked = [*COMMAND, "toll", "--harm", "killed", "--by", "side", *at, "json"]
    tolled = _step(asked, home / "toll.json")
    print(f"toll --harm killed --by side: {_told(tolled)}", flush=True)
    print(f"the same again: {_told(_step(asked, home / 'toll.json'))}", flush=True)
    whole = added.seconds + linked.seconds + tolled.seconds
    if given.json is not None:
        steps = {"add": added, "link": linked, "reckon": tolled}
        figures = {
            name: {"seconds": one.seconds, "cpu": one.cpu, "megabytes": one.megabytes} for name, one in steps.items()
        }
        given.json.write_text(json.dumps({"documents": len(truth), "file": size, "steps": figures}), encoding="utf-8")
    print(f"in all {whole / 60:.1f} minutes, {len(truth) / whole:.0f} bulletins a second", flush=True)
    compare(_listed(home, [*at, "jsonl"]), truth)
    return 0


def _listed(home: Path, at: list[str]) -> Iterator[str]:
    """Yield all incidents, a line each, page by page."""
    listed, begin, found = home / "incidents.jsonl", 0, PAGE
    while found == PAGE:
        _step([*COMMAND, "incidents", "--limit", str(PAGE), "--next", str(begin), *at], listed)
        with listed.open(encoding="utf-8") as file:
            found = 0
            for line in file:
                found += 1
                yield line
        begin += found


def _add(home: Path, given: argparse.Namespace, at: list[str], draw: random.Random) -> Spent:
    """Make the bulletins and add them to a new ledger."""
    texts, ledger = home / "bulletins.jsonl", home / "marsad.db"
    begun = time.monotonic()
    with texts.open("w", encoding="utf-8") as file:
        for record, _, _ in bulletins(given.documents, given.seed):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    took = time.monotonic() - begun
    print(f"{given.documents:,} bulletins of some {LENGTH:,} characters made in {took:.0f} s", flush=True)
    command = [*COMMAND, "add", str(texts), "--jobs", str(given.jobs), *at]
    spent = _killed(command, given.kills, Path(f"{ledger}.out"), given.documents / ADDED, draw)
    rate, size = given.documents / spent.seconds, ledger.stat().st_size / 1e6
    told = f"{_told(spent)}, {rate:.0f} a second, {size:.0f} MB"
    print(f"add --jobs {given.jobs}, killed {given.kills} times: {told}", flush=True)
    print(f"what add said at its end: {' '.join(spent.said.split())}", flush=True)
    (home / "added.json").write_text(json.dumps(asdict(spent)), encoding="utf-8")
    return spent


def _told_before(home: Path) -> Spent:
    return Spent(**json.loads((home / "added.json").read_text(encoding="utf-8")))


def _killed(command: list[str], kills: int, out: Path, expected: float, draw: random.Random) -> Spent:
    """Run it, killed so often at random moments of the seconds that a run without kills may take, until it ends."""
    spent = Spent()
    for left in range(kills, -1, -1):
        _watched(command, spent, out, draw.uniform(0.1, 0.9) * expected / (kills + 1) if left else None)
        print(f"{command[3]}: {'killed' if left else 'ended'} after {spent.seconds:.0f} s in all", flush=True)
    return spent


def _step(command: list[str], out: Path) -> Spent:
    spent = Spent()
    _watched(command, spent, out, None)
    return spent


def _watched(command: list[str], spent: Spent, out: Path, until: float | None) -> None:
    begun, before = time.monotonic(), _processors()
    with out.open("wb") as file, Path(f"{out}.err").open("wb") as errors:
        process = subprocess.Popen(command, stdout=file, stderr=errors)
        while process.poll() is None:
            spent.megabytes = max(spent.megabytes, _resident(process.pid))
            if until is not None and time.monotonic() - begun > until:
                process.send_signal(signal.SIGKILL)
                process.wait()
            time.sleep(POLL)
    spent.seconds += time.monotonic() - begun
    spent.cpu += _processors() - before
    spent.runs += 1
    if process.returncode not in (0, -signal.SIGKILL):
        told = Path(f"{out}.err").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {told[-500:]}")
    if out.stat().st_size < 2_000:
        spent.said = out.read_text(encoding="utf-8", errors="replace")


def _processors() -> float:
    """Return the processor seconds of all processes of ours that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(pid: int) -> float:
    """Return the megabytes that a process and its children hold, shared pages by their share."""
    total = 0.0
    for one in _family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it has just ended
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from _family(int(child))


def _told(spent: Spent) -> str:
    return f"{spent.seconds:.0f} s ({spent.cpu:.0f} s of processors), {spent.megabytes:.0f} MB at the most"


def compare(listed: Iterator[str], truth: dict[str, tuple[int, int]]) -> None:
    """Print how the incidents found agree with the true ones."""
    found: dict[str, set[str]] = {}
    holds = Counter[bool]()
    for line in listed:
        incident = json.loads(line)
        documents = sorted(set(incident["documents"]) & truth.keys())
        for name in documents:
            found.setdefault(name, set()).add(incident["id"])
        numbers = {truth[name][0] for name in documents}
        killed = [toll for toll in incident["tolls"] if toll["harm"] == "killed"]
        if len(numbers) == 1 and killed:
            true = truth[documents[0]][1]
            holds[killed[0]["lo"] <= true and (killed[0]["hi"] is None or true <= killed[0]["hi"])] += 1
    true_pairs, found_pairs, both = _pairs(truth, found)
    print(f"pairs of documents: precision {both / max(1, found_pairs):.3f}, recall {both / max(1, true_pairs):.3f}")
    print(f"bounds of the killed that hold the true number: {holds[True]:,} of {sum(holds.values()):,} incidents")


def _pairs(truth: dict[str, tuple[int, int]], found: dict[str, set[str]]) -> tuple[int, int, int]:
    true_of: dict[int, list[str]] = defaultdict(list)
    for name, (number, _) in truth.items():
        true_of[number].append(name)
    true = {(a, b) for names in true_of.values() for a in names for b in names if a < b}
    found_of: dict[str, list[str]] = defaultdict(list)
    for name, ids in found.items():
        for one in ids:
            found_of[one].append(name)
    made = {(a, b) for names in found_of.values() for a in names for b in names if a < b}
    return len(true), len(made), len(true & made)


if __name__ == "__main__":
    sys.exit(main())
