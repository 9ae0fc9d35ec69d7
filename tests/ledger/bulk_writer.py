"""Adds documents until done or killed, as `marsad add` does, and says each one's name when it is acknowledged."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from marsad.adding import add_all
from marsad.ids import sha256
from marsad.ledger import Store
from marsad.model import Document, Published, Reading

BATCH = 8


def documents(first: int, last: int) -> Iterator[Document]:
    for number in range(first, last):
        text = f"{number} killed\n" * 50
        name = f"d{number:05}"
        yield Document(id=name, text=text, sha256=sha256(text.encode()), address=f"/in/{name}.txt")


def read(document: Document) -> Reading:
    return Reading(id=document.id, lang="en", published=Published(), sha256=document.sha256)


def work(url: str, first: int, last: int) -> Iterator[str]:
    """Yield the name of each document once it is acknowledged."""
    with Store.create(url, wait=60)[0] as store:
        for outcome in add_all(store, documents(first, last), read, batch=BATCH):
            assert outcome.result != "refused", outcome
            yield outcome.id


if __name__ == "__main__":
    for name in work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])):
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
