"""Lineage: how one document depends on an earlier one; and the two grades of an incident, kept apart."""

from __future__ import annotations

from typing import Literal

from marsad.model.noun import Noun

Kind = Literal["repeats", "updates", "includes", "corrects", "contradicts"]
Stance = Literal["alleged", "denied", "conceded"]


class Lineage(Noun, frozen=True, kw_only=True):
    """What a later document makes of an earlier one, and by what that is seen."""

    earlier: str
    later: str
    kind: Kind
    why: str


class Corroboration(Noun, frozen=True, kw_only=True):
    """How many sources speak independently; who only repeats whom adds nothing."""

    independent: int
    voices: tuple[str, ...]
    """One a group of sources that lean on one another."""
    leaning: dict[str, tuple[str, ...]]
    """Source -> whom it cites or reprints, for those that say nothing of their own."""


class Attribution(Noun, frozen=True, kw_only=True):
    """What is said of a side's part in the harm, and by which claims."""

    side: str
    stance: Stance
    by: tuple[str, ...]
    """Sources."""
    claims: tuple[str, ...]
