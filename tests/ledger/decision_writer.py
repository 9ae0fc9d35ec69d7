"""Decides, enters or publishes until killed, as the verbs do, and says each one's name when it is acknowledged.

Every round has numbers of its own: a decision on a claim for `review`, a claim for `enter` and `publish`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from marsad.ledger import Store
from marsad.pipeline import Ledger
from marsad.releasing.issue import issue
from marsad.review.desk import Desk
from marsad.review.sheet import enter_claims
from marsad.review.signature import Signature

BY = Signature(who="R.", why="seen")
DOCUMENTS = 20
"""So many are there beforehand, each with one claim."""
APART = 1_000
"""Numbers that a round may use up."""


def review(store: Store, number: int) -> str:
    """Take turns in refusing and accepting claims of the documents that are there."""
    claim = f"d{number % DOCUMENTS:05}#c1"
    seen = [decision.id for decision in store.decisions() if claim in decision.subjects]
    entry = Desk(store).decide("refuse" if len(seen) % 2 else "accept", claim, BY, saw=seen[-1:])
    assert entry.decision is not None
    return entry.decision


def enter(store: Store, number: int, **more: str) -> str:
    """Enter a claim by hand."""
    said = {"quote": f"{number} killed", "harm": "killed", "value": str(number), "source": "R.", **more}
    cells = {name: (value,) for name, value in said.items()}
    (entry,) = enter_claims(Desk(store), [(None, cells)], BY)
    assert entry.decision is not None, entry.error
    return entry.decision


ACTS = {"review": review, "enter": enter}


def work(url: str, act: str, round_: int) -> Iterator[str]:
    """Yield the name of each decision or release once it is acknowledged."""
    first = round_ * APART
    if act == "publish":
        yield from _publish(url, first)
    else:
        with Store.open(url, wait=60) as store:
            yield from (ACTS[act](store, number) for number in count(first))


def _publish(url: str, first: int) -> Iterator[str]:
    """Freeze releases as `marsad publish release` does, each with another claim in it."""
    with Ledger(url, wait=60) as ledger:
        for number in count(first):
            enter(ledger.store, number, visibility="public")
            yield issue(ledger, despite="a test").release.id
