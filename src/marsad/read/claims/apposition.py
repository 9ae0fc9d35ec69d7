"""Appositions: counts right behind one that say who it counts ('two civilians, a cook and a driver').  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.described import add_noun
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

_LONGEST = 8
"""How many neighbouring counts may spell out one."""
_SAME = "the same person"
_SPELT_OUT = 12
"""The largest count whose persons are told one by one."""


def link_appositions(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'two civilians, a cook and a driver': counts right after one that make it up exactly say who they are."""
    if scan.lang != "en":
        return
    for k, whole in enumerate(drafts):
        if (
            whole.value is None
            or not 2 <= whole.value <= _SPELT_OUT
            or whole.kind != "number"
            or not (
                whole.head.persons or whole.head.civilian or _some(scan, whole)
            )  # 'a family of four, a father, ...'
        ):
            continue
        parts: list[Draft] = []
        among = _some(scan, whole)
        amount, end = 0, max(whole.last, among.last if among is not None else 0)
        for part in drafts[k + 1 : k + 1 + _LONGEST]:
            joined = scan.at(part.first - 1, "and") is not None
            near = part.first - end <= 2 and scan.sentence_of(part.core) == scan.sentence_of(whole.core)
            if not near or (joined and not parts) or part.whole is not whole.whole or not _tells(part, whole, sides):
                break
            parts, amount, end = [*parts, part], amount + (part.value or 0), part.last
            if amount >= whole.value:
                break
        if len(parts) >= 2 and amount == whole.value and len({id(d.head) for d in parts}) == len(parts):
            for part in parts:
                part.whole = whole
                part.rules.append("part.apposition")


def _some(scan: Scan, whole: Draft) -> Hit | None:
    """Return 'of them' of 'three of them, a man and two women'."""
    among = scan.at(whole.core_last, "among")
    return among if among is not None and among.entry.features.get("trailing") else None


def _tells(part: Draft, whole: Draft, sides: Sides) -> bool:
    """Tell whether the part's noun can say more of the whole's persons."""
    mine, theirs = part.head, whole.head
    national = mine.nationality is not None  # 'three peacekeepers, two Uruguayans and a Malawian'
    if (
        not (mine.persons or national)
        or mine.harm not in (None, whole.harm)
        or part.harm != whole.harm
        or part.value is None
    ):
        return False
    role = None if national else theirs.role
    for one, other in ((mine.sex, theirs.sex), (mine.age, theirs.age), (mine.role, role)):
        if other is not None and one != other:
            return False
    return sides.belongs(part, whole)


def tell_who_it_was(scan: Scan, drafts: list[Draft]) -> None:
    """'one dead, a driver, and seven wounded': the driver is the dead one, and is not counted again.  English."""
    for before, draft in pairwise(drafts) if scan.lang == "en" else ():
        one = (
            before.value == 1
            and (before.head.harm is not None or (before.kind == "number" and not before.head.persons))
            and all(noun.get("harm") for noun, _ in before.head.nouns)
        )
        told = draft.kind == "implied" and draft.value == 1 and draft.first - before.last == 1
        folds = scan.tokens.folds
        closed = "," in folds[draft.last : draft.last + (2 if draft.head.weak else 1)]  # 'a Syrian national,'
        if one and told and folds[before.last] == "," and closed:
            for noun, joined in draft.head.nouns:
                add_noun(before.head, noun, joined)
            before.head.nationality = before.head.nationality or draft.head.nationality
            draft.drop = _SAME
