"""Harms: which word of the clause says what happened to the persons of a count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice

from marsad.read.claims.accused import accused
from marsad.read.claims.arabic import harm_behind, own_predicate
from marsad.read.claims.beside import bodies_of_both, coordinate_object, lives_on, more_bodies
from marsad.read.claims.casualties import settle_casualties
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.costs import ANOTHER_CLAUSE, COMMAS, cheapest, own_behind
from marsad.read.claims.crimes import guilty_of, mark_deeds, of_killers, without_deeds
from marsad.read.claims.doers import acts
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.ellipsis import COMPARED, GAPPED
from marsad.read.claims.labels import heading_harm, label_labels
from marsad.read.claims.ownverbs import fled_before, own_verb, verb_right_before
from marsad.read.claims.recast import NO_HARM, from_later, of_participles, rescued
from marsad.read.claims.risen import harm_of_number
from marsad.read.claims.said import of_overtaken
from marsad.read.claims.struck import settle_struck
from marsad.read.claims.trigger import Trigger
from marsad.read.claims.verbs import (
    MOVED,
    further,
    governed,
    kept_harm,
    named,
    of_those,
    told_harm,
    was,
)
from marsad.read.scan import Scan

_HELD = frozenset({"detained", "abducted"})

_BURNT = "harm.burn.verb"
"""The entry of the verb that only says how the dead died."""
_WERE = frozenset({"displaced", "detained", "abducted", "besieged"})
"""What persons were when they were killed or wounded ('among the dead three displaced')."""
_SAID = frozenset({"part.subset", "part.of_them", "part.rest", "part.one_of", "part.partition", "part.paren"})
"""How a count is told to be a part by words of its own."""
_STATE = 4
"""Tokens from 'whose state is critical' to their number at most ('those in a critical state reached 54').  Arabic."""
_TOLLED = 20
"""Counts before a toll among which its dead are sought at most."""
_GOVERNORS = 20
"""Words of harm after a part that its own verb may be among."""


def _governor(scan: Scan, draft: Draft, triggers: list[Trigger]) -> Trigger | None:
    """Return the verb of its own that follows a part."""
    first = bisect_left(triggers, draft.core_last, key=first_of)
    if scan.lang == "ar":
        told = scan.ending(draft.first, "harm_verb") is not None or first == len(triggers)
        verb = None if told or triggers[first].cls != "harm_verb" else triggers[first]
        return verb if verb is not None and own_behind(scan, verb, draft) else None
    return next((t for t in triggers[first : first + _GOVERNORS] if governed(scan, draft, t)), None)


def assign_harms(scan: Scan, drafts: list[Draft], triggers: list[Trigger], clauses: Clauses) -> None:
    """Give each draft its harm; one without any gets `drop`."""
    arabic, english = scan.lang == "ar", scan.lang == "en"
    label_labels(scan, drafts)
    told = {i for d in drafts if d.head.harm for i in range(d.first, d.head.last)}
    triggers = [t for t in triggers if t.first not in told]
    others = arabic and bool(scan.firsts("open_of_all"))
    deeds = accused(scan, drafts, triggers)
    guilty = guilty_of(scan, triggers)
    of_killers(scan, drafts)
    for k, draft in enumerate(drafts):
        if draft.harm is not None:
            continue
        if english and draft.whole is not None and draft.whole.harm == "killed" and lives_on(draft):
            draft.whole = None  # '40 were killed; 18 of the survivors are in hospital'
        of_captives = arabic and draft.head.harm == "injured" and draft.whole is not None
        if of_captives and draft.whole is not None and draft.whole.head.harm in _HELD and "part.subset" in draft.rules:
            draft.harm, draft.trigger = draft.whole.harm, draft.whole.trigger  # captives, five wounded among them
            draft.rules.append("harm.of_whole")
            continue
        if arabic and draft.head.harm in _WERE and _harmed(draft.whole) and not _SAID.isdisjoint(draft.rules):
            draft.head.harm = None  # 'five dead, three of one family and the rest of the displaced'
        if fled_before(scan, draft, triggers):
            draft.drop = NO_HARM
            continue
        if draft.head.harm is not None and not own_verb(scan, draft, triggers, drafts[k - 1] if k else None):
            draft.harm = draft.head.harm
            draft.rules.append("harm.by_noun")
            continue
        if english and draft not in deeds and acts(scan, draft, triggers):
            draft.drop = NO_HARM
            continue
        shared = draft.kind == "share" and draft.whole is not None and draft.whole.harm is not None
        if shared and draft.whole is not None and not (arabic and verb_right_before(scan, draft)):
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
            draft.harm = _of_toll(scan, draft, drafts[max(0, k - _TOLLED) : k]) or _of_figure(scan, drafts, k)
            draft.rules.append("harm.of_figure")
            continue
        named_now = arabic and scan.ending(draft.first, "harm_noun") is not None  # 'the death of 23'
        overtaken = arabic and not named_now and of_overtaken(scan, draft, drafts, k)
        if of_those(scan, draft, drafts, k) or overtaken:
            continue
        sentence = scan.sents[scan.sentence_of(draft.core)]
        behind = own_predicate(scan, draft, drafts[k - 1] if k else None) if arabic else None
        if behind is not None:
            draft.harm, draft.trigger = harm_behind(behind), behind.first
            draft.rules.append(behind.entry.id)
            continue
        said = without_deeds(draft, triggers, guilty) if guilty else triggers
        trigger = cheapest(scan, draft, drafts, k, said, clauses, sentence)
        if others and _the_number(scan, draft, drafts, k):
            continue
        at_once = english and trigger is not None and trigger[0].first == draft.last
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
        if english and k and later and coordinate_object(scan, draft, drafts[k - 1]):
            draft.harm, draft.trigger = drafts[k - 1].harm, drafts[k - 1].trigger
            draft.rules.append("harm.of_coordinate")
            continue
        near = trigger is not None and trigger[1] <= (5 if trigger[0].passive and english else 2)
        if trigger is None and k and further(draft, drafts[k - 1]):
            draft.harm, draft.trigger = drafts[k - 1].harm, drafts[k - 1].trigger
            draft.rules.append("harm.of_before")
            continue
        if english and draft.toll and _own_losses(scan, draft):
            draft.harm = "killed"
            draft.rules.append("harm.toll_default")
            continue
        own = _governor(scan, draft, triggers) if draft.whole is not None else None
        if own is not None and not (own.rule == _BURNT and draft.whole is not None and draft.whole.harm == "killed"):
            trigger = own, 0
        if trigger is not None and trigger[0].rule == _BURNT and draft.whole is not None:
            near = near and draft.whole.harm != "killed"  # '157 dead, of whom 40 were burnt'
        if near and trigger is not None and draft.whole is not None and was(scan, draft, trigger[0]):
            near = False
        burnt = trigger is not None and trigger[0].rule == _BURNT
        near = near or (trigger is not None and not burnt and governed(scan, draft, trigger[0]))
        near = near or (trigger is not None and arabic and own_behind(scan, trigger[0], draft))
        if draft.whole is not None and draft.whole.harm is not None and not near:
            draft.harm = draft.whole.harm
            draft.trigger = draft.whole.trigger
            draft.rules.append("harm.of_whole")
        elif trigger is not None and not (draft.toll and trigger[1] >= ANOTHER_CLAUSE):
            draft.harm, draft.trigger = trigger[0].harm, trigger[0].first
            draft.rules.append(trigger[0].rule)
        elif english and draft.toll and of_overtaken(scan, draft, drafts, k):
            pass
        elif draft.toll and (risen := harm_of_number(scan, draft, drafts, k)) is not None:
            draft.harm = risen
            draft.rules.append("harm.kept")
        elif draft.toll and (draft.head.actors or draft.head.persons or draft.head.other or draft.value):
            if english:
                before = next((d.harm for d in islice(drafts, k) if d.whole is None), None)
                if before is None and scan.ending(draft.first, "corrects") is not None:
                    draft.drop = NO_HARM  # 'seven houses burnt; the mayor corrected the figure to four'
                    continue
            else:
                same = k and scan.sentence_of(drafts[k - 1].core) == scan.sentence_of(draft.core)
                before = drafts[k - 1].harm if same else None
                silent = before is None and not (draft.head.persons or draft.head.actors or draft.head.mixed)
                if silent and not any(other.harm == "killed" for other in triggers):
                    draft.drop = NO_HARM  # 'there are some who gave up; their number is 40'
                    continue
            grave = arabic and scan.begins(max(sentence[0], draft.first - _STATE), draft.first, "grave_state")
            draft.harm = "injured" if grave else "other" if before == "other" else "killed"
            draft.rules.append("harm.toll_default")
        elif (total := _same_total(scan, draft, islice(drafts, k))) is not None:
            draft.harm = total.harm
            draft.rules.append("harm.of_total")
        elif drafts[0].harm == "killed" and named(scan, draft):
            draft.harm, draft.trigger = "killed", drafts[0].trigger
            draft.rules.append("harm.of_list")
        elif english and (kept := kept_harm(scan, draft, drafts, k)) is not None:
            draft.harm = kept
            draft.rules.append("harm.kept")
        elif english and more_bodies(scan, draft, drafts[k - 1] if k else None):
            draft.harm = "killed"
            draft.rules.append("harm.kept")
        elif (heading := heading_harm(scan, draft)) is not None:
            draft.harm = heading
            draft.rules.append("harm.of_list")
        else:
            draft.drop = NO_HARM
        if english and draft.harm in MOVED and _of_wounded(scan, draft):
            draft.harm = "injured"
        captive = draft.whole is not None and (draft.whole.harm or draft.whole.head.harm) == "abducted"
        if english and captive and draft.harm == "detained":
            draft.harm = "abducted"  # 'seized 253 hostages, of whom 130 are still held'
        freed = "harm.rescue.verb" in draft.rules
        held = draft.head.harm or (draft.whole.harm if draft.whole is not None else None)
        if draft.harm == "other" and held in ("abducted", "detained") and freed:
            draft.harm = "released"  # 'of the 23 women taken, eight have been rescued'
        if draft.kind == "resumed" and draft.whole is not None and draft.whole.harm != draft.harm:
            draft.whole = None
    if english:
        from_later(scan, drafts)
        of_participles(scan, drafts)
        bodies_of_both(scan, drafts)
    mark_deeds(drafts, guilty)
    settle_struck(scan, drafts)
    settle_casualties(scan, drafts)
    rescued(scan, drafts)


def _own_losses(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'its own losses as', 'their losses at' stands right before a bare number.  English."""
    to = scan.ending(draft.first, "toll_state") or scan.ending(draft.first, "to")
    losses = scan.ending(to.first, "own_losses") if to is not None else None
    return losses is not None and not draft.head.persons


