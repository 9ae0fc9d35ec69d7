"""Groups: the side of the counted persons, from their noun, the actors named, the whole, and the context."""

from __future__ import annotations

from marsad.model.group import Group
from marsad.read.claims.abroad import of_garrison
from marsad.read.claims.civil import of_civil_body
from marsad.read.claims.draft import Draft, Head, parts_of
from marsad.read.claims.neighbours import Neighbours
from marsad.read.claims.newscene import mostly_unarmed, of_new_scene
from marsad.read.claims.others import OF_FORCE, group_before
from marsad.read.claims.owners import owner_in_clause, who_lost
from marsad.read.claims.said import (
    armed_men,
    captives,
    civilians_beside,
    in_clause_of_its_own,
    not_all_civilians,
    of_both_forces,
    of_several,
    retold,
    theme,
    wounded_of_own,
)
from marsad.read.claims.sharedside import share_side
from marsad.read.claims.whose import STRUCK

_MORE = ("at_least", "more_than")
_MOURNED = "harm.martyrs_march"
_GROWN = frozenset({"part.subset", "part.partition", "part.of_them", "part.one_of"})
"""How a count is only a part of the persons of whom the text goes on to speak."""
_TOTALS = 24
"""How many counts back a total is sought."""
_OF_THOSE = 6
"""Tokens of 'of those who died and' at most."""


