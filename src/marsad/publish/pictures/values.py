"""What a picture shows, before any language and colour: the same values are what `--format json` prints."""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.model.noun import Noun
from marsad.model.time import Window
from marsad.publish.bulletins.bulletin import Cited
from marsad.publish.dataset import LICENCE, Spot


class Bound(Noun, frozen=True, kw_only=True):
    """The least and the greatest number of persons of a harm, a side (None: all) and a group (None: all).

    `hi` None is open.  `claims` are the DOCUMENT#CLAIM keys that force it.
    """

    harm: str
    side: str | None
    group: str | None = None
    lo: int
    hi: int | None
    claims: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()


class Step(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A day, month or year: `own` is told of happenings within it, `until` of all since the period's start."""

    start: dt.date
    end: dt.date
    own: tuple[Bound, ...]
    until: tuple[Bound, ...] = ()


class Mark(Noun, frozen=True, kw_only=True):
    """A place with its incidents and their toll together; `bound` None: nobody was counted.

    `radius_km` None: the place is known as a point.
    """

    spot: Spot
    radius_km: float | None
    incidents: tuple[str, ...]
    bound: Bound | None


class Held(Noun, frozen=True, kw_only=True):
    """Who held a place at a period's end, or who contests it (`state` held or contested).

    `since` is a day, with `precision` by: at the latest.
    """

    spot: Spot
    radius_km: float | None
    state: str
    holder: str | None
    since: dt.date | None
    precision: str
    between: tuple[str, ...] = ()
    besieged_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Picture(Noun, frozen=True, kw_only=True):
    """All that is drawn and said, with its standpoint.  `unit` is day, month or year, `rows` are whole-period."""

    kind: str
    harm: str
    window: Window
    as_of: str
    policy: str
    tool: str
    licence: str = LICENCE
    unit: str = "day"
    steps: tuple[Step, ...] = ()
    rows: tuple[Bound, ...] = ()
    marks: tuple[Mark, ...] = ()
    held: tuple[Held, ...] = ()
    left_out: dict[str, int] = msgspec.field(default_factory=dict)
    """Incidents of the period that the picture cannot show, by why: `unplaced`, `undated`."""
    sources: tuple[Cited, ...] = ()
    contradictions: int = 0
    overlaps: bool = False
