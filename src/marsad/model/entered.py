"""Claims entered by hand: what an operator learned outside of any captured document."""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.errors import EvidenceError
from marsad.model.group import Group
from marsad.model.noun import Noun
from marsad.model.place import Place
from marsad.model.terms import Cause, Harm, Hedge, Status
from marsad.model.time import Window


class EnteredClaim(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A claim in the operator's hand.  `quote` are the words it rests on; they are kept as its evidence.

    `place` is the gazetteer's entry where it has one, else an entry that holds only the name as entered.
    """

    quote: str
    harm: Harm
    value: int
    value_max: int | None = None
    hedge: Hedge = "exact"
    group: Group = msgspec.field(default_factory=Group)
    window: Window = msgspec.field(default_factory=Window)
    place: Place | None = None
    cause: Cause | None = None
    perpetrator: str | None = None
    source: str | None = None
    """Whose figure it is: a register, an office, 'interview'."""
    claimant: str | None = None
    published: dt.date | None = None
    status: Status = "stated"
    cumulative: bool = False
    number: str | None = None
    """DOCUMENT#nSTART-END of the unread number that it reads."""

    def __post_init__(self) -> None:
        if not self.quote.strip():
            raise EvidenceError.of("an entered claim needs the words it rests on; give them with --quote")
        if self.value < 0 or (self.value_max is not None and self.value_max < self.value):
            raise EvidenceError.of(
                "{value}..{value_max} is no count of persons; the number is 0 or more, and not above its upper end",
                value=self.value,
                value_max=self.value_max,
            )
