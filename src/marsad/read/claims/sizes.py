"""Sizes: 'a father of four', 'the commander of a brigade of 500': how many belong to somebody, not who was harmed."""

from __future__ import annotations

from marsad.read.claims.elided import group_harmed
from marsad.read.scan import Scan

CHILDREN = "how many children somebody has"
INSIDE = "who lives or is held in a place"
MEMBERS = "the size of a group that somebody belongs to"
"""The Arabic particle in 'a father to four'."""
_COUNTED = 5
"""Tokens of a number and of the noun that it counts at most."""
_WORDS = 3
"""Words of a group between 'of' and its noun at most ('of a small armed band')."""


def tells_sizes(scan: Scan) -> bool:
    """Tell whether a text may tell sizes at all."""
    return bool(scan.firsts("parent_of") or scan.firsts("body_of") or scan.firsts("holds"))


def size_told(scan: Scan, i: int) -> str | None:
    """Return why the count at token `i` only tells a size: of a parent's children, or of a group somebody is of."""
    if scan.firsts("parent_of") and _of_a_parent(scan, i):
        return CHILDREN
    if scan.firsts("holds") and _is_inside(scan, i):
        return INSIDE
    return MEMBERS if scan.firsts("body_of") and _of_a_group(scan, i) else None


def some_of_a_group(scan: Scan, i: int) -> bool:
    """Tell whether 'of a crew (of seven)' stands at token `i`, behind a number.  English."""
    of = scan.at(i, "of") if scan.lang == "en" else None
    article = scan.at(of.last, "number_article", "determiner") if of is not None else None
    return article is not None and scan.at(article.last, "body_of") is not None


def _is_inside(scan: Scan, i: int) -> bool:
    """Tell whether 'the centre, which held' stands before token `i` ('... 610 migrants').  Arabic."""
    hedge = scan.ending(i, "hedge_pre")
    holds = scan.ending(hedge.first if hedge is not None else i, "holds")
    if holds is None or scan.ending(holds.first, "control_relative") is None:
        return False
    near = (scan.at(j, "person") for j in range(i, i + _COUNTED))
    return not any(who is not None and who.entry.features.get("harm") for who in near)  # 'which hosts 650,000 refugees'


def _of_a_parent(scan: Scan, i: int) -> bool:
    if scan.lang == "en":
        of = scan.ending(i, "of")
        return of is not None and scan.ending(of.first, "parent_of") is not None
    parent = scan.ending(i, "parent_of")
    if parent is None or parent.clitics.suffix:
        return False
    joined = any(hit.clitics.conjunction for hit in scan.hits[i]) or _loses(scan, parent.first)
    return not joined and (scan.lexicon.begins(scan.tokens.folds[i], "to") or not parent.clitics.article)


def _loses(scan: Scan, i: int) -> bool:
    """Tell whether 'lost' ends before a parent at token `i`: 'lost a mother five of her sons'.  Arabic."""
    verb = scan.ending(i, "harm_verb")
    return verb is not None and bool(verb.entry.features.get("loses"))


def _of_a_group(scan: Scan, i: int) -> bool:
    """Tell whether 'of a band of' stands before token `i`; 'a band of 30' that nobody is of counts them all."""
    sized = scan.ending(i, "of") or scan.ending(i, "sized")
    group = scan.ending(sized.first, "body_of") if sized is not None else None
    if group is None:
        return False
    if scan.lang == "ar":
        return scan.ending(group.first, "leads") is not None or scan.ending(group.first, "of") is not None
    for j in range(group.first - 1, max(-1, group.first - _WORDS - 1), -1):
        of = scan.at(j, "of")
        if of is not None:
            return group_harmed(scan, of.last) is None
        if scan.tokens.kinds[j] != "w" or scan.at(j, "harm_verb", "and", "preposition") is not None:
            return False
    return False
