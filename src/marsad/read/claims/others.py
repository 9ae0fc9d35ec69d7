"""Some of a group that nobody counted: 'the army pursued the attackers and killed four of them', 'lost four of it'."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

RULE = "part.of_others"
OF_FORCE = "part.of_force"
"""The rule of counts that are some of a force that is only named.  Arabic."""
_SUBJECT, _ACTS = 4, 5
"""Tokens from a sentence's beginning to its subject at most, and to some of it at least."""
_GROUP = 6
"""Tokens between the group and the verb of harm at most."""


def group_before(scan: Scan, draft: Draft) -> Hit | None:
    """Return 'the attackers' before 'and killed four of them', or None."""
    verb = scan.ending(draft.first, "harm_verb") if scan.lang == "en" else None
    if verb is None:
        return _fell(scan, draft) if scan.lang == "en" else None
    first = scan.sents[scan.sentence_of(draft.core)][0]
    near = range(verb.first - 1, max(first, verb.first - _GROUP) - 1, -1)
    group = next((hit for i in near if (hit := scan.at(i, "person", "actor_generic")) is not None), None)
    if group is None or group.entry.features.get("n") == "sg" or group.entry.features.get("harm"):
        return None
    return group if scan.ending(group.first, "determiner") is not None else None


def _fell(scan: Scan, draft: Draft) -> Hit | None:
    """Return 'fighters' of 'Fighters overran the hill and were driven off it; 38 of them fell'.  English.

    Only armed men who are the sentence's subject, and only where the verb says that some of them died or were hurt.
    """
    among = scan.at(draft.core_last, "among")
    be = scan.at(among.last, "verb_be") if among is not None else None
    verb = scan.at(be.last if be is not None else among.last, "harm_verb") if among is not None else None
    first = scan.sents[scan.sentence_of(draft.core)][0]
    if verb is None or verb.entry.features["harm"] not in ("killed", "injured") or draft.first - first < _ACTS:
        return None
    if scan.begins(first, draft.first, "attribution_verb", "harm_verb"):
        return None
    near = (scan.at(i, "person", "actor_generic") for i in range(first, first + _SUBJECT))
    group = next((hit for hit in near if hit is not None), None)
    armed = group is not None and (group.entry.features.get("civ") is False or group.entry.features.get("party"))
    return group if armed and group is not None and group.entry.features.get("n") != "sg" else None


def tell_of_others(draft: Draft, group: Hit) -> None:
    """Say of a count what the noun of its group says: attackers are no civilians, protesters are."""
    draft.rules.append(RULE)
    features = group.entry.features
    if draft.head.persons or draft.head.actors or "civ" not in features:
        return
    draft.head.civilian, draft.head.party = features["civ"], features.get("party")
    if features["civ"]:
        draft.side = draft.side or "civilians"


def of_force(scan: Scan, first: int, core_last: int) -> bool:
    """Tell whether 'the killing of 18 of it', 'lost 8 of it' stands there: some of a force, of which 'it' is said.

    Arabic.  Things may be wounded (a tank), but never killed.
    """
    among = scan.at(core_last, "among")
    if scan.lang != "ar" or among is None or not among.entry.features.get("things"):
        return False
    word = scan.ending(first, "harm_noun") or scan.ending(first, "harm_verb")
    if word is None:
        return False
    if word.entry.features.get("harm") == "killed" and not word.entry.features.get("loses"):
        return True
    opens, _ = scan.sents[scan.sentence_of(first)]
    return scan.begins(opens, first, "actor") and not scan.begins(opens, first, "unit")
