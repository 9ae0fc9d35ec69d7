"""How fast the search and the most used queries answer on 100,000 documents with 600,000 claims.

    python bench/search_speed.py [--documents N] [--ledger PATH]

Makes such a ledger (or uses the one that is there), indexes it, and prints the median, the 95th and 99th percentile
and the slowest of each kind of query, in milliseconds by the clock and of processor time, in one warm process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from made_ledger import CLAIMS, SOURCES, documents, fill
from read_speed import machine

from marsad.ledger import Store
from marsad.ledger.search import Asked
from marsad.text.fold import FoldMemo
from marsad.text.query import forms, forms_and_written

QUERIES = 200
"""Queries of each kind."""
SAMPLE = 2_000
"""Documents from which words are drawn, each as often as it stands in them."""
GOAL = 50


def main() -> None:
    """Make, index, ask, print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--documents", type=int, default=100_000)
    asked.add_argument("--ledger", type=Path)
    given = asked.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "bench.db"
        if not path.exists():
            make(path, given.documents)
        measure(path)


def make(path: Path, count: int) -> None:
    """Fill a ledger and index it."""
    with Store.create(path)[0] as store:
        size = fill(store, count)
    bare = path.stat().st_size
    start = time.process_time()
    with Store.open(path) as store:
        taken = sum(store.refresh_search())
    cpu = time.process_time() - start
    whole = path.stat().st_size
    print(f"{taken} documents, {taken * CLAIMS} claims, {size / 1e6:.0f} MB of text; file {whole / 1e6:.0f} MB")
    print(f"file / text: {whole / size:.2f} ({bare / size:.2f} without the index)")
    print(f"indexing: {taken / cpu:.0f} documents a second of processor time")


def measure(path: Path) -> None:
    """Ask queries of every kind."""
    opening = [timed(lambda: Store.open(path).close())[0] for _ in range(20)]
    print(f"opening: {statistics.median(opening):.1f} ms, slowest {max(opening):.1f} ms")
    draw = random.Random(7)
    words, rows = sample()
    with Store.open(path) as store:
        store.search(Asked(query="x"))
        for name, ask in kinds(draw, words, rows).items():
            report(name, [timed(lambda ask=ask: store.search(ask())) for _ in range(QUERIES)])  # type: ignore[misc]
        count = sum(1 for _ in store.documents())
        for name, lookup in lookups(store).items():
            told = [f"d{draw.randrange(count):06}" for _ in range(QUERIES)]
            report(name, [timed(lambda name=name, lookup=lookup: lookup(name)) for name in told])  # type: ignore[misc]
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def kinds(draw: random.Random, words: list[str], rows: list[list[str]]) -> dict[str, Callable[[], Asked]]:
    """Return the kinds of queries, each with what makes one."""
    written = [word for document, _ in documents(100) for word in forms_and_written(document.text, FoldMemo())[1]]
    common = [word for word, _ in Counter(words).most_common(60)]
    middle = [word for word, number in Counter(words).items() if 5 <= number <= 60 and len(word) > 2]

    def phrase() -> str:
        row = draw.choice(rows)
        at = draw.randrange(len(row) - 3)
        return '"' + " ".join(row[at : at + 3]) + '"'

    def day() -> dt.date:
        return dt.date(2012, 1, 1) + dt.timedelta(days=draw.randrange(3_900))

    return {
        "ordinary word": lambda: Asked(query=draw.choice(middle)),
        "word as often as it stands": lambda: Asked(query=draw.choice(words)),
        "most frequent words": lambda: Asked(query=draw.choice(common)),
        "two words": lambda: Asked(query=f"{draw.choice(middle)} {draw.choice(words)}"),
        "three words": lambda: Asked(query=" ".join(draw.choices(words, k=3))),
        "phrase": lambda: Asked(query=phrase()),
        "beginning of four letters": lambda: Asked(query=draw.choice(middle)[:4] + "*"),
        "literal word, as it is folded": lambda: Asked(query=draw.choice(middle), literal=True),
        "literal word, as it stands": lambda: Asked(query=draw.choice(written), literal=True),
        "literal phrase": lambda: Asked(query=phrase(), literal=True),
        "in claims": lambda: Asked(query=draw.choice(words), claims=True),
        "word of a source": lambda: Asked(query=draw.choice(words), sources=(draw.choice(SOURCES),)),
        "word in a month": lambda: Asked(query=draw.choice(words), start=(d := day()), end=d + dt.timedelta(days=30)),
        "word that is nowhere": lambda: Asked(query="".join(draw.choices("xqzwv", k=8))),
    }


def lookups(store: Store) -> dict[str, Callable[[str], object]]:
    """Return what is asked of one document by its id."""
    return {
        "text of a document": store.text,
        "claims of a document": lambda name: store.latest(name)[0].reading.claims,
        "latest reading, by name": store.latest_reading,
        "original, through its text": lambda name: store.original(store.latest(name)[1].sha256),
    }


def sample() -> tuple[list[str], list[list[str]]]:
    """Return words as often as they stand, and the words of documents in their order."""
    memo = FoldMemo()
    rows = [forms(document.text, memo) for document, _ in documents(SAMPLE)]
    return [word for row in rows for word in row], rows


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Return milliseconds by the clock and of processor time."""
    clock, cpu = time.perf_counter(), time.process_time()
    do()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000


def report(name: str, times: Iterable[tuple[float, float]]) -> bool:
    """Print one line; tell whether the goal is met."""
    clock, cpu = (sorted(column) for column in zip(*times, strict=True))
    said = [f"{_at(column, 0.5):6.1f} {_at(column, 0.95):6.1f} {_at(column, 0.99):6.1f}" for column in (clock, cpu)]
    verdict = "" if _at(cpu, 0.95) < GOAL else f"   over {GOAL} ms"
    print(f"{name:34} clock p50 p95 p99 {said[0]}   cpu {said[1]}{verdict}", flush=True)
    return not verdict


def _at(column: list[float], share: float) -> float:
    return column[min(len(column) - 1, int(len(column) * share))]


if __name__ == "__main__":
    main()
