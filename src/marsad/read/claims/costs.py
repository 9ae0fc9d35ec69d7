"""Costs: which word of harm a count goes with, by what it costs to reach from one to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from marsad.read.claims.arabic import to_predicate
from marsad.read.claims.beyond import beyond_aside
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.doers import does
from marsad.read.claims.draft import Draft, first_of, last_of
from marsad.read.claims.elided import of_number
from marsad.read.claims.fell import fell_in
from marsad.read.claims.instead import in_it, lost_things, of_doer, of_others, of_weapon, that_again
from marsad.read.claims.ownverbs import joined
from marsad.read.claims.trigger import Trigger
from marsad.read.claims.verbs import (
    costs,
    finite,
    governed,
    headlined,
    hunted,
    objectless,
)
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

ANOTHER_CLAUSE = 12
"""What it costs a word of harm to stand in another clause than the count."""
COMMAS = frozenset({",", "\u060c"})
_PAIR = 2
"""So many persons may be meant by 'who' behind another noun, more are told of as 'those who'."""
_WHICH = 2
"""Tokens from 'which' to 'led to the killing' at most."""
_DEAD, _COMPLETED = "harm.apart.dead", 6
"""The entry of 'dead' in 'shot three men dead', and how far behind the men it may stand."""
_BURNT = "harm.burn.verb"
"""The entry of the verb that is said of houses and stores as well."""
_DESTROYED = "harm.destroy.verb"
_WHERE = frozenset({"injured", "missing"})
"""Harms that a place tells, in care or under the rubble."""
_ARRIVED = "harm.arrive.verb"
_CARE = "harm.hospital.verb"
_MORE = 2
"""Tokens of 'a further' between a verb and a number."""
_APART = 2
"""Tokens between two counts that one verb tells of ('ten and five were killed') at most."""
_OBJECT = 2
"""Arabic: tokens between a verb, its subject behind it, and who it befell at most."""
_PART = 4
"""Tokens between a part's number and its verb at most ('28 of them at least have died')."""


def cheapest(
    scan: Scan,
    draft: Draft,
    drafts: list[Draft],
    k: int,
    triggers: list[Trigger],
    clauses: Clauses,
    sentence: tuple[int, int],
) -> tuple[Trigger, int] | None:
    """Return the word of harm in the sentence that costs the count least to reach, and what it costs."""
    best: tuple[int, Trigger] | None = None
    inside = _within(triggers, sentence)
    beyond = beyond_aside(scan, draft, inside)
    if beyond is not None:
        return beyond, 0
    middle = bisect_left(inside, draft.core, key=first_of)
    for trigger in reversed(inside[:middle]):
        if best is not None and draft.first - trigger.last - 1 > best[0]:
            break  # what is farther costs more
        cost = _cost(scan, draft, drafts, k, trigger, clauses)
        if cost is not None and (best is None or cost <= best[0]):
            best = (cost, trigger)
    for trigger in inside[middle:]:
        if best is not None and trigger.first - draft.last - 1 > best[0]:
            break
        cost = _cost(scan, draft, drafts, k, trigger, clauses)
        if scan.lang == "en" and any(_own_of(scan, d, draft, trigger) for d in drafts[k + 1 : k + 3]):
            continue  # '328 victims, of whom 97 were killed'
        if any(_takes(scan, d, draft, trigger) for d in drafts[k + 1 : k + 3]):
            continue  # '40 soldiers deployed in the town, and two were killed'
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, trigger)
    if best is None:
        return None
    of_part = (
        k > 0 and of_number(scan, drafts[k - 1].core_last) == draft.core
    )  # 'two of the six men abducted were freed'
    verb = finite(scan, draft, drafts, triggers, best[1]) if scan.lang == "en" and not of_part else None
    return (verb or best[1], best[0])


