"""Figures that know what they count: those of one harm can be added, those of two cannot (the types forbid it)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from marsad.model.terms import Harm
from marsad.model.toll import TollRow


class Harmed:
    """What was done to the persons of a figure; only its kinds are used, and only as types."""

    harm: ClassVar[Harm]


class Killed(Harmed):
    """The dead."""

    harm = "killed"


class Injured(Harmed):
    """The wounded."""

    harm = "injured"


class Missing(Harmed):
    """The missing."""

    harm = "missing"


H = TypeVar("H", bound=Harmed)


@dataclass(frozen=True, slots=True)
class Figure(Generic[H]):
    """The least and the greatest number of persons of one harm; `hi` None is open."""

    kind: type[H]
    lo: int
    hi: int | None

    def __add__(self, other: Figure[H]) -> Figure[H]:
        """Return the sum of two figures of one harm.  Raises `TypeError` for two harms: they are never added."""
        if self.kind is not other.kind:
            raise TypeError(f"{self.kind.harm} and {other.kind.harm} are never added")
        return Figure(self.kind, self.lo + other.lo, None if None in (self.hi, other.hi) else _sum(self.hi, other.hi))


def _sum(one: int | None, other: int | None) -> int:
    return (one or 0) + (other or 0)


def figure(row: TollRow, kind: type[H]) -> Figure[H]:
    """Return a row's bounds as a figure of one harm.  Raises `TypeError` where the row counts another."""
    if row.harm != kind.harm:
        raise TypeError(f"the row counts {row.harm}, not {kind.harm}")
    return Figure(kind, row.lo, row.hi)
