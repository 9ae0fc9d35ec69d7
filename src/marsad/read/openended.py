"""Statements that a count is not final: 'the toll may rise', 'others are still under the rubble', 'a minimum'.

`read_open_ended(scan)` gives their tokens [first, last), left to right.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.clauses import Clauses
from marsad.read.denial import first_number
from marsad.read.scan import Scan

_PAIRS = (
    ("open_still", "open_where", 8),
    ("open_fate", "open_unknown", 8),
    ("open_expect", "open_rise", 8),
    ("open_expect", "open_buried", 8),
    ("open_sought", "open_goes_on", 8),
)
"""Two words that mean it only together, and how many tokens may stand between them."""

_OVER = 3
"""Tokens from 'the search for survivors' to 'has ended' at most."""

_NAMED = 4
"""Tokens between 'does not include' and the toll that does not at most."""


def read_open_ended(scan: Scan, clauses: Clauses | None = None) -> list[tuple[int, int]]:
    """Return the token ranges that leave a count open; overlapping ones are joined."""
    clauses = clauses or Clauses(scan)
    found = [(hit.first, hit.last) for cls in ("open_phrase", "open_beyond") for hit in scan.all(cls)]
    found += [(hit.first, hit.last) for hit in scan.all("outside") if _leaves_out(scan, clauses, hit)]
    found += [(hit.first, hit.last) for hit in scan.all("open_found") if not _raises(scan, hit.last, clauses)]
    for opening, closing, gap in _PAIRS:
        ends = scan.all(closing)
        if not ends:
            continue
        for hit in scan.all(opening):
            for end in ends:
                near = hit.last <= end.first <= hit.last + gap and end.first < clauses.hard_last[hit.first]
                if near and not scan.begins(end.last, min(end.last + _OVER, clauses.hard_last[hit.first]), "open_over"):
                    found.append((hit.first, end.last))
                    break
    out: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def _leaves_out(scan: Scan, clauses: Clauses, hit: Hit) -> bool:
    """Tell whether a toll is said to leave persons out, with no number of them ('the count leaves out those who ...').

    Where they are counted, the text knows how many there are.
    """
    last = clauses.hard_last[hit.last - 1]
    if first_number(scan, hit.last, last) is not None:
        return False
    tolls = ("toll_noun", "open_of_all")
    return any(scan.begins(max(0, hit.first - _NAMED), min(last, hit.last + _NAMED), cls) for cls in tolls)


def _raises(scan: Scan, i: int, clauses: Clauses) -> bool:
    """Tell whether the bodies found before token `i` are why a count has grown, so that they are in it."""
    return any(hit.first in range(i, clauses.hard_last[i - 1]) for hit in scan.all("toll_verb"))
