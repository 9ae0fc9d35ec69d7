"""Counts that go on from others: 'two more died', 'another soldier', 'a fourth victim', 'claimed a fifth victim'."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_SECOND = 2
MORE = "count.more"
"""The rule of a count of persons who are other ones than those counted before it."""


def count_up(scan: Scan, drafts: list[Draft]) -> None:
    """Give one person killed who is told as 'a fifth' that number as the least, where no other count tells it.

    Where the text counts the four before (three children ... a fourth), or says itself that there are five, the words
    count the one person alone.
    """
    if scan.lang != "en":
        return
    known = {draft.value for draft in drafts if draft.harm == "killed" and draft.kind != "implied"}
    for draft in drafts:
        if draft.kind != "implied" or draft.harm != "killed" or draft.value != 1 or draft.whole is not None:
            continue
        article = scan.at(draft.first, "number_article", "determiner")
        ordinal = scan.at(article.last, "date_ordinal") if article is not None else None
        number = int(ordinal.entry.features["day"]) if ordinal is not None else 0
        if number <= _SECOND or {number, number - 1} & known or _beside(draft, drafts, number):
            continue
        draft.value, draft.hedge, draft.toll = number, "at_least", True
        draft.rules.append("count.ordinal")


def _beside(draft: Draft, drafts: list[Draft], number: int) -> bool:
    """Tell whether counts that stand before make up the ones before ('two soldiers and a guard ... a fourth')."""
    before = [d.value or 0 for d in drafts if d.core < draft.core and d.whole is None and d.harm == draft.harm]
    return sum(before) >= number - 1


def tell_more(scan: Scan, drafts: list[Draft]) -> None:
    """Mark the counts that say themselves that they are of others than those before them."""
    for draft in drafts:
        if draft.whole is not None or draft.cumulative or draft.toll or draft.rest or draft.value is None:
            continue
        article = scan.at(draft.first, "number_article") if scan.lang == "en" else None
        ordinal = article is not None and scan.at(article.last, "date_ordinal") is not None
        another = draft.kind == "implied" and scan.at(draft.first, "another") is not None
        further = scan.lang == "en" and scan.at(draft.core - 1, "other", "additional", "another") is not None
        if (draft.head.other or another or ordinal or further) and scan.tokens.folds[draft.last : draft.last + 1] != [
            "than"
        ]:
            draft.rules.append(MORE)