def _takes(scan: Scan, other: Draft, draft: Draft, trigger: Trigger) -> bool:
    """Tell whether a verb behind count `draft` is that of another count alone.

    '40 soldiers deployed in the town, and two were killed', '80 gunmen stormed it, and eleven residents died', 'chased
    30 protesters, killing two', in Arabic '30 pupils were on the bus, died six': only 'ten men of the brigade and two
    journalists were killed' tells of both.
    """
    if other.rest or trigger.first < draft.last:
        return False
    if scan.lang == "ar":
        own = 2 if scan.at(other.last, "among") is not None else 0  # 'the people killed three of them'
        if 0 <= other.first - trigger.last <= own and scan.tokens.folds[trigger.first - 1] in COMMAS:
            return True
        noun = trigger.cls == "harm_noun" and other.first == trigger.last and other.whole is not draft
        return noun or _has_object(scan, draft, trigger, other)
    if other.whole is draft:
        return False
    if 0 <= other.first - trigger.last <= 1:
        that = scan.at(trigger.first - 1, "relative") is not None  # 'arrived four days after the quake that killed 80'
        return that or scan.tokens.folds[trigger.first - 1] == ","
    them = scan.at(other.last, "among")
    last = them.last if them is not None else other.last
    be = scan.at(last, "verb_be")
    if trigger.first != (be.last if be is not None else last) or scan.at(other.first - 1, "and") is None:
        return False
    if other.first - draft.last <= _APART:
        return False
    bare = not (other.head.persons or other.head.actors or other.head.other)
    commas = [i for i in range(draft.last, other.first) if scan.tokens.folds[i] == ","]
    described = scan.any_at(draft.last, "preposition", "from", "of", "place_prep") is not None and not any(
        scan.lexicon.ends(scan.tokens.folds[i], "past") for i in range(draft.last, other.first)
    )  # 'seven soldiers from the division, and two civilians'
    clause = commas == [other.first - 2] and not described  # two commas enclose who the first were
    return bare or clause or scan.at(draft.last, "verb_be") is not None


def _has_object(scan: Scan, draft: Draft, trigger: Trigger, other: Draft) -> bool:
    """Tell whether a word of harm some way behind a count has the next count for its own.  Arabic.

    '120 policemen graduated a day after the killing of five', '10,000 crossed since a massacre to which 60 fell'.
    """
    if trigger.first <= draft.last or not 0 <= other.first - trigger.last <= _OBJECT or other.whole is draft:
        return False
    if trigger.rule == "harm.coordinated" or _and_number(scan, other) or scan.at(trigger.last, "among") is not None:
        return False
    if any(scan.tokens.kinds[i] != "w" or scan.at(i, "harm_verb") for i in range(trigger.last, other.first)):
        return False
    event = (
        scan.begins(draft.last, trigger.first, "cause", "past_event", "event_word")
        or scan.at(trigger.first, "harm_noun") is not None
    )
    return event and scan.begins(draft.last, trigger.first, "date_open", "date_after")


def _own_of(scan: Scan, part: Draft, whole: Draft, trigger: Trigger) -> bool:
    """Tell whether a word of harm is a part's own: 'fears for 59 children, 25 of them in intensive care'.  English."""
    if part.whole is not whole:
        return False
    of_them = scan.at(part.core_last, "among")
    beside = of_them is not None and trigger.first == of_them.last and scan.ending(whole.first, "no_harm") is not None
    return beside or governed(scan, part, trigger)


def _within(triggers: list[Trigger], sentence: tuple[int, int]) -> list[Trigger]:
    """Return the words of harm that reach into the tokens of a sentence."""
    first = bisect_right(triggers, sentence[0], key=last_of)
    return triggers[first : bisect_left(triggers, sentence[1], key=first_of)]


