"""One more document in a ledger of many: what bringing incidents and tolls up to date costs.

    python bench/incremental.py [--documents 100000] [--more 40] [--seed 1] [--folder DIR]

The documents are those of `bench/link_world.py`, their readings put in through the store: reading texts is no part of
it.  Measured by CPU time in a warm process, for each of `--more` further documents: the append, taking it in (links,
clusters, incidents), the tolls of the incidents that it tells of, and the toll table of its place and day; then the
toll tables of narrow scopes as `marsad toll` asks for them (a place or its province, a day or month), and of the whole.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from link_world import readings_of, world

from marsad.chronicle import Chronicle
from marsad.chronicle.scoped import scoped
from marsad.model import Reading, Scope, Window
from marsad.pipeline import Ledger


def timed(times: list[float], start: float) -> float:
    now = time.process_time()
    times.append(1000 * (now - start))
    return now


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"median": round(statistics.median(ordered), 1), "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
            "max": round(ordered[-1], 1)}  # fmt: skip


def measure(folder: Path, documents: int, more: int, seed: int) -> dict[str, object]:
    pairs = list(readings_of(world(documents + more, seed)))
    # the further documents are spread over the whole, so that old days get new documents too
    step = max(1, len(pairs) // more)
    late = pairs[step // 2 :: step][:more]
    names = {document.id for document, _ in late}
    with Ledger(folder / "many.db") as ledger:
        start = time.process_time()
        for document, reading in pairs:
            if document.id not in names:
                ledger.store.append(ledger.store.plan(document), reading)
        filled = time.process_time()
        print(f"filled in {filled - start:.0f} s", file=sys.stderr, flush=True)
        chronicle = Chronicle(ledger)
        held = chronicle.refresh()
        built = time.process_time()
        print(f"linked at once in {built - filled:.0f} s", file=sys.stderr, flush=True)
        times: dict[str, list[float]] = {"append": [], "take_in": [], "tolls": [], "toll_table": [], "update": []}
        for document, reading in late:
            begin = at = time.process_time()
            ledger.store.append(ledger.store.plan(document), reading)
            at = timed(times["append"], at)
            chronicle.refresh()
            at = timed(times["take_in"], at)
            chronicle.tolls([document.id])
            at = timed(times["tolls"], at)
            times["update"].append(1000 * (at - begin))
            day, place = reading.published.day, reading.places[0].text if reading.places else None
            ledger.toll(statements=chronicle.statements(place=place, start=day, end=day))
            timed(times["toll_table"], at)
        scopes = narrow(chronicle, [reading for _, reading in late])
    return {
        "documents": held,
        "seconds_cpu": {"append_all": round(filled - start, 1), "link_at_once": round(built - filled, 1)},
        "milliseconds_cpu": {name: summary(found) for name, found in times.items()},
        "scopes_milliseconds_cpu": scopes,
        "ledger_megabytes": (folder / "many.db").stat().st_size >> 20,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


def narrow(chronicle: Chronicle, readings: list[Reading]) -> dict[str, object]:
    """Return what the tolls of narrow scopes around the readings cost, and that of the whole, once."""
    found: dict[str, object] = {}
    days = [reading.published.day for reading in readings if reading.published.day]
    places = [reading.places[0] for reading in readings if reading.places and len(reading.places[0].parents) > 1]
    month = [Window(start=day - dt.timedelta(days=15), end=day + dt.timedelta(days=15)) for day in days]
    day = [Window(start=one, end=one) for one in days]
    kinds = {
        "place": [Scope(place=place.gazetteer) for place in places],
        "place and month": [Scope(place=p.gazetteer, window=w) for p, w in zip(places, month, strict=False)],
        "province and month": [Scope(place=p.parents[-2], window=w) for p, w in zip(places, month, strict=False)],
        "province": [Scope(place=place.parents[-2]) for place in places[:3]],
        "day": [Scope(window=window) for window in day],
        "month": [Scope(window=window) for window in month[:5]],
        "everything": [Scope()],
    }
    for name, scopes in kinds.items():
        times: list[float] = []
        for scope in scopes:
            at = time.process_time()
            statements, asked = scoped(chronicle, scope)
            chronicle.ledger.toll(asked, statements=statements)
            timed(times, at)
        found[name] = summary(times)
        print(name, found[name], file=sys.stderr, flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.folder:
        print(json.dumps(measure(asked.folder, asked.documents, asked.more, asked.seed)))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), asked.documents, asked.more, asked.seed)))


if __name__ == "__main__":
    main()
