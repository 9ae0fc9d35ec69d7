"""The values of a release."""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.ids import content_id
from marsad.model.noun import Noun
from marsad.publish.dataset import Dataset

FORMAT = "marsad-release-1"
STANDPOINT = frozenset({"id", "as_of", "known_at", "made", "seq", "head", "previous"})
"""Fields that say when and on what the release stands: two releases that differ in nothing else say the same."""


class Total(Noun, frozen=True, kw_only=True):
    """Bounds over all incidents: of a harm, a side (None: all) and a month YYYY-MM (None: the whole time)."""

    harm: str
    side: str | None
    month: str | None = None
    lo: int
    hi: int | None
    guarantee: str
    claims: tuple[str, ...]
    overlaps: tuple[str, ...] = ()

    @property
    def cell(self) -> tuple[str, str, str]:
        """What is counted: harm, side, month; '' for all."""
        return (self.harm, self.side or "", self.month or "")


class Block(Noun, frozen=True, kw_only=True):
    """One thing that stands in a release's way: an open review (`id` is its id) or a pack's assertion.

    `why` is `template` filled with `values`, where it has one.
    """

    kind: str
    id: str
    document: str | None = None
    why: str = ""
    template: str = ""
    values: dict[str, str] = msgspec.field(default_factory=dict)


class Despite(Noun, frozen=True, kw_only=True):
    """A release that was made although something stood in its way: why, and how much of each kind."""

    why: str
    open: dict[str, int]


class Judged(Noun, frozen=True, kw_only=True):
    """A public decision that the figures obey.  Who made it is not public."""

    id: str
    verdict: str
    subjects: tuple[str, ...]
    day: dt.date
    why: str
    reverses: str | None = None


class Rules(Noun, frozen=True, kw_only=True):
    """How many persons a count must have before sex and age are shown, and which harms and places stay coarse."""

    small_cell: int
    coarse_harms: tuple[str, ...]
    coarse_kinds: tuple[str, ...]


class Made(Noun, frozen=True, kw_only=True):
    """The reader, pack and gazetteer by version and digest, and how many documents they read."""

    reader: str
    pack: str
    gazetteer: str
    documents: int


class Release(Noun, frozen=True, kw_only=True):
    """A frozen publication.

    `ledger`, `seq` and `head` name the ledger's state; `counted` says how many claims entered by which rule and
    how many were left out by which, `retired` where every incident of an earlier release went that is no more.
    """

    format: str = FORMAT
    id: str = ""
    as_of: str
    known_at: str
    made: str
    ledger: str
    seq: int
    head: str
    tool: str
    made_by: tuple[Made, ...]
    licence: str
    previous: str | None = None
    rules: Rules
    counted: dict[str, int]
    withheld: tuple[str, ...] = ()
    """Claims whose sex and age comparison with an earlier release would give away."""
    despite: Despite | None = None
    decisions: tuple[Judged, ...] = ()
    totals: tuple[Total, ...] = ()
    retired: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    sources: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    """What sources are called: id, language, name."""
    dataset: Dataset

    def named(self) -> Release:
        """Return the release with the id that its content gives it."""
        body = msgspec.to_builtins(msgspec.structs.replace(self, id=""))
        return msgspec.structs.replace(self, id=f"r-{self.as_of}-{content_id(body, length=8)}")

    def says(self) -> dict[str, object]:
        """Return everything that it says apart from its standpoint."""
        body: dict[str, object] = msgspec.to_builtins(self)
        dataset = body["dataset"]
        assert isinstance(dataset, dict)
        body["dataset"] = dataset["incidents"]
        return {name: value for name, value in body.items() if name not in STANDPOINT}

    def whole(self) -> tuple[Total, ...]:
        """Return the totals over the whole time."""
        return tuple(total for total in self.totals if total.month is None)
