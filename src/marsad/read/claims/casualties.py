"""Casualties: wholes of dead and wounded together, and what is told of their parts ('61, of them 14 killed')."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, parts_of
from marsad.read.scan import Scan

ILLNESS = "an illness, no wound"
PLAYED = "hurt at play, not by violence"
_GAME = 3
"""Words of a game, of which so many different ones make a text's theme."""
_HARMED = frozenset({"killed", "injured"})
_AT_PLAY = frozenset({"killed", "injured", "surrendered", "missing"})
"""What a game's report may say of players."""
_TOLD = 4
"""Tokens from 'casualties' to their number at most ('casualties have risen to 142')."""
_ILL = 2
"""Tokens from 'cases' to the illness at most ('45 new cases of cholera')."""
_BETWEEN = 3
"""Tokens from 'casualties' to the first of its parts at most ('132 casualties, among them 41 dead')."""


def settle_casualties(scan: Scan, drafts: list[Draft]) -> None:
    """Tell dead and wounded parts of casualties apart, and see a whole of both as of neither alone."""
    if scan.lang == "ar":
        _soften(scan, drafts)
        _hold_both(scan, drafts)
        _pass_over_ill(scan, drafts)
    if scan.lang == "en":
        _of_parts_verb(scan, drafts)
    _pass_over_players(scan, drafts)
    for part in (d for d in drafts if d.harm == "other" and d.whole is not None and "harm.of_whole" in d.rules):
        whole = part.whole
        if whole is not None and whole.head.harm == "other" and not whole.head.soft:
            _tell(part, _own_word(scan, part))
        elif whole is not None and whole.harm in _HARMED:
            part.harm, part.trigger = whole.harm, whole.trigger  # 'eight were fatal, five of them policemen'
    _join_others(drafts)
    parts = parts_of(drafts)
    _end_with_rest(scan, parts)
    settle_combined(drafts)


def _own_word(scan: Scan, part: Draft) -> Hit | None:
    """Return the word of harm right behind a part: '61 casualties, 14 of them killed', '11 of them fatal'."""
    them = scan.at(part.last, "among")
    at = them.last if them is not None else part.last
    be = scan.at(at, "verb_be")
    word = scan.at(be.last, "fatal") if be is not None else scan.at(at, "harm_verb", "fatal")
    return word if word is not None and word.entry.features.get("harm") in _HARMED else None


def _tell(part: Draft, word: Hit | None) -> None:
    """Give a part the harm of its own word."""
    if word is not None:
        part.harm, part.trigger = str(word.entry.features["harm"]), word.first
        part.rules.append(word.entry.id)


def _of_parts_verb(scan: Scan, drafts: list[Draft]) -> None:
    """'142 victims, 61 of them killed and 81 injured', 'casualties stood at 142, 61 of them killed'.  English.

    A whole whose verb stands behind a part of it has that verb from the part.
    """
    for whole, inner in parts_of(drafts).items():
        told = [part for part in inner if "part.of_them" in part.rules and part.first < (whole.trigger or 0)]
        if not told or whole.head.harm is not None:
            continue
        words = [_own_word(scan, part) for part in told]
        harms = {word.entry.features["harm"] for word in words if word is not None}
        called = range(max(0, whole.first - _TOLD), whole.first)
        if len(harms) > 1 or (harms and any(scan.at(i, "combined") is not None for i in called)):
            whole.harm, whole.trigger = "other", None
            whole.rules.append("harm.of_both")
            for part, word in zip(told, words, strict=True):
                _tell(part, word)


def _soften(scan: Scan, drafts: list[Draft]) -> None:
    """'The victims rose to 229, of them 78 martyrs': the others of these victims are no dead.  Arabic."""
    for part in drafts:
        whole = part.whole
        if whole is None or whole.trigger is None or not whole.toll or part.head.harm != "killed" or part.head.soft:
            continue
        victims = scan.at(whole.trigger, "person")
        named = victims is not None and bool(victims.entry.features.get("soft")) and not whole.head.persons
        if named and scan.ending(part.first, "among") is not None:
            whole.head.soft = True


def _hold_both(scan: Scan, drafts: list[Draft]) -> None:
    """'132 hurt, among them 41 dead and 91 wounded': who are both together are the casualties.  Arabic."""
    for whole, dead, hurt in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if (whole.harm, dead.harm, hurt.harm) != ("injured", "killed", "injured") or dead.whole or hurt.whole:
            continue
        summed = whole.value is not None and whole.value == (dead.value or 0) + (hurt.value or 0)
        near = 0 < dead.first - whole.last <= _BETWEEN and hurt.first - dead.last <= 1
        if summed and near and any(scan.at(i, "among") is not None for i in range(whole.last, dead.first)):
            whole.harm = "other"
            whole.rules.append("harm.of_both")
            for part in (dead, hurt):
                part.whole = whole
                part.rules.append("part.of_both")


