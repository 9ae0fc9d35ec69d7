"""What stands to the right of a name: 'NAME province', 'NAME's northern countryside', adjectives of direction."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.places.name import Name
from marsad.read.scan import Scan

_TOLD = frozenset({"governorate", "city", "town", "village"})
"""Kinds that a type word inside a listed name tells as well as one beside it."""


def look_right(scan: Scan, name: Name) -> None:
    """Fill in what the words after `name`, and type words inside it, say."""
    if scan.lang == "en":
        _english(scan, name)
    elif _rural_inside(scan, name):
        name.relation, name.cued = "countryside", True
        adjective_right(scan, name, "countryside")
    elif (typed := scan.at(name.first, "place_kind")) is not None and typed.last < name.last:
        name.cued = name.cued or not typed.clitics.article
        if typed.entry.features["kind"] in _TOLD:
            name.kind = str(typed.entry.features["kind"])
        adjective_right(scan, name, "part")
    if scan.at(name.end, "place_refuse_after") is not None:
        name.refused = name.refused or "place.organisation"
    elif scan.at(name.end, "place_party_after") is not None:
        hyphen = scan.tokens.starts[name.end] - scan.tokens.ends[name.end - 1] == 1 and not _space_after(scan, name)
        name.refused = name.refused or ("place.party" if hyphen else None)
        name.acts = True


def _space_after(scan: Scan, name: Name) -> bool:
    return scan.text[scan.tokens.ends[name.end - 1]].isspace()


def _english(scan: Scan, name: Name) -> None:
    if _rural_inside(scan, name):
        name.relation, name.cued = "countryside", True
    elif name.last - name.first > 1 and (typed := _type_inside(scan, name)) is not None:
        name.cued = True
        if typed.entry.features["kind"] in _TOLD:
            name.kind = str(typed.entry.features["kind"])
    if owns(scan, name):
        _owned(scan, name)
        return
    hit = scan.at(name.last, "place_kind")
    if hit is not None and hit.entry.features.get("after"):
        take_kind(name, hit)
        name.end = hit.last
    head = _rural_or_edge(scan, name.end)
    if head is not None:
        name.relation, name.cued, name.end = head[0], True, head[1]


def _type_inside(scan: Scan, name: Name) -> Hit | None:
    """Return the type word that a listed English name ends or begins with: 'Beni territory', 'city of Homs'."""
    last = scan.at(name.last - 1, "place_kind")
    if last is not None and last.entry.features.get("after"):
        return last
    return scan.at(name.first, "place_kind") if scan.at(name.first + 1, "place_of") is not None else None


def _owned(scan: Scan, name: Name) -> None:
    """'Aleppo's northern countryside', 'Hama's outskirts'."""
    side = scan.at(name.last, "place_adjective_side")
    head = _rural_or_edge(scan, side.last if side is not None else name.last)
    if head is not None:
        name.relation, name.cued, name.end = head[0], True, head[1]
        if side is not None:
            bear(name, side)


def _rural_or_edge(scan: Scan, at: int) -> tuple[str, int] | None:
    rural = scan.at(at, "place_rural")
    if rural is not None:
        return "countryside", rural.last
    edge = scan.at(at, "place_edge")
    if edge is not None and edge.entry.features["relation"] == "outskirts":
        return "outskirts", edge.last
    return None


def _rural_inside(scan: Scan, name: Name) -> bool:
    """Tell whether the listed name is itself that of a countryside."""
    if name.last - name.first < 2:
        return False
    hit = scan.at(name.first, "place_rural") or (scan.at(name.last - 1, "place_rural") if scan.lang == "en" else None)
    return hit is not None and hit.last <= name.last and hit.clitics == name.hits[0].clitics


def owns(scan: Scan, name: Name) -> bool:
    """Tell whether an English possessive is glued to the name."""
    if name.last >= len(scan):
        return False
    return scan.text.startswith(("'s", "\u2019s"), scan.tokens.ends[name.last - 1])


def adjective_right(scan: Scan, name: Name, relation: str) -> None:
    """Take in an Arabic adjective of direction: 'the countryside of X the northern'."""
    hit = scan.at(name.last, "place_adjective_side")
    if hit is not None and hit.clitics.article:
        name.relation, name.cued, name.end = relation, True, hit.last
        bear(name, hit)


def take_kind(name: Name, hit: Hit) -> None:
    """Let a type word tell the kind; a weak one ('the road of', 'the axis of') says only that it is a place."""
    features = hit.entry.features
    name.cued = True
    if not features.get("weak"):
        name.kind = str(features["kind"])
        name.facility = bool(features.get("facility"))


def bear(name: Name, hit: Hit) -> None:
    """Take the first direction told."""
    if name.bearing is None:
        name.bearing = float(hit.entry.features["bearing"])
        name.compass = str(hit.entry.features["name"])
