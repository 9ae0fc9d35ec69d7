"""Of whom totals are: what "the toll", "the number", "their losses" count where no word of harm stands beside them."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import names_someone
from marsad.read.scan import Scan

_NEAR = 6
"""Counts before an older figure among which the one is sought that has grown from it."""
_OLDER = 3
"""Tokens from 'up from' to the older figure, and from that to a harm of its own, at most."""


def own_losses(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'its own losses as', 'their losses at' stands right before a bare number.  English."""
    to = scan.ending(draft.first, "toll_state") or scan.ending(draft.first, "to")
    losses = scan.ending(to.first, "own_losses") if to is not None else None
    return losses is not None and not draft.head.persons


def of_toll(scan: Scan, draft: Draft, before: list[Draft]) -> str | None:
    """Return 'killed' where a 'toll', which is of the dead, follows persons who are neither dead nor wounded."""
    noun = scan.ending(draft.first - 1, "toll_noun") or scan.ending(draft.first, "toll_noun")
    dead = scan.ending(draft.first - 1, "casualty_noun") if scan.lang == "en" and noun is not None else None
    if dead is not None and dead.entry.features.get("harm") == "killed":
        return "killed"  # 'a death toll of 471', whatever was told before
    if noun is None or noun.entry.features.get("harm_default") is None or before[-1].harm in ("killed", "injured"):
        return None
    victims = [d for d in before if d.harm == "killed" and not d.drop and d.head.party != "nonstate"]
    last = scan.sentence_of(before[-1].core)
    if last == scan.sentence_of(draft.core):
        victims = [d for d in victims if scan.sentence_of(d.core) == last]  # '39 were taken; the real toll was 51'
    return "killed" if victims else None


def of_figure(scan: Scan, drafts: list[Draft], k: int) -> str | None:
    """'41 killed and 190 injured, an earlier toll was 38': a toll is of the dead who are told before the hurt."""
    before, dead = drafts[k - 1], drafts[k - 2] if k > 1 else drafts[k - 1]
    while scan.lang == "en" and dead.whole is not None and dead.whole is not before and dead.whole.core < dead.core:
        dead = dead.whole  # '89 killed, five children among them, and 277 wounded; another figure was 123'
    hurt = before.harm == "injured" or (before.harm == "missing" and scan.lang == "en")
    pair = hurt and dead.harm == "killed" and dead.whole is None
    same = [d for d in drafts[:k] if d.value == drafts[k].value and d.harm is not None and scan.lang == "en"]
    if same:
        return same[-1].harm  # "the initial figure of 287": the number that was told before
    return dead.harm if pair and scan.sentence_of(dead.core) == scan.sentence_of(before.core) else before.harm


def of_pair(scan: Scan, drafts: list[Draft], k: int) -> str | None:
    """'37 killed and 212 wounded, up from 32 and 63': each older figure is of the harm that is told in its place.

    English.
    """
    for n in (k, k - 1) if scan.lang == "en" and drafts[k].status == "superseded" else ():
        if n < 2 or n + 1 >= len(drafts):
            continue
        one, other = drafts[n], drafts[n + 1]
        joined = other.first - one.last == 1 and scan.at(one.last, "and") is not None
        bare = not any(d.head.persons or d.head.harm for d in (one, other)) and scan.at(other.last, "harm_verb") is None
        same = scan.sentence_of(drafts[n - 2].core) == scan.sentence_of(one.core) and other.status == "superseded"
        if joined and bare and same and drafts[n - 2].harm != drafts[n - 1].harm:
            return drafts[n - 2 + k - n].harm
    return None


def of_older(scan: Scan, drafts: list[Draft], k: int) -> str | None:
    """'killed 172 people, up from 151 the day before; 37 are missing': return the harm of whose earlier state it is.

    That is of the nearest before it in its sentence that has grown, or shrunk, from it as the words say.  English.
    """
    older = drafts[k]
    if scan.lang != "en" or older.status != "superseded" or older.value is None or names_someone(older.head):
        return None
    cues = (scan.ending(i, "denial_cue") for i in range(older.first, max(older.first - _OLDER, 0), -1))
    cue = next((hit for hit in cues if hit is not None), None)
    grown = cue.entry.features.get("grown") if cue is not None else None
    if grown is None or cue is None or _told_harm(scan, older):
        return None
    sentence = scan.sentence_of(older.core)
    for known in reversed(drafts[max(0, k - _NEAR) : k]):
        if scan.sentence_of(known.core) != sentence:
            return None
        moved = known.value is not None and (known.value > older.value) is grown and known.value != older.value
        if moved and known.harm is not None and known.drop is None and known.status == "stated":
            return known.harm
    return None


def _told_harm(scan: Scan, draft: Draft) -> bool:
    """Tell whether a word of harm stands right behind a number or two words on ('up from 151 people killed')."""
    return draft.head.harm is not None or scan.begins(draft.core_last, draft.core_last + _OLDER, "harm_verb")


def the_number(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> bool:
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


def same_total(scan: Scan, draft: Draft, before: Iterable[Draft]) -> Draft | None:
    """'the abducted rose to 315 ... a channel had put the number at 52 pupils': a total named by 'the number' alone."""
    named = scan.ending(draft.first, "toll_noun") is not None and scan.lang == "ar"
    return next((d for d in before if d.toll and d.harm is not None), None) if named else None
