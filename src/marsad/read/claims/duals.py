"""Two persons whom only their verb shows to be two: 'mourned soldiers (who) fell', where the verb is the dual's.

Without its vowels the oblique case of two is written as that of many.  Arabic.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_OBJECT = 8
"""Tokens from a verb to whom it befell at most."""


def two_by_verb(scan: Scan, person: Hit | None) -> bool:
    """Tell whether a noun for many in the oblique case is two's, by the verb behind it or behind its genitive.

    'two soldiers who fell'; 'the two who carried out the attack were killed'.
    """
    if person is None or person.entry.features.get("n") != "pl" or not scan.firsts("verb_of_two"):
        return False
    if person.clitics.article or person.clitics.suffix or scan.ending(person.first, "number") is not None:
        return False
    word, end = scan.tokens.folds[person.last - 1], person.last
    if scan.lexicon.ends(word, "construct"):
        owner = end < len(scan) and scan.lexicon.begins(scan.tokens.folds[end], "the")
        return bool(owner) and _suffered(scan, scan.at(end + 1, "verb_of_two"))
    return scan.lexicon.ends(word, "oblique") and _suffered(scan, scan.at(end, "verb_of_two"))


def _suffered(scan: Scan, verb: Hit | None) -> bool:
    """Tell whether the two suffered what a verb tells: one that may be their deed has no persons behind it."""
    if verb is None or not verb.entry.features.get("either"):
        return verb is not None
    means = scan.at(verb.last, "cause")
    if scan.at(verb.last, "agent") is not None or (means is not None and means.clitics.preposition):
        return True  # 'were killed by the bullets of the police'
    for i in range(verb.last, min(len(scan), verb.last + _OBJECT)):
        if scan.tokens.kinds[i] != "w":
            return scan.tokens.kinds[i] != NUMBER
        if scan.any_at(i, "person", "number", "vague") is not None and scan.ending(i, "of") is None:
            return False  # 'two gunmen killed a trader'
    return True
