"""Groups by their neighbours: whose counted persons are by the count before, the verb behind, or the actors about."""

from __future__ import annotations

from collections.abc import Set

from marsad.knowledge.lexicon import Hit
from marsad.read.actors import ActorMention
from marsad.read.claims.belonging import Belonging
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.losses import loser

_GOES = 6
"""Tokens of a name between a commander and his guards at most."""

_FORCES = frozenset({"faction", "force", "group", "militia", "brigade", "umbrella", "state", "police"})
"""Kinds of actors whose 'men' are fighters."""
_TO = 8
"""Tokens from who surrendered to whom they did at most."""
_DOER = 3
"""Tokens from 'the forces' to the verb of what they went on to do at most."""
_COST = 4
"""Tokens from 'inflicted on' to the count at most."""
_LAUNCHED = 1
"""Tokens between an attack and whose it was at most ('an attack that X launched')."""


class Neighbours(Belonging):
    """Answers for one document whose a count is by what stands beside it."""

    def _spoken_of(self, draft: Draft, before: Draft | None) -> str | None:
        """Return whose 'four of his guards', '30 wounded in their ranks', '20 of them' are by who was told before."""
        if before is not None and before.side is not None and self._same(before.core, draft.core):
            words = (self.scan.at(i, "in_ranks") for i in range(draft.core_last, draft.last + 2))
            ranks = any(hit is not None and hit.clitics.suffix for hit in words)
            guards = draft.head.role == "guard" and before.side == "civilians"  # who guards a mayor may be armed
            if ranks or (draft.head.pronoun and self._goes(before, draft) and not guards):
                return before.side
        of = self.scan.ending(draft.first, "of")
        before_it = of is not None and bool(of.clitics.suffix)  # 'captured of them thirteen persons'
        of_them = draft.whole is None and (before_it or (not draft.head.persons and self._of_them(draft)))
        if not of_them or draft.trigger is None or draft.trigger > draft.core or draft.kind != "number":
            return None
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        killer = self.killer(draft)
        named = [a for a in self.actors if first <= a.first and a.last <= draft.trigger and a.side != "civilians"]
        actor = next((a for a in reversed(named) if killer is None or a.side != killer.side), None)
        rebels = next((a for a in reversed(named) if not a.generic), None)
        if killer is None and rebels is not None and self._forces_do(draft, rebels):
            return rebels.side  # 'rebels attacked; the forces repelled them and killed nine of them'
        if self._civilians_since(actor.last if actor is not None else first, draft):
            draft.head.civilian = True
            return "civilians"
        other = actor.side if actor is not None else None
        return other if killer is not None or (before is None or not self._same(before.core, draft.core)) else None

    def _of_craft(self, draft: Draft) -> str | None:
        """Return whose crew is: of whom 'a helicopter of X' was, told before in the sentence.  Arabic."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        named = [a for a in self.actors if first <= a.first and a.last <= draft.first]
        owner = next((a for a in reversed(named) if self.scan.ending(a.first, "unit") is not None), None)
        if owner is not None:
            return owner.side
        found = self.context.resolve(draft.head.party or "any", draft.first)
        return found.side if found is not None and not named else None

    def _forces_do(self, draft: Draft, actor: ActorMention) -> bool:
        """Tell whether 'the forces', told behind rebels, are the subject of the verb right before a count."""
        if self.context.is_state(actor.side) or draft.trigger is None:
            return False
        near = (self.scan.at(i, "actor_generic") for i in range(draft.trigger - 1, actor.last, -1)[:_DOER])
        forces = next((hit for hit in near if hit is not None), None)
        return forces is not None and not forces.clitics.suffix and forces.entry.features["party"] == "state"

    def _civilians_since(self, since: int, draft: Draft) -> bool:
        """Tell whether 'of them' means civilians told behind the last force ('a car with workers hit a mine of X')."""
        nouns = (self.scan.at(i, "person") for i in range(min(draft.first, draft.trigger or 0) - 1, since - 1, -1))
        people = next((hit for hit in nouns if hit is not None and _many(hit) and not hit.clitics.conjunction), None)
        return people is not None and bool(people.entry.features.get("civ"))

    def _speakers_own(self, draft: Draft) -> str | None:
        """'The Turkish ministry said that it lost four soldiers': whose the speaker is, no force named beside it.

        Arabic.
        """
        side = self.speakers.get(draft.claimant or "") if self.scan.lang == "ar" else None
        return None if side in ("civilians", "un", "other", "mixed") else side

    def _beside_armed(self, draft: Draft) -> str | None:
        """'740 of the security forces were killed and 708 wounded': whose a bare number is that goes on from a force's.

        What they are parts of counts several sides.  Arabic.
        """
        if self.scan.lang != "ar" or draft.head.persons or draft.head.actors or draft.head.harm:
            return None
        k = self._counted.get(draft.core, 0)
        before = self.drafts[k - 1] if k else None
        if before is None or not self._same(before.core, draft.core) or before.harm == draft.harm:
            return None
        told = before.head.actors or before.head.party
        return before.side if told and before.side not in (None, "civilians", "mixed") else None

    def _attackers_lose(self, draft: Draft) -> str | None:
        """'and inflicted on the attackers 70 dead': whom the text has named as rebels, else the doer's adversary.

        Arabic.
        """
        verb = self.scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
        verb = verb or next((v for i, v in self.scan.firsts("harm_verb").items() if 0 < draft.first - i <= _COST), None)
        if self.scan.lang != "ar" or verb is None or not verb.entry.features.get("costs"):
            return None
        if not self.scan.begins(verb.last, draft.first, "control_attacker"):
            return None
        enemy = self.context.resolve("nonstate", draft.first)
        doer = self.context.last_before(verb.first, back=0)
        others = self.opponents.get(doer.side or "", []) if doer is not None else []
        return enemy.side if enemy is not None else next(iter(others), None)

    def _attacker(self, draft: Draft, before: list[Draft]) -> str | None:
        """Return whose attackers are: of who was named last beside those who were attacked.  Arabic."""
        near = [d for d in before if self._near(d, draft) and d.side is not None]
        killer = self.killer(draft)
        attacked = {d.side for d in near} | {"civilians", "mixed", killer.side if killer is not None else None}
        named = (a for a in reversed(self.actors) if a.last <= draft.first and a.side not in attacked)
        found = next(named, None)
        close = found is not None and self.scan.sentence_of(draft.core) - self.scan.sentence_of(found.first) <= 1
        if not near:
            return self._who_attacked(draft, attacked)
        return found.side if found is not None and close else None

    def _who_attacked(self, draft: Draft, attacked: Set[str | None]) -> str | None:
        """Return of whom the last attack of the sentence was ('repelled an attack of X and killed four attackers')."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        words = (hit for i in range(draft.first - 1, first - 1, -1) if (hit := self.scan.at(i, "cause")) is not None)
        attack = next((hit for hit in words if hit.entry.features["cause"] == "clashes"), None)
        if attack is None:
            return None
        beside = (a for a in self.actors if 0 <= a.first - attack.last <= _LAUNCHED and not a.generic)
        return next((a.side for a in beside if a.side not in attacked), None)

    def _rivals_lose(self, draft: Draft) -> bool:
        """Tell whether 'inflicted on its adversaries' stands before a count: whose they are nobody says.  Arabic."""
        verb = self.scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
        verb = verb or next((v for i, v in self.scan.firsts("harm_verb").items() if 0 < draft.first - i <= _COST), None)
        costs = verb is not None and bool(verb.entry.features.get("costs"))
        return costs and verb is not None and self.scan.begins(verb.last, draft.first, "adversary")

    def _goes(self, before: Draft, draft: Draft) -> bool:
        """Tell whether a count goes on at once from the one person told before it.  Arabic."""
        return before.value == 1 and draft.first - before.last <= _GOES

    def _of_nation(self, nationality: str | None) -> str | None:
        """Return the first armed side whose actors carry a nationality, or None."""
        return next((side for side in self.nationals.get(nationality or "", ()) if side != "civilians"), None)

    def _army(self, head: Head) -> str | None:
        """Return whose '30 Saudi soldiers' are, and whose 'gunmen loyal to the government'.  Arabic."""
        if any(noun.get("of_state") for noun, _ in head.nouns):
            return self.context.state
        return self.armies.get(head.nationality or "") if head.party == "state" else None

    def _on_side(self, draft: Draft) -> str | None:
        """'On the Israeli side nine soldiers were killed': return the armed side of that people.  Arabic."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        for side in self.scan.among(first, draft.first, "side_noun") if self.scan.lang == "ar" else ():
            people = self.scan.at(side.last, "person")
            nation = people.entry.features.get("nat") if people is not None and people.clitics.article else None
            if nation is not None:
                return self.armies.get(nation) or self._of_nation(nation)
        return None

    def _loser(self, draft: Draft) -> str | None:
        """Return whose 'losses', as the words before the count say, its persons are."""
        if self.scan.lang == "en":
            return self._losing_people(draft)
        found = loser(self.scan, draft, self.actors, self.context)
        if found is None or found.side in ("civilians", "mixed"):
            return None
        draft.head.civilian = False
        return found.side

    def _losing_people(self, draft: Draft) -> str | None:
        """'Russian losses amounted to 300 killed and 500 wounded': the army of the people named.  English."""
        if draft.head.persons or draft.head.actors or draft.harm not in ("killed", "injured"):
            return None
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        for losses in self.scan.among(first, draft.first, "losses_word"):
            people = self.scan.ending(losses.first, "person")
            nation = people.entry.features.get("nat") if people is not None else None
            apart = self._counted_between(losses.last, draft.first)
            if nation is not None and not apart:
                side = self.armies.get(str(nation))
                if side is not None:
                    draft.head.civilian = False
                return side
        return None

    def _counted_between(self, first: int, last: int) -> bool:
        """Tell whether persons of a name of their own are counted in tokens [first, last)."""
        numbers = {self._counted[i] for i in range(first, last) if i in self._counted}
        return any(self.drafts[k].head.persons or self.drafts[k].head.actors for k in numbers)

    def _who_gave_up(self, draft: Draft) -> str | None:
        """Return whose fighters surrendered: never of those to whom they did.  Arabic."""
        near = (a for a in self.actors if draft.core_last <= a.first <= draft.last + _TO)
        captor = next((a for a in near if self._led_to(a)), None)
        found = self.context.resolve(draft.head.party or "any", draft.first, but=captor.actor if captor else None)
        if captor is None:
            return found.side if found is not None else None
        return found.side if found is not None and found.side != captor.side else None

    def _led_to(self, actor: ActorMention) -> bool:
        """Tell whether 'to' is written as one with an actor's name."""
        return any(hit.clitics.preposition for hit in self.scan.hits[actor.first] if hit.entry.cls == "actor")

    def _of_country(self, head: Head) -> str | None:
        """Return whose 'a Russian general' is: the side of his own state's forces, another where the pack has none.

        English; whoever has several forces in the conflict ('Syrian officers') is told by the context.
        """
        if self.scan.lang != "en" or head.party != "state" or head.nationality is None or head.actors:
            return None
        return self.armies.get(head.nationality, "other") if self.armies else None

    def _antecedent(self, draft: Draft) -> str | None:
        """Return of whom 'killing ten of them' says some were harmed: of who is named last before it in the sentence.

        'Rebels ambushed a bus carrying workers, killing ten of them': the workers, though only the rebels have a name.
        Who harms them is the one named alone.  English.
        """
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        actor = next((a for a in reversed(self.named(first, draft.first)) if a.last <= draft.first), None)
        since = actor.last + 1 if actor is not None else first  # 'Islamic State members' are one phrase
        nouns = (hit for i in range(draft.first - 1, since - 1, -1) if (hit := self.scan.at(i, "person")) is not None)
        people = next((hit.entry.features for hit in nouns if hit.last <= draft.first and _many(hit)), None)
        if people is not None:
            if people.get("civ"):
                draft.head.civilian = True
            return "civilians" if people.get("civ") else None
        doing = draft.trigger is not None and draft.trigger < draft.first
        return None if doing and actor is not None and self._attacks(actor, draft) else actor.side if actor else None

    def _attacks(self, actor: ActorMention, draft: Draft) -> bool:
        """Tell whether an actor is all that is named before a verb that harms others: he opens the sentence."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        own = self.scan.at(draft.trigger or 0, "harm_verb")
        loses = own is not None and own.entry.features.get("loses")
        others = self.named(first, draft.trigger or 0)
        return not loses and len(others) == 1 and others[0].first == actor.first

    def _men_of_force(self, head: Head) -> bool:
        """Tell whether 'seven RSF men' are of a force named beside them, and make them no civilians.  English."""
        plain = head.sex == "m" and head.role is None and head.age == "adult" and len(head.nouns) == 1
        if self.scan.lang != "en" or not plain or len(head.actors) != 1:
            return False
        actor = head.actors[0]
        if actor.kind not in _FORCES or actor.side in ("civilians", "un") or actor.last != head.last - 1:
            return False
        head.civilian, head.party = False, "any"
        return True

    def _of_the_losers(self, draft: Draft) -> None:
        """'the army lost 25 men', 'admitted the loss of three men': they are no civilians."""
        for i in range(draft.first - 1, max(-1, draft.first - 5), -1):
            loss = self.scan.at(i, "harm_verb", "harm_noun")
            if loss is None:
                continue
            if not (self._lost(i) or loss.entry.features.get("loses")):
                return  # 'she lost her unborn child, and her husband was hurt'
            draft.head.civilian, draft.head.party = False, "any"

    def _fought_for(self, draft: Draft) -> str | None:
        """'the other 18 fought for the government': the actor after the verb says whose they were."""
        found = next(iter(self.named(draft.core_last, draft.core_last + 5)), None)
        if found is None:
            return None
        between = range(draft.core_last, found.first)
        plain = all(self.scan.tokens.kinds[i] == "w" and not self.scan.at(i, "harm_verb", "cause") for i in between)
        return found.side if plain and not self._by(between) else None

    def _by(self, between: range) -> bool:
        """Tell whether the actor is only who did it ('the other 18 by the army')."""
        return len(between) == 1 and self.scan.at(between.start, "preposition", "to") is not None

    def _raised_by(self, draft: Draft) -> str | None:
        """'X lost three men, which brings to 291 the number of its members killed': those who raise it are its own."""
        sides = {part.side for part in self.parts.get(draft, ()) if "part.increment" in part.rules}
        return sides.pop() if len(sides) == 1 else None

    def _of_totals(self, draft: Draft, before: list[Draft]) -> str | None:
        """Return the side of the largest total so far: 'the number of dead at up to 240' is said of all of them."""
        same = [d for d in before if d.harm == draft.harm and d.whole is None and d.value is not None]
        return max(same, key=lambda d: d.value or 0).side if same else None

    def _whose(self, part: Draft) -> str | None:
        """Return the part's side as far as its own words tell; parts of the whole's umbrella are the whole's own."""
        side = part.side
        return next((wide for wide, inside in self.umbrella.items() if side in inside), side)


def _many(noun: Hit) -> bool:
    """Tell whether a noun names several persons, and not only what happened to them or where they are from."""
    features = noun.entry.features
    return features.get("n") == "pl" and not (features.get("weak") or features.get("harm") or features.get("body"))