def _cost(scan: Scan, draft: Draft, drafts: list[Draft], k: int, trigger: Trigger, clauses: Clauses) -> int | None:
    folds = scan.tokens.folds
    arabic = scan.lang == "ar"
    if trigger.weak and not (
        _in_reach(scan, trigger, draft) or costs(scan, trigger, draft) or fell_in(scan, trigger, draft)
    ):
        return None
    armed = draft.head.civilian is False or bool(draft.head.actors)
    if trigger.rule == _ARRIVED and armed:
        return None  # whoever is armed arrives to fight
    if trigger.last <= draft.core and lost_things(scan, trigger, draft, clauses):
        return None  # 'lost 12 tanks, and that 4,000 had signed up'
    if trigger.rule == _CARE and draft.head.role == "medic":
        return None  # 'twelve doctors came to the hospital'
    if trigger.rule == _DESTROYED and (not armed or trigger.first != draft.last):
        return None  # 'up to 75 troops were destroyed', but not '30 families whose houses were destroyed'
    if trigger.rule == _BURNT and trigger.last <= draft.first and not (draft.head.persons or armed or draft.head.other):
        return None  # 'burned 12 granaries'
    if trigger.object and not _object_of(scan, trigger, draft):
        return None
    if trigger.first in clauses.aside or (trigger.object and hunted(scan, trigger, draft)):
        return None
    if trigger.last <= draft.core and not arabic and of_weapon(scan, trigger, draft):
        return None
    if trigger.last <= draft.core:
        if arabic and not draft.toll and that_again(scan, max(trigger.last, draft.first - _PART), draft.first):
            return None  # 'that hundreds have died and that 14 million face hunger'
        wounds = scan.at(trigger.last, "of_wounds") if arabic else None  # 'died of his wounds a man'
        gap = max(draft.first - (wounds or trigger).last, 0)
        if gap == 0 and trigger.rule.startswith("person."):
            return -2  # 'the bodies of 3 civilians'
        cost = gap + (ANOTHER_CLAUSE if clauses.between(trigger.last, draft.first) else 0)
        if trigger.after:
            return None
        verb = scan.at(trigger.first, trigger.cls)
        either = verb is not None and bool(verb.entry.features.get("either"))  # 'rescued 27 hostages'
        object_of = either and gap == 0 and scan.at(trigger.first - 1, "verb_be") is None
        if trigger.passive and not arabic and trigger.cls == "harm_verb" and not object_of:
            cost += 8  # what was done to the persons before it
        if any(d.core > trigger.last and d.core < draft.core for d in drafts[max(0, k - 6) : k]):
            cost += 0 if arabic else 2
    elif trigger.first >= draft.core_last:
        if trigger.cls in ("toll", "casualty_noun") or (not arabic and trigger.cls == "harm_noun"):
            return None  # a total that follows is the subject of another number
        last = to_predicate(scan, draft.last) if arabic else draft.last
        gap = max(trigger.first - last, 0)
        crossing = clauses.between(last if last > draft.last else draft.core_last, trigger.first)
        crossing = crossing or (arabic and scan.begins(draft.core_last, trigger.first, "when_clause"))
        cost = gap + (ANOTHER_CLAUSE if crossing else 0)
        if any(last <= d.core < trigger.first or draft.core < d.core < draft.last for d in drafts[k + 1 : k + 7]):
            cost += 3
        if arabic and (_of_some(scan, trigger) or _of_part(scan, trigger, draft, drafts[k + 1 : k + 4])):
            return None  # 'a bus with 40 passengers, killed were of them 12'; '132 are held, 28 of them have died'
        if arabic and trigger.cls == "harm_noun" and joined(scan, trigger):
            return None  # 'the victory of nine and the loss of two': a noun with 'and' is of those behind it
        if arabic and that_again(scan, draft.last, trigger.first):
            return None  # 'that 14 million face hunger and that hundreds have died'
        if arabic and in_it(scan, trigger.last):
            return None  # '16 women were elected amid violence killed in which was a candidate'
        if arabic and _suspects(draft) and any(d.first == trigger.last for d in drafts[k + 1 : k + 3]):
            return None  # 'a network composed of seven suspects killed a merchant'
        if arabic and draft.head.civilian is False and _does(scan, trigger, drafts[k + 1 : k + 3]):
            return None  # 'three gunmen opened fire and killed seven passengers'
        if trigger.after and gap > (_COMPLETED if trigger.rule == _DEAD else 2):
            return None
        if arabic and (draft.value or 0) > _PAIR and _of_something(scan, draft.last, trigger.first):
            return None  # '200 men took part in the attack in which 12 were killed'
        if arabic:
            if trigger.after and trigger.weak and trigger.harm in _WHERE and _died(scan, draft):
                return None  # 'the death of a man in intensive care', 'under the rubble' says where he died
            if draft.rest and joined(scan, trigger) and drafts[k + 1 : k + 2]:
                return None  # 'and the rest five civilians on a bus, and wounded in the strike were 15'
            if joined(scan, trigger) and any(d.first == trigger.last for d in drafts[k + 1 : k + 4]):
                return None  # 'and wounded were nine'
            cost += 10 if joined(scan, trigger) else 0
            rest = draft.rest and gap == 0 and trigger.cls == "harm_verb" and not joined(scan, trigger)
            cost += -1 if rest or (trigger.after and gap <= 1) else 1 if gap == 0 and trigger.cls == "harm_verb" else 8
        else:
            if any(folds[i] in COMMAS for i in range(draft.last, trigger.first)):
                cost += 4
            if of_doer(scan, trigger, draft):
                return None
            if does(scan, trigger, draft) or of_others(scan, draft, drafts[k + 1 : k + 4], trigger):
                return None
            active = not trigger.passive and gap > 0 and not objectless(scan, trigger)
            linked = trigger.first > 0 and scan.at(trigger.first - 1, "and") is not None
            if active and linked:
                return None  # '... and two guards, and kidnapped 15'
            cost += 4 if active else 0
    else:
        return 5 if draft.kind == "implied" and not arabic else 0  # 'a wounded constable died'
    if not arabic and cost >= ANOTHER_CLAUSE and _names(draft) and clauses.apart(draft, trigger):
        return None
    passive = not arabic and trigger.passive and trigger.first >= draft.core_last  # 'nine have since been released'
    apart = trigger.weak and gap > 1 and not passive and not _only_more(scan, trigger.last, draft.first)
    return cost + (10 if apart else 0)


