"""Harms of no kind of their own that a word beside them makes clear: 'freed four captives alive'.  Arabic."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_ALIVE, _LOSSES = "harm.alive.verb", "harm.losses.noun"
"""The entries of 'alive', and of 'losses'."""
_HELD = frozenset({"released", "detained", "abducted", "surrendered"})
_LEAVES = "harm.leave_home.verb"
"""The entry of 'leaving their homes'."""
_ORDER = 4
"""Tokens from 'the army ordered' to those who shall leave at most."""
_BEFORE = 2
"""Tokens between the verb and who is alive at most ('the release of the four')."""


def make_clear(scan: Scan, drafts: list[Draft]) -> None:
    """Tell what befell who are alive, or are losses, from the word before them or the count behind them."""
    if scan.lang != "ar":
        return
    for draft, after in pairwise([*drafts, None]):
        if draft is not None and _LEAVES in draft.rules and _told_to(scan, draft):
            draft.drop = draft.drop or NO_HARM
        if draft is None or draft.harm != "other":
            continue
        if _ALIVE in draft.rules:
            _taken_alive(scan, draft)
        elif _LOSSES in draft.rules and after is not None and _beside_wounded(scan, draft, after):
            draft.harm = "killed"
            draft.rules.append("harm.beside_wounded")


def _told_to(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'ordered' or 'refused' opens the clause of those who leave their homes: they have not left."""
    if draft.trigger is None or draft.trigger < draft.last:
        return False
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return scan.begins(max(first, draft.first - _ORDER), draft.first, "told_to")


def _taken_alive(scan: Scan, draft: Draft) -> None:
    """'the freeing of four captives alive': the word before them says what was done with them."""
    for i in range(draft.first, max(0, draft.first - _BEFORE) - 1, -1):
        word = scan.ending(i, "harm_verb") or scan.ending(i, "harm_noun")
        if word is not None:
            if word.entry.features["harm"] in _HELD:
                draft.harm, draft.trigger = str(word.entry.features["harm"]), word.first
                draft.rules.append(word.entry.id)
            return
        if i > 0 and scan.tokens.kinds[i - 1] != "w":
            return


def _beside_wounded(scan: Scan, draft: Draft, after: Draft) -> bool:
    """Tell whether 'and the wounding of four' goes on from losses: those named before it are the dead."""
    if not (draft.head.persons or draft.head.actors) or after.harm != "injured":
        return False
    word = scan.at(draft.last, "harm_noun", "harm_verb")
    joined = word is not None and bool(word.clitics.conjunction) and word.entry.features["harm"] == "injured"
    return joined and word is not None and after.first == word.last
