"""Reprinting: which documents are alike, period by period; only the texts of two periods are looked at at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from marsad.chronicle.anew.portions import ALIKE, ALIKE_ROW, Banded
from marsad.ledger import cached
from marsad.ledger.making import Making
from marsad.link.compare import SIMILAR
from marsad.link.wording import NEXT, meeting, shares

ROWS_AT_ONCE = 24_000
"""Rows of bands of one step, about; a period is never parted."""


def reprint(making: Making, banded: Banded, begin: int) -> int | None:
    """Find the alike documents of the periods from a row of the bands on; return where the next step begins.

    None where all are found.
    """
    rows = len(banded.bands)
    end = _period_end(banded, min(begin + ROWS_AT_ONCE, rows) - 1) if begin < rows else rows
    before: dict[int, list[int]] = {}
    if begin:
        before = _groups(banded, _period_begin(banded, begin - 1), begin)
    kept = []
    for start, stop in _periods(banded, begin, end):
        found = _groups(banded, start, stop)
        pairs = meeting(found, before)
        numbers = {number for pair in pairs for number in pair}
        runs = {name: np.frombuffer(body, dtype="<u4") for name, body in making.kept_runs(numbers).items()}
        kept += shares(runs, pairs, SIMILAR)
        before = found
    names = banded.names
    making.put(cached.alike, ({"first": names[a], "second": names[b], "share": share} for a, b, share in kept))
    making.keep(ALIKE, begin, np.array(kept, dtype=ALIKE_ROW).tobytes())
    part = slice(begin, end)
    told = zip(banded.bands[part].tolist(), banded.documents[part].tolist(), strict=True)
    making.put(cached.bands, ({"band": band, "document": names[number]} for band, number in told))
    return end if end < rows else None


def _period_begin(banded: Banded, row: int) -> int:
    return int(np.searchsorted(banded.bands, banded.bands[row] // NEXT * NEXT))


def _period_end(banded: Banded, row: int) -> int:
    return int(np.searchsorted(banded.bands, (banded.bands[row] // NEXT + 1) * NEXT))


def _periods(banded: Banded, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        stop = _period_end(banded, begin)
        yield begin, stop
        begin = stop


def _groups(banded: Banded, begin: int, end: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    part = slice(begin, end)
    for band, number in zip(banded.bands[part].tolist(), banded.documents[part].tolist(), strict=True):
        found[band].append(number)
    return found
