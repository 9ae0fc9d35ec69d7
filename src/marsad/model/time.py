"""Times with their precision: a month is not a day, unknown is a value."""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.model.evidence import Span, check_span
from marsad.model.noun import Noun
from marsad.model.terms import PublishedHow, TimePrecision


class Window(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """An interval of days, both ends included; None is an open or unknown end."""

    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"window ends ({self.end}) before it starts ({self.start})")

    def inside(self, other: Window) -> bool:
        """Tell whether every day of this window surely lies in `other` (open ends of `other` admit all)."""
        starts = other.start is None or (self.start is not None and self.start >= other.start)
        ends = other.end is None or (self.end is not None and self.end <= other.end)
        return starts and ends


UNDATED = Window()
"""Of which no day is known; as a period that is asked for, all days."""


class Published(Noun, frozen=True, kw_only=True):
    """When a document was published, and how we know."""

    value: str | None = None
    how: PublishedHow = "unknown"
    why: str | None = None

    @property
    def day(self) -> dt.date | None:
        """The calendar day, or None where unknown."""
        return dt.date.fromisoformat(self.value[:10]) if self.value else None


class DateMention(Noun, frozen=True, kw_only=True):
    """A calendar expression and its value: YYYY-MM-DD, YYYY-MM, YYYY or start/end; None where unresolved."""

    span: Span
    text: str
    value: str | None
    part_of_day: str | None = None
    precision: TimePrecision | None = None
    conflict: str | None = None
    rule: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, self.text, "date")


class Duration(Noun, frozen=True, kw_only=True):
    """A length of time ('in about 24 hours'): it shapes windows and is no date."""

    span: Span
    text: str
    length: str
    window: Window = msgspec.field(default_factory=Window)

    def __post_init__(self) -> None:
        check_span(self.span, self.text, "duration")
