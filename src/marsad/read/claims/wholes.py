"""Wholes that the form of a sentence tells: 'among 48 dead ... 17 bodies', 'two died later, and the dead rose to 14'.

Arabic.
"""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, exceeds
from marsad.read.claims.groups import Sides
from marsad.read.claims.mainwindow import RUNNING
from marsad.read.claims.toldtimes import days_of
from marsad.read.scan import Scan

_OPENS = 2
"""Tokens from the beginning of a sentence to the number after 'of', 'among' at most."""
_PAIR, _ITEMS, _BESIDE = 2, 8, 7
"""The largest total that chance makes up, items of a list, and tokens between two of them, at most."""
_OTHER = ("harm_verb", "harm_noun", "boundary", "toll_verb", "toll_noun", "among", "beside")
"""Classes of words with which something else is told."""
_COMMA = "\u060c"


def link_of_opening(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make the counts of a sentence that opens with 'among 48 dead' parts of these 48, where they may be among them."""
    if scan.lang != "ar":
        return
    opening: Draft | None = None
    for draft in drafts:
        if opening is None or scan.sentence_of(opening.core) != scan.sentence_of(draft.core):
            opening = draft if draft.whole is None and _opens(scan, draft) else None
            continue
        may = draft.whole is None and draft.harm == opening.harm and not (draft.toll or draft.rest)
        if may and not exceeds(draft, opening) and sides.belongs(draft, opening):
            draft.whole = opening
            draft.rules.append("part.of_opening")


def link_died_later(scan: Scan, drafts: list[Draft]) -> None:
    """Make those of the wounded who died parts of the toll of the dead that the same sentence says rose by them."""
    for part, total in pairwise(drafts) if scan.lang == "ar" else ():
        whole = part.whole
        died = whole is not None and whole.harm == "injured" and part.harm == total.harm == "killed"
        same = scan.sentence_of(part.core) == scan.sentence_of(total.core)
        grown = whole is not None and (whole.value or 0) + (part.value or 0) == total.value
        died = died or (grown and part.head.harm == "injured" and part.harm == total.harm == "killed")
        if died and same and total.toll and not (exceeds(part, total) or under(total, part)):
            part.whole = total
            part.rules.append("part.running")
        if whole is not None and part.head.harm == "injured" and part.harm == "killed":
            _of_its_day(part)


def link_made_of(scan: Scan, drafts: list[Draft]) -> None:
    """'Six were killed in X, five soldiers and a child': what follows a comma and makes up the total is its parts.

    Arabic.
    """
    for k, total in enumerate(drafts if scan.lang == "ar" else ()):
        if total.whole is not None or total.kind != "number" or (total.value or 0) <= _PAIR or total.hedge != "exact":
            continue
        run: list[Draft] = []
        end, left = total.last, total.value or 0
        for part in drafts[k + 1 : k + 1 + _ITEMS]:
            between = range(end, part.first)
            near = len(between) <= _BESIDE and scan.sentence_of(part.core) == scan.sentence_of(total.core)
            plain = near and not any(scan.any_at(i, *_OTHER) is not None for i in between)
            joined = scan.at(part.first, "and") is not None or any(h.clitics.conjunction for h in scan.hits[part.first])
            opened = bool(run) or (scan.tokens.folds[part.first - 1] == _COMMA and not joined)
            alike = part.harm == total.harm and part.trigger == total.trigger and part.hedge == "exact"
            if not (plain and opened and alike) or part.whole is not None or not part.value:
                break
            run.append(part)
            end, left = part.last, left - part.value
            if left <= 0:
                break
        for part in run if left == 0 and len(run) > 1 else ():
            part.whole = total
            part.rules.append("part.sum")


def link_fallen(scan: Scan, drafts: list[Draft]) -> None:
    """'44 martyrs and 360 wounded, 13 of them fell today': who are said to have fallen are of the dead before."""
    for part in drafts if scan.lang == "ar" else ():
        whole = part.whole
        if part.harm != "killed" or whole is None or whole.harm != "injured" or "part.of_them" not in part.rules:
            continue
        if part.trigger is None or scan.at(part.trigger, "martyr_word") is None:
            continue
        number = scan.sentence_of(part.core)
        dead = (d for d in reversed(drafts) if d.core < whole.core and d.harm == "killed" and d.whole is None)
        beside = next((d for d in dead if scan.sentence_of(d.core) == number), None)
        if beside is not None and not exceeds(part, beside):
            part.whole = beside


def link_among_fallen(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'70 died and 200 were hurt, 24 children and 15 women among the dead': all of the list are of the dead."""
    for hit in scan.all("among") if scan.lang == "ar" else ():
        harm = hit.entry.features.get("of_harm")
        last = next((k for k, d in enumerate(drafts) if d.last == hit.first), None) if harm else None
        if last is None:
            continue
        first = last
        while (
            first and drafts[first - 1].last == drafts[first].first and drafts[first].whole is drafts[first - 1].whole
        ):
            first -= 1
        number = scan.sentence_of(hit.first)
        tops = (d for d in reversed(drafts[:first]) if d.harm == harm and d.whole is None and d.status == "stated")
        whole = next((d for d in tops if scan.sentence_of(d.core) == number), None)
        for part in drafts[first : last + 1] if whole is not None else ():
            if whole is not None and not exceeds(part, whole) and sides.belongs(part, whole):
                part.harm, part.whole = harm, whole
                part.rules.append("part.of_the_harmed")


def _of_its_day(part: Draft) -> None:
    """Give who died of his wounds the days of the toll that he is of, where these are one happening's."""
    whole = part.whole
    died = whole is not None and whole.harm == "killed"
    if died and whole is not None and whole.window is not None and days_of(whole.window) <= RUNNING:
        part.window = whole.window


def _opens(scan: Scan, draft: Draft) -> bool:
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return draft.first - first <= _OPENS and scan.at(first, "of") is not None
