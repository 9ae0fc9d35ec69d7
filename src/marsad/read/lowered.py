"""Figures that were set right: 'first spoke of 103 dead, then lowered the number to 95', 'after it had first said 40'.

Arabic.
"""

from __future__ import annotations

from marsad.read.clauses import Clauses
from marsad.read.denial import Denial, first_number, is_number
from marsad.read.scan import Scan

_TOTAL, _TO = 3, 9
"""Tokens from 'lowered' to the noun of the total, and from there to 'to' and the new number, at most."""
_SAID, _FIRST, _COUNTED = 4, 4, 10
"""Tokens from 'after' to the verb of saying, from there to 'first', and on to the number, at most."""


def set_right(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Return the scopes of figures that whoever told them replaced by another one."""
    if scan.lang != "ar":
        return []
    return [*_lowered(scan), *_said_first(scan, clauses), *_had_said(scan, clauses)]


def _lowered(scan: Scan) -> list[Denial]:
    """'announced 103 dead, then lowered the number to 95 and to 84': the 103, and the 95, were overtaken."""
    out = []
    for hit in scan.all("denial_lowered"):
        first, last = scan.sents[scan.sentence_of(hit.first)]
        new = _new_number(scan, hit.last, last)
        said = next(
            (i for i in range(hit.first - 1, first - 1, -1) if scan.at(i, "attribution_verb") is not None), None
        )
        if new is None or said is None or first_number(scan, said, hit.first) is None:
            continue
        again = next((i for i in (new + 1, new + 2) if i < last and is_number(scan, i)), None)
        out.append(Denial(said, hit.first if again is None else again, "superseded"))
    return out


def _new_number(scan: Scan, i: int, last: int) -> int | None:
    """Return the token of the number in 'the toll to 95' at token `i`, or None."""
    total = next((j for j in range(i, min(i + _TOTAL, last)) if scan.at(j, "toll_noun", "casualty_noun")), None)
    if total is None:
        return None
    to = next((j for j in range(total, min(total + _TO, last)) if scan.at(j, "denial_to") is not None), None)
    return first_number(scan, to + 1, min(to + 3, last)) if to is not None else None


def _said_first(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'31 died, after the ministry had first told of 40': the 40 were overtaken."""
    out = []
    for hit in scan.all("denial_after_that"):
        hard = clauses.hard_last[hit.last - 1]
        first, _ = scan.sents[scan.sentence_of(hit.first)]
        verb = next((i for i in range(hit.last, min(hit.last + _SAID, hard)) if scan.at(i, "attribution_verb")), None)
        if verb is None or first_number(scan, first, hit.first) is None:
            continue
        number = first_number(scan, verb + 1, min(verb + _COUNTED, hard))
        at_first = any(scan.at(i, "denial_first") is not None for i in range(verb, min(verb + _FIRST + 1, hard)))
        if number is not None and at_first:
            out.append(Denial(hit.first, clauses.soft_last[number], "superseded"))
    return out


def _had_said(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'67 died; sources had at first spoken of 30': the 30 were overtaken."""
    out = []
    for first in scan.all("denial_first"):
        verb = scan.ending(first.first, "attribution_verb") if first.entry.features.get("opening") else None
        if verb is None or first_number(scan, 0, verb.first) is None:
            continue
        low = max(clauses.hard_first[verb.first], verb.first - _SAID)
        had = any(scan.at(i, "denial_had") is not None for i in range(low, verb.first))
        hard = clauses.hard_last[first.last - 1]
        number = first_number(scan, first.last, min(first.last + _COUNTED, hard)) if had else None
        if number is not None:
            out.append(Denial(verb.first, clauses.soft_last[number], "superseded"))
    return out
