"""Totals that a colon divides: '1,158 insurgents and their families surrendered: 186 men, 257 women, 715 children'.

English.  The parts may be of another kind than the total's noun says, where they make it up exactly.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.quantities import DASHES
from marsad.read.scan import Scan

_VERB = 16
"""Tokens between a total and the colon or dash that opens its parts at most."""
_MARKS = DASHES | {":"}
_MOST = 8
"""Parts of one total at most."""


def divide_by_colon(scan: Scan, drafts: list[Draft]) -> None:
    """Make the counts behind a colon that make up the count before it exactly its parts."""
    for k, whole in enumerate(drafts if scan.lang == "en" else ()):
        if not whole.value or whole.kind == "implied" or whole.drop:
            continue
        if k + 1 == len(drafts) or drafts[k + 1].first - whole.last > _VERB:
            continue
        near = range(whole.last, drafts[k + 1].first)
        colon = next((i for i in near if scan.tokens.folds[i] in _MARKS), None)
        if colon is None or scan.sentence_of(colon) != scan.sentence_of(whole.core):
            continue
        run: list[Draft] = []
        for part in drafts[k + 1 : k + 1 + _MOST]:
            alike = part.harm == whole.harm or _told_behind(scan, part, whole)
            beside = part.whole is None and alike and part.status == whole.status
            if not beside or scan.sentence_of(part.core) != scan.sentence_of(whole.core) or part.core < colon:
                break
            run.append(part)
            if sum(d.value or 0 for d in run) >= whole.value:
                break
        if len(run) > 1 and sum(d.value or 0 for d in run) == whole.value:
            for part in run:
                part.whole, part.harm = whole, whole.harm
                part.rules.append("part.apposed")


def _told_behind(scan: Scan, part: Draft, whole: Draft) -> bool:
    """'714 dead - 163 children and 551 men - and rescued 30': a verb far behind says nothing of those of the list."""
    plain = part.head.harm is None and whole.harm is not None and part.trigger is not None
    return plain and part.trigger > part.last and scan.at(part.last, "verb_be") is None  # type: ignore[operator]


def divide_by_places(scan: Scan, drafts: list[Draft]) -> None:
    """'66 were killed in X, 58 in A and eight in B'; 'seven were killed, four from one household': parts of those.

    Bare numbers behind a comma in its sentence, each with where it was, that make up the count before them.
    """
    for k, whole in enumerate(drafts if scan.lang == "en" else ()):
        if not whole.value or whole.drop or whole.kind == "implied" or k + 1 == len(drafts):
            continue
        first = drafts[k + 1]
        if not (whole.head.persons or whole.head.harm or whole.toll):
            continue  # 'seven died in X, four in Y and three in Z' are parts of a total before them
        if scan.tokens.folds[first.first - 1] != "," or not _item(scan, whole, first):
            continue
        if _of_one_family(scan, first) and (first.value or 0) < whole.value:
            first.whole = whole
            first.rules.append("part.elided")
            continue
        run = [first]
        for part in drafts[k + 2 : k + 1 + _MOST]:
            joined = scan.tokens.folds[part.first - 1] == "," or scan.at(part.first - 1, "and") is not None
            if not joined or not _item(scan, whole, part) or sum(d.value or 0 for d in run) >= whole.value:
                break
            run.append(part)
        if len(run) > 1 and sum(d.value or 0 for d in run) == whole.value:
            for part in run:
                part.whole = whole
                part.rules.append("part.elided")


def _item(scan: Scan, whole: Draft, part: Draft) -> bool:
    """Tell whether a bare number with a place or another circumstance behind it may be one of the whole's."""
    bare = not (part.head.persons or part.head.actors or part.toll) and part.whole is None and bool(part.value)
    same = scan.sentence_of(part.core) == scan.sentence_of(whole.core) and part.harm == whole.harm
    return bare and same and scan.any_at(part.core_last, "preposition", "from", "place_prep") is not None


def _of_one_family(scan: Scan, part: Draft) -> bool:
    """Tell whether 'from one household', 'from the same family' follows a number."""
    out = scan.at(part.core_last, "from")
    near = range(out.last, min(out.last + 3, len(scan))) if out is not None else ()
    return any((noun := scan.at(i, "person")) is not None and noun.entry.features.get("unit") for i in near)
