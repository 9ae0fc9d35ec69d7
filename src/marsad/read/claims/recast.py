"""Harms seen again when all are known: from a later count, from what closes a list, from under the rubble."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.read.claims.draft import Draft, core_of
from marsad.read.scan import Scan

NO_HARM = "no harm is said of these persons"
_DEAD = "harm.casualties"
"""The rule of a harm that 'the dead' tells."""
_SAVED, _BLEW = "harm.survive.verb", "harm.blew.verb"
_CAPTIVE = frozenset({"detained", "abducted"})
"""What prisoners and hostages are, whatever befell them."""
_TRAPPED = frozenset({"missing", "besieged"})
_UNHARMED = frozenset({None, *_CAPTIVE})
_HARMED = frozenset({"killed", "injured"})
_LIST, _FAR = 8, 4
"""Counts of a list at most, and tokens from a verb beyond which it does not govern one that 'dead' closes."""
_PARTS = 4
"""Counts within an aside at most."""


def rescued(scan: Scan, drafts: list[Draft]) -> None:
    """'brought out from under the rubble': such persons are rescued, neither displaced nor missing."""
    out = {i for hit in scan.all("from_rubble") for i in range(hit.first, hit.last)}
    found = {scan.sentence_of(i) for i in out}
    for draft in drafts:
        lies = draft.harm in _TRAPPED and (draft.trigger in out or _brought_out(scan, draft))
        if lies or (draft.harm == "displaced" and scan.sentence_of(draft.core) in found):
            draft.harm = "killed" if draft.head.body else "other"
            draft.rules.append("harm.from_rubble")


def _brought_out(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'our teams rescued' stands right before who was trapped.  Arabic."""
    near = range(max(0, draft.first - _PARTS), draft.first) if scan.lang == "ar" else ()
    verbs = (scan.at(i, "harm_verb") for i in near if scan.at(i - 1, "control_try") is None)
    return any(verb is not None and verb.entry.id == _SAVED and not verb.clitics.article for verb in verbs)


def from_later(scan: Scan, drafts: list[Draft]) -> None:
    """'from 38 to 44', 'one in six of the 240 detainees': the count after it tells what happened."""
    for draft, later in pairwise(drafts):
        if draft.drop != NO_HARM or later.harm is None or later.drop:
            continue
        if draft.whole is later or draft.status == "superseded" or _joined(scan, draft, later):
            _take(draft, later)
    tops = [d for d in drafts if d.whole is None]
    for later, draft in pairwise(reversed(tops)):
        if draft.drop == NO_HARM and _listed(scan, draft, later, drafts):
            _take(draft, later)
    for part in drafts:
        whole = part.whole
        cared = whole is not None and "harm.of_before" in whole.rules and whole.harm == "killed"
        if cared and whole is not None and part.harm == "injured":
            whole.harm = "injured"  # 'Nine others, five of them in intensive care, were flown to ...'
        if part.drop == NO_HARM and part.whole is not None and "harm.of_later" in part.whole.rules:
            _take(part, part.whole)


def bombers_die(scan: Scan, drafts: list[Draft]) -> None:
    """'A suicide bomber in a car blew himself up, wounding 58': he is none of the wounded, and died."""
    for draft in drafts:
        if draft.head.cause != "suicide_bombing" or draft.kind != "implied" or draft.trigger is None:
            continue
        verb = scan.at(draft.trigger, "harm_verb")
        object_ = verb is not None and any(d.first == verb.last for d in drafts)
        verbs = (scan.at(i, "harm_verb") for i in range(draft.last, draft.trigger))
        if object_ and draft.harm == "injured" and any(v is not None and v.entry.id == _BLEW for v in verbs):
            draft.harm = "killed"
            draft.rules.append(_BLEW)


def drop_losers(scan: Scan, drafts: list[Draft]) -> None:
    """'five were wounded and two lost their jobs': who loses a thing of his own is no loss of anybody's."""
    for draft in drafts:
        verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
        if verb is None or not verb.entry.features.get("loses") or verb.first < draft.last or draft.harm != "killed":
            continue
        own = scan.at(verb.last, "determiner")
        mine = own is not None and own.entry.features.get("possessive")
        if mine and own is not None and scan.any_at(own.last, "person", "number", "actor", "actor_generic") is None:
            draft.drop = draft.drop or NO_HARM


def of_bodies(scan: Scan, drafts: list[Draft]) -> None:
    """'the bodies of 22 of them were released to their families': dead all the same."""
    for draft in drafts:
        noun = scan.ending(draft.first, "harm_noun") if draft.harm == "released" else None
        if noun is not None and noun.entry.features.get("body") and scan.at(draft.core_last, "among") is not None:
            draft.harm = "killed"
            draft.rules.append("harm.bodies.noun")


