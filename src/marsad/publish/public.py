"""What of an item everybody may see: a closed list of fields for each kind, nothing else.

A field that is added to a noun stays out until it is named here.  Whether a victim's name may be shown is for
visibility, consent and age to say (`link.people.roll`); a name is none of these fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marsad.errors import UsageError

COARSE = 1
"""Decimals of a degree that are left of a place which no gazetteer lists: about ten kilometres."""

FIELDS: dict[str, frozenset[str]] = {
    "document": frozenset({"id", "published", "source", "lang", "sha256", "revision"}),
    "claim": frozenset(
        {
            *("id", "harm", "value", "value_max", "hedge", "group", "window", "place", "cause", "perpetrator"),
            *("part_of", "rest", "cumulative", "background", "status"),
        }
    ),
    "victim": frozenset({"id", "sex", "minor", "harm", "window", "list"}),
    "place": frozenset({"name_en", "name_ar", "kind", "lat", "lon", "radius_km", "precision", "parents", "gazetteer"}),
}
_NAMES = frozenset({"name_en", "name_ar", "gazetteer"})


def public_view(kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return what everybody may see of an item, given as JSON's values.

    Of a place without parents (one that no gazetteer lists: a home, a shelter, a hospital) no name is left, and its
    coordinates are coarse.  Raises `UsageError` for a kind that has no list.
    """
    if kind not in FIELDS:
        raise UsageError.of(
            "nothing of a {kind} is public; there are lists for: {known}", kind=kind, known=", ".join(FIELDS)
        )
    shown = {name: value for name, value in item.items() if name in FIELDS[kind]}
    if kind == "place" and not item.get("parents"):
        shown = {name: value for name, value in shown.items() if name not in _NAMES}
        shown |= {name: round(shown[name], COARSE) for name in ("lat", "lon") if shown.get(name) is not None}
        shown["precision"] = "area"
        shown.pop("radius_km", None)
    if isinstance(shown.get("place"), Mapping):
        shown["place"] = public_view("place", shown["place"])
    return shown
