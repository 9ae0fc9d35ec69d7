"""What is public: which decisions, and how exactly a place may be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import msgspec

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.placebook import place_book
from marsad.knowledge.spec import convert
from marsad.model import Decision, Place, PlaceMention
from marsad.publish.public import public_view
from marsad.publish.releases import Rules

ANSWERS = frozenset({"accept", "refuse", "undo"})
WIDER = ("governorate", "region", "district", "country")
"""Kinds of places that a coarse one is shown as, the first that contains it."""
CENTRE = 0
"""Decimals of a degree that are left of a wider place's middle."""


@cache
def load_rules() -> Rules:
    """Return the rules that keep persons from harm (`knowledge/publishing/harmless.yml`)."""
    path = HOME / "publishing" / "harmless.yml"
    found: Rules = convert(read_yaml(path), Rules, str(path))
    return found


def public_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that published figures obey, in their order.

    A public one does, and so does whatever answers or takes back such a decision, whoever may see it: what was made
    public can be withdrawn without saying so much in public.
    """
    kept: list[Decision] = []
    known: set[str] = set()
    for decision in decisions:
        about = {decision.reverses, *decision.subjects} & known
        if decision.visibility == "public" or (decision.verdict in ANSWERS and about):
            kept.append(decision)
            known.add(decision.id)
    return kept


def public_place(place: PlaceMention, harms: Collection[str], rules: Rules) -> dict[str, Any]:
    """Return what everybody may see of a place of certain harms.

    Of harms whose survivors can be reached (held, hidden, besieged persons), and of kinds of places that are people's
    refuge, only the wider place that contains it is shown, its middle rounded to a degree.
    """
    if place.gazetteer and (set(harms) & set(rules.coarse_harms) or place.kind in rules.coarse_kinds):
        wider = _wider(place)
        if wider is None:
            return public_view("place", msgspec.to_builtins(msgspec.structs.replace(place, parents=())))
        shown = public_view("place", msgspec.to_builtins(wider) | {"gazetteer": wider.id})
        shown |= {name: round(shown[name], CENTRE) for name in ("lat", "lon") if shown.get(name) is not None}
        shown.pop("radius_km", None)
        return shown | {"precision": "admin", "parents": wider.parents or ()}
    return public_view("place", msgspec.to_builtins(place))


def _wider(place: PlaceMention) -> Place | None:
    found = [book[0] for parent in place.parents if len(book := place_book().find(parent)) == 1]
    if place.kind in WIDER and place.gazetteer and len(own := place_book().find(place.gazetteer)) == 1:
        found.append(own[0])
    by_kind = {one.kind: one for one in reversed(found)}
    kept = next((by_kind[kind] for kind in WIDER if kind in by_kind), None)
    return kept if kept is None or kept.parents else msgspec.structs.replace(kept, parents=(kept.id,))