def _pass_over_ill(scan: Scan, drafts: list[Draft]) -> None:
    """'45 cases of cholera' are called hits as wounds are: who fell ill is no victim of violence.  Arabic."""
    ill, fell_ill = scan.firsts("illness"), -1
    calm = bool(ill) and all(i in ill for i in scan.firsts("cause"))
    for draft in drafts if ill else ():
        named = (ill.get(i) for i in range(draft.last, draft.last + _ILL))
        told = next((hit for hit in named if hit is not None and hit.clitics.preposition), None)
        of_ill = draft.whole is not None and draft.whole.drop == ILLNESS
        beside = (
            draft.head.harm is not None and 0 <= draft.first - fell_ill <= 1
        )  # '27 deaths from cholera and 1,400 cases'
        since = calm and fell_ill >= 0  # of an illness alone the text tells
        by_words = of_ill or told is not None or beside or since
        if draft.harm == "injured" and (by_words or _in_outbreak(scan, draft, ill)):
            draft.drop = ILLNESS
        fell_ill = told.last if told is not None else fell_ill if calm else -1


def _in_outbreak(scan: Scan, draft: Draft, ill: Mapping[int, Hit]) -> bool:
    """Tell whether a sentence tells of an illness before a count, and of no violence."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    if not any(i in ill for i in range(first, draft.first)):
        return False
    return all(hit.first in ill for hit in scan.among(first, last, "cause"))


def _calm(scan: Scan) -> bool:
    """Tell whether a text names no cause of violent harm."""
    return all(hit.entry.features["cause"] == "other" for hit in scan.firsts("cause").values())


def _pass_over_players(scan: Scan, drafts: list[Draft]) -> None:
    """'Two players were injured and the striker scored twice': who was hurt in a game is no victim of violence."""
    played = {scan.tokens.folds[i] for i in scan.firsts("game")} if drafts else ()
    if len(played) < _GAME or not _calm(scan):
        return
    for draft in drafts:
        if draft.harm in _AT_PLAY:
            draft.drop = draft.drop or PLAYED


def words_of_illness(drafts: list[Draft]) -> set[int]:
    """Return the tokens that say what those passed over as ill fell ill with: no cause of another count's harm."""
    return {i for draft in drafts if draft.drop == ILLNESS for i in range(draft.last, draft.last + _ILL)}


def _end_with_rest(scan: Scan, parts: Mapping[Draft, list[Draft]]) -> None:
    """'90 victims: 22 died and the rest are wounded': the noun of the rest tells its harm."""
    for whole, inner in parts.items():
        for rest in inner:
            noun = scan.ending(rest.last, "person") if rest.rest else None
            harm = noun.entry.features.get("harm") if noun is not None else None
            if harm in _HARMED and harm != rest.harm and whole.head.soft:
                rest.harm = str(harm)
                whole.harm = "other"
                whole.rules.append("harm.of_both")


def settle_combined(drafts: list[Draft]) -> None:
    """'47 casualties (31 killed and 16 injured)': a whole of both killed and injured is of neither alone."""
    parts = parts_of(drafts)
    for whole in drafts:
        if whole not in parts:
            continue
        harms = {d.harm for d in parts.get(whole, ()) if "part.paren" in d.rules}
        if whole.head.soft and any(d.head.harm == "killed" and not d.head.soft for d in parts.get(whole, ())):
            harms = {"killed", "injured"}  # victims of whom some are dead: the others are wounded
        opened = {d.harm for d in parts.get(whole, ()) if "part.apposed" in d.rules}
        if {"killed", "injured"} <= opened and whole.head.harm is None and whole.harm == "killed":
            whole.harm = "other"  # '812 civilian victims: 543 killed, 107 injured and 162 abducted'
            whole.rules.append("harm.of_both")
        if {"killed", "injured"} <= harms and whole.harm in ("killed", "injured"):
            whole.harm = "other"
            whole.rules.append("harm.of_both")
            for part in parts[whole]:
                if "part.paren" not in part.rules and "harm.of_whole" in part.rules:
                    part.harm = "other"


def _join_others(drafts: list[Draft]) -> None:
    """'102 were victims: 34 dead and 68 wounded': what makes the dead up to the whole is a part of it too."""
    for part, other in pairwise(drafts):
        whole = part.whole
        if whole is None or whole.value is None or not _told_apart(part, other):
            continue
        beside = other.whole is None and other.first - part.last <= _BETWEEN and other.harm != part.harm
        if beside and (part.value or 0) + (other.value or 0) == whole.value:
            other.whole = whole
            other.rules.append("part.apposed")
            if whole.head.soft:
                whole.harm = "other"
                whole.rules.append("harm.of_both")


def _told_apart(part: Draft, other: Draft) -> bool:
    """Tell whether a part and the count behind it may be the dead and the wounded of one whole."""
    whole = part.whole
    if whole is None:
        return False
    both = {part.harm, other.harm} == _HARMED and (whole.harm == "other" or whole.head.soft)
    return both or (whole.head.harm is None and "part.apposed" in part.rules)
