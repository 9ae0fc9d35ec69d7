"""Provisional figures: 'a preliminary toll spoke of 28 dead; the ministry later put it at 30': the 28 are overtaken."""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, core_of
from marsad.read.scan import Scan

_SOON = 2
"""Sentences from a provisional figure to the word that says what became of it at most."""
_ANEW = 1
"""Sentences from that word to the new figure at most."""


def overtake_provisional(scan: Scan, drafts: list[Draft]) -> None:
    """Mark as superseded the figures called preliminary for which the text later says a larger one of the same persons.

    'In a later update' says of itself that what stands before it is overtaken.
    """
    for hit in scan.all("provisional"):
        sentence = scan.sentence_of(hit.first)
        first, _ = scan.sents[sentence]
        later = _later(scan, drafts, hit.last, sentence)
        if later is not None:
            _overtake(scan, drafts, (first, later), later)
    for hit in scan.all("update_told"):
        first, _ = scan.sents[max(0, scan.sentence_of(hit.first) - _SOON)]
        _overtake(scan, drafts, (first, hit.first), hit.last)


def _later(scan: Scan, drafts: list[Draft], i: int, sentence: int) -> int | None:
    """Return the token behind which a new figure is told: after 'later', or of a count that rose."""
    end = min(sentence + _SOON, len(scan.sents) - 1)
    marks = [hit for hit in scan.all("told_later") if hit.first >= i and scan.sentence_of(hit.first) <= end]
    rises = [d.first for d in drafts if d.toll and d.core >= i and scan.sentence_of(d.core) <= end]
    ends = [mark.first for mark in marks if _counted_before(scan, drafts, mark, sentence)] + rises
    return min(ends, default=None)


def _counted_before(scan: Scan, drafts: list[Draft], mark: Hit, sentence: int) -> bool:
    """Tell whether the provisional figure stands before 'later', which then does not tell of when it was given."""
    first, _ = scan.sents[sentence]
    at = bisect_left(drafts, first, key=core_of)
    return at < len(drafts) and drafts[at].core < mark.first


def _overtake(scan: Scan, drafts: list[Draft], old: tuple[int, int], later: int) -> None:
    """Mark the counts that begin in tokens `old` for which one behind token `later` says more of the same persons."""
    apart = min((hit.first for hit in scan.all("other_incident") if hit.first >= old[0]), default=len(scan))
    last = scan.sentence_of(later) + _ANEW
    new = [d for d in drafts[bisect_left(drafts, later, key=core_of) :] if scan.sentence_of(d.core) <= last]
    new = [d for d in new if d.value is not None and d.whole is None and not d.background and d.core < apart]
    for draft in drafts[bisect_left(drafts, old[0], key=core_of) : bisect_left(drafts, old[1], key=core_of)]:
        stands = draft.status == "stated" and not draft.background and draft.whole is None
        if stands and draft.value is not None and any(_more(draft, other) for other in new):
            draft.status, draft.background = "superseded", True
            draft.rules.append("update.corrected")


def _more(old: Draft, new: Draft) -> bool:
    """Tell whether a count may be of the same persons as an older one, and is larger."""
    civil = {old.head.civilian, new.head.civilian}
    same = old.side == new.side or None in (old.side, new.side)
    return old.harm == new.harm and same and civil != {True, False} and (new.value or 0) > (old.value or 0)


def unlink_overtaken(drafts: list[Draft]) -> None:
    """Take what was overtaken from the count that overtook it: eighteen dead of this morning are no part of 31."""
    for draft in drafts:
        whole = draft.whole
        if whole is not None and draft.status == "superseded" and whole.status == "stated" and whole.harm == draft.harm:
            draft.whole = None
