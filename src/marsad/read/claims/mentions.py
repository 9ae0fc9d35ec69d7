"""Mentions: a number said again is the same total; its parts hang on the mention beside them.  Arabic."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan


def link_nearest_mention(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'104 dead' (title) '... rose to 104, among the victims 35 children': the 35 are of the 104 of the body.

    Of the mentions of one total, a part is of that of its own sentence, else of the last one before it.
    """
    if scan.lang != "ar":
        return
    said: dict[tuple[str | None, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.value is not None and draft.status == "stated" and not draft.rest:
            said[draft.harm, draft.value].append(draft)
    for part in drafts:
        whole = part.whole
        if whole is None or whole.value is None or len(said[whole.harm, whole.value]) < 2:
            continue
        if scan.sentence_of(whole.core) == scan.sentence_of(part.core):
            continue
        mentions = said[whole.harm, whole.value]
        before = bisect_left(mentions, part.core, key=core_of)
        for other in [*mentions[before : before + 1], *mentions[max(0, before - 1) : before]]:
            here = scan.sentence_of(other.core) == scan.sentence_of(part.core)
            later = whole.core < other.core < part.core
            listed = scan.sentence_of(other.core) == scan.sentence_of(whole.core) and other.whole is whole.whole
            if listed and whole.whole is not None:
                continue  # parts of one list that happen to be as many
            if other is not whole and (here or later) and _same(other, whole) and sides.belongs(part, other):
                part.whole = other
                part.rules.append("part.mention")
                break


def _same(other: Draft, whole: Draft) -> bool:
    """Tell whether two counts of one number may be one total: of no other side and of no other kind."""
    mine, theirs = other.head, whole.head
    kinds = ((mine.sex, theirs.sex), (mine.age, theirs.age), (mine.role, theirs.role), (other.side, whole.side))
    return all(one is None or two is None or one == two for one, two in kinds)
