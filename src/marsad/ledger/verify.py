"""Recomputing: every hash of every row and the whole chain, each wrong item named with the reason."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, select
from sqlalchemy.exc import DatabaseError

from marsad.ids import sha256
from marsad.ledger import engine
from marsad.ledger.append import item_name
from marsad.ledger.chain import START, content_hash, entry_hash
from marsad.ledger.items import Bad, Head, StoredRelease, Verification
from marsad.ledger.layout import present, version
from marsad.ledger.packing import Packed
from marsad.ledger.queries import stored_releases
from marsad.ledger.seals import Witness, stored_seals
from marsad.ledger.tables import GUARDED, PACKED, SCHEMA, entries, erasures
from marsad.model.reading import SCHEMA_VERSION

# Reckons a release's figures again and yields those that come out otherwise; the pipeline gives it.
Recompute = Callable[[StoredRelease], Iterable[Bad]]


def verify(
    connection: Connection,
    *,
    heads: Sequence[Head | str] = (),
    keys: Sequence[str] = (),
    recompute: Recompute | None = None,
) -> Verification:
    """Check the file, the guards, the chain, every row, every seal and every release, and return what was found.

    `heads` were kept elsewhere, `keys` (hex) are trusted.  `checked` counts entries and rows.  Each bad item is named
    once for each thing that is wrong with it.
    """
    modern = version(connection) >= SCHEMA
    unread: set[str] = set()
    bad = _guarded("database", _damages(connection), unread)
    with engine.tolerant(connection):
        witness = Witness(stored_seals(connection) if modern else (), heads, keys)
        chain = _Chain(witness, _erased(connection) if modern else {})
        bad += _guarded(str(entries.name), chain.walk(connection), unread)
        checked = chain.length
        for table, columns in present(connection):
            rows = _Rows(table, columns, chain)
            bad += _guarded(str(table.name), rows.walk(connection), unread)
            checked += rows.count
        bad += chain.orphans(unread)
        bad += witness.check(chain.first, chain.found, chain.length, chain.met)
        if recompute is not None and modern and not any(item.kind == "releases" for item in bad):
            bad += [item for release in stored_releases(connection) for item in recompute(release)]
    return Verification(
        schema_version=SCHEMA_VERSION,
        ok=not bad,
        checked=checked,
        entries=chain.length,
        head=chain.last.hex(),
        sealed=witness.sealed,
        bad=tuple(bad),
    )


def _damages(connection: Connection) -> Iterator[Bad]:
    for why in engine.damages(connection):
        yield Bad.of("file", "database", "the database finds: {what}", what=why)
    if version(connection) >= SCHEMA:
        for table in GUARDED:
            for name in engine.missing_guards(connection, table):
                yield Bad.of("guard", name, "is missing: the database would let {table} be changed", table=table.name)


def _erased(connection: Connection) -> dict[int, str]:
    """Return the entries whose rows a tombstone stands for, with its name."""
    return {row.erased: row.tombstone for row in connection.execute(select(erasures.c.erased, erasures.c.tombstone))}


def _guarded(kind: str, found: Iterator[Bad], unread: set[str]) -> list[Bad]:
    """Gather what is found; where the file is too damaged to go on, say so, note it in `unread`, keep the rest."""
    out = []
    try:
        for item in found:
            out.append(item)
    except DatabaseError as error:
        unread.add(kind)
        out.append(Bad.of("file", str(kind), "cannot be read to its end: {error}", error=error.orig))
    return out


class _Chain:
    """The entries, walked once: what is wrong with them, and which of them have met their row."""

    def __init__(self, witness: Witness, erased: dict[int, str]) -> None:
        self.length = 0
        self.first = ""
        self.last = START
        self.items: dict[int, tuple[str, str]] = {}
        self.witness = witness
        self.erased = erased
        self.found: dict[int, str] = {}
        self.met: set[str] = set()

    def walk(self, connection: Connection) -> Iterator[Bad]:
        expected = 1
        query = select(entries).order_by(entries.c.seq)
        for row in connection.execute(query, execution_options=engine.STREAMED):
            self.length += 1
            self.items[row.seq] = (row.kind, row.item)
            if row.seq != expected:
                yield _bad_entry(
                    row, "entries {first} to {last} before it are missing", first=expected, last=row.seq - 1
                )
            elif row.previous != self.last:
                yield _bad_entry(row, "does not follow the entry before it: one of them was changed, put in or moved")
            if entry_hash(row.seq, row.kind, row.item, row.content, row.previous, row.at) != row.hash:
                yield _bad_entry(row, "was changed: it does not have the hash that it was sealed with")
            expected, self.last = row.seq + 1, row.hash
            self._note(row.seq, row.hash)

    def _note(self, seq: int, digest: bytes) -> None:
        """Keep the hashes that seals and heads speak of."""
        if seq == 1:
            self.first = digest.hex()
        if seq in self.witness.seqs:
            self.found[seq] = digest.hex()
        if self.witness.bare and digest.hex() in self.witness.bare:
            self.met.add(digest.hex())

    def orphans(self, unread: set[str]) -> list[Bad]:
        """Return the entries whose row was never met, but for those that were erased or that could not be read."""
        return [
            Bad.of(kind, item, "was deleted: entry {entry} vouches for it, but it is not there", entry=seq)
            for seq, (kind, item) in self.items.items()
            if kind not in unread and seq not in self.erased
        ]


def _bad_entry(row: Row[*tuple[Any, ...]], template: str, **values: object) -> Bad:
    return Bad.of("entries", f"{row.seq} ({row.kind} {row.item})", template, **values)


class _Rows:
    """The rows of one table against their entries."""

    def __init__(self, table: Table, columns: list[Column[Any]], chain: _Chain) -> None:
        self.table = table
        self.columns = columns
        self.chain = chain
        self.count = 0

    def walk(self, connection: Connection) -> Iterator[Bad]:
        kind = str(self.table.name)
        joined = self.table.outerjoin(entries, entries.c.seq == self.table.c.entry)
        query = select(*self.columns, entries.c.content.label("vouched_content")).select_from(joined)
        for row in connection.execute(query, execution_options=engine.STREAMED):
            self.count += 1
            item = item_name(self.table, row)
            if self.chain.items.pop(row.entry, None) != (kind, item):
                yield Bad.of(
                    kind, item, "was put in: no entry vouches for it (it claims entry {entry})", entry=row.entry
                )
                continue
            if row.entry in self.chain.erased:
                tombstone = self.chain.erased[row.entry]
                yield Bad.of(
                    kind, item, "is there, though tombstone {tombstone} says it was erased", tombstone=tombstone
                )
            fault = _fault(self.table, row)
            if fault is not None:
                yield Bad.of(kind, item, fault[0], **fault[1])


def _fault(table: Table, row: Row[*tuple[Any, ...]]) -> tuple[str, dict[str, object]] | None:
    """Return what is wrong with a row, as a template and its values; None where nothing is."""
    values = row._mapping
    plain: dict[str, object] = {}
    for column in table.columns:
        value = values.get(column.name)
        if column.name in PACKED and value is not None:
            try:
                value = Packed.found(value)
            except (zlib.error, TypeError) as error:
                return "was changed: its {column} cannot be unpacked ({error})", {"column": column.name, "error": error}
        plain[column.name] = value
    named = plain.get("bytes") or (plain.get("body") if "sha256" in plain else None)
    if isinstance(named, Packed) and sha256(named.plain) != plain["sha256"]:
        return "was changed: its bytes do not have the SHA-256 that names them", {}
    if content_hash(table.name, plain) != values["vouched_content"]:
        return "was changed: it does not say what its entry vouches for", {}
    return None
