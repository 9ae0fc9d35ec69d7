"""Belonging: whether the persons of one count may be among those of another."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.whose import Whose

_HURT = ("injured", "detained", "abducted", "missing")
"""What persons may be called who died since."""
_HELD = frozenset({"detained", "abducted"})


class Belonging(Whose):
    """Answers for the counts of one document."""

    def belongs(self, part: Draft, whole: Draft) -> bool:
        """Tell whether the part's persons may be among the whole's, by side, civilian status and nationality."""
        mine, theirs = part.side, whole.side
        armed = mine not in (None, "mixed", "unknown", "civilians") or part.head.party is not None
        if armed and theirs is None and whole.above is not None and not whole.head.persons:
            theirs = "civilians" if whole.above.side == "civilians" else None  # '27 pupils were taken, and nine freed'
        arabic = self.scan.lang == "ar"
        hurt = _HURT if arabic else ("injured",)
        died = part.head.harm in hurt and part.harm == "killed"  # wounded and captives who died are among the dead
        both = whole.harm == "other" or whole.head.soft  # '214 dead and wounded', 'victims'
        of = "other" if both and arabic else whole.head.harm
        of = "killed" if arabic and of in _HELD and whole.harm == "killed" else of  # '66 prisoners died'
        held = of in _HELD and part.head.harm == "injured" and arabic  # captives, five of them hurt
        harms = {"killed" if died else part.head.harm, None if held else of} - {None, "other"}
        if len(harms) > 1 and part.head.harm != "missing":
            return False
        apart = mine is not None and theirs not in (None, "mixed", "unknown") and mine != theirs
        if apart and mine not in self.umbrella.get(theirs or "", ()):
            return False
        if self._enemies(part, whole):
            return False
        civil = part.head.civilian, whole.head.civilian
        if None not in civil and theirs != "mixed" and civil[0] != civil[1]:
            return False
        nation = self._nation(part)
        if nation and whole.head.nationality and nation != whole.head.nationality:
            return False
        if part.head.party is not None and theirs == "civilians":
            return False
        return not (whole.head.age and part.head.age and whole.head.age != part.head.age)

    def _enemies(self, part: Draft, whole: Draft) -> bool:
        """Tell whether the whole are soldiers or police, and the others fight against a state, whoever names them.

        'Fighters' may be soldiers among others, but no soldiers are gunmen.
        """
        return whole.head.party == "state" and self._party(part) == "nonstate"

    def _party(self, draft: Draft) -> str | None:
        """Return 'state' or 'nonstate' where a count's nouns say it, or its own side is one against the state."""
        if draft.side is None or draft.side in ("mixed", "unknown", "civilians"):
            return draft.head.party if draft.side is None else None
        own = (self.parties.state, *self.umbrella.get(self.parties.state or "", ()))
        return "nonstate" if draft.side in self.parties.nonstate and draft.side not in own else None

    def _nation(self, draft: Draft) -> str | None:
        if draft.head.nationality:
            return draft.head.nationality
        nations = {actor.nationality for actor in draft.head.actors}
        return nations.pop() if len(nations) == 1 else None
