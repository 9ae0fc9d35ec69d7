"""Upkeep of a ledger: bringing its layout up to date, and reading old documents again with a newer reader.

Nothing is lost by either.  An upgrade writes a backup first and changes no row; a new reading stands beside the old
one, so that every figure can still be reckoned as it was known at any moment before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from marsad.errors import LedgerError
from marsad.link.decided import decided
from marsad.model.reading import Reading
from marsad.model.statement import Statement
from marsad.model.toll import TollRow, TollTable
from marsad.pipeline import Ledger, read_document, reckon, statements_of


@dataclass(frozen=True)
class Upgraded:
    """The layout's version before and after; `backup` is None where nothing had to be done."""

    before: int
    after: int
    backup: Path | None


def upgrade(ledger: Ledger, backup: Path) -> Upgraded:
    """Bring a ledger's layout to this marsad's version, its content copied into `backup` first.

    Raises `LedgerError` where the ledger is not sound (nothing is changed then), or the backup cannot be written.
    """
    from marsad.ledger import backup as copies
    from marsad.ledger.tables import SCHEMA

    store = ledger.store
    present = store.schema
    if present == SCHEMA:
        return Upgraded(present, present, None)
    found = store.verify()
    if not found.ok:
        raise LedgerError.of(
            "{ledger}: is not sound ({count} items, `marsad verify` names them); it was not upgraded",
            ledger=store.place,
            count=len(found.bad),
        )
    copies.write(backup, store.dump())
    store.upgrade()
    return Upgraded(present, SCHEMA, backup)


def free_path(wanted: Path) -> Path:
    """Return `wanted`, or with a number before its suffix the first that isn't there."""
    number, path = 1, wanted
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return path


@dataclass(frozen=True)
class Reread:
    """What became of one document: 'changed', 'same', or 'current' (read by this very reader); its new reading."""

    document: str
    result: str
    reading: Reading | None = None


def reread(ledger: Ledger, *, dry: bool = False) -> Iterator[Reread]:
    """Read every document again whose reading is of another reader, pack or gazetteer, and yield what became of it.

    A reading that says something else is appended (not with `dry`) and supersedes the old one.  Cut off and run again,
    what was read again already is passed over.
    """
    for name in [document.id for document in ledger.documents()]:
        yield _reread(ledger, name, dry)


def _reread(ledger: Ledger, name: str, dry: bool) -> Reread:
    while True:
        stored, document = ledger.store.latest(name)
        if stored.reading.made_by == ledger.lore.tool(stored.reading.pack):
            return Reread(name, "current")
        reading = read_document(document, ledger.lore)
        if _said(reading) == _said(stored.reading):
            return Reread(name, "same")
        if dry or ledger.store.append_reading(stored, reading):
            return Reread(name, "changed", reading)


def _said(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, made_by=None)


UNKNOWN = "unknown"


@dataclass(frozen=True)
class Shift:
    """A figure that changed, and the claims in it that are new, gone, or say something else (DOCUMENT#CLAIM)."""

    harm: str
    side: str
    before: tuple[int, int | None] | None
    after: tuple[int, int | None] | None
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def statements_with(ledger: Ledger, changed: Iterable[Reread]) -> list[Statement]:
    """Return the ledger's statements as they would be with the new readings of `changed`."""
    newer = {item.document: item.reading for item in changed if item.reading is not None}
    read: list[Statement] = []
    for stored in ledger.readings():
        reading = newer.get(stored.document, stored.reading)
        told = msgspec.structs.replace(stored, reading=reading)
        read += statements_of(told, ledger.store.text(stored.document, stored.revision), ledger.lore)
    return list(decided(read, ledger.store.decisions(), fold=ledger.lore.fold_source).statements)


def shifts(ledger: Ledger, before: list[Statement], after: list[Statement]) -> list[Shift]:
    """Return the figures by harm and side that differ between two states of the ledger, and the claims behind it.

    Raises `SolverError` where a figure cannot be reckoned.
    """
    tables = [reckon(found, by="side,harm", umbrella=ledger.umbrella()) for found in (before, after)]
    old, new = (_by_cell(table) for table in tables)
    claims = [{statement.key: statement for statement in found} for found in (before, after)]
    out = []
    for cell in sorted({*old, *new}):
        was, now = (None if row is None else (row.lo, row.hi) for row in (old.get(cell), new.get(cell)))
        if was != now:
            out.append(Shift(cell[0], cell[1], was, now, *_claims_behind(cell, *claims)))
    return out


Cell = tuple[str, str]


def _by_cell(table: TollTable) -> dict[Cell, TollRow]:
    return {(row.harm, row.side or UNKNOWN): row for row in table.rows}


def _claims_behind(
    cell: Cell, before: dict[str, Statement], after: dict[str, Statement]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the keys of claims of a harm and side that are new, gone, or say something else."""
    old = {key: s.claim for key, s in before.items() if (s.claim.harm, s.claim.group.side or UNKNOWN) == cell}
    new = {key: s.claim for key, s in after.items() if (s.claim.harm, s.claim.group.side or UNKNOWN) == cell}
    other = tuple(sorted(key for key in old.keys() & new.keys() if old[key] != new[key]))
    return tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), other
