"""Many readers at once before a real server on loopback.

`python bench/web_readers.py LEDGER [--readers N --seconds S]` starts `marsad serve` on the ledger, asks every page
once, then lets N readers go from page to page for S seconds, and says the answers by status and how long they took.
While they come the server still makes beforehand what first questions would wait for; with `--wait` they come later.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import re
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

PAGES = (
    *("/api/v1/overview", "/api/v1/incidents?limit=10", "/api/v1/documents?limit=10", "/api/v1/sources", "/codebook"),
    *(
        "/api/v1/tolls?harm=killed",
        "/search?q=12&limit=5",
        "/api/v1/contradictions?limit=5",
        "/api/v1/control?limit=10",
    ),
)


class Reader:
    """One reader with a connection of its own that stays open; as little work as can be, for it shares the machine."""

    def __init__(self, base: str, cookie: str = "") -> None:
        self.host = urlsplit(base).hostname or ""
        self.port = urlsplit(base).port or 80
        self.cookie = cookie
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[str, bytes]:
        """Return status and head of an answer; its body is read to the end."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reading, writing = self._streams
        writing.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n".encode())
        head = await reading.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        await reading.readexactly(int(length[1]) if length else 0)
        return head.split(b" ", 2)[1].decode(), head

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()


async def main(base: str, key: str, readers: int, seconds: float, wait: float) -> None:
    """Print how long each page takes the first time, then the answers by status and their times."""
    first = Reader(base)
    _, head = await first.get(f"/open?key={key}")
    first.cookie = next(line for line in head.decode().split("\r\n") if line.lower().startswith("set-cookie")).split()[
        1
    ]
    for page in PAGES:
        start = time.perf_counter()
        status, _ = await first.get(page)
        print(f"first {page:40} {status} {time.perf_counter() - start:7.2f} s", flush=True)
    await asyncio.sleep(wait)
    found: Counter[str] = Counter()
    taken: list[float] = []
    end = time.perf_counter() + seconds

    async def read(number: int) -> None:
        one = Reader(base, first.cookie)
        for page in itertools.islice(itertools.cycle(PAGES), number % len(PAGES), None):
            start = time.perf_counter()
            if start >= end:
                break
            try:
                status, _ = await one.get(page)
            except (OSError, asyncio.IncompleteReadError) as error:
                status = type(error).__name__
            found[status] += 1
            taken.append(time.perf_counter() - start)
        one.close()

    await asyncio.gather(*(read(number) for number in range(readers)))
    first.close()
    taken.sort()
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    said = f"{dict(found)}; p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, load {os.getloadavg()[0]:.1f}"
    print(f"{readers} readers, {seconds:g} s: {said}")


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
