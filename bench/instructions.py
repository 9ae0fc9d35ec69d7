"""How many machine instructions reading takes, against the committed figure: `python bench/instructions.py --check`.

Instructions are counted (by `valgrind --tool=callgrind`, else by `perf stat`), not seconds: the same code gives the
same figure on a loaded machine.  A process that reads the fixed texts more often than another shows by the difference
what one reading of them takes, start-up and compiled words left out.  With `--check` the exit code is 1 where the
figure is more than 20 % over the committed one; `--write` keeps the new figure; where nothing can count, the code is 2.
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
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIGURES = Path(__file__).with_name("instructions.json")
ALLOWED = 1.20
"""More than this many times the committed figure is a regression."""
WARM, MORE = 1, 3
"""How often the two processes that are compared read the texts after their first time."""
TEXTS = 8
"""Texts of each language: every one that a fixed step through the gold and shipped bulletins meets."""


def main() -> int:
    """Count, compare, and say so; return the exit code."""
    options = _options()
    if options.read is not None:
        return _read(options.lang, options.read, options.tolls)
    counter = _counter()
    if counter is None:
        print("neither valgrind nor a perf with hardware counters is here: nothing was counted", file=sys.stderr)
        print("install one of them (Debian: apt-get install valgrind) and run this again", file=sys.stderr)
        return 2
    name, command = counter
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    version = f"python {sys.version_info.major}.{sys.version_info.minor}"
    known = kept.setdefault(f"{name}, {version}", {})
    worst = 0.0
    for lang in ("ar", "en"):
        for what, tolls in (("read", False), ("read and its tolls", True)):
            label = f"{lang}, {what}"
            found = _per_thousand(command, lang, tolls)
            before = known.get(label)
            ratio = found / before if before else 1.0
            worst = max(worst, ratio)
            print(f"{label}: {found:,} instructions for 1,000 characters ({name}; {ratio:.2f} of the committed figure)")
            if options.write or before is None:
                known[label] = found
    if options.write:
        FIGURES.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
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
    parser.add_argument("--write", action="store_true", help="commit what is counted now")
    parser.add_argument("--read", type=int, help=argparse.SUPPRESS)  # what the counted process does
    parser.add_argument("--lang", choices=("ar", "en"), default="ar", help=argparse.SUPPRESS)
    parser.add_argument("--tolls", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _read(lang: str, times: int, tolls: bool) -> int:
    """Read the fixed texts once and `times` times more; print their characters."""
    from read_speed import originals

    from marsad.knowledge.lore import load_lore
    from marsad.pipeline import read_document
    from marsad.read import read

    gc.disable()  # one collection of all that is known would count more than the texts
    lore = load_lore()
    texts = sorted(originals(lang), key=lambda document: (len(document.text), document.id))
    texts = texts[:: max(1, len(texts) // TEXTS)][:TEXTS]
    for _ in range(1 + times):
        for document in texts:
            if tolls:
                read_document(document, lore)
            else:
                read(document, lore)
    print(sum(len(document.text) for document in texts))
    return 0


def _counter() -> tuple[str, list[str]] | None:
    """Return the name and the command of what counts instructions here, None where nothing does."""
    if shutil.which("valgrind"):
        return "callgrind", ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    if shutil.which("perf"):
        command = ["perf", "stat", "-x", ",", "-e", "instructions:u"]
        tried = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
        if tried.returncode == 0 and tried.stderr[:1].isdigit():
            return "perf", command
    return None


def _per_thousand(command: list[str], lang: str, tolls: bool) -> int:
    """Return the instructions that 1,000 characters take."""
    (less, length), (more, _) = (_count(command, lang, times, tolls) for times in (WARM, MORE))
    return round((more - less) / (MORE - WARM) / length * 1000)


def _count(command: list[str], lang: str, times: int, tolls: bool) -> tuple[int, int]:
    """Return the instructions of a whole process, and the characters that it reads each time."""
    with tempfile.TemporaryDirectory() as folder:
        child = [sys.executable, __file__, "--read", str(times), "--lang", lang, *(["--tolls"] if tolls else [])]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [*command, *child], capture_output=True, text=True, check=True, cwd=folder, env=environment
        )
    told = re.search(r"Collected : (\d+)|^(\d+),", done.stderr, re.MULTILINE)
    if told is None:
        raise SystemExit(f"{command[0]} told no count: {done.stderr[-300:]}")
    return int(told[1] or told[2]), int(done.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main())
