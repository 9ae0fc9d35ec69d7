"""Reprints: which new documents print an earlier one again, of whatever source; both are kept, and the lineage said."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.gathering.steps import Extent
from marsad.ledger import Store
from marsad.ledger.reprinted import Issue, Reprinted, repetition
from marsad.link.compare import REPRINT
from marsad.link.wording import Wording, resemblance, wording
from marsad.model.lineage import Lineage

MANY = 500
"""Documents in one transaction."""

FIRST = 16
"""Documents of one band that a new one is compared with: wording that more share is everybody's."""


def recognise(store: Store, extent: Extent) -> Iterator[Lineage | None]:
    """Compare what is new in the ledger with all that is there; yield of each new document what it repeats or is
    repeated by, None where nothing is.

    Candidates meet by min-hash, the shares of common wording are exact; the one most alike is told of each document,
    all are kept.  The earlier is the one published earlier, else the one that the ledger had first.  `extent` is told
    how much there is to do.
    """
    full = True
    while full:
        with store.reprinted() as tables:
            extent.expected = extent.expected or tables.count_news()
            last, documents = tables.news(MANY)
            found = [_compared(tables, name) for name in documents]
            tables.note(last)
            full = len(documents) > 0 and last < store.head().seq
        for lineage in found:
            extent.done += 1
            yield lineage


def _compared(tables: Reprinted, document: str) -> Lineage | None:
    stored = tables.issue(document)
    if stored is None:
        return None
    mine = wording(document, tables.text(document, stored.revision))
    others = [name for name in tables.meeting(mine.bands, FIRST) if name != document]
    tables.put(document, mine.bands)
    best: tuple[float, Lineage] | None = None
    for name in others:
        other = tables.issue(name)
        share = resemblance(mine, _wording(tables, other)) if other is not None else 0.0
        if other is None or share < REPRINT:
            continue
        earlier, later = (name, document) if _before(other, stored) else (document, name)
        tables.repeat(earlier, later, share)
        if best is None or share > best[0]:
            best = share, repetition(earlier, later, share)
    return best[1] if best else None


def _wording(tables: Reprinted, stored: Issue) -> Wording:
    return wording(stored.document, tables.text(stored.document, stored.revision))


def _before(other: Issue, mine: Issue) -> bool:
    """Tell whether the other was published before, or on the same day came in before."""
    if other.day is not None and mine.day is not None and other.day != mine.day:
        return other.day < mine.day
    return other.at <= mine.at
