"""Lists: lines that begin with a dash and break down the count of the line before them.

102 dead since Thursday
- 61 of X
- 7 civilians
"""

from __future__ import annotations

from marsad.read.claims.arabic import place_line
from marsad.read.claims.draft import Draft
from marsad.read.claims.ellipsis import GAPPED
from marsad.read.claims.quantities import BULLETS, DASHES
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_PLACE = 8
"""Tokens of 'in' and a place between the items of a sum at most."""
_COMMA = ([","], ["\u060c"])
_NAMES_HARM = ("harm_verb", "harm_noun", "casualty_noun", "harm_label")


def link_lists(scan: Scan, drafts: list[Draft]) -> None:
    """Make the counts that open dashed lines parts of the count before the first of them, where they fit into it."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(scan.sentence_of(draft.core), []).append(draft)
    if len(by_sentence) < 2:
        return  # nothing stands in another line than what it would be part of
    items: list[Draft] = []
    before: list[Draft] = []
    whole: Draft | None = None
    for number in range(len(scan.sents)):
        found = by_sentence.get(number, [])
        if not (found or before or whole):
            continue  # nothing that a line could break down
        if not _dashed(scan, number) and place_line(scan, number) is None:
            _link(whole, items)
            announced = scan.lang == "ar" and not found and _announces(scan, number)
            kept = whole or max(before, key=lambda d: d.value or 0, default=None) if announced else None
            before = found
            items, whole = [], next((d for d in found if _tolls(scan, d)), kept)
        elif found and whole is not None and not _tells_harm(scan, number, found[0]) and _below(scan, whole, number):
            items.append(found[0])
        else:
            _link(whole, items)
            items, whole = [], next((d for d in found if _tolls(scan, d)), None) if _of_bullet(scan, number) else None
    _link(whole, items)


def link_apposed(scan: Scan, drafts: list[Draft]) -> None:
    """'six martyrs, five fighters and an officer': counts right behind a comma that make up the total.  Arabic."""
    for at, total in enumerate(drafts) if scan.lang == "ar" else ():
        if not total.value:
            continue
        one = scan.at(total.last, "number")  # 'seven of one family, a mother and her six children'
        comma = one.last if one is not None and one.entry.features.get("value") == 1 else total.last
        if scan.tokens.folds[comma : comma + 1] not in _COMMA or _joined(scan, comma + 1):
            continue
        run: list[Draft] = []
        end, left = comma + 1, total.value
        for following in range(at + 1, len(drafts)):
            draft = drafts[following]
            near = _PLACE if GAPPED in draft.rules else 0  # '(four) in X and (three) in Y'
            beside = 0 <= draft.first - end <= near and draft.whole is None and draft.head.harm is None
            if not beside or not 0 < (draft.value or 0) <= left:
                break
            run.append(draft)
            end, left = draft.last, left - (draft.value or 0)
        if not left and len(run) > 1:
            for draft in run:
                draft.whole = total
                draft.rules.append("part.apposition")
                if draft.head.actors and all(actor.generic for actor in draft.head.actors):
                    draft.head.actors, draft.side = [], None  # 'fighters' are of those of whom the total is


def _joined(scan: Scan, i: int) -> bool:
    """Tell whether a count at token `i` begins with 'and': it is another, and says nothing of the one before."""
    hit = scan.at(i, "number", "person")
    return hit is not None and bool(hit.clitics.conjunction)


def _dashed(scan: Scan, number: int) -> bool:
    first, last = scan.sents[number]
    return first < last and scan.tokens.folds[first] in BULLETS


def _sign(scan: Scan, number: int) -> str:
    """Return the dash or bullet with which a line opens, or nothing."""
    word = scan.tokens.folds[scan.sents[number][0]]
    return word if word in BULLETS else ""


def _of_bullet(scan: Scan, number: int) -> bool:
    """Tell whether a line opens with a bullet, under which lines with dashes may stand.  Arabic."""
    return scan.lang == "ar" and _sign(scan, number) not in DASHES | {""}


def _below(scan: Scan, whole: Draft, number: int) -> bool:
    """Tell whether a line may stand below that of a count: it opens with another sign."""
    above = _sign(scan, scan.sentence_of(whole.core))
    return not above or above != _sign(scan, number)


def _tolls(scan: Scan, draft: Draft) -> bool:
    """Tell whether lines below may break down a line's count: its noun or the word before tells the harm."""
    named = scan.lang == "ar" and scan.ending(draft.first, "harm_noun") is not None
    return named or bool(draft.head.harm or draft.toll)


def _announces(scan: Scan, number: int) -> bool:
    """Tell whether a line without a count ends with a colon ('responsibility is divided as follows:')."""
    first, last = scan.sents[number]
    while last > first and scan.tokens.kinds[last - 1] == BREAK:
        last -= 1
    return last > first and scan.tokens.folds[last - 1] == ":"


def _tells_harm(scan: Scan, number: int, draft: Draft) -> bool:
    first, last = scan.sents[number]
    last = draft.first if place_line(scan, number) is not None else last
    named = {i for hit in scan.all("actor") for i in range(hit.first, hit.last)} if scan.lang == "ar" else set()
    told = (scan.any_at(i, *_NAMES_HARM) for i in range(first, last) if i not in named)
    return draft.head.harm is not None or any(hit is not None for hit in told)


def _link(whole: Draft | None, items: list[Draft]) -> None:
    told = sum(d.value or 0 for d in items)
    if whole is None or not items or (whole.value is not None and told > whole.value):
        return
    for draft in items:
        if draft.whole is None:
            draft.whole = whole
            draft.rules.append("part.dashed")