def by_own_passive(scan: Scan, drafts: list[Draft]) -> None:
    """'Twelve women are among the dead and 14 others were hurt': the verb right behind a count is its own."""
    for draft in drafts:
        if _DEAD not in draft.rules or draft.head.harm is not None or draft.drop:
            continue
        be = scan.at(draft.last, "verb_be")
        verb = scan.at(be.last if be is not None else draft.last, "harm_verb")
        if verb is None or (be is None and verb.entry.features["harm"] != "missing"):
            continue  # but 'a number of victims still lie beneath the rubble'
        if verb.entry.features["harm"] != draft.harm and draft.whole is None:
            draft.harm, draft.trigger = str(verb.entry.features["harm"]), verb.first
            draft.rules.append(verb.entry.id)


def of_participles(scan: Scan, drafts: list[Draft]) -> None:
    """'one girl killed, and nine men and a woman injured': what closes a clause is said of all that are listed in it.

    'clashes that left 26 fighters and nine troops dead' tells of both too, whatever verb stands far from them.
    """
    for k, later in enumerate(drafts):
        if later.whole is not None and later.rest:
            continue
        run = [later]
        for draft in reversed(drafts[max(0, k - _LIST) : k]):
            if not _coordinate(scan, draft, run[-1]):
                break
            run.append(draft)
        if len(run) == 1:
            continue
        noun = scan.ending(later.last, "person")
        dead = noun is not None and noun.first >= later.core_last and bool(noun.entry.features.get("harm"))
        clause = _passive(scan, later) and _opens_clause(scan, run[-1])
        held = later.harm == "killed" and any(draft.head.harm in _CAPTIVE for draft in run[1:])
        died = held and (dead or _passive(scan, later))
        for draft in run[1:] if dead or clause or died else ():
            at = draft.trigger
            if died and draft.head.harm in _CAPTIVE:  # 'left 14 prisoners and a guard dead'
                draft.harm, draft.trigger = later.harm, later.trigger
                draft.rules.append("harm.of_later")
                continue
            far = at is not None and (at < draft.first - _FAR or at > later.last) and draft.harm not in _HARMED
            if draft.harm != later.harm and ((clause and at is not None and at < run[-1].first) or (dead and far)):
                draft.harm, draft.trigger = later.harm, later.trigger
                draft.rules.append("harm.of_later")


def _passive(scan: Scan, draft: Draft) -> bool:
    """Tell whether the verb of a count stands right behind it: 'three boys injured', 'a child were wounded'."""
    be = scan.at(draft.last, "verb_be")
    verb = scan.at(be.last if be is not None else draft.last, "harm_verb")
    return verb is not None and draft.trigger is not None and draft.last <= draft.trigger <= verb.first


def _opens_clause(scan: Scan, draft: Draft) -> bool:
    """Tell whether ', and' or a semicolon stands right before a count."""
    folds = scan.tokens.folds
    return folds[draft.first - 1] == ";" or (
        scan.at(draft.first - 1, "and") is not None and folds[draft.first - 2] == ","
    )


def _coordinate(scan: Scan, draft: Draft, after: Draft) -> bool:
    """Tell whether only a comma or 'and' stands between two counts of persons of whom no noun tells the harm."""
    at = draft.last
    linked = after.first - at == 1 and (scan.tokens.folds[at] == "," or scan.at(at, "and") is not None)
    named = (
        draft.head.harm in _UNHARMED and bool(draft.head.persons or draft.head.actors) and draft.whole is after.whole
    )
    return linked and named and not draft.drop


def _take(draft: Draft, later: Draft) -> None:
    draft.drop, draft.harm, draft.trigger = None, later.harm, later.trigger
    draft.rules.append("harm.of_later")


def _listed(scan: Scan, draft: Draft, later: Draft, drafts: list[Draft]) -> bool:
    """'left eight pupils, five girls among them, a boy and two teachers dead': the last of the list tells it of all."""
    if (
        later.harm is None
        or later.drop
        or not (draft.head.persons or draft.head.actors)
        or scan.tokens.folds[draft.last : draft.last + 1] != [","]
    ):
        return False
    at = bisect_left(drafts, draft.core_last, key=core_of)
    inside = [d for d in drafts[at : at + _PARTS] if d.core < later.core]
    end = max((d.last for d in inside), default=draft.last)
    if any(d.whole is not draft for d in inside) or not 0 < later.first - end <= 2:
        return False
    if any(scan.tokens.folds[i] != "," and scan.at(i, "and") is None for i in range(end, later.first)):
        return False
    noun = scan.ending(later.last, "person")
    closes = noun is not None and noun.first >= later.core_last and bool(noun.entry.features.get("harm"))
    return closes or "harm.of_later" in later.rules


def _joined(scan: Scan, draft: Draft, later: Draft) -> bool:
    """'leaving 9 rebels and 4 soldiers dead': what stands behind the second of two joined counts is said of both."""
    noun = scan.ending(later.last, "person")
    closes = noun is not None and bool(noun.entry.features.get("harm"))
    behind = closes if later.trigger is None else later.trigger >= later.core_last
    joined = later.first - draft.last == 1 and scan.at(draft.last, "and") is not None
    return (
        behind and joined and bool(draft.head.persons or draft.head.actors or (scan.lang == "en" and draft.head.weak))
    )
