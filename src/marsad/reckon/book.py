"""The accounts of many incidents, and the rows that they sum to: brought up to date incident by incident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from marsad.model import PlaceMention, TollRow, Window
from marsad.model.terms import HARMS
from marsad.reckon.account import WHOLE, Account, KeptShare, Portion, kept_share, window_of
from marsad.reckon.disputed import Disputed, Name
from marsad.reckon.forest import Limits
from marsad.reckon.parties import Umbrella, family
from marsad.reckon.running import Figure, Running, figure_of

if TYPE_CHECKING:
    from marsad.reckon.columns import Columns, Facts

Key = tuple[str, str, str]
"""Harm, side and month of a row."""

FEW = 400
"""Incidents up to which a row is summed at once whenever one of them changes; the sums of longer rows are kept."""


class Row(msgspec.Struct, frozen=True):
    """A row with its figures alone, what clashes in it, and what a total of its period leaves to the unlisted."""

    row: TollRow
    clash: tuple[str, ...]
    left: Limits | None


class Book:
    """The accounts of many incidents, by the rows that they enter."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.portions: dict[Key, dict[str, Portion]] = defaultdict(dict)
        self._beside: dict[Key, Counter[str]] = defaultdict(Counter)
        """The sides that a row overlaps, with how many incidents say so."""
        self._rows: dict[Key, Row] = {}
        self._running: dict[Key, Running] = {}
        self._changes: Counter[Key] = Counter()
        self._disputed = Disputed()
        self._columns: dict[tuple[str, str], Columns] = {}
        self._stale: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._numbers: dict[str, int] = {}
        self.far: dict[tuple[str, str], set[str]] = defaultdict(set)
        """By harm and side, the incidents some of whose counts are of days that lie in no single month."""

    def put(self, incident: str, account: Account | None) -> None:
        """Take the account of an incident in, in the place of its former one; None: the incident is no more.

        Only the rows are summed anew in which it says something else than before.
        """
        former = self.accounts.pop(incident, None)
        old = {(p.harm, p.side, p.month): p for p in former.portions} if former else {}
        new = {(p.harm, p.side, p.month): p for p in account.portions} if account else {}
        if account is not None:
            self.accounts[incident] = account
        moved = account is None or former is None or former.place != account.place
        for harm, side, _ in old:
            self.far[harm, side].discard(incident)
        for harm, side, _ in new:
            if account is not None and account.span(harm).far:
                self.far[harm, side].add(incident)
        for key in old.keys() - new.keys():
            del self.portions[key][incident]
            self._change(key, incident, old[key], None)
        for key, one in new.items():
            if key[:2] in self._columns:
                self._stale[key[:2]].add(incident)
            if moved or old.get(key) != one:
                self.portions[key][incident] = one
                self._change(key, incident, old.get(key), one)
        self._disputed.put(incident, former.disputes if former else (), account.disputes if account else ())

    def _change(self, key: Key, incident: str, old: Portion | None, new: Portion | None) -> None:
        self._rows.pop(key, None)
        self._changes[key] += 1
        if old is not None and old.overlaps:
            self._beside[key].subtract(old.overlaps)
        if new is not None and new.overlaps:
            self._beside[key].update(new.overlaps)
        if key in self._running:
            share = kept_share(incident, new) if new is not None else None
            self._running[key].put(incident, share, self.accounts[incident].place if new is not None else None)

    def whole(self, harm: str, side: str, incident: str) -> Portion:
        """Return an incident's share of a row of all days."""
        return self.portions[harm, side, WHOLE][incident]

    def keys(self, *, monthly: bool = False) -> list[Key]:
        """Return the rows that there are, in the order of a table."""
        order = {harm: at for at, harm in enumerate(HARMS)}
        kept = [key for key, portions in self.portions.items() if portions and (key[2] != WHOLE) == monthly]
        return sorted(kept, key=lambda key: (order[key[0]], *key[1:]))

    def rows(self, *, monthly: bool = False) -> tuple[Row, ...]:
        """Return the rows of a table, in its order."""
        return tuple(self.row(key) for key in self.keys(monthly=monthly))

    def row(self, key: Key) -> Row:
        """Return a row."""
        if key not in self._rows:
            self._rows[key] = self._row(key, self._figure(key))
        return self._rows[key]

    def believe(self, rows: Iterable[Row]) -> None:
        """Take rows for the book's that were made of the same accounts."""
        for one in rows:
            month = one.row.start[:7] if one.row.start else WHOLE
            self._rows[one.row.harm, one.row.side or "", month] = one

    def foresee(self) -> Iterator[Callable[[], object]]:
        """Yield the work that lets the long rows be summed quickly once one of their incidents changes, row by row.

        The work takes long and touches nothing of the book, which may change meanwhile: what it made is taken when the
        next is asked for, unless the row changed.
        """
        for key, portions in list(self.portions.items()):
            if (len(portions) > FEW and key not in self._running) or (key[2] == WHOLE and portions):
                yield from self._foreseen(key)

    def _foreseen(self, key: Key) -> Iterator[Callable[[], object]]:
        from marsad.reckon.columns import Columns

        whole = key[2] == WHOLE
        if whole and key[:2] in self._columns:
            return
        changes, shares, places = self._changes[key], self._shares(key), self._places(key)
        facts = self._facts(key[:2], list(self.portions[key])) if whole else {}
        made: list[tuple[Running, Columns | None]] = []

        def make() -> None:
            running = Running(shares, places)
            made.append((running, Columns(running, facts) if whole else None))

        yield make
        if made and changes == self._changes[key]:
            self._running[key], columns = made[0]
            if columns is not None:
                self._columns[key[0], key[1]] = columns

    def columns(self, harm: str, side: str) -> Columns:
        """Return the columns of a row of all days, brought up to date.  The row has a share at least."""
        from marsad.reckon.columns import Columns

        row, key = (harm, side), (harm, side, WHOLE)
        if key not in self._running:
            self._running[key] = Running(self._shares(key), self._places(key))
        running, found, stale = self._running[key], self._columns.get(row), self._stale.pop(row, set())
        if found is None or found.running is not running:
            self._columns[row] = Columns(running, self._facts(row, list(self.portions[key])))
        elif stale or running.moved:
            names = stale | running.moved
            running.moved.clear()
            found.refresh(names, self._facts(row, [name for name in names if name in self.portions[key]]))
        return self._columns[row]

    def _facts(self, row: tuple[str, str], names: Iterable[str]) -> dict[str, Facts]:
        from marsad.reckon.columns import Facts

        numbers, portions = self._numbers, self.portions[row[0], row[1], WHOLE]
        return {
            name: Facts(
                numbers.setdefault(name, len(numbers)), self.accounts[name].span(row[0]), portions[name].overlaps
            )
            for name in names
        }

    def _figure(self, key: Key) -> Figure:
        portions = self.portions[key]
        if len(portions) <= FEW and key not in self._running:
            return figure_of(self._shares(key), self._places(key))
        if key not in self._running:
            self._running[key] = Running(self._shares(key), self._places(key))
        return self._running[key].figure()

    def _places(self, key: Key) -> dict[str, PlaceMention | None]:
        return {name: self.accounts[name].place for name in self.portions[key]}

    def _shares(self, key: Key) -> list[KeptShare]:
        return [kept_share(name, one) for name, one in self.portions[key].items()]

    def _row(self, key: Key, found: Figure) -> Row:
        return row_of(key, found, [side for side, number in self._beside[key].items() if number > 0])

    def disputed(self, umbrella: Umbrella) -> Disputed:
        """Return what cannot all hold in the table by side; it is brought up to date here, and nowhere else."""
        keys = self.keys()
        totals: set[Name] = set()
        for key in keys:
            portions = self.portions[key]
            parts = [portions[name] for name in sorted(portions.keys() & set(self.row(key).clash))]
            if parts:
                totals.add(("conflict", tuple(dict.fromkeys(name for part in parts for name in part.forcing))))
        self._disputed.settle({(harm, family(side, umbrella)) for harm, side, _ in keys}, totals)
        return self._disputed


def row_of(key: Key, found: Figure, overlaps: Iterable[str]) -> Row:
    """Return a row by its figures and the sides that it overlaps."""
    return row_between(key[0], key[1], window_of(key[2]), found, overlaps)


def row_between(harm: str, side: str, window: Window, found: Figure, overlaps: Iterable[str]) -> Row:
    """Return a row of any days by its figures and the sides that it overlaps."""
    row = TollRow(
        harm=harm,  # type: ignore[arg-type]  # it comes from HARMS
        side=side,
        place=None,
        start=window.start.isoformat() if window.start else None,
        end=window.end.isoformat() if window.end else None,
        lo=found.bounds.lo,
        hi=found.bounds.hi,
        guarantee=found.bounds.guarantee,
        overlaps=tuple(sorted(set(overlaps))),
    )
    return Row(row, found.clash, found.residual)


def book_of(accounts: Mapping[str, Account]) -> Book:
    """Return the book of accounts by incident."""
    made = Book()
    for incident, account in accounts.items():
        made.put(incident, account)
    return made
