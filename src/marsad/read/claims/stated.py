"""Groups by their own words: the side that the noun of the counted persons states."""

from __future__ import annotations

from marsad.read.claims.abroad import of_garrison
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.neighbours import Neighbours
from marsad.read.mention import ActorMention


class Stated(Neighbours):
    """Answers for one document whose a count is by what it says itself."""

    def own(self, draft: Draft) -> str | None:
        """Return the side that the head itself states, or None."""
        head = draft.head
        for noun, _ in head.nouns:
            if "side" in noun:
                return str(noun["side"])  # 'UN peacekeepers' are the same everywhere; who 'the deputy' is nobody says
        if head.mixed:
            return "mixed"
        if (
            self.scan.lang == "en"
            and head.party is None
            and not head.civilian
            and head.persons
            and of_garrison(self.scan, draft)
        ):
            head.civilian, head.party = False, "state"
        if head.sex == "m" and head.role is None and head.age == "adult":
            self._of_the_losers(draft)
        arabic = self.scan.lang == "ar"
        both = not (arabic and head.pronoun) and (
            (not head.actors and _merged(head, arabic)) or self._with_others(head)
        )
        if both:
            head.mixed, head.civilian = True, None
            return "mixed"
        if head.civilian and not self._men_of_force(head):
            return "mixed" if head.allied else "civilians"
        if (country := self._of_country(head)) is not None:
            return country
        if head.own and self.martyrs and not head.party and not head.actors and len(head.nouns) < 2:
            return self.martyrs
        if draft.kind == "remaining" and not (head.actors or head.persons):
            return self._fought_for(draft)
        if arabic and len(head.actors) > 1 and self._of_the_next(*head.actors[:2]):
            del head.actors[0]
        sides = list(dict.fromkeys(self._specified(actor) for actor in head.actors))
        if not sides or (head.national and len(head.actors) >= 1 and not head.persons):
            return None  # nationals and others with them belong where the whole does
        if sides == ["civilians"] and head.party and self.scan.lang == "ar":
            return self._of_nation(head.actors[0].nationality)  # 'soldiers', and whose only by a people's name
        if len(sides) == 1:
            return sides[0]
        for side in sides:
            if all(other == side or other in self.umbrella.get(side or "", ()) for other in sides):
                return side
        return "mixed"

    def _of_the_next(self, noun: ActorMention, force: ActorMention) -> bool:
        """Tell whether 'terrorists' are said to be of a force: they are whoever they are elsewhere.  Arabic."""
        of = self.scan.at(noun.last, "of")
        return of is not None and of.last == force.first and self.scan.at(noun.first, "person") is not None

    def _with_others(self, head: Head) -> bool:
        """Tell whether 'of the police and the civilians' counts a force's men and civilians in one."""
        if self.scan.lang == "en":  # 'protesters and security personnel'
            armed = any(noun.get("party") == "state" and joined for noun, joined in head.nouns)
            return armed and bool(head.actors) and all(a.side == "civilians" for a in head.actors)
        joined = any(noun.get("civ") is True and joined for noun, joined in head.nouns)
        return joined and any(a.side not in (None, "civilians") for a in head.actors)


def _merged(head: Head, arabic: bool) -> bool:
    """'fighters and residents': one number of both; in Arabic 'and' joins them."""
    kinds = [noun[0] for noun in head.nouns]
    armed = any(kind.get("civ") is False or kind.get("party") for kind in kinds)
    both = armed and any(kind.get("civ") is True for kind in kinds)
    return both and (not arabic or any(joined for _, joined in head.nouns[1:]))
