"""Coordinates: of which count '67 martyrs and 106 wounded, among them 16 ...' tells the parts.  Arabic.

Spoken of are the dead where the noun before ('that the dead are ...') or a verb beside the parts says so, or where the
parts add up to them; else the count beside the words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

_GAP = 3
"""Tokens between two coordinated counts at most."""
_MOST = 4
"""Coordinated counts at most."""
_NEXT = 9
"""Tokens between two parts of one count at most."""
_HARMS = ("killed", "injured")

HarmOf = Callable[[Draft], str | None]


class Coordinates:
    """Answers for the counts of one scan, all known before any is placed."""

    def __init__(self, scan: Scan, drafts: Sequence[Draft], triggers: Mapping[int, Trigger]) -> None:
        self.scan = scan
        self.drafts = drafts
        self.triggers = triggers

    def spoken_of(self, hit: Hit, last: Draft, placed: Sequence[Draft], harm_of: HarmOf) -> Draft:
        """Return the count whose parts follow the words `hit`: `last` or one coordinated with it."""
        harm = self._subject(hit)
        if harm is not None and harm_of(last) != harm:
            return next((d for d in reversed(placed) if harm_of(d) == harm and d.status == "stated"), last)
        run = self._run(last, placed, harm_of)
        if len(run) < 2:
            return last
        parts = self._parts(hit)
        told = self._told(parts)
        if told is not None:
            return next((d for d in reversed(run) if harm_of(d) == told), last)
        sums = list(accumulate(d.value or 0 for d in parts))
        if len(parts) > 1 and last.value not in sums:
            return next((d for d in reversed(run) if d.value in sums[1:]), last)
        most = max((d.value or 0 for d in parts[:1]), default=0)
        if last.value is not None and most >= last.value:
            return next((d for d in reversed(run) if (d.value or 0) > most), last)
        return last

    def _subject(self, hit: Hit) -> str | None:
        """'the dead are nine vendors ...': the harm of the noun that the words stand after."""
        person = self.scan.ending(hit.first, "person") if hit.entry.features.get("kind") == "partition" else None
        if person is None or not person.clitics.article:
            return None
        harm = person.entry.features.get("harm")
        return str(harm) if harm in _HARMS else None

    def _run(self, last: Draft, placed: Sequence[Draft], harm_of: HarmOf) -> list[Draft]:
        """Return the counts of other harms that `last` is coordinated with, and it, in text order."""
        run = [last]
        for draft in reversed(placed[-_MOST - 1 :]):
            if draft is last:
                continue
            near = 0 <= run[0].first - draft.last <= _GAP and self._together(draft, last)
            if not near or draft.whole is not last.whole or harm_of(draft) in map(harm_of, run):
                break
            run.insert(0, draft)
        return run

    def _together(self, one: Draft, other: Draft) -> bool:
        return self.scan.sentence_of(one.core) == self.scan.sentence_of(other.core)

    def _parts(self, hit: Hit) -> list[Draft]:
        """Return the counts that follow the words one after another."""
        found: list[Draft] = []
        end = hit.last
        for draft in self.drafts[bisect_left(self.drafts, hit.last, key=core_of) :]:
            apart = draft.first - end > _NEXT or self.scan.sentence_of(draft.core) != self.scan.sentence_of(hit.first)
            if apart or draft.toll or draft.rest:
                break
            found.append(draft)
            end = draft.last
        return found

    def _told(self, parts: Sequence[Draft]) -> str | None:
        """Return the harm that the first part or a verb right after one of the parts tells of them."""
        for draft in parts:
            after = self.triggers.get(draft.last)
            verb = after.harm if after is not None and after.cls == "harm_verb" else None
            harm = verb or (draft.head.harm if draft is parts[0] else None)
            if harm in _HARMS:
                return harm
        return None
