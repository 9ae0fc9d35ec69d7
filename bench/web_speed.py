"""The speed of the pages' data over a large ledger.  `python bench/web_speed.py LEDGER [--times N] [--readers N]`.

Every view is asked by its API through the whole application, without a network: once, which loads what it needs and
is said apart, then N times.  Times are of CPU; the slowest twentieth takes p95 at least.  Before, all is made that
`marsad serve` makes beforehand (not with `--unattended`).  `--more N` then adds N documents, one by one (to the ledger:
take a copy), and asks every view once after each.  `--readers` lets so many ask at once, each three pages, and counts
the answers by status.
A ledger to ask is made by `python bench/ledger_speed.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import time
from collections import Counter

import httpx
from made_ledger import documents

from marsad.ids import sha256
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.web.app import make_app
from marsad.web.gate import Gate
from marsad.web.room import Room
from marsad.web.views.warm import learn, ready, steps, voices

PATHS = (
    "overview",
    "frame?from=2015-01-01&to=2015-03-01",
    "tolls?harm=killed&side=civilians",
    "tolls?harm=killed&side=civilians&from=2015-01-01&to=2015-01-31",
    "tolls?harm=killed&side=civilians&from=2013-02-11&to=2018-10-23",
    "tolls?from=2015-01-01&to=2015-12-31",
    "tolls?from=2013-02-11&to=2018-10-23",
    "tolls?from=2014-06-17",
    "tolls?by=side,month&from=2015-01-01&to=2015-12-31",
    "tolls?by=side,month&from=2013-02-11&to=2018-10-23",
    "tolls?by=group&harm=killed&side=civilians&from=2015-01-01&to=2015-01-10",
    "tolls?by=place&harm=killed&side=civilians&from=2015-01-01&to=2015-01-10",
    "contradictions?from=2015-01-01&to=2015-01-31",
    "incidents",
    "incidents/{incident}",
    "documents",
    "documents/{document}",
    "claims?harm=injured",
    "search?q=12",
    "contradictions",
    "control",
    "sources",
    "review",
    "releases",
    "codebook",
)


async def main(path: str, times: int, readers: int, more: int, *, attended: bool) -> None:
    with Ledger(path) as ledger:
        gate, room = Gate(), Room(ledger)
        transport = httpx.ASGITransport(app=make_app(room, gate))
        if attended:
            _beforehand(room)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=None) as client:
            await client.get("/open", params={"key": gate.key})
            names = {"document": next(iter(ledger.documents())).id}
            start = time.process_time()
            first = await client.get("/api/v1/frame")
            print(f"first question {time.process_time() - start:8.2f} s of CPU, {_memory():.0f} MB", flush=True)
            names["incident"] = first.json()["results"][0]["id"]
            for view in PATHS:
                await _measured(client, view.format(**names), times)
            for number in range(more):
                _add(ledger, number)
                for view in PATHS:
                    await _measured(client, view.format(**names), 0)
            if readers:
                await _crowd(client, readers)
    print(f"{_memory():.0f} MB at most")


def _beforehand(room: Room) -> None:
    """Make what `marsad serve` makes beforehand; say how long that takes, and the longest step in the ledger."""
    start, taken = time.process_time(), []
    learn(room, voices(room))
    room.shelf.attended = True
    for part in (steps(room), ready(room)):
        begun = time.process_time()
        for left in part:
            taken.append(time.process_time() - begun)
            if callable(left):
                left()
            begun = time.process_time()
    print(f"beforehand {time.process_time() - start:8.2f} s of CPU, the longest step {max(taken):.2f} s", flush=True)


def _add(ledger: Ledger, number: int) -> None:
    made, _ = list(documents(number + 1, seed=number + 1_000))[number]
    hashed = sha256(made.text.encode())
    document = Document(id=f"more {number} {hashed[:8]}", text=made.text, sha256=hashed, published=made.published)
    print([one.result for one in ledger.add([document])], flush=True)


async def _measured(client: httpx.AsyncClient, view: str, times: int) -> None:
    taken = []
    for _ in range(times + 1):
        start = time.process_time()
        answer = await client.get(f"/api/v1/{view}")
        taken.append((time.process_time() - start) * 1000)
    cold, warm = taken[0], sorted(taken[1:]) or taken
    p95 = warm[min(len(warm) - 1, int(0.95 * len(warm)))]
    size = len(answer.content) // 1000
    print(f"{view:64} {answer.status_code} first {cold:9.1f} ms  p95 {p95:8.1f} ms {size:6} kB", flush=True)


async def _crowd(client: httpx.AsyncClient, readers: int) -> None:
    """Let so many readers ask three pages each at once, and count the answers by status."""

    async def read() -> list[int]:
        pages = ("/api/v1/frame", "/api/v1/documents", "/api/v1/contradictions?limit=5")
        return [(await client.get(page)).status_code for page in pages]

    start = time.perf_counter()
    found = Counter(status for part in await asyncio.gather(*(read() for _ in range(readers))) for status in part)
    print(f"{readers} readers at once: {dict(found)} in {time.perf_counter() - start:.1f} s of the wall")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--more", type=int, default=0)
    parser.add_argument("--unattended", action="store_true")
    parser.add_argument("--readers", type=int, default=0)
    given = parser.parse_args()
    asyncio.run(main(given.ledger, given.times, given.readers, given.more, attended=not given.unattended))
