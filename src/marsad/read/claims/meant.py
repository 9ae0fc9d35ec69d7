"""Which of several totals 'the dead', 'of those taken from X' means.  English."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_NAMED = 5
"""Tokens of 'from X' behind 'of those taken', or behind a count, at most."""


def fresh(scan: Scan, found: list[Draft]) -> list[Draft]:
    """'31 were killed, taking the toll since May to 2,986. The dead include ...': those of the day are meant."""
    tops = [d for d in found if not d.toll and d.whole is None and not d.head.other and d.head.persons]
    risen = {scan.sentence_of(d.core) for d in found if d.toll}
    near = [d for d in tops if scan.sentence_of(d.core) in risen]
    return near or found


def there(scan: Scan, i: int, found: list[Draft]) -> list[Draft]:
    """'Of those taken from Kajuru, five ...': the count told beside that name, where one is."""
    names: set[str] = set()
    for j in range(i, min(i + _NAMED, len(scan))):
        if scan.tokens.kinds[j] != "w":
            break
        if scan.quote(j, j + 1)[:1].isupper():
            names.add(scan.tokens.folds[j])
    beside = (d for d in reversed(found) if names & set(scan.tokens.folds[d.first : d.last + _NAMED]))
    near = next(beside, None) if names else None
    return [near] if near is not None else []
