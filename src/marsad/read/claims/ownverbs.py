"""What takes the place of a noun's harm: 'wounded who died', 'half of them were freed'; or that it is no news."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.arabic import of_others
from marsad.read.claims.beyond import beyond_aside, beyond_owner
from marsad.read.claims.draft import Draft, last_of
from marsad.read.claims.trigger import Trigger
from marsad.read.claims.verbs import STATES, objectless
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_HELD = frozenset({"detained", "abducted"})
_EVACUATED = "harm.evacuate.verb"
FELL = "harm.fall.verb"
"""The entry of the verb that is said of dead and wounded alike."""
_SPARES = frozenset({FELL, "harm.bodies.noun"})
"""The entries that kill no wounded: 'fell wounded', '43 dead, 3 of them recovered, and 152 wounded'.  Arabic."""
_BESIDE, _SOON_AFTER = 3, 8
"""How many tokens before a count, or after it, a verb may stand that takes the place of its noun's harm."""


def own_verb(scan: Scan, draft: Draft, triggers: list[Trigger], before: Draft | None) -> bool:
    """'wounded who died', 'bodies exchanged': the noun's harm yields to a verb right beside the count."""
    english = scan.lang == "en"
    if english and draft.head.harm in _HELD:
        beyond = beyond_owner(scan, draft, triggers)
        if scan.tokens.folds[draft.last : draft.last + 1] == [","]:
            beyond = beyond_aside(scan, draft, triggers)
        if beyond is not None and beyond.harm in ("killed", "released"):
            return True  # 'a prisoner, aged 43, died', 'six hostages, all of them drivers, were let go'
    hurt = not english and draft.head.harm == "injured" and before is not None
    joined_on = hurt and (_joined_on(scan, draft) or _fell_beside(scan, draft))
    end = scan.sents[scan.sentence_of(draft.core)][1]
    since = bisect_left(triggers, draft.first - _BESIDE, key=last_of)
    for n in range(since, len(triggers)):
        trigger = triggers[n]
        if trigger.first > draft.last + _SOON_AFTER or (trigger.first >= end and not english):
            break
        if trigger.cls == "toll" or trigger.harm == draft.head.harm:
            continue
        if trigger.cls == "casualty_noun" and draft.head.harm == "injured":
            continue  # 'the number of the dead may rise, for 100 are wounded'
        if before is not None and trigger.last <= before.core and (english or before.last > draft.first):
            continue  # 'one of the four wounded died': of the four it is said that they are wounded
        if joined_on and before is not None and _kills_before(scan, trigger, before, draft):
            continue  # 'the killing of a soldier and two wounded'
        nearer = triggers[n + 1] if not english and n + 1 < len(triggers) else None
        if nearer is not None and trigger.last <= nearer.first and nearer.last <= draft.first:
            continue  # 'two bodies from under the rubble and the death of one of the wounded'
        if 0 <= draft.first - trigger.last <= _BESIDE and (english or _only_words(scan, trigger.last, draft.first)):
            fit = trigger.harm in ("killed", "released") or (english and trigger.harm == "other")
            fit = fit or (
                english and trigger.harm == "detained" and draft.head.harm == "injured"
            )  # 'detained two of the'
            if not english and draft.head.harm in ("released", "other") and not draft.head.soft:
                beside = trigger.cls == "harm_verb" or trigger.last == draft.first
                fit = fit or (trigger.harm in _HELD and beside)  # 'arrested two freed prisoners'
            if not english and draft.head.harm == "detained":
                fit = fit or trigger.rule == _EVACUATED  # 'evacuated 60 guests', who may be a prison's or a hotel's
            if not english and draft.head.harm in _HELD:
                fit = fit or (trigger.harm == "injured" and trigger.last == draft.first)  # 'were injured six prisoners'
            if not english and draft.head.harm == "displaced":
                fit = fit or trigger.harm in ("injured", "detained", "abducted")  # 'wounding seven displaced'
            if english and draft.head.harm == "displaced" and not draft.head.soft:
                fit = fit or (trigger.harm in _HELD and trigger.last == draft.first)  # 'arrested 22 refugees'
            received = not english and (draft.head.harm, trigger.harm) == ("injured", "released")  # by a hospital
            missing = not english and draft.head.harm == "missing"  # nobody kills the missing
            fell = not english and draft.head.harm == "injured" and trigger.rule in _SPARES
            alive = draft.head.harm == "other" and draft.head.soft  # survivors were found
            return fit and draft.head.harm != "killed" and not (received or missing or fell or alive)
        if trigger.cls != "harm_verb" or not trigger.first - draft.last >= 0:
            continue
        if english and draft.head.body and trigger.harm == "missing" and trigger.first - draft.last <= 2:
            return True  # 'some 10,000 bodies remain under the rubble'
        lives = draft.head.harm == "other" and trigger.harm == "missing"  # survivors under the rubble
        if draft.head.soft and trigger.after and trigger.first - _past_still(scan, draft) <= 1 and not lives:
            return True
        ended = trigger.harm in ("killed", "released") and draft.head.harm in _HELD
        bare = english and trigger.first == draft.last and ended
        if bare and objectless(scan, trigger):
            return True  # '53 prisoners of war killed, Kyiv demands inquiry'
        if trigger.passive and trigger.first - draft.last <= 2:
            moved = english and trigger.harm == "displaced" and draft.head.harm == "injured"
            return draft.head.harm in STATES and not moved  # 'at least 174 wounded crossed into Chad'
        if scan.lang == "ar" and trigger.harm == "killed" and trigger.first - draft.last <= _SOON_AFTER:
            died = draft.head.harm == "injured" and trigger.first - draft.last <= 1
            held = draft.head.harm in ("displaced", "detained", "abducted")
            of_them = scan.at(trigger.last, "among")  # '263 wounded, died of them 31'
            some = of_them is not None and bool(of_them.entry.features.get("trailing"))
            others = some or of_others(scan, trigger) or _said_of_others(scan, trigger, draft)
            return (died or held) and not (joined(scan, trigger) or others)
    return False


