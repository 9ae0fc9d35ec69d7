"""How fast bulletins are read: a cold process, and a warm one on one core.  `make bench` runs it.

The bulletins are the shipped ones and those of tests/gold, their digits changed at random (with a fixed seed), so that
no text repeats; they are dense, with ten claims and more in 1,000 characters.  Beside them stand generated ones
(`bulletin_world.py`) of the density of everyday news, 1.6 claims.  Each figure is the median of several runs; warm ones
count processor time, cold ones the clock.
"""

from __future__ import annotations

import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bulletin_world import bulletins

from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.knowledge.lore import Lore, load_lore
from marsad.model import Document, Reading
from marsad.pipeline import read_document
from marsad.read import read
from marsad.standing import let_stand

ROOT = Path(__file__).parents[1]
MARSAD = Path(sys.executable).parent / "marsad"
RUNS = 5
CHARACTERS = 300_000
"""How much text one warm run reads."""


def main() -> None:
    """Print the machine and the figures."""
    print(machine())
    print("bulletins of 1,000 characters:")
    for lang in ("ar", "en"):
        for what, verb in (("read", read), ("read and its tolls reckoned", read_document)):
            speeds = warm(lang, verb)
            low, middle, high = min(speeds), statistics.median(speeds), max(speeds)
            print(f"warm, one core, {lang}, {what}: {middle:.0f} bulletins a second ({low:.0f}-{high:.0f})")
    for lang in ("ar", "en"):
        speeds = warm(lang, read, everyday)
        low, middle, high = min(speeds), statistics.median(speeds), max(speeds)
        print(f"warm, one core, {lang}, read, generated: {middle:.0f} bulletins a second ({low:.0f}-{high:.0f})")
    if MARSAD.exists():
        cold()


def machine() -> str:
    """Describe processor, cores, system and Python."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    memory = next((int(line.split()[1]) // 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return (
        f"{model}, {os.cpu_count()} cores, {memory} GiB; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}; load {os.getloadavg()[0]:.1f}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def warm(
    lang: str,
    verb: Callable[[Document, Lore], Reading],
    texts: Callable[[str, random.Random], list[Document]] | None = None,
) -> list[float]:
    """Return bulletins of 1,000 characters a second of processor time, one figure a run.

    What is loaded stands, as it does in `marsad read` and in its workers.
    """
    lore = load_lore()
    speeds = []
    for run in range(RUNS + 1):
        if run == 1:
            let_stand()
        documents = (texts or varied)(lang, random.Random(run))
        length = sum(len(document.text) for document in documents)
        start = time.process_time()
        for document in documents:
            verb(document, lore)
        speeds.append(length / 1000 / (time.process_time() - start))
    return speeds[1:]  # the first run warms up


def varied(lang: str, chance: random.Random) -> list[Document]:
    """Return documents of about CHARACTERS characters in all, every digit changed."""
    bases = originals(lang)
    out: list[Document] = []
    total = 0
    while total < CHARACTERS:
        base = bases[len(out) % len(bases)]
        text = re.sub(r"[1-9]", lambda _: str(chance.randint(1, 9)), base.text)
        out.append(
            Document(id=f"b{len(out)}", text=text, sha256=sha256(text.encode()), published=base.published, lang=lang)
        )
        total += len(text)
    return out


def everyday(lang: str, chance: random.Random) -> list[Document]:
    """Return generated documents of one language, of about CHARACTERS characters in all."""
    out: list[Document] = []
    total = 0
    for record, _, _ in bulletins(4 * CHARACTERS // 1000, chance.randrange(10**6)):
        if record["lang"] == lang and total < CHARACTERS:
            text = record["text"]
            digest = sha256(text.encode())
            out.append(Document(id=record["id"], text=text, sha256=digest, published=record["published"], lang=lang))
            total += len(text)
    return out


def originals(lang: str) -> list[Document]:
    """Return the shipped and the gold bulletins of one language."""
    out = [document for document in shipped_bulletins() if document.lang == lang]
    for path in sorted((ROOT / "tests/gold/open").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["lang"] == lang:
            text = record["text"]
            digest = sha256(text.encode())
            out.append(Document(id=path.stem, text=text, sha256=digest, published=record["published"], lang=lang))
    return out


def cold() -> None:
    """Print the wall time of fresh processes: help, one bulletin, and one bulletin with nothing compiled yet."""
    bulletin = ROOT / "src/marsad/knowledge/packs/sample/bulletins/03-marquna-friday.txt"
    command = [str(MARSAD), "read", str(bulletin), "--format", "jsonl"]
    print(f"marsad --help: {_median(lambda: _run([str(MARSAD), '--help'])):.2f} s")
    _run(command)
    print(f"one bulletin, cold process: {_median(lambda: _run(command)):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        print(f"the very first, words compiled: {_run(command, MARSAD_CACHE=folder):.2f} s")


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(RUNS))


def _run(command: list[str], **environment: str) -> float:
    settings = {**os.environ, **environment}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)  # where it is set, every process compiles all Python anew
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=settings)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
