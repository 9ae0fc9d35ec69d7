"""What each incident adds to the tables by side and by month: kept, so that no table is reckoned over all incidents.

An incident's share of a row depends on its own items alone.  `account_of` takes from a case all that the rows of an
incident need of it; `rows_of` sums accounts to the same figures that `table.toll_table` gives, without what binds them.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

import msgspec

from marsad.model import PlaceMention, Window
from marsad.model.terms import HARMS
from marsad.model.time import UNDATED
from marsad.reckon.ask import Question
from marsad.reckon.case import Case, Filled, shares_of
from marsad.reckon.dispute import clashes, forcing, rivals, taken_back
from marsad.reckon.fill import figures, overlapping
from marsad.reckon.incident import Share
from marsad.reckon.parties import family

WHOLE = ""
"""In the place of a month: all days."""


class Portion(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An incident's share of a row: of a harm and a side, in a month ('2018-06') or in all days."""

    harm: str
    side: str
    month: str
    lo: int
    hi: int | None
    guarantee: str
    start: dt.date | None
    end: dt.date | None
    causes: tuple[str, ...]
    overlaps: tuple[str, ...]
    forcing: tuple[str, ...]
    """Keys of the claims by which it clashes where a period's total is too small for it."""


class Dispute(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What cannot all hold in an incident, by its kind and claims."""

    kind: str
    claims: tuple[str, ...]
    harm: str
    family: str


class Span(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The days that an incident's counts of a harm speak of: from the first to the last of those fully dated."""

    harm: str
    start: dt.date | None
    end: dt.date | None
    loose: bool
    """Whether some count is not fully dated."""
    far: bool
    """Whether some count is of days that lie in no single month."""


class Account(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that the tables by side and month need of an incident."""

    place: PlaceMention | None
    portions: tuple[Portion, ...]
    disputes: tuple[Dispute, ...]
    spans: tuple[Span, ...] = ()

    def span(self, harm: str) -> Span:
        """Return the span of a harm that portions tell of."""
        return next(one for one in self.spans if one.harm == harm)


class KeptShare(Share, frozen=True):
    """A share as an account keeps it: of what was counted, its days and causes alone."""

    kept_days: Window = UNDATED
    kept_causes: frozenset[str] = frozenset()

    @property
    def days(self) -> Window:
        """The days from the first to the last of what was counted."""
        return self.kept_days

    @property
    def causes(self) -> frozenset[str]:
        """The specific causes of what was counted."""
        return self.kept_causes


def account_of(case: Case, incident: str) -> Account:
    """Return the account of an incident; all documents that tell of it must be in the case."""
    found: list[Portion] = []
    filled: list[Filled] = []
    spans: list[Span] = []
    for harm in HARMS:
        told = case.told.get(harm, {}).get(incident)
        spans += [_span(harm, told.windows)] if told else []
        inside = sorted({m for window in told.windows if (m := _month_of(window)) is not None}) if told else []
        for side in sorted(told.sides) if told else ():
            for month in (WHOLE, *inside):
                question = Question(harm, side, window_of(month), incident=incident)  # type: ignore[arg-type]
                for share in shares_of(case, incident, question):
                    found.append(_portion(case, question, share, month))
                    filled += [figures(case, question, [share])] if month == WHOLE else []
    disputes = tuple(_disputes(case, incident, filled))
    return Account(case.places.get(incident), tuple(found), disputes, tuple(spans))


def _span(harm: str, windows: Collection[Window]) -> Span:
    dated = [(one.start, one.end) for one in windows if one.start and one.end]
    return Span(
        harm,
        min((start for start, _ in dated), default=None),
        max((end for _, end in dated), default=None),
        loose=len(dated) < len(windows),
        far=any(_month_of(one) is None and one != UNDATED for one in windows),
    )


def _portion(case: Case, question: Question, share: Share, month: str) -> Portion:
    return Portion(
        harm=question.harm,
        side=question.side or "",
        month=month,
        lo=share.lo,
        hi=share.hi,
        guarantee=share.guarantee,
        start=share.days.start,
        end=share.days.end,
        causes=tuple(sorted(share.causes)),
        overlaps=overlapping(case, question, [share]),
        forcing=forcing(case, share),
    )


def _disputes(case: Case, incident: str, filled: list[Filled]) -> Iterator[Dispute]:
    found: dict[tuple[str, tuple[str, ...]], Dispute] = {}
    for one in filled:
        for item in (*clashes(case, [one]), *rivals(case, [one])):
            side = family(one.row.side, case.umbrella)
            found.setdefault((item.kind, item.claims), Dispute(item.kind, item.claims, one.row.harm, side))
    for back in case.admitted.taken_back:
        if case.admitted.incident(back.item) == incident:
            question = Question(back.item.first.harm, back.item.side or "unknown", UNDATED, incident=incident)
            for item in taken_back(replace(case, admitted=replace(case.admitted, taken_back=(back,))), [question]):
                side = family(question.side, case.umbrella)
                found.setdefault((item.kind, item.claims), Dispute(item.kind, item.claims, question.harm, side))
    yield from found.values()


def window_of(month: str) -> Window:
    """Return the days of a month ('2018-06'); all days for `WHOLE`."""
    if month == WHOLE:
        return UNDATED
    year, number = (int(part) for part in month.split("-"))
    return Window(start=dt.date(year, number, 1), end=dt.date(year, number, calendar.monthrange(year, number)[1]))


def _month_of(window: Window) -> str | None:
    """Return the month in which a window lies whole, None for none."""
    start, end = window.start, window.end
    if start is None or end is None or (start.year, start.month) != (end.year, end.month):
        return None
    return f"{start:%Y-%m}"


def kept_share(incident: str, one: Portion) -> KeptShare:
    """Return the share that an account keeps of an incident."""
    return KeptShare(
        incident,
        one.lo,
        one.hi,
        one.guarantee,
        (),
        (),
        (),
        kept_days=Window(start=one.start, end=one.end),
        kept_causes=frozenset(one.causes),
    )
