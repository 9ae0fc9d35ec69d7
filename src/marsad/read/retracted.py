"""Reports taken back: 'withdrew its statement that 40 soldiers were killed', 'told of 40 dead, then deleted the post'.

Whoever takes back what was told takes back its number; troops that are withdrawn, and a figure that fell, are none.
The words are classes of the language's lexicon: `denial_take_back` (a feature `through` where the verb needs another
word first, as Arabic 'went back *on*') and `denial_told` (what can be taken back: a statement, a toll, a post).
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.clauses import Clauses
from marsad.read.denial import Denial, first_number
from marsad.read.scan import Scan

_SUBJECT = 5
"""Tokens from the verb to what is taken back at most: in Arabic the subject stands there."""
_NUMBER = 16
"""Tokens from what is taken back to its number at most."""


def retractions(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Return the scopes of the numbers that somebody took back."""
    out = []
    for verb in scan.all("denial_take_back"):
        told = _told(scan, clauses, verb)
        if told is None:
            continue
        hard = clauses.hard_last[told.last - 1]
        number = first_number(scan, told.last, min(hard, told.last + _NUMBER)) if told is not verb else None
        if number is not None:
            out.append(Denial(verb.first, statement_end(scan, number, clauses.soft_last[number]), "withdrawn"))
        elif _known(scan, told) and _told_before(scan, verb):
            out.append(Denial(scan.sents[scan.sentence_of(verb.first)][0], told.last, "withdrawn"))
    return out


def statement_end(scan: Scan, number: int, last: int) -> int:
    """Return where what is taken back ends, `last` or before a statement of its own ('and said that there were 12')."""
    for i in range(number + 1, last):
        said = scan.at(i, "attribution_verb")
        if said is not None and (said.clitics.conjunction or scan.at(i - 1, "and") is not None):
            return i
    return last


def _told(scan: Scan, clauses: Clauses, verb: Hit) -> Hit | None:
    """Return what the verb takes back, itself for 'deleted it', or None where it is something else than words."""
    through = verb.entry.features.get("through") is True
    if not through and (verb.clitics.suffix or scan.at(verb.last, "denial_told_it") is not None):
        return verb
    i = verb.last
    while i < min(clauses.hard_last[verb.last - 1], verb.last + _SUBJECT):
        where = scan.at(i, "denial_told_where")
        told = scan.at(i, "denial_told")
        if through:
            through = scan.at(i, "denial_through") is None
            if through and (told is not None or scan.at(i, "denial_not_told") is not None):
                return None  # 'the toll fell', 'troops fell back'
        elif told is not None:
            return told
        elif where is None and scan.at(i, "denial_not_told") is not None:
            return None  # 'withdrew its troops after a report'
        i = where.last if where is not None else i + 1
    return None


def _told_before(scan: Scan, verb: Hit) -> bool:
    """Tell whether the sentence tells of a number before the verb ('reported 40 dead, then deleted it')."""
    first, _ = scan.sents[scan.sentence_of(verb.first)]
    said = next(
        (i for i in range(first, verb.first) if scan.at(i, "attribution_verb", "denial_told") is not None), None
    )
    return said is not None and first_number(scan, said, verb.first) is not None


def _known(scan: Scan, told: Hit) -> bool:
    """Tell whether what is taken back was told before: 'the report', 'its report', 'it'."""
    if told.clitics.article or told.clitics.suffix or told.entry.cls == "denial_take_back":
        return True
    return scan.ending(told.first, "denial_told_the") is not None
