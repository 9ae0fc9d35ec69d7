"""Harms: which word of the clause says what happened to the persons of a count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice

from marsad.read.claims.arabic import harm_behind, own_predicate, to_predicate
from marsad.read.claims.beside import bodies_of_both
from marsad.read.claims.beyond import beyond_aside
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.doers import acts, does
from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import of_number
from marsad.read.claims.ellipsis import COMPARED, GAPPED
from marsad.read.claims.fell import fell_in
from marsad.read.claims.labels import heading_harm, label_labels
from marsad.read.claims.ownverbs import fled_before, joined, own_verb, verb_right_before
from marsad.read.claims.recast import NO_HARM, from_later, rescued, settle_combined
from marsad.read.claims.said import of_overtaken
from marsad.read.claims.trigger import Trigger
from marsad.read.claims.verbs import (
    MOVED,
    costs,
    finite,
    further,
    governed,
    headlined,
    hunted,
    kept_harm,
    named,
    objectless,
    of_those,
    told_harm,
    was,
)
from marsad.read.scan import Scan

_ANOTHER_CLAUSE = 12
"""What it costs a word of harm to stand in another clause than the count."""
_COMMAS = frozenset({",", "\u060c"})
_HELD = frozenset({"detained", "abducted"})

_PART = 4
"""Tokens between a part's number and its verb at most ('28 of them at least have died')."""
_GOVERNORS = 20
"""Words of harm after a part that its own verb may be among."""


def _governor(scan: Scan, draft: Draft, triggers: list[Trigger]) -> Trigger | None:
    """Return the verb of its own that follows a part."""
    first = bisect_left(triggers, draft.core_last, key=lambda t: t.first)
    if scan.lang == "ar":
        told = scan.ending(draft.first, "harm_verb") is not None or first == len(triggers)
        verb = None if told or triggers[first].cls != "harm_verb" else triggers[first]
        return verb if verb is not None and _own_behind(scan, verb, draft) else None
    return next((t for t in triggers[first : first + _GOVERNORS] if governed(scan, draft, t)), None)


