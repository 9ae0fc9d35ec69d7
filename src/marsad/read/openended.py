"""Statements that a count is not final: 'the toll may rise', 'others are still under the rubble', 'a minimum'.

`read_open_ended(scan)` gives their tokens [first, last), left to right.
"""

from __future__ import annotations

from marsad.read.clauses import Clauses
from marsad.read.scan import Scan

_PAIRS = (("open_still", "open_where", 8), ("open_fate", "open_unknown", 8), ("open_expect", "open_rise", 8))
"""Two words that mean it only together, and how many tokens may stand between them."""


def read_open_ended(scan: Scan, clauses: Clauses | None = None) -> list[tuple[int, int]]:
    """Return the token ranges that leave a count open; overlapping ones are joined."""
    clauses = clauses or Clauses(scan)
    found = [(hit.first, hit.last) for cls in ("open_phrase", "open_beyond") for hit in scan.all(cls)]
    found += [(hit.first, hit.last) for hit in scan.all("open_found") if not _raises(scan, hit.last, clauses)]
    for opening, closing, gap in _PAIRS:
        ends = scan.all(closing)
        if not ends:
            continue
        for hit in scan.all(opening):
            for end in ends:
                if hit.last <= end.first <= hit.last + gap and end.first < clauses.hard_last[hit.first]:
                    found.append((hit.first, end.last))
                    break
    out: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def _raises(scan: Scan, i: int, clauses: Clauses) -> bool:
    """Tell whether the bodies found before token `i` are why a count has grown, so that they are in it."""
    return any(hit.first in range(i, clauses.hard_last[i - 1]) for hit in scan.all("toll_verb"))
