"""Causes: how the persons of a count came to harm, by the words nearest to it, else by the main incident."""

from __future__ import annotations

from collections import Counter

from marsad.knowledge.lexicon import Hit
from marsad.read.draft import Draft
from marsad.read.scan import Scan

_CAUSED = frozenset({"killed", "injured"})
_RIGHT, _LEFT = 12, 22
"""How far, in tokens, a cause may stand after and before its count."""


def assign_causes(scan: Scan, drafts: list[Draft], marks: set[int]) -> None:
    """Set the cause of every killed and injured count; `marks` are the tokens where clauses end."""
    hits = list(scan.all("cause"))
    main = _main(hits)
    for k, draft in enumerate(drafts):
        if draft.harm not in _CAUSED and draft.harm != "other":
            continue
        own = draft.head.cause or _hint(scan, draft)
        if own is None:
            following = next((d.first for d in drafts[k + 1 :] if d.whole is not draft and d.whole is draft.whole), None)
            own = _near(scan, draft, hits, marks, following)
        if own is None and draft.whole is not None:
            own = draft.whole.cause
        if draft.harm in _CAUSED:
            draft.cause = own or main
        elif own is not None:
            draft.cause = own


def _main(hits: list[Hit]) -> str | None:
    """Return the cause that the text speaks of most; of equals the first."""
    counts = Counter(str(hit.entry.features["cause"]) for hit in hits)
    counts.pop("other", None)
    return max(counts, key=lambda cause: counts[cause]) if counts else None


def _hint(scan: Scan, draft: Draft) -> str | None:
    if draft.trigger is None:
        return None
    hit = scan.at(draft.trigger, "harm_verb", "harm_noun")
    hint = hit.entry.features.get("cause_hint") if hit is not None else None
    return str(hint) if hint and draft.whole is None else None


def _near(scan: Scan, draft: Draft, hits: list[Hit], marks: set[int], following: int | None) -> str | None:
    first, last = scan.sents[scan.sentence_of(draft.core)]
    after = draft.last
    limit = min(last, after + _RIGHT, following if following is not None else last)
    for hit in hits:
        if after <= hit.first < limit and not any(i in marks for i in range(after, hit.first)):
            return str(hit.entry.features["cause"])
    if draft.whole is not None:
        return None
    for hit in reversed(hits):
        if first <= hit.first < draft.first and draft.first - hit.last <= _LEFT:
            return str(hit.entry.features["cause"])
    return None