def _harmed(whole: Draft | None) -> bool:
    """Tell whether a count is of dead, wounded or freed."""
    return whole is not None and whole.harm in ("killed", "injured", "released")


def _of_toll(scan: Scan, draft: Draft, before: list[Draft]) -> str | None:
    """Return 'killed' where a 'toll', which is of the dead, follows persons who are neither dead nor wounded."""
    noun = scan.ending(draft.first - 1, "toll_noun") or scan.ending(draft.first, "toll_noun")
    if noun is None or noun.entry.features.get("harm_default") is None or before[-1].harm in ("killed", "injured"):
        return None
    victims = [d for d in before if d.harm == "killed" and not d.drop and d.head.party != "nonstate"]
    last = scan.sentence_of(before[-1].core)
    if last == scan.sentence_of(draft.core):
        victims = [d for d in victims if scan.sentence_of(d.core) == last]  # '39 were taken; the real toll was 51'
    return "killed" if victims else None


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
    ends = not comma or comma[0] in COMMAS or comma[0] in (".", "\u061b") or alone
    same = scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    beside = scan.lang == "ar" and same and before.harm is not None and draft.first == before.last
    noun = scan.at(draft.first, "person") if beside and draft.first < draft.core else None
    kin = noun is not None and bool(noun.clitics.conjunction)  # 'a mother and her children, the three'
    return beside and ((joined and ends) or kin)
