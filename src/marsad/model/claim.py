"""The claim: a source's assertion of a harm and a count, with the words that state it."""

from __future__ import annotations

import msgspec

from marsad.errors import EvidenceError
from marsad.model.evidence import Span, check_span
from marsad.model.group import Group
from marsad.model.noun import Noun
from marsad.model.terms import Cause, Harm, Hedge, Status
from marsad.model.time import Window


class Claim(Noun, frozen=True, kw_only=True):
    """One mention of a count of persons.  It can't be built without its words.

    `value` and `value_max` are persons; `value` is None only for a `rest` whose number is left to the
    reckoning.  `part_of` names the claim of the smallest stated whole; `place` a place mention of the reading.
    """

    id: str
    span: Span
    text: str
    harm: Harm
    value: int | None
    value_max: int | None = None
    hedge: Hedge = "exact"
    group: Group = msgspec.field(default_factory=Group)
    part_of: str | None = None
    rest: bool = False
    cumulative: bool = False
    window: Window = msgspec.field(default_factory=Window)
    place: str | None = None
    cause: Cause | None = None
    perpetrator: str | None = None
    claimant: str | None = None
    background: bool = False
    status: Status = "stated"
    open_ended: bool = False
    """The text says that this number is not final: it may rise, is a minimum, or persons are uncounted."""
    rule: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, self.text, f"claim {self.id}")
        if self.value is None and not self.rest:
            raise EvidenceError(f"claim {self.id}: no number; only a 'rest' may leave its number to the reckoning")
        if self.value is not None and self.value < 0:
            raise EvidenceError(f"claim {self.id}: a count of persons can't be negative ({self.value})")
        if self.value_max is not None and (self.value is None or self.value_max < self.value):
            raise EvidenceError(f"claim {self.id}: the upper end {self.value_max} lies below {self.value}")


class Ignored(Noun, frozen=True, kw_only=True):
    """A number that is no casualty count, and why."""

    span: Span
    text: str
    why: str

    def __post_init__(self) -> None:
        check_span(self.span, self.text, "ignored number")
