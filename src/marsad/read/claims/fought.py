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


class Elsewhere:
    """Weapons that are told of others, in other paragraphs, and so are not those of who fell in a fight.  English.

    'A drone struck a bus.  ¶  The group claimed that it had killed 42 soldiers': in a fight.  `every` are all words of
    cause, `hits` those that say something of themselves; `lead` is where the lead ends, what it tells is everybody's.
    """

    def __init__(
        self, scan: Scan, every: Sequence[Hit], hits: Sequence[Hit], lead: int, means: Mapping[Draft, Hit]
    ) -> None:
        self.scan, self.lead = scan, lead
        self._of: dict[str, list[int]] = {}
        for hit in hits if scan.lang == "en" else ():
            self._of.setdefault(str(hit.entry.features["cause"]), []).append(hit.first)
        self._fights = {scan.sentence_of(hit.first) for hit in every if hit.entry.features["cause"] == "clashes"}
        self._of_parts = {(part.whole, str(hit.entry.features["cause"])) for part, hit in means.items()}

    def tells(self, draft: Draft, *, armed: bool) -> bool:
        """Tell whether the cause of a fighter, or of one whose sentence speaks of a fight, is that of others."""
        told = self._of.get(draft.cause or "") if draft.cause in _WEAPONS else None
        if not told or told[0] < self.lead or not (armed or self.scan.sentence_of(draft.core) in self._fights):
            return False
        if (draft, draft.cause) in self._of_parts:
            return False  # '54 were killed.  ¶  16 of the 54 died in a strike'
        line = bisect_left(self.scan.breaks, draft.core)
        first = self.scan.breaks[line - 1] if line else 0
        last = self.scan.breaks[line] if line < len(self.scan.breaks) else len(self.scan)
        at = bisect_left(told, first)
        return at == len(told) or told[at] >= last


def places_taken(scan: Scan) -> list[Hit]:
    """Return the words that say that a place was taken or retaken."""
    takes = [hit for hit in scan.all("control_verb") if _takes(hit)]
    takes = [hit for hit in takes if scan.at(hit.last, "number_article") is None]  # not 'fell into a gully'
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
    if be is not None and scan.at(hit.last, "to") is not None:
        return True  # 'six others were taken to hospital'
    before = scan.ending(be.first if be is not None else hit.first, "person")
    if before is not None and be is None and before.entry.features.get("civ") is False:
        before = None  # 'troops recovered the town'
    after = (scan.at(i, "person") for i in range(hit.last, min(hit.last + _OBJECT, len(scan))))
    return before is not None or any(noun is not None and noun.entry.features.get("body") for noun in after)
