"""Which counts a text leaves open: those of the sides that it has counted when it says that the toll may rise."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.clauses import Clauses
from marsad.read.openended import read_open_ended
from marsad.read.scan import Scan

_SUBJECT = 4
"""Tokens before 'may rise' that may name what may."""


def leave_open(scan: Scan, drafts: list[Draft], reach: Clauses | None = None) -> None:
    """Set `open_ended`: the dead, and the injured too where all figures are called a minimum or may rise.

    A side that is counted only after these words is of another happening and stays closed.  `reach` are the text's
    clauses where they are known.
    """
    found = read_open_ended(scan, reach)
    minimum = next((hit.first for hit in scan.all("open_minimum")), None)
    if not found and minimum is None:
        return
    all_of_them = minimum is not None or any(_of_all(scan, first, last) for first, last in found)
    harms = ("killed", "injured") if all_of_them else ("killed",)
    at = max([last for _, last in found] + ([len(scan)] if minimum is not None else []))
    fresh = [d for d in drafts if d.harm in harms and not d.background]
    sides = {d.side for d in fresh if d.core < at}
    for draft in fresh:
        draft.open_ended = draft.core < at or draft.side in sides or not sides


def _of_all(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'the number' or 'the casualties' may rise, not the dead alone."""
    low, _ = scan.sents[scan.sentence_of(first)]
    return any(scan.at(i, "open_of_all") is not None for i in range(max(low, first - _SUBJECT), last))
