"""Figures of the whole ledger as it keeps them, and as the account book has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import msgspec

from marsad.reckon.book import Row
from marsad.reckon.disputed import Disputed as Names


class KeptRows(msgspec.Struct, frozen=True):
    """The rows of all harms and sides."""

    rows: tuple[Row, ...]


class Disputed(msgspec.Struct, frozen=True, array_like=True):
    """What cannot all hold: its kind, its claims, and the incident (None: several)."""

    kind: str
    claims: tuple[str, ...]
    incident: str | None


class Kept(msgspec.Struct, frozen=True):
    """All that cannot hold, as the ledger keeps it."""

    every: tuple[Disputed, ...]


Disputes = Sequence[Disputed]


class _Live(Sequence[Disputed]):
    """What cannot all hold in an account book, as it stands."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __len__(self) -> int:
        return len(self._names.order)

    @overload
    def __getitem__(self, at: int) -> Disputed: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Disputed]: ...

    def __getitem__(self, at: int | slice) -> Disputed | Sequence[Disputed]:
        if isinstance(at, slice):
            return [self._told(name) for name in self._names.order[at]]
        return self._told(self._names.order[at])

    def _told(self, name: tuple[str, tuple[str, ...]]) -> Disputed:
        return Disputed(*name, self._names.incident(name))


def live(names: Names) -> Disputes:
    """Return what an account book says cannot all hold."""
    return _Live(names)
