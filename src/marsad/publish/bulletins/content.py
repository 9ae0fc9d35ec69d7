"""What a bulletin tells, before any language: figures with the claims that bind them, each in its place and time."""

from __future__ import annotations

import msgspec

from marsad.errors import UsageError
from marsad.model.group import Group
from marsad.model.noun import Noun
from marsad.model.terms import Cause, Harm, Hedge
from marsad.model.time import Window

COUNTED: tuple[str, ...] = (
    *("killed", "injured", "missing", "detained", "abducted"),
    *("released", "displaced", "besieged", "surrendered"),
)
"""Harms that a bulletin has words for."""


class Figure(Noun, frozen=True, kw_only=True):
    """A number of persons.  With `value_max` it is a range; `rest` leaves its number to the reckoning.

    `claims` are the DOCUMENT#CLAIM keys that force it.
    """

    harm: Harm
    value: int | None
    value_max: int | None = None
    hedge: Hedge = "exact"
    group: Group = msgspec.field(default_factory=Group)
    parts: tuple[Figure, ...] = ()
    rest: bool = False
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.value is None and not self.rest:
            raise UsageError.of("a figure without a number is told only as the rest of a whole")


class Where(Noun, frozen=True, kw_only=True):
    """A place by its names; None in both keeps the text silent about it."""

    gazetteer: str | None = None
    name_en: str | None = None
    name_ar: str | None = None
    kind: str | None = None


class Told(Noun, frozen=True, kw_only=True):
    """Figures that have place, days, cause and side in common: one sentence.  `incident` names the happening."""

    figures: tuple[Figure, ...]
    where: Where | None = None
    window: Window = msgspec.field(default_factory=Window)
    cause: Cause | None = None
    perpetrator: str | None = None
    incident: str | None = None
    sum: bool = False
    """Over many happenings: places and causes are various, not untold."""


class Turn(Noun, frozen=True, kw_only=True):
    """A place that a side took within days.  `claims` are the keys of the sub-events that tell of it."""

    side: str
    where: Where
    window: Window
    claims: tuple[str, ...]


class Rise(Noun, frozen=True, kw_only=True):
    """What a figure was in the bulletin before, and what it is now."""

    before: Figure
    now: Figure


def stated(lo: int, hi: int | None) -> tuple[int, int | None, Hedge] | None:
    """Return bounds as value, upper end and hedge; None where nothing bounds the number.

    A minimum is called a minimum: only bounds that meet are told as an exact number.
    """
    if hi is None:
        return (lo, None, "at_least") if lo else None
    if lo == hi:
        return lo, None, "exact"
    return (lo, hi, "exact") if lo else (hi, None, "at_most")
