"""Places: gazetteer entries, and mentions of them with their precision."""

from __future__ import annotations

from marsad.model.evidence import Span, check_span
from marsad.model.noun import Noun
from marsad.model.terms import PlaceKind


class Place(Noun, frozen=True, kw_only=True):
    """An entry of the gazetteer or of a pack's list.  Coordinates are WGS 84 degrees; None where unknown."""

    id: str
    name_en: str
    name_ar: str | None = None
    kind: PlaceKind = "other"
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    parents: tuple[str, ...] = ()
    """Ids of the places that contain it, nearest first."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""


class Length(Noun, frozen=True, kw_only=True):
    """How long a stretch is, in kilometres: as the text states it, and as it is measured."""

    stated_km: float | None = None
    measured_km: float
    along: str | None = None
    """Id of the river along which it was measured; None: in a straight line."""
    agrees: bool | None = None
    """Whether the two agree; None where nothing is stated."""


AMONG = "among"
"""The relation of a mention that is a list of places ('X, Y and Z'): in one of them, in some or in all.

Its candidates are those of them that the gazetteer knows; none where any is told by a relation ('north of X').
"""


class PlaceMention(Noun, frozen=True, kw_only=True):
    """Where a text names a place: resolved to the gazetteer, or kept unresolved with its candidates."""

    id: str
    span: Span
    text: str
    name_en: str | None = None
    name_ar: str | None = None
    gazetteer: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    kind: PlaceKind | None = None
    precision: str | None = None
    """exact | near | area | admin | country | unknown: how far the point may be taken."""
    relation: str | None = None
    """'northern_countryside', 'west_of', 'between', ...: how the text places itself by this name."""
    parents: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    length: Length | None = None
    """Of a place made of two ends: 'a front of 100 km from A to B'."""
    rule: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, self.text, "place")
