"""Counts of an event long past, from which the news is dated or with which it is measured.  Arabic.

'the deadliest attack since the bombing of October that took the lives of 29', 'a week after a bombing that killed 29'.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.earlier import Compared
from marsad.read.scan import Scan

_COUNT = 16
"""Tokens from 'since the bombing' to its dead at most."""
_COMMA = "\u060c"


def since_events(scan: Scan, drafts: list[Draft]) -> list[Compared]:
    """Return where 'since the bombing that killed 29' stands: its counts are background, and none of the news'."""
    out: list[Compared] = []
    for hit in scan.all("date_open") if scan.lang == "ar" else ():
        event = scan.at(hit.last, "past_event", "harm_noun")
        if event is None:
            continue
        _, last = scan.sents[scan.sentence_of(hit.first)]
        end = next((i for i in range(hit.last, last) if scan.tokens.folds[i] == _COMMA), last)
        inside = drafts[bisect_left(drafts, hit.last, key=core_of) : bisect_left(drafts, end, key=core_of)]
        first = inside[0] if inside else None
        if first is None or not _befell(scan, event.last, first, harm=event.entry.cls == "harm_noun"):
            continue
        opening, _ = scan.sents[scan.sentence_of(hit.first)]
        if scan.begins(opening, hit.first, "worst", "unequalled"):
            out.append(Compared(hit.first, end))  # the days of the event are not those of the news
        for draft in inside:
            draft.background, draft.toll, draft.bygone = True, False, True
            draft.whole = draft.whole if draft.whole in inside else None
    return out


def _befell(scan: Scan, start: int, draft: Draft, *, harm: bool) -> bool:
    """Tell whether a count is what the event behind 'since' did: 'the killing of 29', 'the bombing that killed 29'."""
    if harm:
        return draft.first - start <= 1
    if draft.first - start > _COUNT or scan.begins(start, draft.first, "toll_verb"):
        return False  # 'the toll since the attack has risen to 29'
    which = next((i for i in range(start, draft.first) if scan.at(i, "control_relative", "harm_verb")), None)
    return which is not None and scan.begins(which, draft.first, "harm_verb", "harm_noun")


def event_ahead(scan: Scan, start: int, draft: Draft) -> bool:
    """Tell whether 'a bombing that killed' leads from token `start`, behind 'a week after', to a count."""
    event = scan.at(start, "past_event") if scan.lang == "ar" else None
    if event is None or _COMMA in scan.tokens.folds[start : draft.first]:
        return False
    return _befell(scan, event.last, draft, harm=False)
