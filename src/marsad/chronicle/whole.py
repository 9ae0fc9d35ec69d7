"""The toll of a whole large ledger: its rows summed out of the accounts of incidents, one row after the other.

The figures are those of reckoning over all statements at once (`reckon.table.toll_table`); the claims that bind a row
and the contradictions are not listed, for there are as many of them as of incidents.  What is held are the portions of
the rows that are asked for, in a few hundred bytes each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from marsad.chronicle import accounts
from marsad.link.judge import incident_id
from marsad.model import PlaceMention, Scope, TollRow, TollTable
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.terms import HARMS
from marsad.reckon.account import WHOLE, Dispute, Portion, kept_share
from marsad.reckon.book import Key, row_of
from marsad.reckon.parties import family
from marsad.reckon.running import figure_of
from marsad.reckon.sentence import Messages, sentence

if TYPE_CHECKING:
    from marsad.chronicle.chronicle import Chronicle

MANY = 200_000
"""Claims beyond which a table over all of a ledger is summed out of accounts: as many take a gigabyte at once."""

GROUPINGS = (frozenset({"side"}), frozenset({"side", "month"}))

T = TypeVar("T")


def is_whole(scope: Scope, by: Collection[str]) -> bool:
    """Tell whether a question is about all days and places, by side or by side and month: what accounts are made for.

    Every other grouping, and a scope of a place or of days, is reckoned from statements.
    """
    asked = {*by, *(("side",) if scope.side else ())} - {"harm"}
    return asked in GROUPINGS and scope.place is None and scope.window == Scope().window


def make_accounts(chronicle: Chronicle) -> Iterator[tuple[int, int]]:
    """Make the accounts that are missing; yield how many are made and how many were missing.  Goes on if killed."""
    return accounts.bring_up(chronicle)


def whole_table(chronicle: Chronicle, scope: Scope, by: Collection[str], messages: Messages) -> TollTable:
    """Return the toll of all incidents, by side (and month).  Their accounts must be there (`make_accounts`)."""
    monthly = "month" in by
    found = _Portions(scope, monthly=monthly)
    disputes: set[Dispute] = set()
    with chronicle.tables() as cache:
        for leader, entry in accounts.changed(cache, 0):
            if entry is not None:
                found.take(incident_id(leader), entry.account.place, entry.account.portions)
                disputes |= set(entry.account.disputes)
    rows: list[TollRow] = []
    left: list[dict[str, object]] = []
    clashing = 0
    for key in found.in_order():
        portions = found.rows.pop(key)
        figure = figure_of([kept_share(name, one) for name, one in portions.items()], found.places)
        one = row_of(key, figure, {side for portion in portions.values() for side in portion.overlaps})
        rows.append(row := one.row)
        clashing += bool(one.clash)
        if one.left is not None:
            span = {"place": None, "from": row.start, "to": row.end}
            left.append({"harm": row.harm, "side": row.side, **span, "lo": one.left[0], "hi": one.left[1]})
    asked = {(row.harm, family(row.side, chronicle.umbrella)) for row in rows}
    unlisted = {(one.kind, one.claims) for one in disputes if (one.harm, one.family) in asked}
    return TollTable(
        schema_version=SCHEMA_VERSION,
        as_of=None,
        known_at=None,
        policy="lead",
        rows=tuple(rows),
        residual={"unlisted": left} if left else None,
        meaning=sentence(messages, "policy_lead", {}),
        summed_of=len(found.places),
        not_listed=len(unlisted) + clashing,
    )


class _Portions:
    """The portions of rows by incident; what many of them have in common is held once."""

    def __init__(self, scope: Scope, *, monthly: bool) -> None:
        self.scope = scope
        self.monthly = monthly
        self.rows: dict[Key, dict[str, Portion]] = defaultdict(dict)
        self.places: dict[str, PlaceMention | None] = {}
        self._once: dict[Any, Any] = {}

    def take(self, incident: str, place: PlaceMention | None, portions: tuple[Portion, ...]) -> None:
        """Take in the portions of an incident that are asked for."""
        for one in portions:
            asked = self.scope.harm in (None, one.harm) and self.scope.side in (None, one.side)
            if asked and (one.month != WHOLE) == self.monthly:
                self.rows[self._one((one.harm, one.side, one.month))][incident] = self._slim(one)
        self.places[incident] = None if place is None else self._one(_bare(place))

    def in_order(self) -> list[Key]:
        """Return the rows in the order of a table."""
        order: Mapping[str, int] = {harm: at for at, harm in enumerate(HARMS)}
        return sorted(self.rows, key=lambda key: (order[key[0]], *key[1:]))

    def _slim(self, one: Portion) -> Portion:
        return msgspec.structs.replace(
            one,
            harm=self._one(one.harm),
            side=self._one(one.side),
            month=self._one(one.month),
            guarantee=self._one(one.guarantee),
            start=self._one(one.start),
            end=self._one(one.end),
            causes=self._one(one.causes),
            overlaps=self._one(one.overlaps),
        )

    def _one(self, value: T) -> T:
        found: T = self._once.setdefault(value, value)
        return found


def _bare(place: PlaceMention) -> PlaceMention:
    """Return a place without where it was read: as far as places are compared."""
    name = place.gazetteer or place.name_en or place.text
    return msgspec.structs.replace(place, id="p1", span=(0, len(name)), text=name, rule=None, candidates=())
