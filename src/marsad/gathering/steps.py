"""What became of one address or record, and how far a run is."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.errors import MarsadError

RESULTS = ("new", "revised", "unchanged", "gone", "blocked", "failed", "skipped", "repeats")
"""`repeats` is told of a document besides what became of it: which earlier one it prints again."""


@dataclass(frozen=True)
class Step:
    """What became of one address or record.  `fetched`: a document's page came in whole."""

    address: str
    result: str
    document: str | None = None
    error: MarsadError | None = None
    why: str | None = None
    fetched: bool = False
    earlier: str | None = None
    """The document that this one repeats."""
    state: str | None = None
    """How a document came: complete, partial or failed; `note` says what is missing, or what else its capture tells."""
    note: str | None = None


@dataclass
class Extent:
    """How much a run has to do, as far as its lists have said, and how much of that is done."""

    expected: int = 0
    done: int = 0
