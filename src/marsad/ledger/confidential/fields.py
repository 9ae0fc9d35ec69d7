"""What of a decision is hidden where it, or the victim in it, is restricted, and how it is put back.

Hidden: the reason and evidence, the words, source and claimant of an entered claim, how its people are called, their
role, nationality and actors, a victim's names, age, list and note, what an amendment gives of these, and places that no
gazetteer lists (a home, a shelter, a hospital) with their coordinates.
Open: counts, harms, sides, sex, child or adult, minor or not, days, and places of the gazetteer, so that tolls are the
same with and without the key; and who decided, for two persons' decisions are held against each other.  An age that is
amended may make somebody a minor there, and nobody an adult: that is said with `minor`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import msgspec

from marsad.ledger.confidential.vault import Vault
from marsad.model.decision import Decision
from marsad.model.victim import ADULT

REFERENCE = "s-"
_PERSON = ("names", "father", "mother", "kunya", "note", "age", "list")
_WORDS = ("quote", "source", "claimant")
_GROUP = ("label", "role", "nationality", "actors")
_ABSENT = "[absent]"
"""Stands in the hidden part for a field that only the open part has."""
_PLACE = ("id", "name_en", "name_ar", "lat", "lon", "radius_km")

Body = dict[str, Any]


@dataclass(frozen=True)
class Hidden:
    """A part of a decision, encrypted: under which reference, with which key."""

    reference: str
    key: str
    sealed: bytes


def is_restricted(decision: Decision) -> bool:
    """Tell whether a decision has parts that must not stand in a ledger in the open."""
    victim = decision.victim
    changes = (decision.amendment or {}).get("visibility")
    return "restricted" in (decision.visibility, changes, victim.visibility if victim is not None else None)


def hide(decision: Decision, vault: Vault) -> tuple[Decision, Hidden]:
    """Return the decision without its hidden parts, under a new id, and these encrypted.

    Raises `KeyMissingError` where there is no key.
    """
    reference = REFERENCE + os.urandom(8).hex()
    body: Body = msgspec.to_builtins(decision)
    hidden: Body = {}
    mask = f"[restricted {reference}]"
    for where, name in _paths(body):
        part = _at(body, where)
        value = part.get(name)
        if value is None or value in ("", (), []):
            continue
        if name == "age" and isinstance(value, str):  # of a group: child or adult
            continue
        _put(hidden, where, name, value)
        part[name] = _masked(where, name, value, mask, vault)
        if name == "age" and part.get("minor") is None and (where == ("victim",) or value < ADULT):
            _put(hidden, where, "minor", part.get("minor", _ABSENT))
            part["minor"] = value < ADULT
    key, sealed = vault.seal(msgspec.json.encode(hidden), reference)
    return msgspec.convert(body, Decision).named(), Hidden(reference, key, sealed)


def reference_of(decision: Decision) -> str | None:
    """Return the reference under which a decision's hidden parts are kept; None where it has none."""
    start, _, rest = decision.why.partition(REFERENCE)
    return REFERENCE + rest.rstrip("]") if start == "[restricted " else None


def reveal(decision: Decision, plain: bytes) -> Decision:
    """Return a decision with its hidden parts put back; it keeps the id that it has in the ledger."""
    body: Body = msgspec.to_builtins(decision)
    _merge(body, msgspec.json.decode(plain))
    return msgspec.convert(body, Decision)


def _paths(body: Body) -> list[tuple[tuple[str, ...], str]]:
    out: list[tuple[tuple[str, ...], str]] = [((), "why"), ((), "evidence")]
    if body.get("claim"):
        out += [(("claim",), name) for name in _WORDS]
    if body.get("victim"):
        out += [(("victim",), name) for name in _PERSON]
    if body.get("amendment"):
        out += [(("amendment",), name) for name in (*_PERSON, "place", *_WORDS, *_GROUP)]
    if body.get("saw"):
        out.append((("saw",), "text"))
    for holder in ("claim", "victim"):
        if (body.get(holder) or {}).get("group"):
            out += [((holder, "group"), name) for name in _GROUP]
        place = (body.get(holder) or {}).get("place")
        if place and not place.get("parents"):
            out += [((holder, "place"), name) for name in _PLACE]
    return out


def _masked(where: tuple[str, ...], name: str, value: object, mask: str, vault: Vault) -> object:
    if name in ("source", "claimant", "list"):
        return vault.pseudonym(str(value))
    if name in ("lat", "lon", "radius_km", "age", "role", "nationality"):
        return None
    if name == "actors":
        return []
    if where == ("saw",):
        return "*" * len(str(value))
    return [mask] if isinstance(value, list | tuple) else mask


def _at(body: Body, where: tuple[str, ...]) -> Body:
    for name in where:
        body = body[name]
    return body


def _put(hidden: Body, where: tuple[str, ...], name: str, value: object) -> None:
    for step in where:
        hidden = hidden.setdefault(step, {})
    hidden[name] = value


def _merge(body: Body, hidden: Body) -> None:
    for name, value in hidden.items():
        if value == _ABSENT:
            body.pop(name, None)
        elif isinstance(value, dict) and isinstance(body.get(name), dict):
            _merge(body[name], value)
        else:
            body[name] = value
