"""Groups: the side of the counted persons, from their noun, the actors named, the whole, and the context."""

from __future__ import annotations

from marsad.model.group import Group
from marsad.read.claims.draft import Draft, parts_of
from marsad.read.claims.said import (
    armed_men,
    captives,
    civilians_beside,
    died_of_wounded,
    not_all_civilians,
    of_both_forces,
    retold,
    theme,
    wounded_of_own,
)
from marsad.read.claims.sharedside import share_side
from marsad.read.claims.surroundings import Surroundings

_MORE = ("at_least", "more_than")
_MOURNED = "harm.martyrs_march"


class Sides(Surroundings):
    """Answers who is who in one document."""

    def settle(self, drafts: list[Draft]) -> None:
        """Give each draft its side: its own, that of its nationals within the whole, the whole's, or the context's."""
        self.drafts = drafts
        self.parts = parts_of(drafts)
        self._counted: dict[int, int] = {}
        """By token: the first draft, by number, that holds it."""
        for k in range(len(drafts) - 1, -1, -1):
            self._counted.update(dict.fromkeys(range(drafts[k].first, drafts[k].last), k))
        if self.scan.lang == "ar":
            armed_men(drafts)
            share_side(self.scan, drafts)
        for k, draft in enumerate(drafts):
            if draft.side is None:
                mourned = _MOURNED in draft.rules  # whoever mourns speaks of his own, whom nothing before names
                draft.side = self._inherited(draft) or (None if mourned else self.of_context(draft, drafts, k))
        if self.scan.lang == "ar":
            died_of_wounded(drafts)
        self._by_parts(drafts)
        if self.scan.lang == "en":
            of_both_forces(self.scan, drafts, self.parts)
            captives(drafts)
        if self.scan.lang == "ar":
            civilians_beside(self.scan, drafts)
            wounded_of_own(drafts)
            retold(self.scan, drafts)
        theme(self.scan, drafts, self.martyrs)
        not_all_civilians(drafts, self.parts)
        for draft in drafts:
            body = draft.side is None and draft.whole is not None and draft.head.body
            if body and draft.whole is not None and (self.scan.lang == "ar" or draft.whole.side == "civilians"):
                draft.side = self._inherited(draft)  # 'rose to 56 after five bodies were found'

    def _by_parts(self, drafts: list[Draft]) -> None:
        """A whole whose parts are all of one side, and add up to it, is of that side.

        'At least 7' may hold more than the seven fighters it names; civilians are who it holds otherwise.
        """
        for whole in drafts:
            if whole.side is not None or whole.value is None:
                continue
            parts = self.parts.get(whole, [])
            sides = {d.side for d in parts}
            grown = any("part.increment" in d.rules for d in parts) and not whole.head.persons
            firm = whole.hedge not in _MORE or sides == {"civilians"}
            if len(sides) == 1 and grown:
                whole.side = next(iter(sides))
            elif len(sides) == 1 and firm and sum(d.value or 0 for d in parts) == whole.value:
                whole.side = sides.pop()
            elif len(sides) == 1 and whole.head.civilian is False:
                whole.side = self._held_by(sides.pop())

    def _held_by(self, part: str | None) -> str | None:
        """Return the armed side whose counts hold another side's ('259 fighters, of whom 165 were jihadists')."""
        heads = (head for head, members in self.umbrella.items() if part in members)
        return next((head for head in heads if head in self.context.nonstate), None)

    def _inherited(self, draft: Draft) -> str | None:
        whole = draft.whole
        if whole is None:
            return None
        nation = draft.head.nationality
        if nation and whole.side in self.umbrella and whole.side not in self.nationals.get(nation, ()):
            inside = [s for s in self.nationals.get(nation, ()) if s in self.umbrella[whole.side or ""]]
            if inside:
                return inside[0]
        if whole.side == "civilians" and draft.head.civilian is False:
            return None  # 'families, but with 5,000 militants among them'
        if whole.side == "mixed" and (side := self._beside_armed(draft)) is not None:
            return side
        if whole.side is None or (whole.side == "mixed" and (draft.head.party or draft.head.civilian is False)):
            return None
        return whole.side

    def _all_armed(self, draft: Draft) -> bool:
        """Tell whether a count of several sides is of fighters: of two forces, or of parts that are of forces."""
        kinds = [noun[0].get("civ") for noun in draft.head.nouns]
        if len({actor.side for actor in draft.head.actors} - {"civilians"}) > 1 and True not in kinds:
            return True
        parts = self.parts.get(draft, [])
        sides = {part.side for part in parts}
        return len(sides) > 1 and not sides & {None, "civilians", "mixed", "unknown"}

    def group(self, draft: Draft) -> Group:
        """Return the group as the reading states it."""
        head = draft.head
        side = draft.side
        civilian = None if head.allied else head.civilian
        if civilian is None and side is not None and side not in ("mixed", "unknown"):
            civilian = side == "civilians"
        if civilian is None and head.mixed:
            civilian = False  # 'both sides' of a fight
        if civilian is None and side == "mixed" and self.scan.lang == "ar" and self._all_armed(draft):
            civilian = False
        abroad = side == "other"  # a neighbour's police are not those of the pack who are called so
        actors = [actor for actor in head.actors if not abroad or actor.side in (None, "other")]
        nationality = head.nationality or (self._nation(draft) if actors else None)
        words = self.scan.quote(head.first, head.last) if head.last > head.first else None
        return Group(
            side=side,
            actors=tuple(dict.fromkeys(actor.actor for actor in actors)),
            label=words,
            civilian=civilian,
            sex=head.sex,  # type: ignore[arg-type]
            age=head.age,  # type: ignore[arg-type]
            role=head.role or head.unit,
            nationality=nationality,
        )
