"""Many readers at once before a real server on loopback.

`python bench/web_readers.py LEDGER [--readers N --seconds S]` starts `marsad serve` on the ledger, asks every page
once, then lets N readers go from page to page for S seconds, and says the answers by status and how long they took.
While they come the server still makes beforehand what first questions would wait for; with `--wait` they come later.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import subprocess
import sys
import time
from collections import Counter

import httpx

PAGES = (
    *("/api/v1/overview", "/api/v1/incidents?limit=10", "/api/v1/documents?limit=10", "/api/v1/sources", "/codebook"),
    *(
        "/api/v1/tolls?harm=killed",
        "/search?q=12&limit=5",
        "/api/v1/contradictions?limit=5",
        "/api/v1/control?limit=10",
    ),
)


async def main(base: str, key: str, readers: int, seconds: float, wait: float) -> None:
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=base, timeout=120, limits=limits) as client:
        await client.get("/open", params={"key": key})
        for page in PAGES:
            start = time.perf_counter()
            answer = await client.get(page)
            print(f"first {page:40} {answer.status_code} {time.perf_counter() - start:7.2f} s", flush=True)
        await asyncio.sleep(wait)
        found: Counter[str] = Counter()
        taken: list[float] = []
        end = time.perf_counter() + seconds

        async def read(number: int) -> None:
            for page in itertools.islice(itertools.cycle(PAGES), number % len(PAGES), None):
                start = time.perf_counter()
                if start >= end:
                    return
                try:
                    status = str((await client.get(page)).status_code)
                except httpx.HTTPError as error:
                    status = type(error).__name__
                found[status] += 1
                taken.append(time.perf_counter() - start)

        await asyncio.gather(*(read(number) for number in range(readers)))
    taken.sort()
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"{readers} readers, {seconds:g} s: {dict(found)}; p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--wait", type=float, default=0, help="seconds after the start before they come")
    given = parser.parse_args()
    command = [sys.executable, "-m", "marsad.cli", "serve", "--no-browser", "--port", "0", "--ledger", given.ledger]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        base, _, key = server.stdout.readline().strip().partition("/open?key=")
        asyncio.run(main(base, key, given.readers, given.seconds, given.wait))
    finally:
        server.terminate()
        server.wait()