class Sides(Neighbours):
    """Answers who is who in one document."""

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

    def _unarmed(self, head: Head) -> bool:
        """Tell whether only civil groups are named in a phrase ('protesters and security personnel').  English."""
        return self.scan.lang == "en" and all(actor.side == "civilians" for actor in head.actors)

    def _with_others(self, head: Head) -> bool:
        """Tell whether 'of the police and the civilians' counts a force's men and civilians in one."""
        if self.scan.lang == "en":  # 'protesters and security personnel'
            armed = any(noun.get("party") == "state" and joined for noun, joined in head.nouns)
            return armed and bool(head.actors) and self._unarmed(head)
        joined = any(noun.get("civ") is True and joined for noun, joined in head.nouns)
        return joined and any(a.side not in (None, "civilians") for a in head.actors)

    def _beside(self, draft: Draft, following: Draft) -> str | None:
        """Return whose 'an officer and two soldiers of X' are: the first one is of the second's side.  Arabic."""
        apart = self.scan.lang != "ar" or draft.head.actors or draft.kind != "implied" or following.first != draft.last
        if apart or following.harm != draft.harm or not following.head.party:
            return None
        speaker = self.context.last_before(draft.first, back=0) if following.head.own else None
        return speaker.side if speaker is not None else self.own(following) if following.head.actors else None

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
                draft.side = self._inherited(draft) or (None if mourned else self._context(draft, drafts, k))
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
        for draft in drafts if self.scan.lang == "ar" else ():
            if draft.side is None and draft.whole is not None and draft.head.body:
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
        if whole.side is None or (whole.side == "mixed" and (draft.head.party or draft.head.civilian is False)):
            return None
        return whole.side

    def _context(self, draft: Draft, drafts: list[Draft], k: int) -> str | None:
        head = draft.head
        if draft.harm in ("displaced", "besieged") and head.party is None:
            return "civilians"
        if head.party == "any" and of_civil_body(self.scan, draft, self.actors):
            head.civilian = True
            return "civilians"
        if draft.toll and head.pronoun and (grown := self._raised_by(draft)) is not None:
            return grown
        if OF_FORCE in draft.rules and (force := self.context.of_it(draft.core_last)) is not None:
            head.civilian = False
            return force.side
        if self.scan.lang == "en" and draft.toll and self._of_untold(draft):
            return None  # 'killed two people; a third died, bringing the toll to three'
        if k and draft.status == drafts[k - 1].status == "superseded" and not head.persons:
            return drafts[k - 1].side  # '(213 dead, 1,009 wounded)'
        shared = self._shares_predicate(draft, drafts, k) if self.scan.lang == "en" and not head.persons else None
        if shared is not None:
            return shared
        if head.actors:
            return head.actors[0].side
        if self.scan.lang == "ar" and (army := self._army(head)) is not None:
            return army
        if head.party and (told := self._on_side(draft)) is not None:
            return told
        if (side := self._loser(draft)) is not None:
            return side
        if self.scan.lang == "ar" and draft.harm == "surrendered" and head.party:
            return self._who_gave_up(draft)
        if self.scan.lang == "ar" and head.own and head.party == "any":
            whose = self.context.side_of_pronoun(self._pronoun_token(draft)) if head.pronoun else None
            speaker = self.context.last_before(draft.first, back=0)
            return whose or (speaker.side if speaker is not None else None)
        if head.role == "peacekeeper" and self.peace:
            return "un"
        if head.role == "police" and self.police is not None:
            return self.police
        if self.scan.lang == "ar" and head.cause == "suicide_bombing":
            return self.context.most_named(self.bombers)
        if self._loses(draft) and not head.civilian:
            if self.scan.lang == "ar" and (loser := self._forces_lose(draft)) is not None:
                return loser
            killer = who_lost(self.scan, draft, self.everyone) or self.killer(draft)
            theirs = self.scan.lang == "ar" or head.party != "nonstate"
            if killer is not None and not theirs and self.context.is_state(killer.side):
                enemy = self.context.resolve("nonstate", draft.first)
                return enemy.side if enemy is not None else None  # 'losing 20 men for 50 of the militants'
            unnamed = killer is None and self.scan.lang == "ar" and head.party == "state"
            return killer.side if killer is not None else self._of_party(draft) if unnamed else None
        attackers = any(noun[0].get("attacker") for noun in head.nouns)
        if attackers and (attacker := self._attacker(draft, self._told_near(draft, k, 1))) is not None:
            return attacker
        before = drafts[k - 1] if k else None
        fighters = before is not None and before.head.civilian is False and before.side is not None
        beside = before is not None and before.last >= draft.first - 1 and before.harm == draft.harm
        if head.party == "any" and before is not None and fighters and beside:
            return before.side  # 'an officer and four fighters'
        following = self._beside(draft, drafts[k + 1]) if head.party and k + 1 < len(drafts) else None
        if following is not None:
            return following
        ranks = self._of_own_ranks(draft, self._told_near(draft, k, 0)) if self.scan.lang == "en" else None
        if ranks is not None:
            return ranks
        spoken = self._spoken_of(draft, before) if self.scan.lang == "ar" else None
        if spoken is not None:
            return spoken
        struck = self._struck(draft)
        if struck is not None:
            draft.rules.append(STRUCK)
            return struck
        if head.pronoun and head.party in ("any", "nonstate") and self.scan.lang == "en":
            first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
            parties = [a for a in self.everyone if first <= a.first < draft.first]
            possessor = owner_in_clause(self.scan, draft, parties)
            if possessor is not None:
                return possessor.side  # 'the army says it killed 30 of its fighters'
        if head.pronoun and (head.party != "state" or self.scan.lang == "ar"):
            side = self.context.side_of_pronoun(self._pronoun_token(draft))
            if side is not None and (head.party != "state" or self.context.is_state(side)):
                return side  # soldiers are a state's
        if "part.of_others" in draft.rules:
            group = group_before(self.scan, draft)
            named = (a for a in self.everyone if group is not None and a.first <= group.first < a.last)
            them = next(named, None)
            if them is not None and them.side != "unknown":
                return them.side
            killer = self.killer(draft)
            found = self.context.resolve("nonstate", draft.first, but=killer.actor if killer else None)
            return found.side if found is not None else None
        if self.scan.lang == "en" and not head.persons and draft.whole is None and self._of_them(draft):
            return self._antecedent(draft)
        if any(noun[0].get("companion") for noun in head.nouns) and k and self._same(drafts[k - 1].core, draft.core):
            return None if head.role == "guard" and drafts[k - 1].side == "civilians" else drafts[k - 1].side
        owner = self._owned(draft, k) if self.scan.lang == "en" and not head.civilian else None
        if owner is not None:
            return owner
        if head.party:
            return self._of_party(draft)
        if draft.kind == "vague" and not head.other:
            return None
        parts = {self._whose(part) for part in self.parts.get(draft, ())} - {None}
        if len(parts) > 1:
            return "mixed"
        these = self.scan.at(draft.first - 1, "determiner") if self.scan.lang == "en" and not head.persons else None
        if these is not None and these.entry.features.get("these") and k:
            return drafts[k - 1].side
        bare = self.scan.lang == "en" or not (head.persons or head.weak or draft.kind == "share")
        if bare and draft.whole is not None and not head.other:
            return None  # what is not said of the whole is not said of its parts
        if head.other or not (head.persons or head.weak):
            if self.scan.lang == "en" and not {"part.sum", "part.increment", "part.running"}.isdisjoint(draft.rules):
                return None  # '51 more deaths in four days': more of the same
            if self.scan.lang == "en" and draft.toll and not head.other:
                return self._of_totals(draft, drafts[max(0, k - _TOTALS) : k])
            return self._side_before(draft, drafts, k)
        return None

    def _of_untold(self, draft: Draft) -> bool:
        """Tell whether a total counts nobody by name and its parts, told before it, are persons of no known side."""
        parts = [part for part in self.parts.get(draft, ()) if part.core < draft.core]
        bare = not (draft.head.actors or draft.head.party or draft.head.pronoun)
        return bare and any(part.head.persons for part in parts) and all(part.side is None for part in parts)

    def _shares_predicate(self, draft: Draft, drafts: list[Draft], k: int) -> str | None:
        """'civilians make up 21 of the dead and 69 of the injured': both numbers are of the same persons.  English."""
        for n in (k - 1, k + 1):
            if not 0 <= n < len(drafts) or self.scan.at(draft.core_last, "of", "among") is None:
                continue
            before, after = sorted((drafts[n], draft), key=lambda one: one.core)
            other = drafts[n]
            joined = self.scan.begins(after.first - 1, after.core, "and")
            near = after.first - before.core_last <= _OF_THOSE and self._same(before.core, after.core)
            if joined and near and other.harm != draft.harm and self.scan.at(other.core_last, "of", "among"):
                return other.side
        return None

    def _side_before(self, draft: Draft, drafts: list[Draft], k: int) -> str | None:
        """Return the side told last before the draft, in its sentence or the one before; of captives that of others."""
        captive = self.scan.lang == "en" and draft.harm == "abducted"
        if self.scan.lang == "en" and draft.harm == "detained" and "count.told" in draft.rules:
            return None  # 'hold prisoners: the SDF admits to 31': whose they are nobody says
        longer = self.scan.lang == "en" and draft.cumulative and not draft.head.other
        unarmed = self.scan.lang == "en" and mostly_unarmed(self.parts.get(draft, ()), draft)
        for n in range(k - 1, -1, -1):
            if longer and not self._same(drafts[n].core, draft.core) and not drafts[n].cumulative:
                return None  # 'The town counts 1,050 killed since January'
            if not self._near(drafts[n], draft) or in_clause_of_its_own(self.scan, drafts[n], draft):
                return None
            if "part.were_among" in drafts[n].rules and drafts[n].whole is draft:
                continue  # 'three children were among the nine killed'
            grown = drafts[n].whole is not None and not _GROWN.isdisjoint(drafts[n].rules)
            if self.scan.lang == "ar" and grown and draft.kind != "again":
                continue  # 'six of the forces, four police and two of a militia, and three others'
            top = drafts[n].whole
            if self.scan.lang == "en" and draft.whole is None and top is not None and self._same(top.core, draft.core):
                continue  # '37 people, a bride among them, and wounded 212': as the 37, not as the bride
            if self.scan.lang == "en" and drafts[n].side is None and self._goes_on_from(drafts[n], draft):
                return None  # '18 people died in a market and 11 others were hurt'
            if self.scan.lang == "en" and draft.whole is None and of_several(drafts[n], self.parts):
                return None  # 'ten - seven fighters and three civilians - and wounded 20'
            if self.scan.lang == "en" and draft.whole is None and self._of_some(drafts[n]):
                return None  # '37 people, among them two waiters, were killed and 212 wounded'
            if drafts[n].head.cause == "suicide_bombing" and self.scan.lang == "ar":
                continue  # 'besides the two bombers, and 48 others'
            same = captive and not draft.head.persons and self._same(drafts[n].core, draft.core)
            if drafts[n].side is not None and (same or not captive or drafts[n].harm in ("abducted", "released")):
                apart = self.scan.lang == "en" and of_new_scene(self.scan, drafts[n], draft)
                apart = apart or (unarmed and drafts[n].side != "civilians")
                return None if apart else drafts[n].side
        return None

    def _goes_on_from(self, before: Draft, draft: Draft) -> bool:
        """Tell whether a count goes on from persons of whom its sentence does not say whose they are."""
        return before.head.persons > 0 and before.whole is None and self._same(before.core, draft.core)

    def _of_some(self, part: Draft) -> bool:
        """Tell whether a part names only a few of a total of whom nothing else is said."""
        whole = part.whole
        told = sum(d.value or 0 for d in self.parts.get(whole, ())) if whole is not None else 0
        return whole is not None and whole.side is None and whole.value is not None and told < whole.value

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
        nationality = head.nationality or (self._nation(draft) if draft.head.actors else None)
        words = self.scan.quote(head.first, head.last) if head.last > head.first else None
        return Group(
            side=side,
            actors=tuple(dict.fromkeys(actor.actor for actor in head.actors)),
            label=words,
            civilian=civilian,
            sex=head.sex,  # type: ignore[arg-type]
            age=head.age,  # type: ignore[arg-type]
            role=head.role or head.unit,
            nationality=nationality,
        )


def _merged(head: Head, arabic: bool) -> bool:
    """'fighters and residents': one number of both; in Arabic 'and' joins them."""
    kinds = [noun[0] for noun in head.nouns]
    armed = any(kind.get("civ") is False or kind.get("party") for kind in kinds)
    both = armed and any(kind.get("civ") is True for kind in kinds)
    return both and (not arabic or any(joined for _, joined in head.nouns[1:]))