def assign_harms(scan: Scan, drafts: list[Draft], triggers: list[Trigger], clauses: Clauses) -> None:
    """Give each draft its harm; one without any gets `drop`."""
    label_labels(scan, drafts)
    told = {i for d in drafts if d.head.harm for i in range(d.first, d.head.last)}
    triggers = [t for t in triggers if t.first not in told]
    others = scan.lang == "ar" and bool(scan.firsts("open_of_all"))
    for k, draft in enumerate(drafts):
        if draft.harm is not None:
            continue
        of_captives = scan.lang == "ar" and draft.head.harm == "injured" and draft.whole is not None
        if of_captives and draft.whole is not None and draft.whole.head.harm in _HELD and "part.subset" in draft.rules:
            draft.harm, draft.trigger = draft.whole.harm, draft.whole.trigger  # captives, five wounded among them
            draft.rules.append("harm.of_whole")
            continue
        if fled_before(scan, draft, triggers):
            draft.drop = NO_HARM
            continue
        if draft.head.harm is not None and not own_verb(scan, draft, triggers, drafts[k - 1] if k else None):
            draft.harm = draft.head.harm
            draft.rules.append("harm.by_noun")
            continue
        if scan.lang == "en" and acts(scan, draft, triggers):
            draft.drop = NO_HARM
            continue
        shared = draft.kind == "share" and draft.whole is not None and draft.whole.harm is not None
        if shared and draft.whole is not None and not (scan.lang == "ar" and verb_right_before(scan, draft)):
            draft.harm = draft.whole.harm
            draft.rules.append("harm.of_whole")
            continue
        if "count.told" in draft.rules:
            first = told_harm(scan, draft, drafts, k)
            draft.harm, draft.drop = (first, draft.drop) if first is not None else (None, NO_HARM)
            if draft.drop == NO_HARM:
                continue
        if draft.harm is not None:
            continue
        if draft.kind == "figure" and k and drafts[k - 1].harm is not None:
            draft.harm = _of_figure(scan, drafts, k)
            draft.rules.append("harm.of_figure")
            continue
        if of_those(scan, draft, drafts, k) or (scan.lang == "ar" and of_overtaken(scan, draft, drafts, k)):
            continue
        sentence = scan.sents[scan.sentence_of(draft.core)]
        behind = own_predicate(scan, draft, drafts[k - 1] if k else None) if scan.lang == "ar" else None
        if behind is not None:
            draft.harm, draft.trigger = harm_behind(behind), behind.first
            draft.rules.append(behind.entry.id)
            continue
        trigger = _best(scan, draft, drafts, k, triggers, clauses, sentence)
        if others and _the_number(scan, draft, drafts, k):
            continue
        at_once = scan.lang == "en" and trigger is not None and trigger[0].first == draft.last
        goes_on = not {GAPPED, COMPARED}.isdisjoint(draft.rules) and draft.whole is None and not at_once
        if goes_on and k and drafts[k - 1].harm is not None:
            draft.harm, draft.trigger = drafts[k - 1].harm, drafts[k - 1].trigger
            draft.rules.append("harm.kept")
            continue
        later = trigger is None or trigger[0].first > draft.core
        if k and later and _coordinate(scan, draft, drafts[k - 1], trigger is None):
            draft.harm, draft.trigger = drafts[k - 1].harm, drafts[k - 1].trigger
            draft.rules.append("harm.of_coordinate")
            continue
        near = trigger is not None and trigger[1] <= (5 if trigger[0].passive and scan.lang == "en" else 2)
        if trigger is None and k and further(draft, drafts[k - 1]):
            draft.harm, draft.trigger = drafts[k - 1].harm, drafts[k - 1].trigger
            draft.rules.append("harm.of_before")
            continue
        own = _governor(scan, draft, triggers) if draft.whole is not None else None
        if own is not None:
            trigger = own, 0
        if near and trigger is not None and draft.whole is not None and was(scan, draft, trigger[0]):
            near = False
        near = near or (trigger is not None and governed(scan, draft, trigger[0]))
        near = near or (trigger is not None and scan.lang == "ar" and _own_behind(scan, trigger[0], draft))
        if draft.whole is not None and draft.whole.harm is not None and not near:
            draft.harm = draft.whole.harm
            draft.trigger = draft.whole.trigger
            draft.rules.append("harm.of_whole")
        elif trigger is not None and not (draft.toll and trigger[1] >= _ANOTHER_CLAUSE):
            draft.harm, draft.trigger = trigger[0].harm, trigger[0].first
            draft.rules.append(trigger[0].rule)
        elif scan.lang == "en" and draft.toll and of_overtaken(scan, draft, drafts, k):
            pass
        elif draft.toll and (draft.head.actors or draft.head.persons or draft.head.other or draft.value):
            if scan.lang == "en":
                before = next((d.harm for d in islice(drafts, k) if d.whole is None), None)
            else:
                same = k and scan.sentence_of(drafts[k - 1].core) == scan.sentence_of(draft.core)
                before = drafts[k - 1].harm if same else None
                silent = before is None and not (draft.head.persons or draft.head.actors or draft.head.mixed)
                if silent and not any(other.harm == "killed" for other in triggers):
                    draft.drop = NO_HARM  # 'there are some who gave up; their number is 40'
                    continue
            draft.harm = "other" if before == "other" else "killed"
            draft.rules.append("harm.toll_default")
        elif (total := _same_total(scan, draft, islice(drafts, k))) is not None:
            draft.harm = total.harm
            draft.rules.append("harm.of_total")
        elif drafts[0].harm == "killed" and named(scan, draft):
            draft.harm, draft.trigger = "killed", drafts[0].trigger
            draft.rules.append("harm.of_list")
        elif scan.lang == "en" and (kept := kept_harm(scan, draft, drafts, k)) is not None:
            draft.harm = kept
            draft.rules.append("harm.kept")
        elif (heading := heading_harm(scan, draft)) is not None:
            draft.harm = heading
            draft.rules.append("harm.of_list")
        else:
            draft.drop = NO_HARM
        if scan.lang == "en" and draft.harm in MOVED and _of_wounded(scan, draft):
            draft.harm = "injured"
        captive = draft.whole is not None and (draft.whole.harm or draft.whole.head.harm) == "abducted"
        if scan.lang == "en" and captive and draft.harm == "detained":
            draft.harm = "abducted"  # 'seized 253 hostages, of whom 130 are still held'
        freed = "harm.rescue.verb" in draft.rules
        held = draft.head.harm or (draft.whole.harm if draft.whole is not None else None)
        if draft.harm == "other" and held in ("abducted", "detained") and freed:
            draft.harm = "released"  # 'of the 23 women taken, eight have been rescued'
        if draft.kind == "resumed" and draft.whole is not None and draft.whole.harm != draft.harm:
            draft.whole = None
    if scan.lang == "en":
        from_later(scan, drafts)
        bodies_of_both(scan, drafts)
    settle_combined(drafts)
    rescued(scan, drafts)


