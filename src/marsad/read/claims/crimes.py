"""Crimes of which somebody is held guilty: 'two men accused of killing three were arrested', 'killers of a judge'.

Those who were killed fell on some earlier day, and none of what befalls the guilty befalls them.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.model.time import Window
from marsad.read.claims.accused import DEED
from marsad.read.claims.befallen import HARMED
from marsad.read.claims.courts import judged_deeds
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.trigger import Trigger
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan

_BETWEEN = 3
"""Tokens between 'accused of', Arabic 'confessed the prisoner', and the deed at most."""
_EVENT, _CLAUSE = 7, 12
"""Tokens from 'the anniversary of' to the event, and from it to what was done at it, at most."""
_TOLD = 40
"""Tokens from a word of courts to the deed that is told behind it at most."""
_NAMES = 2
"""Words of harm behind 'the anniversary of', of which the event's name may be one."""
_EVENTS = ("past_event", "date_year_noun", "harm_noun")
_DATED = 6
"""Tokens from those killed to the day of the deed at most."""
_COURT = ("tried_in_court", "harm_verb", "harm_noun", "court_place", "person")
"""What tells, before 'for the killing of', that somebody is held guilty."""


def guilty_of(scan: Scan, triggers: list[Trigger]) -> dict[int, Hit]:
    """Return the words that say who is held guilty, by the token of the word of harm behind them."""
    words = sorted((*scan.all("charged"), *scan.all("guilt")), key=first_of)
    found: dict[int, Hit] = {}
    for hit in words:
        at = bisect_left(triggers, hit.last, key=first_of)
        if hit.entry.features.get("recalls"):
            found.update({t.first: hit for t in triggers[at : at + _NAMES] if _remembered(scan, hit, t)})
        deed = triggers[at] if at < len(triggers) else None
        of_event = deed is not None and scan.at(hit.last, *_EVENTS) is not None and _remembered(scan, hit, deed)
        if deed is None or not (of_event or _leads(scan, hit, deed)):
            continue
        first, last = scan.sents[scan.sentence_of(hit.first)]
        if hit.entry.features.get("court") and not scan.begins(first, hit.first, *_COURT):
            continue
        if hit.entry.features.get("alleged") and not _befell(scan, triggers, deed, first, last):
            continue  # 'the army was accused of killing 12 on Friday' is the news itself
        found.setdefault(deed.first, hit)
    for hit in scan.all("in_court"):
        _, last = scan.sents[scan.sentence_of(hit.first)]
        last = min(last, hit.last + _TOLD)
        inside = triggers[bisect_left(triggers, hit.last, key=first_of) : bisect_left(triggers, last, key=first_of)]
        for deed in inside:
            if _in_relative(scan, deed):
                found.setdefault(deed.first, hit)
    return judged_deeds(scan, triggers) | found if scan.firsts("verdict") else found


def _in_relative(scan: Scan, deed: Trigger) -> bool:
    """Tell whether 'who killed', 'that had wounded' is said of who or what did it.  English."""
    had = scan.ending(deed.first, "verb_have")
    that = scan.ending(had.first if had is not None else deed.first, "relative")
    return that is not None and deed.harm in HARMED and not deed.passive


def _befell(scan: Scan, triggers: list[Trigger], deed: Trigger, first: int, last: int) -> bool:
    """Tell whether a sentence tells of another harm than the deed: what befell those who are accused of it."""
    last = next((i for i in range(deed.last, last) if scan.tokens.folds[i] == ";"), last)
    inside = triggers[bisect_left(triggers, first, key=first_of) : bisect_left(triggers, last, key=first_of)]
    return any(other is not deed for other in inside)


def _leads(scan: Scan, hit: Hit, deed: Trigger) -> bool:
    """Tell whether a word of guilt leads to a word of harm: 'accused of (the) killing', Arabic 'guilty in-killing'."""
    if not 0 <= deed.first - hit.last <= _BETWEEN or scan.sentence_of(hit.first) != scan.sentence_of(deed.first):
        return False
    if scan.lang == "en":
        return all(scan.at(i, "determiner", "of") is not None for i in range(hit.last, deed.first))
    hits = scan.hits[deed.first]
    glued = any(other.clitics.preposition for other in hits)
    if not (glued or scan.at(deed.first, "harm_noun")) or any(other.clitics.conjunction for other in hits):
        return False  # 'killed five suspects and arrested seven'
    return glued or hit.last == deed.first or scan.ending(deed.first, "place_prep") is not None


