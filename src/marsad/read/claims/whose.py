"""Whose the persons of a count are by what stands around it: the loser, the killer, the speaker, the last named."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from marsad.read.actors import ActorMention
from marsad.read.claims.abroad import nationals_losing, of_other_state, state_losing
from marsad.read.claims.compound import doer_of_both
from marsad.read.claims.draft import Draft, core_of, first_of
from marsad.read.claims.owners import describes, owns_place
from marsad.read.claims.ownwords import OwnWords, between
from marsad.read.claims.weapons import only_helps

_GOES_ON = 25
"""Tokens between who speaks or acts and a further verb of the same subject ('and lost eight of its own') at most."""
STRUCK = "side.struck"
"""The rule by which persons are of what was hit."""
_COSTS = 14
"""Arabic: tokens between 'lost', 'inflicted on X' and the losses at most."""
_SAYS = 5
"""Arabic: tokens from who says something through where to 'that' at most."""
_HELPER = 2
"""Tokens from 'backed by' to who helps at most, less one ('backed by the')."""
_ALIKE = 3
"""Counts before a soldier's among which his comrades' is sought."""


class Whose(OwnWords):
    """Answers from the words around a count; `drafts` are the counts of the document once they are known."""

    def _of_party(self, draft: Draft) -> str | None:
        """Return whose a fighter or soldier is: an actor that the context tells, but not the one who did the harm."""
        abroad = of_other_state(self.scan, draft, self.armies, self.armed)
        if abroad is not None:
            return abroad
        if draft.head.party == "state" and self.context.told_by_stranger(draft.first):
            return None  # 'Turkey said ... after a soldier was killed' in a text of Iraq
        killer = self.killer(draft)
        if self._loses(draft) and (killer is not None or self.scan.lang == "en"):
            return killer.side if killer is not None else None
        own = self._own_soldier(draft) or self._same_force(draft) if killer is None else None
        if own is not None:
            return own
        apart = killer or self._speaker(draft)
        found = self.context.resolve(draft.head.party or "any", draft.first, but=apart.actor if apart else None)
        if found is not None and (killer is None or found.side != killer.side):
            return None if self._only_of_parts(draft, found.side) else found.side
        before = self._fighters_before(draft)
        if before is not None:
            return before
        if killer is not None:
            rivals = self.opponents.get(killer.side, [])
            fits = rivals and draft.head.party != "nonstate" and not self.context.elsewhere(rivals[0], draft.first)
            soldiers = draft.head.party == "state"  # a gang has none
            return rivals[0] if fits and (not soldiers or self.context.is_state(rivals[0])) else None
        return None

    def _speaker(self, draft: Draft) -> ActorMention | None:
        """Return who tells of 'militants', or in Arabic of 'the attackers': they are not its own."""
        attackers = any(noun[0].get("attacker") for noun in draft.head.nouns)
        if not attackers if self.scan.lang == "ar" else draft.head.party != "nonstate":
            return None
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        beside = between(self.actors, first, draft.first)
        if any(a.last <= draft.first and not self._tells(a) for a in beside):
            return None  # 'the SDF's own losses'
        before = bisect_left(self._speakers, draft.first, key=first_of)
        return next((a for a in self._speakers[max(0, before - 2) : before][::-1] if a.last <= draft.first), None)

    def _own_soldier(self, draft: Draft) -> str | None:
        """'Israel's military said a reservist was killed': a soldier without a side is its own.  English."""
        if self.scan.lang != "en" or draft.head.party != "state" or draft.trigger is None or draft.trigger < draft.core:
            return None
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        beside = [a for a in between(self.everyone, first, draft.first) if a.last <= draft.first]
        owned = bool(beside) and (draft.head.pronoun or self.context.is_state(beside[0].side))  # 'its soldiers'
        tells = len(beside) == 1 and self._tells(beside[0]) and owned
        return beside[0].side if tells else None

    def _same_force(self, draft: Draft) -> str | None:
        """'33 Turkish soldiers were killed ... after 29 soldiers had died': soldiers of those before.  Arabic."""
        if self.scan.lang != "ar" or draft.head.party != "state" or draft.head.actors or draft.head.pronoun:
            return None
        at = bisect_left(self.drafts, draft.core, key=core_of)
        for earlier in reversed(self.drafts[max(0, at - _ALIKE) : at]):
            named = bool(earlier.head.actors) and self._same(earlier.core, draft.core)
            if named and earlier.side is not None and self.context.is_state(earlier.side):
                return earlier.side
        return None

    def _tells(self, actor: ActorMention) -> bool:
        scan = self.scan
        if scan.lang == "en":
            return scan.at(actor.last, "attribution_verb", "reckons") is not None
        said = scan.ending(actor.first, "attribution_verb") or scan.ending(actor.first, "attribution_phrase")
        return said is not None or any(scan.at(actor.last + n, "attribution_verb") is not None for n in (0, 1))

    @cached_property
    def _speakers(self) -> list[ActorMention]:
        return [a for a in self.actors if self._tells(a)]

    def _fighters_before(self, draft: Draft) -> str | None:
        """Return the side of the fighters counted last in the sentence, whose number this one goes on from."""
        at = bisect_left(self.drafts, draft.core, key=core_of) - 1
        if draft.head.party != "any" or at < 0:
            return None
        earlier = self.drafts[at]
        same = self.scan.sentence_of(earlier.core) == self.scan.sentence_of(draft.core)
        return earlier.side if same and earlier.head.civilian is False else None

    def _loses(self, draft: Draft) -> bool:
        """Tell whether the verb says that its subject lost these persons ('the army lost 25 men')."""
        if not self._losing or draft.harm == "missing":
            return False
        first = self.scan.sents[self.scan.sentence_of(draft.core)][0]
        near = range(draft.first - 1, max(first, draft.first - 14) - 1, -1)
        near = near if self.scan.lang == "ar" else range(0)
        at = draft.trigger if draft.trigger is not None else next((i for i in near if self._lost(i)), 0)
        return self._lost(at)

    def _forces_lose(self, draft: Draft) -> str | None:
        """'the forces lost nine of their men': the state's, where nobody is named behind the verb.  Arabic."""
        verb = self.scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
        if verb is not None and verb.entry.features.get("loses") and self._militia_at(verb.last, draft):
            found = self.context.resolve("nonstate", verb.last)  # 'the militias lost 70 of their members'
            return found.side if found is not None else None
        word = self.scan.at(verb.last, "actor_generic") if verb is not None and verb.last < draft.first else None
        if verb is None or word is None or word.entry.features["party"] != "state" or word.clitics.suffix:
            return None
        if not verb.entry.features.get("loses") or between(self.actors, verb.last, draft.first):
            return None
        found = self.context.resolve("state", verb.last)
        return found.side if found is not None else None

    def _militia_at(self, i: int, draft: Draft) -> bool:
        """Tell whether 'the militias' stand at token `i`, and nobody is named between them and a count."""
        word = self.scan.at(i, "control_head")
        known = word is not None and word.clitics.article and word.entry.features["head"] == "militia"
        return bool(known) and i < draft.first and not between(self.actors, i, draft.first)

    def _who_paid(self, verb: int, draft: Draft) -> ActorMention | None:
        """'The fighting cost the rebels 60 men': who stands between the verb and its losses."""
        costs = self.scan.at(verb, "harm_verb")
        if costs is None or not costs.entry.features.get("costs"):
            return None
        return next((a for a in between(self.everyone, costs.last, draft.first) if a.last <= draft.first), None)

    def _lost(self, i: int) -> bool:
        return i in self._losing

    @cached_property
    def _losing(self) -> frozenset[int]:
        """The tokens of verbs that say that their subject lost somebody, or cost somebody losses."""
        verbs = self.scan.firsts("harm_verb").items()
        return frozenset(i for i, v in verbs if v.entry.features.get("loses") or v.entry.features.get("costs"))

    def killer_of(self, draft: Draft) -> str | None:
        """Return the side of the subject of an active verb of harm, or None."""
        killer = self.killer(draft)
        return killer.side if killer is not None and not self._loses(draft) else None

    def killer(self, draft: Draft) -> ActorMention | None:
        """Return the actor that is the subject of an active verb of harm right before the count, or None."""
        trigger = draft.trigger
        if trigger is None and self._loses(draft):
            back = _COSTS if self.scan.lang == "ar" else 9
            trigger = next((i for i in range(draft.first - 1, max(-1, draft.first - back), -1) if self._lost(i)), None)
        if trigger is None or trigger > draft.first:
            return None
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        lost = self.scan.lang == "en" and self._loses(draft)
        reach = [a for a in between(self.everyone if lost else self.actors, first, trigger) if a.last <= trigger]
        reach = reach if lost else [a for a in reach if not (a.generic or owns_place(self.scan, a) or self._fell(a))]
        reach = reach if lost else [a for a in reach if not only_helps(self.scan, a.first, _HELPER)]
        if lost and (paid := self._who_paid(trigger, draft)) is not None:
            return paid
        if lost and (state := state_losing(self.scan, trigger, self.armed)) is not None:
            return state
        if lost:  # 'it killed 34 rebels and lost six men': who lost them is not counted before
            reach = [a for a in reach if a.first not in self._counted] or reach
            reach = [a for a in reach if not (self._of_participle(a) or describes(self.scan, a))] or reach
            if self._they_lost(trigger):
                reach = [a for a in reach if self._tells(a)] or [a for a in reach if a.first not in self._counted]
        if not reach and self.scan.lang == "en":
            return nationals_losing(self.scan, first, trigger, self.armies, self.armed) if lost else None
        verb = self.scan.at(trigger, "harm_verb", "harm_noun")
        if verb is not None and self.scan.lang == "ar":
            reach = [a for a in reach if not (self._tells_of(a) or self._only_reports(a, trigger))]
            reach = [a for a in reach if a.first not in self._counted and not self._to(a, draft)]  # 'killed 30 of X'
            near = max(first, trigger + 1)  # the verb of its whole may stand far before
            object_of = [a for a in between(self.actors, near, draft.first) if not a.generic]
            object_of = [a for a in object_of if self._counter(a) in (None, draft)]  # 'hurt two police and a civilian'
            object_of = [a for a in object_of if not (self._to(a, draft) or only_helps(self.scan, a.first, _HELPER))]
            costs = bool(verb.entry.features.get("costs"))  # 'inflicted on X 61 dead'
            if costs and verb.clitics.suffix and not object_of:
                return self._other_than_subject(reach, trigger)
            # 'and killed X 17'
            opens = bool(object_of and verb.clitics.conjunction) and object_of[0].first == verb.last
            if object_of and (opens or costs or not reach or self._mark_between(reach[-1].last, trigger)):
                return object_of[-1]  # the subject follows its verb
        losing = self.scan.lang == "ar" and self._loses(draft) and verb is not None and bool(verb.clitics.conjunction)
        goes_on = self.scan.at(trigger - 1, "and") is not None or self._they_lost(trigger)
        far = losing or (lost and goes_on)
        if not reach or verb is None or trigger - reach[-1].last > (_GOES_ON if far else 10):
            return None
        if not lost and self._mark_between(reach[-1].last, trigger):
            # 'the army killed 120 of X, and lost nine'
            return next((a for a in reversed(reach) if self.context.is_subject(a)), None) if losing else None
        if verb.entry.cls == "harm_noun" and self.scan.at(trigger - 1, "of") is None:
            return None
        passive = self.scan.lang == "en" and self.scan.ending(trigger, "verb_be") is not None
        if passive or (self.scan.lang == "en" and not lost and self._only_tells(reach[-1], trigger)):
            return None  # 'six men of X were killed ..., as well as two civilians'
        arabic = self.scan.lang == "ar"
        return reach[-1] if arabic or lost else doer_of_both(self.scan, self.everyone, reach[-1], trigger)

    def _fell(self, actor: ActorMention) -> bool:
        """Tell whether an actor is the object of another verb ('killed six gunmen and wounded two').  English."""
        counted = self._counter(actor) if self.scan.lang == "en" else None
        return counted is not None and counted.trigger is not None and counted.trigger < actor.first

    def _only_reports(self, actor: ActorMention, trigger: int) -> bool:
        """Tell whether 'the police in Lagos said that 14 died' has an actor say only what befell others.  Arabic.

        'said that it killed', 'said that its men killed' speak of the actor itself.
        """
        if self.scan.ending(actor.first, "attribution_verb") is None:
            return False
        near = range(actor.last, min(actor.last + _SAYS, trigger))
        that = next((hit for i in near if (hit := self.scan.at(i, "attribution_that")) is not None), None)
        if that is None or that.clitics.suffix:
            return False
        folds = self.scan.tokens.folds[that.last : trigger]
        counted = any(d.first == that.last for d in self.drafts)
        return counted and not any(self.scan.lexicon.ends_in_pronoun(word) for word in folds[:1])

    def _they_lost(self, trigger: int) -> bool:
        """Tell whether 'they', 'it' is who lost somebody ('spoke of nine rebels dead and said they had lost one')."""
        have = self.scan.ending(trigger, "verb_have")
        return self.scan.at((have.first if have is not None else trigger) - 1, "no_speaker") is not None

    def _other_than_subject(self, named: list[ActorMention], verb: int) -> ActorMention | None:
        """'the army repelled an attack of X and inflicted on them 55 dead': on whom, where the army is the subject.

        In 'attacks of X, which cost it 30 dead', X is the subject.
        """
        if not named:
            return None
        which = self.scan.ending(verb, "control_relative")
        subject = named[-1] if which is not None and which.first == named[-1].last else named[0]
        others = (a for a in reversed(named) if a.side not in (subject.side, "civilians"))
        return next(others, None)

    def _of_participle(self, actor: ActorMention) -> bool:
        """'killed 15 while pursuing the rebels, and lost two men': whom somebody pursues is no subject.  English."""
        the = self.scan.ending(actor.first, "determiner")
        at = the.first if the is not None else actor.first
        return at > 0 and self.scan.lexicon.ends(self.scan.tokens.folds[at - 1], "acting")

    def _only_tells(self, actor: ActorMention, trigger: int) -> bool:
        """Tell whether 'the Houthis said US strikes killed': who speaks of a strike is not who struck.  English.

        Nor is 'police in Quetta said a blast killed': what they say has a subject of its own.
        """
        scan = self.scan
        said = next((i for i in range(actor.last, trigger) if scan.at(i, "attribution_verb") is not None), None)
        if said is None or any(scan.tokens.kinds[i] != "w" for i in range(actor.last, said)):
            return False
        return any(
            (scan.at(i, "cause") is not None and not self._its(i)) or self._opens_noun(i)
            for i in range(said + 1, trigger)
        )

    def _opens_noun(self, i: int) -> bool:
        """Tell whether 'a', 'the' at token `i` opens a noun that no preposition leads to."""
        article = self.scan.at(i, "number_article") or (
            self.scan.reads(i, "definite") and self.scan.at(i, "determiner")
        )
        return bool(article) and self.scan.at(i - 1, "preposition", "place_prep", "of") is None

    def _its(self, i: int) -> bool:
        """Tell whether 'its jets', 'its air force' stands at token `i`: who says so struck.  English."""
        own = self.scan.ending(i, "determiner") or self.scan.ending(i - 1, "determiner")
        return own is not None and bool(own.entry.features.get("possessive"))

    def _to(self, actor: ActorMention, draft: Draft) -> bool:
        """Tell whether a particle before an actor makes it no doer ('a camp of the army').  Arabic."""
        return not self._loses(draft) and any(
            hit.clitics.preposition for hit in self.scan.hits[actor.first] if hit.entry.cls == "actor"
        )

    def _struck(self, draft: Draft) -> str | None:
        """'a mine under a convoy of X, and two died': persons of whom nothing is told are of what was hit.  Arabic."""
        head = draft.head
        members = head.party == "any" and not (head.pronoun or head.own)  # 'a car of X was hit, and two members died'
        silent = not (head.actors or head.weak or head.civilian or head.mixed) and (members or not head.party)
        silent = silent and (members or all(noun.get("harm") for noun, _ in head.nouns))
        if self.scan.lang != "ar" or draft.harm not in ("killed", "injured") or not silent or draft.whole is not None:
            return None
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        near = [*reversed(between(self.actors, first, draft.first))]
        near += between(self.actors, draft.last, last) if members else []
        hit = (a for a in near if self._targeted(a, members=members))
        return next((a.side for a in hit if a.side not in ("civilians", "mixed")), None)

    def _targeted(self, actor: ActorMention, *, members: bool) -> bool:
        """Tell whether 'a convoy of', for a force's own members also 'the base of', stands before its name."""
        to = self.scan.ending(actor.first, "to")  # 'a post of “X”', where the preposition stands apart
        target = self.scan.ending(to.first if to is not None else actor.first, "target")
        return target is not None and (members or not target.entry.features.get("members"))

    def _counter(self, actor: ActorMention) -> Draft | None:
        """Return the count whose words name the actor, if any."""
        number = self._counted.get(actor.first)
        return self.drafts[number] if number is not None else None

    def _pronoun_token(self, draft: Draft) -> int:
        for i in range(draft.head.first, draft.head.last):
            if any(hit.clitics.suffix for hit in self.scan.hits[i]) or self.scan.at(i, "determiner") is not None:
                return i
        return draft.head.first

    def _of_own_ranks(self, draft: Draft, before: list[Draft]) -> str | None:
        """'70 slain, against three dead on its own side': of whom the sentence names and counts no other dead.

        English.
        """
        ranks = self.scan.at(draft.head.last, "in_ranks")
        if ranks is None or not ranks.entry.features.get("own"):
            return None
        counted = {d.side for d in before if self._same(d.core, draft.core)}
        first = self.scan.sents[self.scan.sentence_of(draft.core)][0]
        named = (a for a in reversed(between(self.everyone, first, draft.first)) if a.side not in counted)
        return next((a.side for a in named), None)

    def _of_them(self, draft: Draft) -> bool:
        among = self.scan.at(draft.core_last, "among")
        return among is not None and bool(among.entry.features.get("trailing"))
