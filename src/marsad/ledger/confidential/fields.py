"""What of a decision is hidden where it, or the victim in it, is restricted, and how it is put back.

Hidden: the reason and evidence, the words, source and claimant of an entered claim, how its people are called, a
victim's names and note, names that an amendment gives, and places that no gazetteer lists (a home, a shelter, a
hospital) with their coordinates.
Open: counts, harms, sides, days, and places of the gazetteer, so that tolls are the same with and without the key.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import msgspec

from marsad.ledger.confidential.vault import Vault
from marsad.model.decision import Decision

REFERENCE = "s-"
_NAMES = ("names", "father", "mother", "kunya", "note")
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
        _put(hidden, where, name, value)
        part[name] = _masked(where, name, value, mask, vault)
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
        out += [(("claim",), name) for name in ("quote", "source", "claimant")]
    if body.get("victim"):
        out += [(("victim",), name) for name in _NAMES]
    if body.get("amendment"):
        out += [(("amendment",), name) for name in (*_NAMES, "place", "quote", "source", "claimant")]
    if body.get("saw"):
        out.append((("saw",), "text"))
    for holder in ("claim", "victim"):
        if ((body.get(holder) or {}).get("group") or {}).get("label"):
            out.append(((holder, "group"), "label"))
        place = (body.get(holder) or {}).get("place")
        if place and not place.get("parents"):
            out += [((holder, "place"), name) for name in _PLACE]
    return out


def _masked(where: tuple[str, ...], name: str, value: object, mask: str, vault: Vault) -> object:
    if name in ("source", "claimant"):
        return vault.pseudonym(str(value))
    if name in ("lat", "lon", "radius_km"):
        return None
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
        if isinstance(value, dict) and isinstance(body.get(name), dict):
            _merge(body[name], value)
        else:
            body[name] = value
