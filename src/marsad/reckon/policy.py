"""Whose figures make the toll: the named policies.

- `lead`: the claimant whose chain of bulletins on the incident is the most detailed and the latest.
- `latest`: the claimant who published last.
- `pooled`: all claimants' figures together, as if one had said them.
- `hull`: each claimant by itself; the smallest lower and the largest upper bound.
- `per-source`: each claimant by itself, a row each.
- `named-only`: only persons whom somebody names, each once (see `named.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.errors import UsageError
from marsad.reckon.item import Item

POLICIES = ("lead", "pooled", "latest", "hull", "per-source", "named-only")


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """Why a claimant leads, in this order; what it says and its name decide a tie."""

    own: bool
    """False where others told all of it before, or several others by that day, in the same words: who prints the
    texts of others again does not lead by them."""
    documents: int
    figures: int
    told: dt.date
    """The day on which it last told anything new."""
    said: tuple[str, ...]
    name: str
    latest: dt.date = field(compare=False)
    """The day on which it last published."""


def checked(policy: str) -> str:
    """Return the policy.  Raises `UsageError` for one that is not offered."""
    if policy not in POLICIES:
        raise UsageError(f"there is no policy {policy!r}; use one of {', '.join(POLICIES)}")
    return policy


def weights(items: Sequence[Item]) -> dict[str, Weight]:
    """Return the weight of every voice of an incident, by all that it says of it; what is said again weighs nothing."""
    voices = sorted({name for item in items for name in item.voices if name})
    first = _first_told(items) if len(voices) > 1 else {}
    return {name: _weight(name, [item for item in items if name in item.voices], first) for name in voices}


Words = tuple[object, ...]


def _weight(name: str, said: Sequence[Item], first: dict[Words, dict[str, dt.date]]) -> Weight:
    told: dict[str, set[Words]] = {}
    days: dict[str, dt.date] = {}
    for item in said:
        told.setdefault(item.document, set()).add(_figure(item))
        days[item.document] = item.published or dt.date.min
    documents: dict[frozenset[Words], dt.date] = {}
    for document, figures in told.items():
        known = documents.get(frozenset(figures), dt.date.max)
        documents[frozenset(figures)] = min(known, days[document])
    every = {figure for figures in documents for figure in figures}
    return Weight(
        own=not first or _is_own(name, said, first),
        documents=len(documents),
        figures=len(every),
        told=max(documents.values(), default=dt.date.min),
        said=tuple(sorted(" ".join(map(str, figure)) for figure in every)) if first else (),
        name=name,
        latest=max(days.values(), default=dt.date.min),
    )


def _is_own(name: str, said: Sequence[Item], first: dict[Words, dict[str, dt.date]]) -> bool:
    earlier = True
    holders: set[str] | None = None
    for item in said:
        day = item.published or dt.date.min
        others = {other: before for other, before in first[_words(item)].items() if other != name and before <= day}
        if not others:
            return True
        earlier = earlier and min(others.values()) < day
        holders = set(others) if holders is None else holders & set(others)
    return not earlier and bool(holders)


def _first_told(items: Sequence[Item]) -> dict[Words, dict[str, dt.date]]:
    """Return for each figure, in its words, the day on which each voice first told it."""
    found: dict[Words, dict[str, dt.date]] = {}
    for item in items:
        by = found.setdefault(_words(item), {})
        for name in item.voices:
            if name:
                by[name] = min(by.get(name, dt.date.max), item.published or dt.date.min)
    return found


def _words(item: Item) -> Words:
    return (item.first.harm, item.first.value, item.first.text)


def _figure(item: Item) -> Words:
    facets, number = tuple(sorted(item.facets)), item.key.split("#")[-1]
    return (item.first.harm, item.side, facets, item.window, item.lo, item.hi, item.rest, number)


def choose(policy: str, speaking: Sequence[str], weighed: dict[str, Weight]) -> list[frozenset[str]]:
    """Return the groups of voices that are reckoned, each by itself, for a count of which `speaking` say something."""
    if not speaking:
        return []
    if policy in ("pooled", "named-only"):
        return [frozenset(speaking)]
    if policy in ("hull", "per-source"):
        return [frozenset({name}) for name in speaking]
    if policy == "latest":
        return [frozenset({max(speaking, key=lambda n: (weighed[n].latest, weighed[n]))})]
    return [frozenset({max(speaking, key=lambda n: weighed[n])})]