def _of_figure(scan: Scan, drafts: list[Draft], k: int) -> str | None:
    """'41 killed and 190 injured, an earlier toll was 38': a toll is of the dead who are told before the hurt."""
    before, dead = drafts[k - 1], drafts[k - 2] if k > 1 else drafts[k - 1]
    pair = before.harm == "injured" and dead.harm == "killed" and dead.whole is None
    return dead.harm if pair and scan.sentence_of(dead.core) == scan.sentence_of(before.core) else before.harm


def _of_wounded(scan: Scan, draft: Draft) -> bool:
    """'three of the wounded were evacuated': they are wounded still.  English."""
    among = scan.at(draft.core_last, "among")
    told = among is not None and among.entry.features.get("of_harm") == "injured"
    return told or (draft.whole is not None and draft.whole.harm == "injured")


def _the_number(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> bool:
    """'471 died and 314 were hurt, while others put the number at 100 to 300': the first harm told, if killed.  Arabic.

    Only where the number has no noun of its own and is no toll that rose.
    """
    if draft.toll or not k or draft.head.persons or draft.head.actors:
        return False
    number = scan.ending(draft.first, "toll_noun")
    first = next((d for d in drafts[:k] if d.harm is not None and d.whole is None), None)
    alone = number is not None and scan.at(number.first, "open_of_all") is not None
    if not alone or first is None or first.harm != "killed":
        return False
    draft.harm, draft.trigger = first.harm, first.trigger
    draft.rules.append("harm.of_total")
    return True


def _same_total(scan: Scan, draft: Draft, before: Iterable[Draft]) -> Draft | None:
    """'the abducted rose to 315 ... a channel had put the number at 52 pupils': a total named by 'the number' alone."""
    named = scan.ending(draft.first, "toll_noun") is not None and scan.lang == "ar"
    return next((d for d in before if d.toll and d.harm is not None), None) if named else None


def _coordinate(scan: Scan, draft: Draft, before: Draft, alone: bool) -> bool:
    """'27 dead of X and 19 of Y, and wounded were ...': what comes after in a clause of its own is said of others."""
    hit = scan.at(draft.core, "number")
    joined = (hit is not None and bool(hit.clitics.conjunction)) or scan.at(draft.first, "and") is not None
    comma = scan.tokens.folds[draft.last : draft.last + 1]
    ends = not comma or comma[0] in _COMMAS or comma[0] in (".", "\u061b") or alone
    same = scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    beside = scan.lang == "ar" and same and before.harm is not None and draft.first == before.last
    noun = scan.at(draft.first, "person") if beside and draft.first < draft.core else None
    kin = noun is not None and bool(noun.clitics.conjunction)  # 'a mother and her children, the three'
    return beside and ((joined and ends) or kin)


def _best(
    scan: Scan,
    draft: Draft,
    drafts: list[Draft],
    k: int,
    triggers: list[Trigger],
    clauses: Clauses,
    sentence: tuple[int, int],
) -> tuple[Trigger, int] | None:
    best: tuple[int, Trigger] | None = None
    inside = _within(triggers, sentence)
    beyond = beyond_aside(scan, draft, inside)
    if beyond is not None:
        return beyond, 0
    middle = bisect_left(inside, draft.core, key=lambda t: t.first)
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
        if scan.lang == "en" and any(d.whole is draft and governed(scan, d, trigger) for d in drafts[k + 1 : k + 3]):
            continue  # '328 victims, of whom 97 were killed'
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, trigger)
    if best is None:
        return None
    of_part = (
        k > 0 and of_number(scan, drafts[k - 1].core_last) == draft.core
    )  # 'two of the six men abducted were freed'
    verb = finite(scan, draft, drafts, triggers, best[1]) if scan.lang == "en" and not of_part else None
    return (verb or best[1], best[0])


def _within(triggers: list[Trigger], sentence: tuple[int, int]) -> list[Trigger]:
    """Return the words of harm that reach into the tokens of a sentence."""
    first = bisect_right(triggers, sentence[0], key=lambda t: t.last)
    return triggers[first : bisect_left(triggers, sentence[1], key=lambda t: t.first)]


