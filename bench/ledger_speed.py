"""The speed of the ledger: adding, opening, verifying, backing up.  `python bench/ledger_speed.py [DOCUMENTS [URL]]`.

By default 100,000 documents with 600,000 claims, their readings made beforehand, into one SQLite file.  Times are
of the wall and of this process; on a machine that others use, the process's are the ones to compare.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from made_ledger import CLAIMS, documents

from marsad.ledger import Store, backup
from marsad.model import Document, Reading

BATCH = 64
CHUNK = 2_000


class Clock:
    """Seconds of the wall and of the process, gathered over many pieces of work."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu


def add(store: Store, made: list[tuple[Document, Reading]]) -> None:
    """Add documents as `adding.add_all` does, with readings that are there already."""
    pieces = iter(made)
    while batch := list(islice(pieces, BATCH)):
        assert all(store.append_all([(store.plan(document), reading) for document, reading in batch]))


def main(count: int, url: str) -> None:
    adding, text, pieces = Clock(), 0, documents(count)
    store = Store.create(url)[0]
    while chunk := list(islice(pieces, CHUNK)):
        text += sum(len(document.data) for document, _ in chunk)
        with adding.running():
            add(store, chunk)
    with adding.running():
        store.close()
    show("add", adding, f"{count / adding.wall:.0f} documents/s wall, {count / adding.cpu:.0f} of CPU")
    print(f"{count} documents, {count * CLAIMS} claims, {text / 1e6:.1f} MB of text")
    path = Path(url)
    if path.is_file():
        print(f"file: {path.stat().st_size / 1e6:.1f} MB, {path.stat().st_size / text:.2f} times the text")
    opening = Clock()
    for _ in range(5):
        with opening.running():
            Store.open(url).close()
    print(f"open: {opening.wall / 5:.4f} s wall, {opening.cpu / 5:.4f} s CPU")
    verifying, copying = Clock(), Clock()
    with Store.open(url) as store:
        with verifying.running():
            assert store.verify().ok
        with tempfile.TemporaryDirectory() as folder, copying.running():
            size = backup.write(Path(folder) / "x.backup", store.dump())
    show("verify", verifying, f"{text / 1e6 / verifying.wall:.1f} MB/s wall, {text / 1e6 / verifying.cpu:.1f} of CPU")
    show("backup", copying, f"{size / text:.2f} times the text")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def show(what: str, clock: Clock, rest: str) -> None:
    print(f"{what}: {clock.wall:.1f} s wall, {clock.cpu:.1f} s CPU, {rest}")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        main(number, sys.argv[2] if len(sys.argv) > 2 else str(Path(home) / "speed.db"))
