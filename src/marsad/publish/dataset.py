"""What leaves the house: incidents with bounds and the evidence for them, in fields that everybody may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marsad.model.noun import Noun

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Spot(Noun, frozen=True, kw_only=True):
    """Where: what `public_view` leaves of a place.  Degrees are WGS 84."""

    gazetteer: str | None = None
    name_en: str | None = None
    name_ar: str | None = None
    kind: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""


class Count(Noun, frozen=True, kw_only=True):
    """The least and the greatest number of persons of one harm and side (None: of all sides); `hi` None is open."""

    harm: str
    side: str | None
    lo: int
    hi: int | None
    guarantee: str
    claims: tuple[str, ...]
    """DOCUMENT#CLAIM keys that alone force the bounds."""
    overlaps: tuple[str, ...] = ()
    """Sides whose dead are (also) inside this count."""


class Source(Noun, frozen=True, kw_only=True):
    """A document that a figure rests on.  `sha256` None: a claim entered by hand, `id` is its decision."""

    id: str
    published: str | None
    source: str | None
    lang: str | None = None
    sha256: str | None = None
    revision: int | None = None


class Happening(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """One incident.  `tolls` are by side and may overlap; `totals` are over all sides; neither is summed further."""

    id: str
    start: dt.date | None
    end: dt.date | None
    place: Spot | None
    causes: tuple[str, ...]
    perpetrators: tuple[str, ...]
    tolls: tuple[Count, ...]
    totals: tuple[Count, ...]
    cumulative: bool
    """Whether a figure in it is a running total, so that single events cannot be told apart."""
    sources: tuple[str, ...]
    documents: tuple[Source, ...]
    claims: tuple[dict[str, Any], ...]
    """Claims as `public_view` shows them; `id` is the DOCUMENT#CLAIM key."""

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all its claims."""
        return tuple(str(claim["id"]) for claim in self.claims)

    def total(self, harm: str) -> Count | None:
        """Return the toll of a harm over all sides, None where nothing was counted."""
        return next((one for one in self.totals if one.harm == harm), None)


class Dataset(Noun, frozen=True, kw_only=True):
    """All incidents of a standpoint, by id."""

    as_of: str | None
    known_at: str | None
    incidents: tuple[Happening, ...]

    def newest(self) -> str:
        """Return the last day on which any of its documents was published, '' where none is known."""
        return max((d.published[:10] for i in self.incidents for d in i.documents if d.published), default="")


class Made(Noun, frozen=True, kw_only=True):
    """A file's bytes, how many rows or objects it holds, and how many incidents have no place in this format."""

    data: bytes
    written: int
    left_out: int = 0
