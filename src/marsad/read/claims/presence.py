"""Who was there and who speaks: '200 people were inside', 'two doctors at the hospital said' count nobody."""

from __future__ import annotations

from marsad.read.claims.draft import Head
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_WHERE = 6
"""Tokens of 'at a local hospital' between a speaker and 'said' at most."""


_ASIDE = 10
"""Tokens of ', most of them women and children,' at most.  Arabic."""
_COMMA = "\u060c"


def speaks(scan: Scan, i: int) -> bool:
    """Tell whether 'said', perhaps with where before it, stands at token `i` behind who says it: not 'told to'."""
    if scan.lang != "en":
        return False
    where = scan.at(i, "place_prep") is not None
    for j in range(i, min(i + (_WHERE if where else 1), len(scan))):
        if scan.at(j, "tells") is not None:
            return scan.at(j + 1, "to") is None
        if scan.tokens.kinds[j] != "w" or scan.at(j, "verb_be", "harm_verb", "and") is not None:
            return False
    return False


def was_there(scan: Scan, q: Quantity, head: Head) -> bool:
    """Tell whether 'were inside' is all that is said of a count."""
    if scan.lang == "ar":
        return _said_to_be_there(scan, q, max(head.last, q.core_last))
    be = scan.at(max(head.last, q.core_last), "verb_be") if scan.lang == "en" else None
    if be is None or be.last >= len(scan):
        return False
    acts = scan.ending(q.first, "control_relative") is not None
    acts = acts and scan.lexicon.ends(scan.tokens.folds[be.last], "acting")
    acts = acts and scan.at(be.last, "harm_verb") is None  # 'a house that eighteen reporters were using'
    return acts or scan.at(be.last, "present") is not None


def _said_to_be_there(scan: Scan, q: Quantity, end: int) -> bool:
    """Tell whether 'that some 4,000 people, most of them women, were in the station when ...' stands here.  Arabic."""
    if scan.ending(q.first, "control_that") is None:
        return False
    if end < len(scan) and scan.tokens.folds[end] == _COMMA:
        closed = (i for i in range(end + 1, min(end + _ASIDE, len(scan))) if scan.tokens.folds[i] == _COMMA)
        end = next(closed, end) + 1
    were = scan.at(end, "were")
    if were is None or not were.entry.features.get("verb"):
        return False
    for i in range(were.last, scan.sents[scan.sentence_of(q.core)][1]):
        if scan.at(i, "when_clause") is not None or scan.tokens.kinds[i] not in ("w", "n"):
            return True
        if scan.any_at(i, "harm_verb", "harm_noun", "among") is not None:
            return False
    return True


def attackers_told(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'the attackers, who were five,' tells how many did it.  Arabic."""
    number = scan.ending(q.first, "toll_noun") if scan.lang == "ar" else None
    if number is None:
        return False
    at = number.first - (scan.tokens.folds[number.first - 1] == _COMMA)
    who = scan.ending(at, "person")
    if who is None or who.entry.features.get("harm"):
        return False
    launched = scan.ending(who.first, "agent") is not None
    return launched or bool(who.entry.features.get("attacker") and scan.ending(who.first, "harm_verb") is None)
