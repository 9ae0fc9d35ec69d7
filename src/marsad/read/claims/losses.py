"""Whose losses are counted: 'the losses of the army reached 60 dead and 100 wounded'.  Arabic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, first_of
from marsad.read.context import ActorContext
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_NEAR = 1
"""Tokens between 'losses', with 'in the ranks of' perhaps, and the name of who has them at most."""


def loser(scan: Scan, draft: Draft, actors: Sequence[ActorMention], context: ActorContext) -> ActorMention | None:
    """Return whose losses a count without a name of its own is: the last ones told before it in its sentence."""
    words = scan.firsts("losses_word") if scan.lang == "ar" else {}
    if not words or not draft.head.harm or draft.head.civilian:
        return None
    opens, _ = scan.sents[scan.sentence_of(draft.core)]
    named = actors[bisect_left(actors, opens, key=first_of) : bisect_left(actors, draft.first, key=first_of)]
    if not named or scan.begins(named[-1].last, draft.first, "harm_verb"):
        return None
    own = next((words[i] for i in range(draft.first - 1, named[-1].last - 1, -1) if i in words), None)
    if own is not None:
        return _of_owner(scan, own, named, context)
    word = next((words[i] for i in range(named[-1].first - 1, opens - 1, -1) if i in words), None)
    if word is None:
        return None
    ranks = scan.at(word.last, "in_ranks")
    start = ranks.last if ranks is not None else word.last
    return named[-1] if named[-1].first - start <= _NEAR else None


def _of_owner(scan: Scan, losses: Hit, named: Sequence[ActorMention], context: ActorContext) -> ActorMention | None:
    """'The army said its losses were 13 dead', 'X admitted losses of 13 dead': whose they are, told before them."""
    if losses.clitics.suffix:
        owner = context.of_pronoun(losses.first, losses.clitics.suffix)
        return owner if owner is not None and owner.first >= named[0].first else None
    admits = scan.ending(named[-1].first, "attribution_verb")
    admitted = admits is not None and admits.entry.features.get("kind") == "admitted"
    return named[-1] if admitted and losses.first == named[-1].last else None
