"""Lists that spell a total out: 'Twenty-nine died. The list has 11 women, 5 men, 6 girls and 7 boys.'  English.

Nothing is said of what befell the persons of the list; that they are the dead is shown by their sum.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_FEWEST = 3
"""Counts that make up a list at least."""
_APART = 3
"""Tokens between two counts of a list at most."""
_BACK = 3
"""Sentences between a total and the list of its persons at most."""


def spell_out(scan: Scan, drafts: list[Draft]) -> None:
    """Give the persons of a list the harm of the total that they make up exactly, and make them its parts."""
    if scan.lang != "en":
        return
    run: list[Draft] = []
    for draft in [*drafts, None]:
        near = bool(run) and draft is not None and 0 < draft.first - run[-1].last <= _APART
        if draft is not None and _silent(draft) and (near or not run):
            run.append(draft)
            continue
        _settle(scan, drafts, run)
        run = [draft] if draft is not None and _silent(draft) else []


def _silent(draft: Draft) -> bool:
    return draft.drop == NO_HARM and draft.kind == "number" and draft.head.persons > 0 and bool(draft.value)


def _settle(scan: Scan, drafts: list[Draft], run: Sequence[Draft]) -> None:
    if len(run) < _FEWEST:
        return
    amount, sentence = sum(d.value or 0 for d in run), scan.sentence_of(run[0].core)
    before = (d for d in reversed(drafts) if d.core < run[0].core and not d.drop and d.status == "stated")
    fits = (d for d in before if sentence - scan.sentence_of(d.core) <= _BACK)
    total = next((d for d in fits if d.value == amount and d.harm is not None and d.hedge == "exact"), None)
    for draft in run if total is not None else ():
        draft.drop, draft.whole, draft.harm = None, total, total.harm if total is not None else None
        draft.rules.append("part.sum")
