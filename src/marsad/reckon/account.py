"""What each incident adds to the tables by side and by month: kept, so that no table is reckoned over all incidents.

An incident's share of a row depends on its own items alone.  `account_of` takes from a case all that the rows of an
incident need of it; `rows_of` sums accounts to the same figures that `table.toll_table` gives, without what binds them.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from marsad.model import PlaceMention, TollRow, Window
from marsad.model.terms import HARMS
from marsad.reckon.ask import Question
from marsad.reckon.case import Case, Filled, shares_of
from marsad.reckon.dispute import clashes, forcing, rivals, taken_back
from marsad.reckon.fill import overlapping
from marsad.reckon.incident import Share
from marsad.reckon.parties import Umbrella, family
from marsad.reckon.period import Sum, summed

WHOLE = ""
"""In the place of a month: all days."""


class Portion(msgspec.Struct, frozen=True, array_like=True):
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


class Dispute(msgspec.Struct, frozen=True, array_like=True):
    """What cannot all hold in an incident, by its kind and claims."""

    kind: str
    claims: tuple[str, ...]
    harm: str
    family: str


class Account(msgspec.Struct, frozen=True, array_like=True):
    """All that the tables by side and month need of an incident."""

    place: PlaceMention | None
    portions: tuple[Portion, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class KeptShare(Share):
    """A share as an account keeps it: of what was counted, its days and causes alone."""

    kept_days: Window = field(default_factory=Window)
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
    for harm in HARMS:
        told = case.told.get(harm, {}).get(incident)
        inside = sorted({m for window in told.windows if (m := _month_of(window)) is not None}) if told else []
        for side in sorted(told.sides) if told else ():
            for month in (WHOLE, *inside):
                question = Question(harm, side, window_of(month), incident=incident)  # type: ignore[arg-type]
                for share in shares_of(case, incident, question):
                    found.append(_portion(case, question, share, month))
                    filled += [_filled(case, question, share)] if month == WHOLE else []
    return Account(case.places.get(incident), tuple(found), tuple(_disputes(case, incident, filled)))


def _filled(case: Case, question: Question, share: Share) -> Filled:
    """Return the row of an incident by itself, its figures alone."""
    row = TollRow(
        harm=question.harm,
        side=question.side,
        place=None,
        start=None,
        end=None,
        lo=share.lo,
        hi=share.hi,
        guarantee=share.guarantee,
    )
    return Filled(question, row, (share,), summed([share], case.places))


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
            question = Question(back.item.first.harm, back.item.side or "unknown", Window(), incident=incident)
            for item in taken_back(replace(case, admitted=replace(case.admitted, taken_back=(back,))), [question]):
                side = family(question.side, case.umbrella)
                found.setdefault((item.kind, item.claims), Dispute(item.kind, item.claims, question.harm, side))
    yield from found.values()


def window_of(month: str) -> Window:
    """Return the days of a month ('2018-06'); all days for `WHOLE`."""
    if month == WHOLE:
        return Window()
    year, number = (int(part) for part in month.split("-"))
    return Window(start=dt.date(year, number, 1), end=dt.date(year, number, calendar.monthrange(year, number)[1]))


def _month_of(window: Window) -> str | None:
    """Return the month in which a window lies whole, None for none."""
    start, end = window.start, window.end
    if start is None or end is None or (start.year, start.month) != (end.year, end.month):
        return None
    return f"{start:%Y-%m}"


Key = tuple[str, str, str]
"""Harm, side and month of a row."""


class Book:
    """The accounts of many incidents, by the rows that they enter; brought up to date incident by incident."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.portions: dict[Key, dict[str, Portion]] = defaultdict(dict)
        self._sums: dict[Key, Sum] = {}

    def put(self, incident: str, account: Account | None) -> None:
        """Take the account of an incident in, in the place of its former one; None: the incident is no more.

        Only the rows are summed anew in which it says something else than before.
        """
        former = self.accounts.pop(incident, None)
        old = {(p.harm, p.side, p.month): p for p in former.portions} if former else {}
        new = {(p.harm, p.side, p.month): p for p in account.portions} if account else {}
        moved = account is None or former is None or former.place != account.place
        for key in old.keys() - new.keys():
            del self.portions[key][incident]
            self._sums.pop(key, None)
        for key, one in new.items():
            if moved or old.get(key) != one:
                self.portions[key][incident] = one
                self._sums.pop(key, None)
        if account is not None:
            self.accounts[incident] = account

    def keys(self, *, monthly: bool = False) -> list[Key]:
        """Return the rows that there are, in the order of a table."""
        order = {harm: at for at, harm in enumerate(HARMS)}
        kept = [key for key, portions in self.portions.items() if portions and (key[2] != WHOLE) == monthly]
        return sorted(kept, key=lambda key: (order[key[0]], *key[1:]))

    def sum(self, key: Key) -> Sum:
        """Return the sum of a row."""
        if key not in self._sums:
            portions = self.portions[key]
            places = {name: self.accounts[name].place for name in portions}
            self._sums[key] = summed([_kept(name, one) for name, one in portions.items()], places)
        return self._sums[key]

    def row(self, key: Key) -> TollRow:
        """Return the row of a table, with its figures alone."""
        found, window = self.sum(key), window_of(key[2])
        named = {side for one in self.portions[key].values() for side in one.overlaps}
        return TollRow(
            harm=key[0],  # type: ignore[arg-type]  # it comes from HARMS
            side=key[1],
            place=None,
            start=window.start.isoformat() if window.start else None,
            end=window.end.isoformat() if window.end else None,
            lo=found.bounds.lo,
            hi=found.bounds.hi,
            guarantee=found.bounds.guarantee,
            overlaps=tuple(sorted(named)),
        )

    def disputed(self, umbrella: Umbrella) -> dict[tuple[str, tuple[str, ...]], str | None]:
        """Return what cannot all hold in the table by side: kind and claims, and the incident (None: of several)."""
        asked = {(harm, family(side, umbrella)) for harm, side, _ in self.keys()}
        found: dict[tuple[str, tuple[str, ...]], str | None] = {}
        for incident, account in sorted(self.accounts.items()):
            for one in account.disputes:
                if (one.harm, one.family) in asked:
                    found[one.kind, one.claims] = incident
        for key in self.keys():
            clashing = frozenset(self.sum(key).clash)
            parts = [one for name, one in sorted(self.portions[key].items()) if name in clashing]
            claims = tuple(dict.fromkeys(name for part in parts for name in part.forcing))
            if parts:
                found["conflict", claims] = None
        return found


def _kept(incident: str, one: Portion) -> KeptShare:
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


def book_of(accounts: Iterable[tuple[str, Account]] | Mapping[str, Account]) -> Book:
    """Return the book of accounts by incident."""
    made = Book()
    for incident, account in accounts.items() if isinstance(accounts, Mapping) else accounts:
        made.put(incident, account)
    return made