def _joined_on(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'and' stands before a count, glued to its first word or alone.  Arabic."""
    return scan.at(draft.first, "and") is not None or any(hit.clitics.conjunction for hit in scan.hits[draft.first])


def _fell_beside(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'and the fall of' stands right before the wounded: a clause of their own."""
    fell = scan.ending(draft.first, "harm_verb")
    return fell is not None and fell.entry.id == FELL and bool(fell.clitics.conjunction)


def _kills_before(scan: Scan, trigger: Trigger, before: Draft, draft: Draft) -> bool:
    """Tell whether a word of killing has its dead right behind it, so that 'and ten wounded' are besides them.  Arabic.

    Not where all of them died of wounds or in a hospital ('a girl and three wounded died of their wounds'), nor where
    they were executed.
    """
    if trigger.harm != "killed" or not trigger.last <= before.core or before.head.harm == "injured":
        return False
    killer = scan.at(trigger.last, "actor", "actor_generic")
    if killer is not None and killer.last <= before.first:
        return False  # 'the army killed a medic and three wounded'
    cause = scan.at(trigger.first, "cause")
    if cause is not None and cause.entry.features.get("cause") == "execution":
        return False
    if scan.at(draft.last, "of_wounds") is not None or scan.begins(draft.last, draft.last + 3, "care_place"):
        return False
    return scan.sentence_of(before.core) == scan.sentence_of(draft.core)


def _said_of_others(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """'132 hostages, 28 of whom have died': another number stands before the verb, and no mark between."""
    for i in range(trigger.first - 1, draft.last - 1, -1):
        if scan.tokens.kinds[i] == NUMBER or scan.at(i, "number", "among") is not None:
            return True
        if scan.tokens.kinds[i] != "w":
            return False
    return False


def _past_still(scan: Scan, draft: Draft) -> int:
    """Return the token behind a count and 'are still' ('a number of the victims are still under the rubble')."""
    still = scan.at(draft.last, "open_still")
    return still.last if still is not None else draft.last


def _only_words(scan: Scan, first: int, last: int) -> bool:
    return all(scan.tokens.kinds[i] == "w" for i in range(first, last))


def joined(scan: Scan, trigger: Trigger) -> bool:
    """Tell whether the word of harm begins a clause of its own with 'and'."""
    hit = scan.at(trigger.first, trigger.cls)
    return hit is not None and bool(hit.clitics.conjunction)


def verb_right_before(scan: Scan, draft: Draft) -> bool:
    """'40 were held, freed were half of them': the share has a verb of its own.  Arabic."""
    return any(hit is not None for hit in (scan.ending(draft.first - n, "harm_verb") for n in (0, 1)))


def fled_before(scan: Scan, draft: Draft, triggers: list[Trigger]) -> bool:
    """'fired at a group of refugees': that they once fled is no news of them.  Arabic."""
    if scan.lang != "ar" or draft.kind != "vague" or draft.head.harm != "displaced":
        return False
    sentence = scan.sentence_of(draft.core)
    near = (t for t in triggers if scan.sentence_of(t.first) == sentence and not draft.first <= t.first < draft.last)
    return not any(t.harm in ("displaced", "detained", "abducted", "released") for t in near)