def _cost(scan: Scan, draft: Draft, drafts: list[Draft], k: int, trigger: Trigger, clauses: Clauses) -> int | None:
    folds = scan.tokens.folds
    arabic = scan.lang == "ar"
    if trigger.weak and not (_in_reach(trigger, draft) or costs(scan, trigger, draft) or fell_in(scan, trigger, draft)):
        return None
    if trigger.object and not _object_of(scan, trigger, draft):
        return None
    if trigger.first in clauses.aside or (trigger.object and hunted(scan, trigger, draft)):
        return None
    if trigger.last <= draft.core:
        wounds = scan.at(trigger.last, "of_wounds") if arabic else None  # 'died of his wounds a man'
        gap = max(draft.first - (wounds or trigger).last, 0)
        if gap == 0 and trigger.rule.startswith("person."):
            return -2  # 'the bodies of 3 civilians'
        cost = gap + (_ANOTHER_CLAUSE if clauses.between(trigger.last, draft.first) else 0)
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
        cost = gap + (_ANOTHER_CLAUSE if crossing else 0)
        if any(last <= d.core < trigger.first or draft.core < d.core < draft.last for d in drafts[k + 1 : k + 7]):
            cost += 3
        if arabic and (_of_some(scan, trigger) or _of_part(scan, trigger, draft, drafts[k + 1 : k + 4])):
            return None  # 'a bus with 40 passengers, killed were of them 12'; '132 are held, 28 of them have died'
        if arabic and draft.head.civilian is False and _does(scan, trigger, drafts[k + 1 : k + 3]):
            return None  # 'three gunmen opened fire and killed seven passengers'
        if trigger.after and gap > 2:
            return None
        if arabic:
            if joined(scan, trigger) and any(d.first == trigger.last for d in drafts[k + 1 : k + 4]):
                return None  # 'and wounded were nine'
            cost += 10 if joined(scan, trigger) else 0
            cost += -1 if trigger.after and gap <= 1 else 1 if gap == 0 and trigger.cls == "harm_verb" else 8
        else:
            if any(folds[i] in _COMMAS for i in range(draft.last, trigger.first)):
                cost += 4
            if does(scan, trigger, draft):
                return None
            active = not trigger.passive and gap > 0 and not objectless(scan, trigger)
            linked = trigger.first > 0 and scan.at(trigger.first - 1, "and") is not None
            if active and linked:
                return None  # '... and two guards, and kidnapped 15'
            cost += 4 if active else 0
    else:
        return 0
    if not arabic and cost >= _ANOTHER_CLAUSE and draft.head.persons and clauses.apart(draft, trigger):
        return None
    passive = not arabic and trigger.passive and trigger.first >= draft.core_last  # 'nine have since been released'
    return cost + (10 if trigger.weak and gap > 1 and not passive else 0)


def _object_of(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether a verb that has its persons behind it may be said of the count, in a headline also before it."""
    if trigger.first >= draft.core_last:
        return headlined(scan, trigger, draft)
    verb = scan.at(trigger.first, trigger.cls)
    return verb is None or not verb.entry.features.get("headline")


def _of_some(scan: Scan, trigger: Trigger) -> bool:
    """Tell whether 'of them' stands right behind a verb: it is said of some of those before it.  Arabic."""
    among = scan.at(trigger.last, "among") if trigger.cls == "harm_verb" else None
    return among is not None and bool(among.entry.features.get("trailing"))


def _of_part(scan: Scan, trigger: Trigger, draft: Draft, following: list[Draft]) -> bool:
    """Tell whether a part of the count stands right before the verb, which is said of the part.  Arabic."""
    before = [d for d in following if d.core_last <= trigger.first]
    return bool(before) and before[-1].whole is draft and _own_behind(scan, trigger, before[-1])


def _own_behind(scan: Scan, trigger: Trigger, part: Draft) -> bool:
    """Tell whether '28 of them at least' stands right before a verb that is said of these 28.  Arabic."""
    among = scan.at(part.core_last, "among")
    between = range(part.core_last, trigger.first)
    if trigger.first < part.core_last or joined(scan, trigger):
        return False
    return among is not None and len(between) <= _PART and all(scan.tokens.kinds[i] == "w" for i in between)


def _does(scan: Scan, trigger: Trigger, following: list[Draft]) -> bool:
    """Tell whether a verb in the plural has the next count for its object, and those before it for its subject."""
    return scan.at(trigger.first, "verb_of_many") is not None and any(
        d.first == trigger.last and scan.at(d.first, "and") is None and not _and_number(scan, d) for d in following
    )


def _and_number(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'and' is written as one with a count's number or noun."""
    hit = scan.at(draft.first, "number", "person")
    return hit is not None and bool(hit.clitics.conjunction)


def _in_reach(trigger: Trigger, draft: Draft) -> bool:
    """Tell whether a word that means harm only beside its persons ('trapped', 'captured') stands close enough."""
    right = trigger.first - draft.last
    if trigger.beside:
        return 0 <= right <= 3 or draft.first == trigger.last
    return -4 <= right <= (9 if trigger.passive else 3) or 0 <= draft.first - trigger.last <= 2
