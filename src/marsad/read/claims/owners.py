"""Whose 'their men' are: the subject's, and not his from whom a place was taken or whose post was stormed.  English."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_DONE_TO = frozenset({"killed", "injured", "detained"})


def describes(scan: Scan, actor: ActorMention) -> bool:
    """Tell whether an actor only says whose a place or an attack is ('an army post', 'a rebel attack')."""
    if scan.lang != "en" or actor.last >= len(scan):
        return False
    happening = scan.any_at(actor.last, "event_word", "cause") is not None
    acts = scan.lexicon.ends(scan.tokens.folds[actor.last], "past")  # 'the rebels stormed'
    return owns_place(scan, actor) or (happening and not acts)


def owns_place(scan: Scan, actor: ActorMention) -> bool:
    """Tell whether an actor only says whose a place is ('Hezbollah positions'): it does no harm there.  English."""
    return scan.lang == "en" and scan.any_at(actor.last, "control_place", "place_kind") is not None


def owner_in_clause(scan: Scan, draft: Draft, named: Sequence[ActorMention]) -> ActorMention | None:
    """Return whose 'their men' are by the verb before them, `named` the parties of the sentence; None: nothing tells.

    Who loses men is the verb's subject; who kills 'its men' kills another's; and what a fight leaves dead are the men
    of the only party that stands behind no particle ('took X from Y after clashes that left 17 of their men dead').
    """
    if scan.lang != "en":
        return None
    before = [a for a in named if a.last <= draft.first]
    free = [a for a in before if not describes(scan, a) and not _behind_particle(scan, a)]
    verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None and draft.trigger < draft.first else None
    noun = scan.at(draft.trigger, "harm_noun") if draft.trigger is not None and draft.trigger < draft.first else None
    if noun is not None and noun.entry.features.get("loses"):
        return next((a for a in free if a.last <= noun.first), None)  # 'killed 150 for the loss of 16 of its own'
    if verb is not None and verb.entry.features.get("loses"):
        if scan.ending(verb.first, "control_relative") is not None:
            return None
        return _subject(scan, [a for a in free if a.last <= verb.first], verb.first)
    if verb is not None and _does_harm(scan, verb):
        killer = _subject(scan, [a for a in free if a.last <= verb.first], verb.first)
        others = [a for a in before if killer is None or a.side != killer.side]
        others = [a for a in others if scan.at(a.last, "own_losses") is None]  # 'Military losses'
        return others[-1] if others and (killer is not None or len({a.side for a in others}) == 1) else None
    return free[0] if len(free) < len(before) and len({a.side for a in free}) == 1 else None


def who_lost(scan: Scan, draft: Draft, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Return the subject of 'took 18 villages from X, losing 20 men', who is not X.  English."""
    if scan.lang != "en" or draft.trigger is None:
        return None
    at = draft.trigger - 1
    if scan.tokens.folds[at] != "," and scan.at(at, "and") is None:
        return None
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    named = [a for a in actors if first <= a.first < draft.first]
    if named and scan.at(named[0].last, "attribution_verb") is not None:
        return None  # 'the army said it had killed 15 terrorists and lost two men'
    return owner_in_clause(scan, draft, named)


def _does_harm(scan: Scan, verb: Hit) -> bool:
    """Tell whether a verb says that a party harmed others: no funeral, no 'clashes which left 17 of their men dead'."""
    if verb.entry.features["harm"] not in _DONE_TO or verb.entry.features.get("funeral"):
        return False
    return scan.any_at(verb.first, "leaves") is None and scan.ending(verb.first, "control_relative") is None


def _subject(scan: Scan, free: Sequence[ActorMention], verb: int) -> ActorMention | None:
    """Return the subject of a verb of losing: of 'attacked X and lost' the first party that is no source."""
    if not free:
        return None
    goes_on = scan.at(verb - 1, "and") is not None or scan.tokens.folds[verb - 1] == ","
    acting = [a for a in free if scan.at(a.last, "attribution_verb") is None] or list(free)
    return acting[0] if goes_on else free[-1]


def _behind_particle(scan: Scan, actor: ActorMention) -> bool:
    """Tell whether 'from', 'against', 'with (the)' stands before an actor."""
    the = scan.ending(actor.first, "determiner")
    at = the.first if the is not None else actor.first
    return any(scan.ending(at, cls) is not None for cls in ("preposition", "from", "agent", "doer_by", "place_prep"))


def another_owner(scan: Scan, actor: ActorMention, i: int) -> bool:
    """Tell whether a country or a town stands between an actor and 'its dead' at token `i` as their owner.

    'After Hamas gunmen broke through, Israel's count of its dead'.
    """
    places = (scan.at(j, "place") for j in range(actor.last, i))
    return any(place is not None and scan.possessive(place.last) for place in places)
