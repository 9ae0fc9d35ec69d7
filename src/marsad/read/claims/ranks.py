"""Women and minors within a force's own ranks: whoever are counted among fighters are no civilians."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.read.claims.draft import Draft, Head
from marsad.read.scan import Scan

_SAID = frozenset({"part.of_them", "part.subset", "part.one_of"})
"""Rules of parts whose own words say that they are of the count before."""

_LEAD = frozenset({"officer", "commander"})
"""Who leads the men named beside him."""
_NUMBERED = 4
"""Tokens of 'the 128th battalion' at most."""
_NO_FORCE = frozenset({None, "civilians", "mixed", "unknown", "other"})


def count_in_ranks(scan: Scan, drafts: Sequence[Draft]) -> None:
    """'18 members of a force, five of them women', '18 militants, a third of them minors': they are of that force."""
    for draft in drafts:
        whole = draft.whole
        while whole is not None and _says_nothing(whole) and whole.whole is not None:
            whole = whole.whole  # 'five members of a force: three in X and two, including a woman, in Y'
        if whole is None or not is_of_fighters(whole) or draft.head.actors:
            continue
        if _minors(scan, draft) or (only_women(draft.head) and not _SAID.isdisjoint(draft.rules)):
            draft.head.civilian, draft.side = False, None


def _says_nothing(whole: Draft) -> bool:
    head = whole.head
    return not (head.persons or head.actors or head.civilian) and whole.side is None


def is_of_fighters(whole: Draft) -> bool:
    """Tell whether a count is of fighters, or of a force that is named."""
    return whole.head.civilian is False or not (whole.head.civilian or whole.side in _NO_FORCE)


def men_of_a_force(scan: Scan, drafts: Sequence[Draft]) -> None:
    """'Nine men of the 128th battalion', 'an officer and three men' are no civilians.  English."""
    for officer, draft in pairwise(drafts) if scan.lang == "en" else ():
        joined = draft.first - officer.last == 1 and scan.at(officer.last, "and") is not None
        if joined and _plain_men(draft.head) and officer.head.role in _LEAD and is_of_fighters(officer):
            draft.head.civilian, draft.side = False, officer.side
    for draft in drafts if scan.lang == "en" and scan.firsts("body_of") else ():
        head = draft.head
        of = scan.at(draft.last, "of", "from") if _plain_men(head) else None
        near = (scan.at(i, "body_of") for i in range(of.last, of.last + _NUMBERED)) if of is not None else ()
        if any(body is not None and body.entry.features.get("armed") for body in near):
            head.civilian, draft.side = False, None


def _minors(scan: Scan, draft: Draft) -> bool:
    """Tell whether a share or one of them is said to be minors.  Arabic."""
    return scan.lang == "ar" and draft.kind in ("share", "one_of") and draft.head.age == "child"


def only_women(head: Head) -> bool:
    """Tell whether nothing but their sex is said of women."""
    nouns = [features for features, _ in head.nouns]
    plain = all(n.get("sex") == "f" and n.get("age") == "adult" and not n.get("role") for n in nouns)
    return bool(nouns) and plain and head.role is None


def _plain_men(head: Head) -> bool:
    return head.sex == "m" and head.age == "adult" and head.role is None and not head.actors
