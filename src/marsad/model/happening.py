"""What happened besides harm: changes of control, attacks, sieges, reinforcements."""

from __future__ import annotations

from marsad.model.evidence import Span, check_span
from marsad.model.noun import Noun
from marsad.model.terms import Change, EventType


class ControlChange(Noun, frozen=True, kw_only=True):
    """Who gained, lost, regained, left, besieges or tried to take a place; one entry a verb and object."""

    span: Span
    text: str
    change: Change
    actor: str | None = None
    """A side of the pack."""
    actors: tuple[str, ...] = ()
    place: str | None = None
    also: tuple[str, ...] = ()
    """The further places of the same object ('the towns of X and Y')."""
    date: str | None = None
    negated: bool = False
    rule: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, self.text, "control")


class Event(Noun, frozen=True, kw_only=True):
    """A reported event without a count of its own."""

    span: Span
    text: str
    type: EventType
    actors: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    negated: bool = False
    rule: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, self.text, "event")
