"""The fight for a place that changes hands, in which fighters fall although no word of cause says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_WEAPONS = frozenset({"airstrike", "drone", "shelling", "gunfire", "ied_mine", "suicide_bombing", "execution"})
"""Causes that are told of some and are not those of all who fight."""
_OBJECT = 3
"""Tokens between 'recovered' and the bodies that were found at most."""


def elsewhere(scan: Scan, draft: Draft, hits: Sequence[Hit], lead: int, means: Mapping[Draft, Hit]) -> bool:
    """Tell whether fighters' weapon is told in other paragraphs, not in the lead, and so of others.

    'A drone struck a bus.  ¶  The group claimed that it had killed 42 soldiers': in a fight.  English.
    """
    if scan.lang != "en" or draft.cause not in _WEAPONS:
        return False
    told = [hit.first for hit in hits if hit.entry.features["cause"] == draft.cause]
    if not told or min(told) < lead:
        return False
    if any(part.whole is draft and hit.entry.features["cause"] == draft.cause for part, hit in means.items()):
        return False  # '54 were killed.  ¶  16 of the 54 died in a strike'
    line = bisect_left(scan.breaks, draft.core)
    first = scan.breaks[line - 1] if line else 0
    last = scan.breaks[line] if line < len(scan.breaks) else len(scan)
    return not any(first <= at < last for at in told)


def attacked(scan: Scan, draft: Draft, every: Sequence[Hit]) -> bool:
    """Tell whether a count's sentence speaks of an attack or a fight itself."""
    number = scan.sentence_of(draft.core)
    return any(hit.entry.features["cause"] == "clashes" and scan.sentence_of(hit.first) == number for hit in every)


def places_taken(scan: Scan) -> list[Hit]:
    """Return the words that say that a place was taken or retaken."""
    takes = [hit for hit in scan.all("control_verb") if _takes(hit)]
    if scan.lang != "ar" or not takes:
        return takes
    named = {i for actor in scan.all("actor") for i in range(actor.first, actor.last)}  # a 'front of liberation'
    return [hit for hit in takes if hit.first not in named and not (hit.clitics.article and _occupier(hit))]


def _occupier(hit: Hit) -> bool:
    """Tell whether a word names an occupier where it has the article: 'the aircraft of the Occupation'.  Arabic."""
    return bool(hit.entry.features.get("occupier"))


def sentences_of_fight(scan: Scan, taken: list[Hit]) -> set[int]:
    """Return the sentences that tell of a place that was taken, and those behind them in their paragraph.  English."""
    told = {scan.sentence_of(hit.first) for hit in taken if _of_places(scan, hit)}
    found = set(told)
    for number in sorted(told):
        while number + 1 < len(scan.sents) and scan.tokens.kinds[scan.sents[number][1] - 1] != BREAK:
            number += 1
            found.add(number)
    return found


def _takes(hit: Hit) -> bool:
    """Tell whether a word says by itself that a place was taken ('to' does so only behind 'the fall of X').

    What is handed over is not fought for ('the army received a fisherman from the UN').
    """
    if hit.entry.features.get("handed"):
        return False
    return hit.entry.features.get("change") in ("gained", "regained") and not hit.entry.features.get("need")


def _of_places(scan: Scan, hit: Hit) -> bool:
    """Tell whether a word of taking may be of a place: not 'taking the toll to 40', no bodies found.

    Nor is it 'cannot enter', 'had taken shelter'.
    """
    if scan.ending(hit.first, "control_not") is not None or scan.at(hit.last, "control_goods") is not None:
        return False
    return scan.at(hit.first, "toll_verb") is None and not _found(scan, hit)


def _found(scan: Scan, hit: Hit) -> bool:
    """Tell whether persons were 'recovered', or the verb's object are bodies, and no place."""
    be = scan.ending(hit.first, "verb_be")
    before = scan.ending(be.first if be is not None else hit.first, "person")
    if (
        before is not None
        and be is None
        and not (before.entry.features.get("body") or before.entry.features.get("harm"))
    ):
        before = None  # 'troops recovered the town'
    after = (scan.at(i, "person") for i in range(hit.last, min(hit.last + _OBJECT, len(scan))))
    return before is not None or any(noun is not None and noun.entry.features.get("body") for noun in after)
