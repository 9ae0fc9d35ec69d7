"""Groups by their surroundings: whose counted persons are where neither their noun nor their whole says it.

What befell them, who lost whom, the counts and actors beside, the pronouns, and at last what was told before.
"""

from __future__ import annotations

from marsad.read.claims.civil import of_civil_body
from marsad.read.claims.draft import Draft
from marsad.read.claims.newscene import mostly_unarmed, of_new_scene
from marsad.read.claims.others import OF_FORCE, group_before
from marsad.read.claims.owners import owner_in_clause, who_lost
from marsad.read.claims.said import in_clause_of_its_own, of_several
from marsad.read.claims.sided import on_other_side
from marsad.read.claims.stated import Stated
from marsad.read.claims.suffered import RULE as SUFFERED
from marsad.read.claims.suffered import who_suffered
from marsad.read.claims.whose import STRUCK

Told = tuple[str | None] | None
"""What a step says of a side: one (or that nobody says it), or, where it is None, nothing."""
_NOBODY: Told = (None,)
_GROWN = frozenset({"part.subset", "part.partition", "part.of_them", "part.one_of"})
"""How a count is only a part of the persons of whom the text goes on to speak."""
_TAKEN = frozenset({"abducted", "detained", "released"})
_TOTALS = 24
"""How many counts back a total is sought."""
_OF_THOSE = 6
"""Tokens of 'of those who died and' at most."""


