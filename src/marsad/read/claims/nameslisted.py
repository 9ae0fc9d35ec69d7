"""Lists of the dead by name: 'a local committee lists 207 names', behind what tells of dead.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HELD = frozenset({"detained", "abducted", "missing", "released"})
"""What others than dead may be who are listed by name."""
_BACK = 4
"""Counts before a list of names among which the dead are sought."""


def names_listed(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'lists' stands right before a number and 'names', with nothing said of them, right behind it."""
    names = scan.at(last, "list_names") if scan.lang == "en" else None
    lists = scan.ending(first, "lists_names") if names is not None else None
    if names is None or lists is None:
        return False
    ends = names.last >= len(scan) or scan.tokens.kinds[names.last] == "p"
    return ends or scan.any_at(names.last, "so_far", "and", "denial_cue") is not None


def names_harm(tops: list[Draft]) -> str | None:
    """Return 'killed' where the last that was told before a list of names is of dead, or of wounded beside dead."""
    last = next((d for d in reversed(tops) if not d.drop), None)
    dead = any(d.harm == "killed" for d in tops[-_BACK:])
    return "killed" if last is not None and dead and last.harm not in _HELD else None


def date_names(scan: Scan, drafts: list[Draft]) -> None:
    """Give the dead whom a list names the days of the last dead told before it, of whom it is a rival's number."""
    if scan.lang != "en" or not scan.firsts("list_names"):
        return
    for before, draft in pairwise(d for d in drafts if d.harm == "killed" and d.whole is None and not d.background):
        if "count.told" in draft.rules and names_listed(scan, draft.first, draft.core_last):
            draft.window = before.window
