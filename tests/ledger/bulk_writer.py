"""Run by test_crash.py: adds documents until done or killed, and says each one's name when it is acknowledged."""

from __future__ import annotations

import sys

from marsad.ids import sha256
from marsad.ledger import Store
from marsad.model import Document, Published, Reading


def main(path: str, first: int, last: int) -> None:
    with Store.create(path, wait=30)[0] as store:
        for number in range(first, last):
            text = f"{number} killed\n" * 50
            name = f"d{number:05}"
            document = Document(id=name, text=text, sha256=sha256(text.encode()), address=f"/in/{name}.txt")
            while (planned := store.plan(document)).result != "unchanged":
                reading = Reading(id=name, lang="en", published=Published(), sha256=document.sha256)
                if store.append(planned, reading):
                    break
            sys.stdout.write(f"{name} {planned.result}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