class Surroundings(Stated):
    """Answers for one document whose a count is by all that is told around it."""

    def of_context(self, draft: Draft, drafts: list[Draft], k: int) -> str | None:
        """Return the side of the count number `k` by the first step that tells it, or None."""
        for step in (
            self._by_fate,
            self._by_named,
            self._by_losses,
            self._by_beside,
            self._by_pronoun,
            self._by_company,
            self._by_parts_told,
        ):
            told = step(draft, drafts, k)
            if told is not None:
                return told[0]
        return None

    def _by_fate(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By what befell them and the total they belong to."""
        head = draft.head
        if draft.harm in ("displaced", "besieged") and head.party is None:
            return ("civilians",)
        if (other := on_other_side(self.scan, drafts[k - 1] if k else None, draft, self.everyone)) is not None:
            head.civilian = False
            return (other,)
        if self.scan.lang == "ar" and draft.kind == "one_of" and draft.whole is None and self._of_attackers(draft):
            return (self._attacker(draft, self._told_near(draft, k, 1)),)  # 'pursued the attackers and killed one'
        if head.party == "any" and of_civil_body(self.scan, draft, self.actors):
            head.civilian = True
            return ("civilians",)
        if head.role == "crew" and not head.actors and self._aboard_ship(draft):
            head.civilian = True
            return ("civilians",)
        if draft.toll and head.pronoun and (grown := self._raised_by(draft)) is not None:
            return (grown,)
        if OF_FORCE in draft.rules and (force := self.context.of_it(draft.core_last)) is not None:
            head.civilian = False
            return (force.side,)
        if self.scan.lang == "en" and draft.toll and self._of_untold(draft):
            return _NOBODY  # 'killed two people; a third died, bringing the toll to three'
        if k and draft.status == drafts[k - 1].status == "superseded" and not head.persons:
            return (drafts[k - 1].side,)  # '(213 dead, 1,009 wounded)'
        if draft.kind == "figure" and "harm.of_figure" in draft.rules and not (head.persons or head.actors):
            near = (d for d in reversed(drafts[:k]) if d.harm == draft.harm and d.whole is None)
            told = next(near, None)
            return (told.side,) if told is not None else None  # 'put the dead at 274; a spokesman gave a figure of 100'
        shared = self._shares_predicate(draft, drafts, k) if self.scan.lang == "en" and not head.persons else None
        return (shared,) if shared is not None else None

    def _of_attackers(self, draft: Draft) -> bool:
        """Tell whether the last group that the sentence names before 'one of them' are attackers."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        groups = (self.scan.at(i, "person") for i in range(draft.first - 1, first - 1, -1))
        last = next((hit for hit in groups if hit is not None and hit.entry.features.get("n") == "pl"), None)
        return last is not None and last.clitics.article and bool(last.entry.features.get("attacker"))

    def _aboard_ship(self, draft: Draft) -> bool:
        """Tell whether the sentence names a merchant ship, whose crew are no airmen."""
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        return self.scan.begins(first, last, "merchant_ship")

    def _by_named(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By the actors named, and by roles that tell a side."""
        head, arabic = draft.head, self.scan.lang == "ar"
        if head.actors:
            return (head.actors[0].side,)
        if arabic and (army := self._army(head)) is not None:
            return (army,)
        if head.party and (told := self._on_side(draft)) is not None:
            return (told,)
        if (side := self._loser(draft)) is not None:
            return (side,)
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        if (side := who_suffered(self.scan, drafts, k, self.named(first, draft.first))) is not None:
            head.civilian = False
            draft.rules.append(SUFFERED)
            return (side,)
        if arabic and draft.harm == "surrendered" and head.party:
            return (self._who_gave_up(draft),)
        if arabic and head.own and head.party == "any":
            whose = self.context.side_of_pronoun(self._pronoun_token(draft)) if head.pronoun else None
            speaker = self.context.last_before(draft.first, back=0)
            return (whose or (speaker.side if speaker is not None else None),)
        if head.role == "peacekeeper" and self.peace:
            return ("un",)
        if head.role == "police" and self.police is not None:
            return ("other" if self.context.police_elsewhere(self.police, draft.first) else self.police,)
        if arabic and head.cause == "suicide_bombing":
            return (self.context.most_named(self.bombers),)
        return None

    def _by_losses(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By who lost them, or the enemy of who killed them."""
        head, arabic = draft.head, self.scan.lang == "ar"
        if head.civilian or not self._loses(draft):
            return None
        if arabic and (loser := self._forces_lose(draft)) is not None:
            return (loser,)
        if (paid := self._attackers_lose(draft)) is not None:
            return (paid,)
        if arabic and self._rivals_lose(draft):
            return _NOBODY  # 'said that it had inflicted tens of dead on its adversaries'
        killer = who_lost(self.scan, draft, self.everyone) or self.killer(draft)
        theirs = arabic or head.party != "nonstate" or self.scan.ending(draft.first, "harm_verb") is not None
        if killer is not None and not theirs and self.context.is_state(killer.side):
            enemy = self.context.resolve("nonstate", draft.first)
            return (enemy.side,) if enemy is not None else _NOBODY  # 'losing 20 men for 50 of the militants'
        if killer is None and (spoke := self._speakers_own(draft)) is not None:
            return (spoke,)
        unnamed = killer is None and arabic and head.party == "state"
        return (killer.side if killer is not None else self._of_party(draft) if unnamed else None,)

    def _by_beside(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By the counts and the forces beside."""
        head, arabic = draft.head, self.scan.lang == "ar"
        attackers = _attack(draft)
        if attackers and (attacker := self._attacker(draft, self._told_near(draft, k, 1))) is not None:
            return (attacker,)
        before = drafts[k - 1] if k else None
        fighters = before is not None and before.head.civilian is False and before.side is not None
        beside = before is not None and before.last >= draft.first - 1 and before.harm == draft.harm
        told = before is not None and before.side not in (None, "civilians") and not _attack(before)
        if attackers and arabic and told and beside:
            return _NOBODY  # '24 soldiers and 11 of the attackers'
        if head.party == "any" and before is not None and fighters and beside:
            return (before.side,)  # 'an officer and four fighters'
        following = self._following(draft, drafts[k + 1]) if head.party and k + 1 < len(drafts) else None
        if following is not None:
            return (following,)
        ranks = self._of_own_ranks(draft, self._told_near(draft, k, 0)) if not arabic else None
        if ranks is not None:
            return (ranks,)
        spoken = self._spoken_of(draft, before) if arabic else None
        if spoken is not None:
            return (spoken,)
        struck = self._struck(draft)
        if struck is not None:
            draft.rules.append(STRUCK)
            return (struck,)
        return None

    def _by_pronoun(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By whom 'its fighters', 'the others', 'of them' mean."""
        head, arabic = draft.head, self.scan.lang == "ar"
        if head.pronoun and head.party in ("any", "nonstate") and not arabic:
            first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
            parties = [a for a in self.everyone if first <= a.first < draft.first]
            possessor = owner_in_clause(self.scan, draft, parties)
            if possessor is not None:
                return (possessor.side,)  # 'the army says it killed 30 of its fighters'
        if head.pronoun and (head.party != "state" or arabic):
            side = self.context.side_of_pronoun(self._pronoun_token(draft))
            if side is not None and (head.party != "state" or self.context.is_state(side)):
                return (side,)  # soldiers are a state's
        if "part.of_others" in draft.rules:
            return (self._of_the_others(draft),)
        if not arabic and not head.persons and draft.whole is None and self._of_them(draft):
            return (self._antecedent(draft),)
        return None

    def _of_the_others(self, draft: Draft) -> str | None:
        """Return the side of the group before a count, else of those whom its killer fights."""
        group = group_before(self.scan, draft)
        named = (a for a in self.everyone if group is not None and a.first <= group.first < a.last)
        them = next(named, None)
        if them is not None and them.side != "unknown":
            return them.side
        killer = self.killer(draft)
        found = self.context.resolve("nonstate", draft.first, but=killer.actor if killer else None)
        return found.side if found is not None else None

    def _by_company(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By whom they went with, who owns them, and what party they are of."""
        head = draft.head
        if any(noun[0].get("companion") for noun in head.nouns) and k and self._same(drafts[k - 1].core, draft.core):
            guards = head.role == "guard" and drafts[k - 1].side == "civilians"
            return _NOBODY if guards else (drafts[k - 1].side,)
        owner = self._owned(draft, k) if self.scan.lang == "en" and not head.civilian else None
        if owner is not None:
            return (owner,)
        if self.scan.lang == "ar" and head.role == "crew" and head.party:
            return (self._of_craft(draft),)
        if head.party:
            whole = draft.whole if self.scan.lang == "ar" and draft.kind == "one_of" else None
            if whole is not None and whole.side == "civilians":
                return _NOBODY  # 'three young men, one of them a commander': of whom nobody says
            return (self._of_party(draft),)
        return _NOBODY if draft.kind == "vague" and not head.other else None

    def _by_parts_told(self, draft: Draft, drafts: list[Draft], k: int) -> Told:
        """By its parts, and of who has no noun by what was told before."""
        head, english = draft.head, self.scan.lang == "en"
        parts = {self._whose(part) for part in self.parts.get(draft, ())} - {None}
        if len(parts) > 1:
            return ("mixed",)
        these = self.scan.at(draft.first - 1, "determiner") if english and not head.persons else None
        if these is not None and these.entry.features.get("these") and k:
            return (drafts[k - 1].side,)
        bare = english or not (head.persons or head.weak or draft.kind == "share")
        if bare and draft.whole is not None and not head.other:
            return None  # what is not said of the whole is not said of its parts
        if not head.other and (head.persons or head.weak):
            return None
        alone = "count.another" in draft.rules  # 'a third succumbed, taking the toll to three'
        if english and not alone and not {"part.sum", "part.increment", "part.running"}.isdisjoint(draft.rules):
            return None  # '51 more deaths in four days': more of the same
        if english and draft.toll and not head.other:
            return (self._of_totals(draft, drafts[max(0, k - _TOTALS) : k]),)
        return (self._side_before(draft, drafts, k),)

    def _following(self, draft: Draft, following: Draft) -> str | None:
        """Return whose 'an officer and two soldiers of X' are: the first one is of the second's side.  Arabic."""
        apart = self.scan.lang != "ar" or draft.head.actors or draft.kind != "implied" or following.first != draft.last
        if apart or following.harm != draft.harm or not following.head.party:
            return None
        speaker = self.context.last_before(draft.first, back=0) if following.head.own else None
        return speaker.side if speaker is not None else self.own(following) if following.head.actors else None

    def _of_untold(self, draft: Draft) -> bool:
        """Tell whether a total counts nobody by name and some of its parts, told before it, are of no known side."""
        parts = [part for part in self.parts.get(draft, ()) if part.core < draft.core]
        bare = not (draft.head.actors or draft.head.party or draft.head.pronoun)
        return bare and any(part.head.persons for part in parts) and any(part.side is None for part in parts)

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
            held = top is not None and top.core < drafts[n].core and self._same(top.core, draft.core)
            if self.scan.lang == "en" and draft.whole is None and held:
                continue  # '37 people, a bride among them, and wounded 212': as the 37, not as the bride
            bare = self.scan.lang == "en" or (
                draft.harm != drafts[n].harm and not draft.head.other and draft.whole is None
            )
            if bare and drafts[n].side is None and self._goes_on_from(drafts[n], draft):
                return None  # '18 people died in a market and 11 others were hurt'
            if self.scan.lang == "en" and draft.whole is None and of_several(drafts[n], self.parts):
                return None  # 'ten - seven fighters and three civilians - and wounded 20'
            if self.scan.lang == "en" and draft.whole is None and self._of_some(drafts[n]):
                return None  # '37 people, among them two waiters, were killed and 212 wounded'
            if drafts[n].head.cause == "suicide_bombing" and self.scan.lang == "ar":
                continue  # 'besides the two bombers, and 48 others'
            if self.scan.lang == "ar" and (self._others_than(draft, drafts[n]) or self._of_two(draft, drafts, n)):
                return None
            same = captive and not draft.head.persons and self._same(drafts[n].core, draft.core)
            if drafts[n].side is not None and (same or not captive or drafts[n].harm in ("abducted", "released")):
                apart = self.scan.lang == "en" and of_new_scene(self.scan, drafts[n], draft)
                apart = apart or (unarmed and drafts[n].side != "civilians") or self._one_of_two(drafts, n, draft)
                return None if apart else drafts[n].side
        return None

    def _one_of_two(self, drafts: list[Draft], n: int, draft: Draft) -> bool:
        """'17 soldiers and four mercenaries died; X claimed 40': the 40 are not of the second alone.  English."""
        last, first = drafts[n], drafts[n - 1] if n else None
        if self.scan.lang != "en" or first is None or first.whole is not None or last.whole is not None:
            return False
        joined = last.first - first.last == 1 and self.scan.at(first.last, "and") is not None
        alike = joined and draft.whole is None and first.harm == last.harm
        return alike and first.side != last.side and draft.harm == last.harm

    def _goes_on_from(self, before: Draft, draft: Draft) -> bool:
        """Tell whether a count goes on from persons of whom its sentence does not say whose they are."""
        return before.head.persons > 0 and before.whole is None and self._same(before.core, draft.core)

    def _of_two(self, draft: Draft, drafts: list[Draft], n: int) -> bool:
        """Tell whether 'and 50 were hurt' stands behind '17 worshippers and three policemen': of both, or of others."""
        last, one = drafts[n], drafts[n - 1] if n else None
        if one is None or one.harm != last.harm or draft.harm == last.harm or one.last != last.first:
            return False
        return one.whole is last.whole is None and one.side not in (None, last.side) and last.side is not None

    def _of_some(self, part: Draft) -> bool:
        """Tell whether a part names only a few of a total of whom nothing else is said."""
        whole = part.whole
        told = sum(d.value or 0 for d in self.parts.get(whole, ())) if whole is not None else 0
        return whole is not None and whole.side is None and whole.value is not None and told < whole.value

    def _others_than(self, draft: Draft, before: Draft) -> bool:
        """Tell whether 'others' are not of the force of those told before.  Arabic.

        'The army lost a soldier. Ten other persons whom the attackers led away are sought'; 'killed one of the
        attackers and arrested two others'.
        """
        if not draft.head.other or draft.harm not in _TAKEN:
            return False
        if self._same(before.core, draft.core):
            return before.kind == "one_of" and before.side in (None, "unknown")
        return draft.head.persons > 0 and before.harm not in _TAKEN and before.side not in (None, "civilians")


def _attack(draft: Draft) -> bool:
    """Tell whether those who attacked are counted."""
    return any(noun[0].get("attacker") for noun in draft.head.nouns)
