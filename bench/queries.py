"""The thirty most used queries on 100,000 documents with 600,000 claims: 95 of 100 in less than 50 ms each.

    python bench/queries.py [--documents N] [--ledger PATH] [--check]

Makes such a ledger (or uses the one that is there), brings its derived tables up, and asks every query `QUERIES` times
in one warm process, each time for something else.  Prints median, 95th and 99th percentile in milliseconds by the clock
and of processor time; on a machine that others use the latter is the one to compare.  `--check`: exit code 1 over the
goal (of processor time).
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_ledger import DAYS, FIRST
from read_speed import machine
from search_speed import GOAL, kinds, make, report, sample, timed

from marsad.chronicle import Chronicle
from marsad.ledger.search import Asked
from marsad.model import Scope
from marsad.model.time import Window
from marsad.pipeline import Ledger

QUERIES = 40
"""Of each kind; those of the search are asked five times as often."""
Ask = Callable[[], object]


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--documents", type=int, default=100_000)
    asked.add_argument("--ledger", type=Path)
    asked.add_argument("--check", action="store_true")
    given = asked.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "bench.db"
        if not path.exists():
            make(path, given.documents)
        with Ledger(str(path)) as ledger:
            return measure(ledger, check=given.check)


def measure(ledger: Ledger, *, check: bool) -> int:
    chronicle, draw = Chronicle(ledger), random.Random(7)
    start = time.process_time()
    taken = chronicle.refresh()
    print(f"derived tables of incidents: {taken} documents in {time.process_time() - start:.1f} s of processor time")
    ledger.store.search(Asked(query="x"))
    over = []
    searches = {f"search: {name}": ask for name, ask in searching(ledger, draw).items()}
    others = {**looking_up(ledger, chronicle, draw), **asking(ledger, chronicle, draw)}
    for name, ask in (searches | others).items():
        ask()
        if not report(name, [timed(ask) for _ in range(QUERIES * 5 if name in searches else QUERIES)]):
            over.append(name)
    print(f"{len(searches) + len(others)} queries, {len(over)} over {GOAL} ms: {', '.join(over) or 'none'}")
    return int(check and bool(over))


def searching(ledger: Ledger, draw: random.Random) -> dict[str, Ask]:
    words, rows = sample()
    made = kinds(draw, words, rows)
    return {name: lambda one=one: ledger.store.search(one()) for name, one in made.items()}  # type: ignore[misc]


def looking_up(ledger: Ledger, chronicle: Chronicle, draw: random.Random) -> dict[str, Ask]:
    """What somebody who has a name in hand asks for."""
    store = ledger.store
    names = [document.id for document in store.documents()]
    hashes = {name: store.latest(name)[1].sha256 for name in draw.sample(names, 50)}

    def name() -> str:
        return draw.choice(names)

    def claim() -> str:
        return f"{name()}#c{draw.randrange(1, 7)}"

    return {
        "text of a document": lambda: store.text(name()),
        "latest reading": lambda: store.latest(name()),
        "reading by its name": lambda: store.reading(f"{name()}@1:1"),
        "original bytes": lambda: store.original(draw.choice(list(hashes.values()))),
        "what is known of an address": lambda: store.captured(f"/in/{name()}"),
        "incident by a claim": lambda: chronicle.incidents(id=claim()),
        "tolls of a document's incidents": lambda: chronicle.tolls([name()]),
        "titles of twenty documents": lambda: chronicle.titles(draw.sample(names, 20)),
        "sources by name": store.search_sources,
        "decisions": store.decisions,
        "custody record": store.custody,
        "head of the chain": store.head,
    }


def asking(ledger: Ledger, chronicle: Chronicle, draw: random.Random) -> dict[str, Ask]:
    """What somebody asks who wants to know what happened."""

    def day() -> dt.date:
        return FIRST + dt.timedelta(days=draw.randrange(DAYS - 31))

    def place() -> str:
        return f"geonames:{draw.randrange(3000)}"

    def toll() -> object:
        start = day()
        told = chronicle.statements(start=start, end=start)
        return ledger.toll(Scope(harm="killed", window=Window(start=start, end=start)), statements=told)

    def place_toll() -> object:
        where = place()
        return ledger.toll(Scope(harm="killed", place=where), statements=chronicle.statements(place=where))

    return {
        "newest incidents": lambda: chronicle.incidents(limit=20),
        "incidents of a place": lambda: chronicle.incidents(place=place(), limit=20),
        "incidents of a day": lambda: chronicle.incidents(start=(d := day()), end=d, limit=20),
        "statements of a day": lambda: chronicle.statements(start=(d := day()), end=d),
        "toll of a day by side": toll,
        "toll of a place by side": place_toll,
        "who held a place": lambda: chronicle.timelines(place()),
    }


if __name__ == "__main__":
    sys.exit(main())
