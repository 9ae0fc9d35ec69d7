"""Decides, enters or publishes until done or killed, as the verbs do, and says each one's name when it is acknowledged.

    python decision_writer.py URL review|enter|publish FIRST LAST

Every round has numbers of its own: a decision on a claim for `review`, a claim for `enter`, a release for `publish`.
"""

from __future__ import annotations

import json
import sys

from marsad.ledger import Store
from marsad.review.desk import Desk
from marsad.review.sheet import enter_claims
from marsad.review.signature import Signature

BY = Signature(who="R.", why="seen")


def review(store: Store, number: int) -> str | None:
    """Take turns in refusing and accepting claims of the documents that are there."""
    claim = f"d{number % 20:05}#c1"
    seen = [decision.id for decision in store.decisions() if claim in decision.subjects]
    entry = Desk(store).decide("refuse" if len(seen) % 2 else "accept", claim, BY, saw=seen[-1:])
    return entry.decision


def enter(store: Store, number: int) -> str | None:
    cells = {"quote": (f"{number} killed",), "harm": ("killed",), "value": (str(number),), "source": ("R.",)}
    (entry,) = enter_claims(Desk(store), [(None, cells)], BY)
    assert entry.error is None, entry.error
    return entry.decision


def publish(store: Store, number: int) -> str | None:
    """Write a release as `marsad publish release` does when it is made: one row under one id."""
    store.append_release(f"r-{number}", json.dumps({"number": number, "rows": ["x" * 50] * 200}).encode())
    return f"r-{number}"


ACTS = {"review": review, "enter": enter, "publish": publish}


def main(url: str, act: str, first: int, last: int) -> None:
    with Store.open(url, wait=60) as store:
        for number in range(first, last):
            id = ACTS[act](store, number)
            sys.stdout.write(json.dumps({"id": id, "result": "taken"}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
