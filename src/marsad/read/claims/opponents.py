"""Opponents: by whom fighters fell who are told to have fallen in a fight.

'Nine of X and four of Y fell in clashes', 'X clashed with Y.  Three of its men were killed': each by the other.  A mere
attack, of which the text does not say whose it was, has no opponent.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import permutations

from marsad.model.terms import SIDES_OPEN
from marsad.read.claims.assaults import Assault
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.groups import Sides
from marsad.read.mention import ActorMention
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

RULE = "doer.opponent"
_OPEN = SIDES_OPEN | {"civilians"}
_WEAPONS = frozenset({"airstrike", "shelling", "drone", "ied_mine", "suicide_bombing"})


class Opponents:
    """Answers for one scan by who fought whom; `who` are the sides' mentions, left to right.

    Whose shells or bombs harmed others in a sentence is not thereby who fought there.
    """

    def __init__(
        self,
        scan: Scan,
        drafts: Sequence[Draft],
        sides: Sides,
        who: Sequence[ActorMention],
        assaults: Sequence[Assault],
        places: PlacesFound,
    ) -> None:
        self.scan, self._who, self._places = scan, who, places
        self._rivals = sides.opponents
        self._firsts = [actor.first for actor in who]
        self._weapons = [one for one in assaults if one.cause in _WEAPONS]
        self._unknown = [actor.first for actor in sides.everyone if actor.side == "unknown"]
        self._known: dict[int, set[str]] = {}
        self._fallen: dict[int, set[str | None]] = {}
        """By sentence: the sides whose fallen it counts."""
        for draft in drafts:
            if draft.cause == "clashes":
                self._fallen.setdefault(scan.sentence_of(draft.core), set()).add(draft.side)

    def of(self, draft: Draft) -> str | None:
        """Return the only opponent named in the fight in which a side's men fell, or None."""
        if draft.cause != "clashes" or draft.side is None or draft.side in _OPEN:
            return None
        rivals = [side for side in self._rivals.get(draft.side, ()) if side not in _OPEN]
        number = self.scan.sentence_of(draft.core)
        here = self._named(number, rivals)
        if here:
            fell = self._both_fell(number, here)
            return self._of_one_camp(here) if fell or self._fight(number) else None
        before = number - 1
        if before < 0 or not (self._fight(before) or self._fight(number)) or self._apart(draft, before):
            return None
        named = self._named(before, rivals)
        both = draft.side in self._sides(before)
        return self._of_one_camp(named) if named and both else None

    def _fight(self, number: int) -> bool:
        """Tell whether a sentence tells of a fight of two sides, and of no unknown attackers."""
        first, last = self.scan.sents[number]
        unknown = bisect_left(self._unknown, first) < bisect_left(self._unknown, last)
        return self.scan.begins(first, last, "mutual_fight") and not unknown

    def _both_fell(self, number: int, rivals: Sequence[str]) -> bool:
        """Tell whether a sentence counts the fallen of a rival."""
        return not self._fallen.get(number, set()).isdisjoint(rivals)

    def _apart(self, draft: Draft, before: int) -> bool:
        """Tell whether a count is of another paragraph, or of a place of its own, than the sentence before it."""
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        line = bisect_right(self.scan.breaks, first)
        begins = self.scan.breaks[line - 1] if line else 0
        return self.scan.sents[before][0] < begins or self._places.at(first, last) is not None

    def _sides(self, number: int) -> set[str]:
        """Return who is named in a sentence, but for those whose weapons it tells of."""
        if number not in self._known:
            first, last = self.scan.sents[number]
            inside = self._who[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]
            low, high = (bisect_left(self._weapons, at, key=first_of) for at in (first, last))
            self._known[number] = {a.side for a in inside} - {one.side for one in self._weapons[low:high]}
        return self._known[number]

    def _named(self, number: int, rivals: Sequence[str]) -> list[str]:
        """Return those of `rivals` who are named in a sentence, in the order of `rivals`."""
        return [side for side in rivals if side in self._sides(number)]

    def _of_one_camp(self, found: Sequence[str]) -> str | None:
        """Return the first of several opponents who do not fight one another ('the army and its allies'), or None."""
        apart = any(other in self._rivals.get(one, ()) for one, other in permutations(found, 2))
        return None if apart else found[0]
