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
from dataclasses import dataclass

from marsad.errors import UsageError
from marsad.reckon.item import Item

POLICIES = ("lead", "pooled", "latest", "hull", "per-source", "named-only")


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """Why a claimant leads: documents in its chain, figures in them, its latest day; then its name, for a tie."""

    documents: int
    figures: int
    latest: dt.date
    name: str


def checked(policy: str) -> str:
    """Return the policy.  Raises `UsageError` for one that is not offered."""
    if policy not in POLICIES:
        raise UsageError(f"there is no policy {policy!r}; use one of {', '.join(POLICIES)}")
    return policy


def weights(items: Sequence[Item]) -> dict[str, Weight]:
    """Return the weight of every voice of an incident, by all that it says of it; what is said again weighs nothing."""
    voices = sorted({name for item in items for name in item.voices if name})
    found = {}
    for name in voices:
        said = [item for item in items if name in item.voices]
        days = [item.published for item in said if item.published]
        told: dict[str, set[tuple[object, ...]]] = {}
        for item in said:
            told.setdefault(item.document, set()).add(_figure(item))
        documents = {frozenset(figures) for figures in told.values()}
        figures = {figure for own in documents for figure in own}
        found[name] = Weight(len(documents), len(figures), max(days, default=dt.date.min), name)
    return found


def _figure(item: Item) -> tuple[object, ...]:
    return (item.first.harm, item.side, item.facets, item.window, item.lo, item.hi, item.rest, item.key.split("#")[-1])


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