def _names(draft: Draft) -> bool:
    """Tell whether a count says who its persons are, by a noun that is listed or not."""
    return bool(draft.head.persons) or (draft.head.last > draft.core_last and not draft.head.other)


def _only_more(scan: Scan, first: int, last: int) -> bool:
    """Tell whether only 'a further', 'another' stand in tokens [first, last): 'captured a further 12'.  English."""
    between = range(first, last)
    return 0 < len(between) <= _MORE and all(
        scan.any_at(i, "additional", "another", "number_article", "other") is not None for i in between
    )


def _died(scan: Scan, draft: Draft) -> bool:
    """Tell whether a word of killing or dying stands right before a count."""
    word = scan.ending(draft.first, "harm_noun") or scan.ending(draft.first, "harm_verb")
    return word is not None and word.entry.features["harm"] == "killed"


def _object_of(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether a verb that has its persons behind it may be said of the count, in a headline also before it."""
    if trigger.first >= draft.core_last:
        return headlined(scan, trigger, draft)
    verb = scan.at(trigger.first, trigger.cls)
    if verb is not None and verb.entry.features.get("titled"):
        return trigger.last <= scan.headline  # 'Troops free 30', but not 'tried to free 30'
    return verb is None or not verb.entry.features.get("headline")


def _of_something(scan: Scan, start: int, verb: int) -> bool:
    """Tell whether 'which', said of something named behind a count, opens the clause of the verb.  Arabic."""
    near = (scan.at(i, "control_relative") for i in range(max(start + 1, verb - _WHICH - 1), verb))
    return any(hit is not None and hit.entry.features.get("n") == "sg" for hit in near)


def _of_some(scan: Scan, trigger: Trigger) -> bool:
    """Tell whether 'of them', or a number 'of them', stands behind a verb: it is said of some of those before it.

    Arabic.
    """
    if trigger.cls != "harm_verb" or trigger.last >= len(scan):
        return False
    number = scan.at(trigger.last, "number")
    digits = scan.tokens.kinds[trigger.last] == NUMBER
    among = scan.at(number.last if number is not None else trigger.last + digits, "among")
    return among is not None and bool(among.entry.features.get("trailing"))


def _of_part(scan: Scan, trigger: Trigger, draft: Draft, following: list[Draft]) -> bool:
    """Tell whether a part of the count stands right before the verb, which is said of the part.  Arabic."""
    before = [d for d in following if d.core_last <= trigger.first]
    return bool(before) and before[-1].whole is draft and own_behind(scan, trigger, before[-1])


def own_behind(scan: Scan, trigger: Trigger, part: Draft) -> bool:
    """Tell whether '28 of them at least' stands right before a verb that is said of these 28.  Arabic."""
    among = scan.at(part.core_last, "among")
    between = range(part.core_last, trigger.first)
    if (
        trigger.first < part.core_last
        or joined(scan, trigger)
        or scan.begins(part.core_last, trigger.first, "when_clause")
    ):
        return False
    return among is not None and len(between) <= _PART and all(scan.tokens.kinds[i] == "w" for i in between)


def _suspects(draft: Draft) -> bool:
    """Tell whether those counted are suspected of something."""
    return any(noun.get("suspect") for noun, _ in draft.head.nouns)


def _does(scan: Scan, trigger: Trigger, following: list[Draft]) -> bool:
    """Tell whether a verb in the plural has the next count for its object, and those before it for its subject."""
    return scan.at(trigger.first, "verb_of_many") is not None and any(
        d.first == trigger.last and scan.at(d.first, "and") is None and not _and_number(scan, d) for d in following
    )


def _and_number(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'and' is written as one with a count's number or noun."""
    hit = scan.at(draft.first, "number", "person")
    return hit is not None and bool(hit.clitics.conjunction)


def _in_reach(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether a word that means harm only beside its persons ('trapped', 'captured') stands close enough."""
    right = trigger.first - draft.last
    if trigger.beside:
        of_them = scan.at(trigger.last, "among")  # 'a boat with 60 migrants, drowned of them nine'
        return 0 <= right <= 3 or draft.first in (trigger.last, of_them.last if of_them is not None else None)
    return -4 <= right <= (9 if trigger.passive else 3) or 0 <= draft.first - trigger.last <= 2