def _remembered(scan: Scan, hit: Hit, deed: Trigger) -> bool:
    """'the anniversary of the massacre in which 1,700 cadets were executed': what was done at an event long past."""
    if scan.sentence_of(hit.first) != scan.sentence_of(deed.first):
        return False
    if scan.lang == "en" and hit.entry.features.get("recalls") and deed.first - hit.last <= _CLAUSE:
        active = hit.entry.features.get("since") and not (deed.passive or deed.intransitive)
        if active and "," not in scan.tokens.folds[hit.last : deed.first]:
            return True  # '30 years since militiamen killed 800,000'
        return scan.begins(hit.last, deed.first, "relative", "control_relative", "of_scene", "of_time")
    event = next((at for at in range(hit.last, hit.last + _EVENT) if scan.at(at, *_EVENTS) is not None), None)
    if event is None or not 0 <= deed.first - event <= _CLAUSE:
        return False
    known = scan.lexicon.begins(scan.tokens.folds[event], "the")
    bare = scan.lang == "ar" and deed.first - event == 1 and not known  # 'of a massacre killed in it were 288'
    return bare or scan.begins(event, deed.first, "relative", "control_relative", "of_scene")


def without_deeds(draft: Draft, triggers: list[Trigger], guilty: dict[int, Hit]) -> list[Trigger]:
    """Return the words of harm that may be said of a count: none of which those counted are held guilty."""
    mine = {deed for deed, hit in guilty.items() if draft.core <= _from(hit, deed) < deed}
    return [trigger for trigger in triggers if trigger.first not in mine] if mine else triggers


def _from(hit: Hit, deed: int) -> int:
    """Return the token up to which those who are held guilty stand: behind a verdict, before a word of guilt."""
    return deed - 1 if hit.entry.cls == "verdict" else hit.first


def of_killers(scan: Scan, drafts: list[Draft]) -> None:
    """'The killer of two journalists was detained': the journalists were killed, and not detained."""
    for draft in drafts if scan.firsts("killer_of") else ():
        the = scan.ending(draft.first, "determiner")
        killer = scan.ending(the.first if the is not None else draft.first, "killer_of")
        if killer is None:
            continue
        if killer.entry.features.get("single") and not _harmed_before(scan, killer):
            continue  # Arabic spells 'killer of' like 'fought'
        draft.harm, draft.trigger = str(killer.entry.features["harm"]), killer.first
        draft.rules.append(DEED)


def _harmed_before(scan: Scan, killer: Hit) -> bool:
    """Tell whether a verb of what befell the killer, or 'on', stands before him.  Arabic."""
    return any(scan.ending(killer.first, cls) is not None for cls in ("harm_verb", "harm_noun", "control_on", "of"))


def mark_deeds(drafts: list[Draft], guilty: dict[int, Hit]) -> None:
    """Mark the counts of those to whom was done of what others are held guilty."""
    for draft in drafts if guilty else ():
        if draft.trigger in guilty and guilty[draft.trigger].first < draft.core and DEED not in draft.rules:
            draft.rules.append(DEED)


def mark_remembered(scan: Scan, drafts: list[Draft]) -> None:
    """'in memory of 53 martyrs': whom a memorial names fell long ago."""
    for draft in drafts if scan.firsts("guilt") else ():
        the = scan.ending(draft.first, "determiner")
        memory = scan.ending(the.first if the is not None else draft.first, "guilt")
        own = draft.head.harm or (
            draft.harm if draft.trigger is not None and draft.trigger >= draft.core_last else None
        )
        if memory is not None and memory.entry.features.get("recalls") and own == "killed" and DEED not in draft.rules:
            draft.rules.append(DEED)


def set_deeds_back(scan: Scan, drafts: list[Draft], times: list[TimeFound], window: Window) -> set[int]:
    """Leave open when a crime was that others are now held guilty of, unless its day stands right behind it.

    Returns where these days stand, which are not those of the arrest.
    """
    found: set[int] = set()
    for draft in drafts:
        if DEED not in draft.rules:
            continue
        near = times[bisect_left(times, draft.last, key=first_of) :]
        own = near[0] if near and near[0].first - draft.last <= _DATED else None
        told = own is not None and scan.sentence_of(own.first) == scan.sentence_of(draft.core)
        draft.window = own.window if own is not None and told else window
        draft.background, draft.undated = True, not told
        if own is not None and told:
            found.add(own.first)
    return found
