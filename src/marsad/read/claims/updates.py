"""Updates of one post: what stands above a line 'UPDATE 17:30' was overtaken by the same count below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from marsad.read.claims.draft import Draft, core_of
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_CORRECTED = 2
"""Sentences between a figure and what it was corrected to at most."""
_FINAL = 5
"""Tokens from 'the final toll' to its number at most."""

_TIMES = 5
"""How many times as high a toll rises at most."""


def overtake(scan: Scan, drafts: list[Draft]) -> None:
    """Mark as superseded the totals above an update that says the same side's number anew below."""
    _correct(scan, drafts)
    _finish(scan, drafts)
    marks = [hit.first for hit in scan.all("denial_update") if _opens_line(scan, hit.first)]
    if not marks:
        return
    alike: dict[tuple[str | None, str | None], list[Draft]] = {}
    for draft in drafts:
        if draft.whole is None and draft.value is not None and not draft.background:
            alike.setdefault((draft.harm, draft.side), []).append(draft)
    highest = {key: _highest(found) for key, found in alike.items()}
    for draft in drafts:
        at = bisect_right(marks, draft.core)
        if at == len(marks) or draft.whole is not None or draft.status != "stated" or draft.value is None:
            continue
        below = bisect_left(alike.get((draft.harm, draft.side), []), marks[at], key=core_of)
        tops = highest.get((draft.harm, draft.side), [])
        if below < len(tops) and tops[below] >= draft.value:
            draft.status, draft.background = "superseded", True
            draft.rules.append("update.overtaken")


def _correct(scan: Scan, drafts: list[Draft]) -> None:
    """'put the dead at seven. It later corrected the figure to four': the seven no longer stands.  English."""
    for k, draft in enumerate(drafts if scan.firsts("corrects") else ()):
        if draft.value is None or scan.ending(draft.first, "corrects") is None:
            continue
        sentence = scan.sentence_of(draft.core)
        for earlier in reversed(drafts[:k]):
            if sentence - scan.sentence_of(earlier.core) > _CORRECTED:
                break
            if earlier.harm == draft.harm and earlier.whole is None and earlier.status == "stated":
                if earlier.value not in (None, draft.value):
                    earlier.status, earlier.background = "superseded", True
                    earlier.rules.append("update.corrected")
                break


def _finish(scan: Scan, drafts: list[Draft]) -> None:
    """'at first police spoke of 40 dead, but the final toll is 38': what was told before no longer stands.

    So, too, where the toll later rose to more.
    """
    if not (scan.firsts("final_toll") or scan.firsts("later_toll")):
        return
    for k, draft in enumerate(drafts):
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        if draft.whole is not None or draft.value is None or draft.background:
            continue
        rose = scan.begins(max(first, draft.first - _FINAL), draft.first, "later_toll")
        if not (rose or scan.begins(max(first, draft.first - _FINAL), draft.first, "final_toll")):
            continue
        for earlier in reversed(drafts[:k]):
            if scan.sentence_of(draft.core) - scan.sentence_of(earlier.core) > _CORRECTED:
                break
            if (
                _alike(earlier, draft)
                and earlier.whole is None
                and earlier.status == "stated"
                and earlier.value not in (None, draft.value)
                and not (rose and not _may_rise(earlier.value, draft.value))
            ):
                earlier.status, earlier.background = "superseded", True
                earlier.rules.append("update.corrected")
                if rose:
                    break  # of other voices nothing is said


def _may_rise(one: int | None, other: int) -> bool:
    """Tell whether one toll may rise to another: not 12 in a raid to the 1,974 of a year."""
    return one is not None and one < other <= _TIMES * one


def _alike(earlier: Draft, draft: Draft) -> bool:
    """Tell whether two counts may be of the same persons: no soldiers and civilians."""
    civil = {earlier.head.civilian, draft.head.civilian}
    same = earlier.side == draft.side or None in (earlier.side, draft.side)
    return earlier.harm == draft.harm and same and civil != {True, False}


def _highest(drafts: list[Draft]) -> list[int]:
    """Return for each draft the highest value of it and of those after it."""
    return list(accumulate((draft.value or 0 for draft in reversed(drafts)), max))[::-1]


def _opens_line(scan: Scan, i: int) -> bool:
    """Tell whether nothing but marks stands before token i in its line, and text stands above it."""
    while i > 0 and scan.tokens.kinds[i - 1] not in (BREAK, "w"):
        i -= 1
    return i > 0 and scan.tokens.kinds[i - 1] == BREAK
