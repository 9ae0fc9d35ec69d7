"""Words of owning: 'its fighters', 'three of his men', who admits the loss of whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from marsad.knowledge.lore import Voice
from marsad.read.actors import ActorContext, ActorMention, with_generics
from marsad.read.claims.abroad import own_medics
from marsad.read.claims.draft import Draft, core_of, first_of
from marsad.read.claims.owners import another_owner, owner_in_clause
from marsad.read.parties import NEIGHBOURS, army_of, main_nationals, nationals_of, parties_of, police_of
from marsad.read.scan import Scan

_JOINED = 2
"""Tokens between counts that stand side by side at most."""
_ADMITTED = 20
"""Tokens between 'conceded' and the losses at most."""


class OwnWords:
    """Answers for one document to whom counted persons belong by the words beside them."""

    def __init__(self, scan: Scan, voice: Voice, actors: list[ActorMention], context: ActorContext) -> None:
        self.scan = scan
        self.actors = actors
        self.everyone = with_generics(scan, voice, actors) if scan.lang == "en" else actors
        self.context = context
        self.drafts: list[Draft] = []
        self.parts: dict[Draft, list[Draft]] = {}
        self.umbrella: Mapping[str, list[str]] = voice.pack.umbrella if voice.pack else {}
        self.martyrs = voice.pack.martyrs if voice.pack else None
        self.speakers = {source.id: source.side for source in voice.pack.sources} if voice.pack else {}
        self.bombers = tuple(voice.pack.bombers) if voice.pack else ()
        self.opponents: Mapping[str, list[str]] = voice.pack.opponents if voice.pack else {}
        self.nationals = nationals_of(voice)
        self.main_nationals = main_nationals(voice)
        self.armies = army_of(voice)
        self.police = police_of(voice)
        self.parties = parties_of(voice)
        self.armed = self.parties.states | self.parties.nonstate | NEIGHBOURS
        """All sides of the pack that have fighters."""
        self.peace = voice.pack is not None and "un" in voice.pack.sides
        """Whether peacekeepers are the United Nations' in the conflict."""
        self._counted: dict[int, int] = {}
        """By token: the first draft, by number, that holds it."""

    def _specified(self, actor: ActorMention) -> str | None:
        """Return an actor's side; mere 'attackers' or 'terrorists' are those of whom the text has spoken."""
        if actor.kind == "police" and self.context.police_abroad(actor):
            return "other"
        here = self.named(actor.first, actor.first + 1)
        return next((a.side for a in here if a.last == actor.last), actor.side)

    def named(self, first: int, last: int) -> Sequence[ActorMention]:
        """Return the actors, generic ones too, that begin at tokens [first, last)."""
        return between(self.everyone, first, last)

    def _owned(self, draft: Draft, k: int) -> str | None:
        """Return whose 'his men' are, or whose losses somebody admits ('put his own losses at one dead').  English."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        medics = own_medics(self.scan, first, draft.first)
        if medics is not None:
            named = next((a for a in self.everyone if a.last == medics and a.first >= first), None)
            who = named or self.context.resolve("own", first)
            return self._mark_owned(draft, who.side if who is not None else None)
        if draft.head.party == "own":
            since = max([j for j in range(first, draft.first) if self.scan.tokens.folds[j] == ";"], default=first)
            same = self.drafts[bisect_left(self.drafts, since, key=core_of) : k]
            beside: list[str | None] = [d.side for d in same if d.head.civilian is False and d.side is not None]
            if (beside or self._beside_named(draft)) and any(noun.get("stressed") for noun, _ in draft.head.nouns):
                beside = self._not_counted(first, draft) or beside
            found = owner_in_clause(self.scan, draft, between(self.everyone, first, draft.first))
            found = found or self.context.resolve("own", draft.first)
            return beside[-1] if beside else found.side if found is not None else None
        low = max(first, draft.first - _ADMITTED) if draft.harm != "detained" else draft.first  # held by whom admits it
        for i in range(draft.first - 1, low - 1, -1):
            number = self._counted.get(i)
            if number is not None and number < k:
                earlier = self.drafts[number]
                joined = draft.first - earlier.last <= 3 and "side.owned" in earlier.rules
                return self._mark_owned(draft, earlier.side) if joined else None
            if self.scan.at(i, "clause_contrast") is not None and self.scan.at(i + 1, "attribution_verb") is None:
                return None  # 'gave no figures for its own losses, but doctors counted 40'
            if i not in self._owning:
                continue
            losses = self.scan.at(i, "own_losses")
            loser = next((a for a in self.everyone if a.last == i), None) if losses is not None else None
            if loser is not None:
                return self._mark_owned(draft, loser.side)  # 'Russian losses'
            if self._admits(i):
                start = max([j for j in range(first, i) if self.scan.tokens.folds[j] == ";"], default=first)
                owners = [a for a in reversed(between(self.everyone, start, i)) if a.last <= i]
                owner = next((a for a in owners if not self._of_others(a)), owners[0] if owners else None)
                return self._mark_owned(draft, owner.side if owner and not another_owner(self.scan, owner, i) else None)
        return None

    def _beside_named(self, draft: Draft) -> bool:
        """Tell whether fighters of a name are counted right before: '14 of X and five of its own'."""
        k = self._counted.get(draft.core, 0)
        before = self.drafts[k - 1] if k else None
        return before is not None and bool(before.head.actors) and draft.first - before.last <= _JOINED

    def _not_counted(self, first: int, draft: Draft) -> list[str | None]:
        """'X said 14 of Y and five of its own soldiers fell': who is named before them in the sentence uncounted."""
        named = (a for a in between(self.everyone, first, draft.first) if a.first not in self._counted)
        return [a.side for a in named]

    def _tells_of(self, actor: ActorMention) -> bool:
        """Tell whether an actor only says that counted others did or suffered something ('X said that 32 ...')."""
        that = self.scan.at(actor.last, "attribution_that")
        return that is not None and not that.clitics.suffix and that.last in self._begins

    @cached_property
    def _begins(self) -> frozenset[int]:
        return frozenset(draft.first for draft in self.drafts)

    def _of_others(self, actor: ActorMention) -> bool:
        """Tell whether an actor is counted, or only says whose an attack is: 'killed 50 RSF men and put its losses'."""
        return actor.first in self._counted or self.scan.at(actor.last, "cause", "event_word") is not None

    def _mark_owned(self, draft: Draft, side: str | None) -> str | None:
        if side is not None:
            draft.rules.append("side.owned")
        return side

    @cached_property
    def _owning(self) -> frozenset[int]:
        """The tokens at which somebody's losses may be told, or admitted."""
        said, whose = self.scan.firsts("attribution_verb"), self.scan.firsts("determiner")
        admitting = {i for i, verb in said.items() if verb.entry.features.get("kind") == "admitted"}
        owning = {i for i, own in whose.items() if own.entry.features.get("possessive")}
        return frozenset(admitting.union(owning, self.scan.firsts("own_losses")))

    def _admits(self, i: int) -> bool:
        """Tell whether 'acknowledged' or 'its own losses' stands at token `i`."""
        verb, own = self.scan.at(i, "attribution_verb"), self.scan.at(i, "determiner")
        if verb is not None and verb.entry.features.get("kind") == "admitted":
            return True
        if own is None or not own.entry.features.get("possessive"):
            return False
        return self.scan.at(own.last, "own_losses") is not None

    def _only_of_parts(self, draft: Draft, side: str) -> bool:
        """Tell whether a side is named only for some of a count's persons ('259 fighters, of whom 165 were jihadists').

        English.
        """
        parts = self.parts.get(draft, ()) if self.scan.lang == "en" else ()
        named = any(a.side == side and a.last <= draft.first for a in self.everyone)
        return not named and any(part.side == side for part in parts)

    def _mark_between(self, first: int, last: int) -> bool:
        """Tell whether a comma or another mark stands among tokens [first, last)."""
        return any(self.scan.tokens.kinds[i] == "p" for i in range(first, last))

    def _same(self, one: int, other: int) -> bool:
        return self.scan.sentence_of(one) == self.scan.sentence_of(other)

    def _told_near(self, draft: Draft, k: int, back: int) -> list[Draft]:
        """Return the counts before the one of number `k` in its sentence, and in so many sentences before it."""
        first, _ = self.scan.sents[max(0, self.scan.sentence_of(draft.core) - back)]
        return self.drafts[bisect_left(self.drafts, first, key=core_of) : k]

    def _near(self, earlier: Draft, later: Draft) -> bool:
        return self.scan.sentence_of(later.core) - self.scan.sentence_of(earlier.core) <= 1


def between(actors: Sequence[ActorMention], first: int, last: int) -> Sequence[ActorMention]:
    """Return the actors that begin at tokens [first, last)."""
    return actors[bisect_left(actors, first, key=first_of) : bisect_left(actors, last, key=first_of)]
