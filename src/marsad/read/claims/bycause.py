"""Breakdowns by cause: 'air strikes left 602 dead, executions 54 and mines 71' part the total before them.  Arabic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.ellipsis import GAPPED
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

_FAR = 3
"""Sentences between a total and its breakdown by cause at most."""
_PHRASE = 3
"""Tokens of 'random in' between a cause and 'the killing of' at most."""
_SUBJECT = 6
"""Tokens between a cause and the number that it left at most ('air strikes brought about the death of 602')."""


def link_by_cause(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make the counts of a list by cause parts of the last larger total of their harm that can hold them all."""
    for run in _runs(scan, drafts):
        before = drafts[: drafts.index(run[0])]
        near = (d for d in reversed(before) if scan.sentence_of(run[0].core) - scan.sentence_of(d.core) <= _FAR)
        amount = sum(d.value or 0 for d in run)
        total = next((d for d in near if _may_hold(d, run, amount) and all(sides.belongs(p, d) for p in run)), None)
        for part in run if total is not None else ():
            part.whole = total
            part.rules.append("part.by_cause")


def link_by_subject(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'mines brought about the death of 89 of the victims, shelling of 64': the 64 are of the same total."""
    for before, draft in pairwise(drafts if scan.lang == "ar" else ()):
        whole = before.whole
        if whole is None or draft.whole is not None or not _bare(draft) or draft.toll or draft.harm != before.harm:
            continue
        if scan.sentence_of(before.core) != scan.sentence_of(draft.core) or whole.harm != draft.harm:
            continue
        noun = scan.ending(draft.first, "harm_noun")
        if noun is None or _subject(scan, draft) is None or _subject(scan, before) is None:
            continue
        taken = sum(d.value or 0 for d in drafts if d.whole is whole and before.core <= d.core < draft.core)
        if taken + (draft.value or 0) <= (whole.value or 0) and sides.belongs(draft, whole):
            draft.whole = whole
            draft.rules.append("part.by_cause")


def _subject(scan: Scan, draft: Draft) -> Hit | None:
    """Return the cause before 'in the killing of' a count, one word after it at most."""
    noun = scan.ending(draft.first, "harm_noun")
    if noun is None or noun.clitics.conjunction:
        return None
    ends = range(noun.first, max(0, noun.first - _PHRASE), -1)
    return next((hit for end in ends if (hit := scan.ending(end, "cause")) is not None), None)


def causes_before(scan: Scan, drafts: list[Draft], hits: Sequence[Hit]) -> dict[Draft, int]:
    """Return which of `hits`, the causes of the text, stands right before each count of such lists."""
    firsts = {hit.first: k for k, hit in enumerate(hits)}
    found = {}
    for draft in (d for run in _runs(scan, drafts) for d in run):
        hit = _cause(scan, draft)
        if hit is not None and hit.first in firsts:
            found[draft] = firsts[hit.first]
    return found


def _runs(scan: Scan, drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Yield the runs of bare counts of one harm, of which the first follows its cause and the others stand beside."""
    if scan.lang != "ar" or not any(GAPPED in draft.rules for draft in drafts):
        return
    k = 0
    while k + 1 < len(drafts):
        run = [drafts[k]]
        if _bare(run[0]) and _cause(scan, run[0]) is not None:
            while k + len(run) < len(drafts) and _goes_on(scan, drafts[k + len(run)], run):
                run.append(drafts[k + len(run)])
        if len(run) > 1:
            yield run
        k += len(run)


def _goes_on(scan: Scan, draft: Draft, run: list[Draft]) -> bool:
    same = draft.harm == run[0].harm and scan.sentence_of(draft.core) == scan.sentence_of(run[0].core)
    return GAPPED in draft.rules and _bare(draft) and same and _cause(scan, draft) is not None


def _bare(draft: Draft) -> bool:
    head = draft.head
    return draft.value is not None and not (head.persons or head.actors or draft.rest)


def _cause(scan: Scan, draft: Draft) -> Hit | None:
    """Return the cause named before a count in its own phrase, right before where the count has no verb."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    reach = 1 if GAPPED in draft.rules else _SUBJECT
    for end in range(draft.first, max(first, draft.first - reach) - 1, -1):
        hit = scan.ending(end, "cause")
        if hit is not None:
            return hit
        if end < draft.first and scan.tokens.kinds[end - 1 : end] == ["p"]:
            return None
    return None


def _may_hold(total: Draft, run: list[Draft], amount: int) -> bool:
    counted = total.value is not None and total.status == "stated" and total.kind == "number" and not total.rest
    return counted and total.whole is None and total.harm == run[0].harm and (total.value or 0) >= amount
