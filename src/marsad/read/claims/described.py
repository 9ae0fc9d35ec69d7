"""What the nouns of a phrase say together of who is counted: sex, age, role, whether they are civilians."""

from __future__ import annotations

from typing import Any

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Head
from marsad.read.scan import Scan


def add_person(head: Head, hit: Hit) -> None:
    """Take a noun of persons into the head; what the nouns say together is settled anew each time."""
    features = hit.entry.features
    head.pronoun = head.pronoun or bool(hit.clitics.suffix)
    if features.get("weak"):
        head.nationality = head.nationality or features.get("nat")
        head.weak = head.weak or not head.persons
        head.national = head.national or features.get("n") == "pl"
        return
    if hit.clitics.suffix and features.get("troops"):
        features = _TROOPS  # 'his men' are no civilians
    elif hit.clitics.suffix and features.get("escort"):
        features = {"n": features.get("n"), "role": features.get("role"), "companion": True}  # 'and his driver'
    add_noun(head, features, head.linked or bool(hit.clitics.conjunction))


_HELD = {"abducted", "detained"}
_TROOPS: dict[str, Any] = {"n": "pl", "civ": False, "party": "any"}


def add_noun(head: Head, features: dict[str, Any], joined: bool) -> None:
    """Take the features of one noun of persons into the head; `joined`: it is coordinated with the one before."""
    head.nouns.append((features, joined))
    head.linked = False
    head.persons, head.weak = head.persons + 1, False
    head.plural = head.plural or features.get("n") == "pl"
    harm = features.get("harm")
    if harm:
        held = {head.harm, harm} == _HELD  # 'hostages who are held'
        killed = harm == "killed" and head.harm in _HELD and not joined  # '26 hostages dead'
        head.harm = "abducted" if held else harm if killed or head.harm in (None, harm) else "other"
    head.soft = head.soft or bool(features.get("soft"))
    head.own = head.own or bool(features.get("own"))
    head.body = head.body or bool(features.get("body"))
    head.cause = head.cause or features.get("cause")
    head.unit = head.unit or features.get("unit")
    _describe(head)


_SAID = (("civilian", "civ"), ("sex", "sex"), ("age", "age"), ("role", "role"), ("party", "party"))


def _describe(head: Head) -> None:
    """Coordinated nouns ('children and women') say only what they agree on; apposed ones ('dead civilians') add up."""
    if len(head.nouns) == 1:
        features, _ = head.nouns[0]
        head.civilian, head.sex, head.age = features.get("civ"), features.get("sex"), features.get("age")
        head.role, head.party = features.get("role"), features.get("party")
        return
    telling = [noun for noun in head.nouns if any(noun[0].get(key) is not None for _, key in _SAID)]
    for name, key in _SAID:
        value: object = None
        for number, (features, joined) in enumerate(telling):
            own = features.get(key)
            unarmed = name == "civilian" and own is True and features.get("role") and not joined
            if number == 0 or (value is None and not joined) or unarmed:
                value = own  # 'eight members of the civil defence'
            elif joined and own != value:
                value = _stricter(value, own) if name == "party" else None
        setattr(head, name, value)


def _stricter(one: object, other: object) -> object:
    """Return the party that two coordinated nouns can both have ('officers and members' are a state's)."""
    if one in (None, "any"):
        return other
    return one if other in (None, "any") else None


def says_of_most(scan: Scan, head: Head, i: int) -> bool:
    """Tell whether 'most of them women' at token `i` ends a phrase, as it says nothing of all.  Arabic.

    Of fighters it may still say whose they were: '67 gunmen, most of them sons of the villages'.
    """
    return head.civilian is not False and scan.at(i, "most_of_them") is not None
