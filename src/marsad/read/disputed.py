"""Figures that somebody denies in the same breath.

'What pages told of a thousand dead is unfounded' (Arabic): `refuted_behind`, `told_from`.
'Villagers claimed 40 were killed, which the army denied' (English): `denied_behind`.
They are claims of whoever made them, and without a toll, as figures are that nobody could verify.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.clauses import Clauses
from marsad.read.denial import Denial, first_number
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_SUBJECT = 6
"""Tokens of who denies, between 'which' and the verb, at most."""
_ENDS = frozenset({".", ",", ";", ")"})


def denied_behind(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Return the scopes of the figures that a clause behind their comma says to be denied."""
    if scan.lang != "en":
        return []
    out = []
    for hit in scan.all("denial_cue"):
        if hit.entry.features["kind"] != "denied" or hit.last >= len(scan):
            continue
        comma = _comma(scan, hit) if scan.tokens.folds[hit.last] in _ENDS else None
        if comma is None:
            continue
        first = clauses.hard_first[comma - 1]
        number = first_number(scan, first, comma)
        figure = scan.at(comma + 1, "denial_apposed") is not None
        if number is not None and (figure or scan.begins(first, number, "attribution_verb")):
            out.append(Denial(first, comma, "unverified"))
    return out


def _comma(scan: Scan, denied: Hit) -> int | None:
    """Return the comma behind which ', which X' or ', a figure X' leads to the verb, or None."""
    first, _ = scan.sents[scan.sentence_of(denied.first)]
    for i in range(denied.first - 1, max(first, denied.first - _SUBJECT - 2), -1):
        if scan.tokens.folds[i] == ",":
            return i if scan.at(i + 1, "control_relative", "denial_apposed") is not None else None
        if scan.tokens.kinds[i] != "w":
            return None
    return None


def refuted_behind(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Return the scopes of what is told and called a lie at the end: 'what the foe told of forty captives is a lie'."""
    out = []
    for hit in scan.all("denial_predicate"):
        end = hit.last
        if end < len(scan) and scan.tokens.kinds[end] == WORD and not _begins_clause(scan, end):
            continue
        first = told_from(scan, clauses.hard_first[hit.first], hit.first)
        if first is not None and first_number(scan, first, hit.first) is not None:
            out.append(Denial(first, end, "refuted"))
    return out


def told_from(scan: Scan, first: int, last: int) -> int | None:
    """Return where 'what X told', 'news of' begins last in tokens [first, last), or None.  Arabic."""
    if not scan.begins(first, last, "denial_subject"):
        return None
    return next(i for i in range(last - 1, first - 1, -1) if scan.at(i, "denial_subject") is not None)


def _begins_clause(scan: Scan, i: int) -> bool:
    """Tell whether a word with 'and' stands at token `i`."""
    return any(hit.clitics.conjunction for hit in scan.hits[i]) or scan.at(i, "and") is not None
