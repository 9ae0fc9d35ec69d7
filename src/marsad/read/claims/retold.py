"""Causes told apart afterwards: 'The soldiers died in a mine blast, the gunmen under artillery', without a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, core_of
from marsad.read.scan import Scan

_REACH = 8
"""Tokens from 'the gunmen' to their cause at most."""
_MOST = 20
"""Counts of those sentences that are looked at, at most."""
_BACK = 2
"""Sentences before, at most, in which those were counted who are spoken of again."""


def causes_retold(scan: Scan, drafts: list[Draft], hits: Sequence[Hit]) -> dict[int, str]:
    """Return the cause of each count, by its core, whose persons are named again with a cause of their own.

    Only where one sentence tells it of two groups at least, and counts nobody itself.
    """
    counting = {scan.sentence_of(draft.core) for draft in drafts}
    told: dict[int, list[tuple[Draft, str]]] = {}
    for hit in hits:
        sentence = scan.sentence_of(hit.first)
        if sentence in counting:
            continue
        noun = _named(scan, hit)
        draft = _counted(scan, drafts, noun, sentence) if noun is not None else None
        if draft is not None:
            told.setdefault(sentence, []).append((draft, str(hit.entry.features["cause"])))
    out: dict[int, str] = {}
    for pairs in told.values():
        if len({draft.core for draft, _ in pairs}) > 1:
            for draft, cause in pairs:
                out.setdefault(draft.core, cause)
    return out


def _named(scan: Scan, cause: Hit) -> Hit | None:
    """Return the definite noun of persons nearest before a cause, with no mark between."""
    first, _ = scan.sents[scan.sentence_of(cause.first)]
    for i in range(cause.first - 1, max(first, cause.first - _REACH) - 1, -1):
        noun = scan.at(i, "person")
        if noun is not None and noun.last <= cause.first:
            the = noun.clitics.article if scan.lang == "ar" else scan.ending(i, "determiner") is not None
            return noun if the and noun.entry.features.get("n") == "pl" else None
        if scan.tokens.kinds[i] != "w":
            return None
    return None


def _counted(scan: Scan, drafts: list[Draft], noun: Hit, sentence: int) -> Draft | None:
    """Return the only count, in the sentences right before, of persons of that noun's kind."""
    low = bisect_left(drafts, scan.sents[max(0, sentence - _BACK)][0], key=core_of)
    high = bisect_left(drafts, scan.sents[sentence][0], key=core_of)
    near = [d for d in drafts[max(low, high - _MOST) : high] if d.whole is None]
    fits = [d for d in near if any(features is noun.entry.features for features, _ in d.head.nouns)]
    return fits[0] if len(fits) == 1 else None
