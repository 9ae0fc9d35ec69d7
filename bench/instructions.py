"""How many machine instructions marsad's work takes, against the committed figures.

`python bench/instructions.py --check` is what CI runs.  Instructions are counted (by `valgrind --tool=callgrind`), not
seconds: the same code gives the same figure on a loaded machine.  One process loads words and places once and does each
work once; then, for each work, copies of it (`fork`) do the work once and three times more, and their difference is
what the work takes, start-up left out.  The works: reading the fixed texts of a language, reading them with the tolls
of each, reading generated texts of everyday density, and reckoning the table of a generated world by incident and side.
With `--check` the exit code is 1 where a figure is more than 20 % over the committed one, or where there is none; with
`--write` the new figures are kept; where nothing can count, the code is 2.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIGURES = Path(__file__).with_name("instructions.json")
ALLOWED = 1.20
"""More than this many times the committed figure is a regression."""
ONCE, MORE = 1, 3
"""How often the two copies that are compared do their work."""
TEXTS = 8
"""Texts of each language: every one that a fixed step through the gold and shipped bulletins meets."""
INCIDENTS, CLAIMS = 50, 200
"""Of the generated world whose table is reckoned."""


def main() -> int:
    """Count, compare, and say so; return the exit code."""
    options = _options()
    if options.work:
        return _work()
    if not shutil.which("valgrind"):
        print("valgrind is not here: nothing was counted (Debian: apt-get install valgrind)", file=sys.stderr)
        return 2
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    known = kept.setdefault(f"callgrind, python {sys.version_info.major}.{sys.version_info.minor}", {})
    worst, counted = 0.0, _counted()
    for label, found in counted.items():
        before = known.get(label)
        ratio = found / before if before else float("inf")
        worst = max(worst, ratio)
        beside = f"{ratio:.2f} of the committed figure" if before else "no figure is committed"
        print(f"{label}: {found:,} instructions ({beside})")
    if options.write:
        known.clear()  # a work that is no longer counted has no figure
        known.update(counted)
        FIGURES.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        return 0
    if worst > ALLOWED:
        print(
            f"more than {ALLOWED:.2f} times the committed figure: a regression, or --write the new one", file=sys.stderr
        )
    return 1 if options.check and worst > ALLOWED else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--check", action="store_true", help="exit with 1 where more than 20 %% over the committed figure"
    )
    parser.add_argument("--write", action="store_true", help="keep what is counted now")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)  # what the counted process does
    return parser.parse_args()


def _counted() -> dict[str, int]:
    """Return the instructions of each work, by its label, for 1,000 characters or for 100 claims."""
    with tempfile.TemporaryDirectory() as folder:
        logs = Path(folder)
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={folder}/%p.log"]
        done = subprocess.run(
            [*command, sys.executable, __file__, "--work"],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        taken = {path.stem: _collected(path) for path in logs.glob("*.log")}
    figures = {}
    for line in done.stdout.splitlines():
        label, amount, once, more = line.split("\t")
        figures[label] = round((taken[more] - taken[once]) / (MORE - ONCE) / float(amount))
    return figures


def _collected(log: Path) -> int:
    text = log.read_text(encoding="utf-8")
    told = re.search(r"Collected : (\d+)", text)
    if told is None:
        raise SystemExit(f"valgrind told no count: {text[-300:]}")
    return int(told[1])


def _work() -> int:
    """Do every work once, then in copies of this process; print label, amount, and the two copies' numbers."""
    gc.disable()  # one collection of all that is known would count more than the works
    works = [*_readings("ar"), *_readings("en"), _table()]
    for _, _, do in works:
        do()
    for label, amount, do in works:
        copies = [_copy(do, times) for times in (ONCE, MORE)]
        print(label, amount, *copies, sep="\t", flush=True)
    return 0


def _copy(do: Callable[[], object], times: int) -> int:
    """Do a work so many times in a copy of this process; return the copy's number."""
    number = os.fork()
    if number == 0:
        for _ in range(times):
            do()
        os._exit(0)
    _, status = os.waitpid(number, 0)
    if status:
        raise SystemExit(f"a copy ended with the status {status}")
    return number


def _readings(lang: str) -> list[tuple[str, float, Callable[[], object]]]:
    """Reading the fixed texts of a language, without and with the tolls of each; amounts in 1,000 characters."""
    import random

    from read_speed import everyday, originals

    from marsad.knowledge.lore import load_lore
    from marsad.pipeline import read_document
    from marsad.read import read

    lore = load_lore()
    texts = sorted(originals(lang), key=lambda document: (len(document.text), document.id))
    texts = texts[:: max(1, len(texts) // TEXTS)][:TEXTS]
    amount = sum(len(document.text) for document in texts) / 1000
    plain = everyday(lang, random.Random(1))[:TEXTS]
    of_plain = sum(len(document.text) for document in plain) / 1000
    return [
        (f"{lang}, read, 1,000 characters", amount, lambda: [read(document, lore) for document in texts]),
        (f"{lang}, read and its tolls, 1,000 characters", amount, lambda: [read_document(one, lore) for one in texts]),
        (f"{lang}, read, 1,000 everyday characters", of_plain, lambda: [read(document, lore) for document in plain]),
    ]


def _table() -> tuple[str, float, Callable[[], object]]:
    """Reckoning the table of a generated world, contradictions and proofs too; the amount in 100 claims."""
    from generated_year import generate
    from reckon_speed import whole

    world = generate(INCIDENTS, CLAIMS, seed=1, wrong=0.01)
    return "reckon a table, 100 claims", len(world.statements) / 100, lambda: whole(world.statements)


if __name__ == "__main__":
    sys.exit(main())
