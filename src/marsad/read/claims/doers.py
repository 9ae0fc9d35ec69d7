"""Doers: persons counted before a verb whose object stands behind it ('two men shot dead a shopkeeper')."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, Head, first_of
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_BY = 8
"""Tokens from the verb to 'by' and who did it at most."""
_MADE = frozenset({"buildings", "vehicles", "things", "animals"})
"""What a verb of harm may have for its object besides persons."""
_FIRE = 4
"""Tokens from armed men to the verb that they attacked at most ('gunmen on motorbikes opened fire')."""
_SEIZED = frozenset({"abducted", "detained"})
"""What 'seized' and 'captured' are of persons, and not of a checkpoint."""
_WORDS = 4
"""Words of the object before its noun ('a traffic', 'an off-duty police') at most."""


def acts(scan: Scan, draft: Draft, triggers: list[Trigger]) -> bool:
    """Tell whether the count opens a clause as the one who does harm (', and a sniper shot dead a water carrier')."""
    n = bisect_left(triggers, draft.core_last, key=first_of)
    if n == len(triggers) or not does(scan, triggers[n], draft):
        return False
    between = range(draft.last, triggers[n].first)
    if len(between) > _WORDS or not all(scan.tokens.kinds[i] == "w" for i in between):
        return False
    if any(scan.at(i, "and", "boundary") is not None for i in between):
        return False
    return scan.at(draft.first - 1, "harm_verb", "harm_noun", "among") is None


def done_by(scan: Scan, i: int) -> bool:
    """Tell whether who stands at token `i` did the harm: 'was killed by two gunmen', 'shot dead near X by a sniper'.

    Arabic: 'were killed in an ambush of ten gunmen's'.
    """
    if scan.lang == "ar":
        event = scan.ending(i, "past_event") if scan.lexicon.begins(scan.tokens.folds[i], "to") else None
        return event is not None and scan.at(event.first - 1, "date_within") is not None
    by = scan.ending(i, "doer_by") if scan.lang == "en" else None
    if by is None or not by.entry.features.get("hands"):
        return False
    first, _ = scan.sents[scan.sentence_of(i)]
    for j in range(by.first - 1, max(first, by.first - _BY) - 1, -1):
        if scan.at(j, "harm_verb") is not None:
            return True
        if scan.any_at(j, "and", "boundary", "tells") is not None:
            return False
    return False


def attacks(scan: Scan, first: int, head: Head) -> bool:
    """Tell whether a clause of 'when', 'after' says of armed men that they attacked ('when two gunmen opened fire')."""
    strict = head.civilian is False
    armed = strict or head.party is not None or (bool(head.actors) and not head.civilian)
    if scan.lang != "en" or not armed or first < 1 or scan.at(first - 1, "causal") is None:
        return False
    for i in range(head.last, min(head.last + _FIRE, len(scan))):
        harm = scan.at(i, "harm_verb")
        if harm is not None and scan.at(harm.last, "place_prep", "doer_by", "agent") is not None:
            return False  # '30 policemen besieged in a fort'
        if scan.at(i, "attacks") is not None and (strict or harm is None):
            return True
        if (harm is None or harm.entry.features["harm"] in _SEIZED) and _takes(scan, i):
            return True
        if harm is not None or scan.tokens.kinds[i] != "w" or scan.at(i, "verb_be", "and") is not None:
            return False
    return False


def _takes(scan: Scan, i: int) -> bool:
    """Tell whether 'seized a checkpoint' stands at token `i`, not 'besieged in the base'."""
    verb = scan.at(i, "control_verb")
    return verb is not None and scan.at(verb.last, "determiner", "number_article", "place") is not None


def assails(scan: Scan, draft: Draft, following: Draft | None, triggers: list[Trigger]) -> bool:
    """Tell whether armed men attacked, and what is told behind is of others ('200 gunmen raided X: 29 were killed')."""
    n = bisect_left(triggers, draft.core_last, key=first_of)
    armed = draft.head.civilian is False or draft.head.party is not None or bool(draft.head.actors)
    if following is None or not armed or draft.head.civilian or n == len(triggers):
        return False
    if not draft.last < following.first <= triggers[n].first or following.whole is draft.whole is not None:
        return False
    if scan.sentence_of(following.core) != scan.sentence_of(draft.core):
        return False
    near = range(max(draft.last, draft.head.last), min(draft.last + _FIRE, following.first))
    verb = next((i for i in near if scan.at(i, "attacks") is not None), None)
    if verb is None:
        return False
    return not any(scan.any_at(i, "verb_be", "and", "relative") is not None for i in range(draft.last, verb))


def does(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether a verb has persons right behind it for its object, so that those before it did the harm."""
    if trigger.passive or trigger.intransitive or trigger.cls != "harm_verb" or not draft.head.persons:
        return False
    if trigger.first < draft.core_last or trigger.last >= len(scan):
        return False
    if scan.reads(trigger.first - 1, "which"):
        return True  # 'families sue over the crash, which killed all 157': a thing killed
    article = scan.at(trigger.last, "number_article", "determiner")
    if article is not None and article.entry.cls == "determiner" and not article.entry.features.get("possessive"):
        article = article if scan.reads(trigger.last, "definite") else None
    if article is None:
        counted = scan.tokens.kinds[trigger.last] == NUMBER or scan.at(trigger.last, "number", "vague") is not None
        made = scan.at(trigger.last + 1, "unit") if counted else None
        if made is not None and made.entry.features.get("why") in _MADE:
            return True  # 'affected 2 million customers and crippled 300 branches'
        titled = draft.kind == "implied" and trigger.last <= scan.headline  # 'Suicide bomber kills 12 at checkpoint'
        armed = draft.head.civilian is False
        told = titled or (armed and scan.lexicon.ends(scan.tokens.folds[trigger.first], "acting"))  # 'and wounding 60'
        return counted and (told or _person_at(scan, trigger.last + 1))
    return _person_at(scan, article.last)


def _person_at(scan: Scan, i: int) -> bool:
    """Tell whether a noun of persons comes within a few plain words from token `i`."""
    for j in range(i, min(i + _WORDS, len(scan))):
        if scan.at(j, "person") is not None:
            return True
        if scan.tokens.kinds[j] != "w" or scan.any_at(j, "preposition", "and", "verb_be", "harm_verb", "boundary"):
            return False
    return False
