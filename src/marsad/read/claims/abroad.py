"""Whose soldiers are where a sentence speaks of another state than the pack's: 'on the Israeli side 21 soldiers'.

English.  'Soldiers' without a name are else the army of the country that the text is of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from marsad.read.claims.draft import Draft
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_GARRISON = 7
"""Tokens of 'of the army's northern garrison' at most."""


def of_other_state(scan: Scan, draft: Draft, armies: Mapping[str, str | None], states: Collection[str]) -> str | None:
    """Return the side of the state on whose side the sentence counts, or that itself tells of its dead, or None."""
    if scan.lang != "en" or draft.head.party != "state" or draft.head.actors:
        return None
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    for i in range(first, draft.first):
        there = scan.at(i, "its_side")
        nation = scan.ending(there.first, "person") if there is not None else None
        if nation is not None and nation.entry.features.get("nat"):
            return armies.get(str(nation.entry.features["nat"]))
        side = _state_at(scan, i, states) if scan.begins(max(first, i - 2), i, "preposition") else None
        if side is not None:
            return side  # 'killed 45 people in Israel, 21 of them soldiers'
    state = scan.at(first, "place")
    if state is None or not (scan.at(state.last, "attribution_verb") is not None or _loses(scan, state.last)):
        return None
    return _state_at(scan, first, states)


def _loses(scan: Scan, i: int) -> bool:
    """Tell whether 'lost', 'has lost' stands at token `i`."""
    have = scan.at(i, "verb_have")
    verb = scan.at(have.last if have is not None else i, "harm_verb")
    return verb is not None and bool(verb.entry.features.get("loses"))


def _state_at(scan: Scan, i: int, states: Collection[str]) -> str | None:
    """Return the side of the state whose name begins at token `i`."""
    place = scan.at(i, "place")
    side = "_".join(scan.tokens.folds[i : place.last]) if place is not None else None
    return side if side in states else None


def of_garrison(scan: Scan, draft: Draft) -> bool:
    """Tell whether '600 captives of the camp's garrison' are soldiers by whose they were."""
    if not scan.firsts("garrison") or scan.at(draft.last, "of") is None:
        return False
    for i in range(draft.last + 1, min(draft.last + _GARRISON, len(scan))):
        if scan.at(i, "garrison") is not None:
            return scan.at(i + 1, "place_kind") is None  # 'of the garrison town'
        if scan.tokens.kinds[i] != "w" or scan.at(i, "harm_verb", "and", "preposition") is not None:
            return False
    return False


def own_medics(scan: Scan, first: int, last: int) -> int | None:
    """Return where 'its field hospital' or 'the army's medics' begins in tokens [first, last): they tend their own."""
    for i in range(first, last) if scan.firsts("own_medics") else ():
        if scan.at(i, "own_medics") is None:
            continue
        whose = scan.ending(i, "determiner")
        if whose is not None and whose.entry.features.get("possessive"):
            return i
        if scan.ending(i, "actor") is not None:
            return i
    return None


def state_losing(scan: Scan, verb: int, states: Collection[str]) -> ActorMention | None:
    """'The staff said Russia had lost 1,210 men': the state named right before the verb of losing at token `verb`."""
    have = scan.ending(verb, "verb_have")
    end = have.first if have is not None else verb
    state = scan.ending(end, "place")
    side = _state_at(scan, state.first, states) if state is not None else None
    losing = scan.lexicon.ends(scan.tokens.folds[verb], "acting")  # 'with Russia losing 890 men'
    led = state is not None and scan.ending(state.first, "preposition") is not None and not losing
    if state is None or side is None or led:
        return None
    return ActorMention(state.first, state.last, "", side, "generic", None, "", True)


def nationals_losing(
    scan: Scan, first: int, verb: int, armies: Mapping[str, str | None], states: Collection[str]
) -> ActorMention | None:
    """'The Russians lost 40 men': a people that loses men is its army; `verb` is the token of losing."""
    state = scan.at(first, "place")
    own = _state_at(scan, first, states) if state is not None and verb - state.last <= 1 else None
    if own is not None and state is not None:
        return ActorMention(first, state.last, "", own, "generic", None, "", True)  # 'Russia has lost 12 soldiers'
    for i in range(first, verb):
        nation = scan.at(i, "person")
        plural = nation is not None and nation.entry.features.get("n") == "pl"
        if nation is None or not plural or scan.at(i - 1, "determiner") is None:
            continue
        side = armies.get(str(nation.entry.features.get("nat", "")))
        if side is not None:
            return ActorMention(i, nation.last, "", side, "generic", None, "", True)
    return None
