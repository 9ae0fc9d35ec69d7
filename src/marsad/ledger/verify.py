"""Recomputing: every hash of every row and the whole chain, each wrong item named with the reason."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Table, select

from marsad.ids import sha256
from marsad.ledger import engine, stamps
from marsad.ledger.append import namer
from marsad.ledger.chain import START, digest, entry_hash
from marsad.ledger.items import Bad, Head, StoredRelease, Verification
from marsad.ledger.layout import present, version
from marsad.ledger.packing import unpack
from marsad.ledger.queries import stored_releases
from marsad.ledger.seals import Witness, stored_seals
from marsad.ledger.tables import GUARDED, LATER, PACKED, SCHEMA, entries, erasures
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.ledger.stamps import Roots

# Reckons a release's figures again and yields those that come out otherwise; the pipeline gives it.
Recompute = Callable[[StoredRelease], Iterable[Bad]]


def verify(
    connection: Connection,
    *,
    heads: Sequence[Head | str] = (),
    keys: Sequence[str] = (),
    roots: Roots = (),
    recompute: Recompute | None = None,
) -> Verification:
    """Check the file, the guards, the chain, every row, seal, time stamp and release, and return what was found.

    `heads` were kept elsewhere, `keys` (hex) and `roots` (of time-stamping authorities) are trusted.  `checked` counts
    entries and rows.  Each bad item is named once for each thing that is wrong with it.
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
        wrong, stamped, stamped_at = stamps.check(connection, roots) if modern else ([], 0, None)
        bad += wrong
        if recompute is not None and modern and not any(item.kind == "releases" for item in bad):
            bad += [item for release in stored_releases(connection) for item in recompute(release)]
    return Verification(
        schema_version=SCHEMA_VERSION,
        ok=not bad,
        checked=checked,
        entries=chain.length,
        head=chain.last.hex(),
        sealed=witness.sealed,
        stamped=stamped,
        stamped_at=stamped_at,
        bad=tuple(bad),
    )


def _damages(connection: Connection) -> Iterator[Bad]:
    for why in engine.damages(connection):
        yield Bad.of("file", "database", "the database finds: {what}", what=why)
    if version(connection) >= SCHEMA:
        for table, name in engine.missing_guards(connection, GUARDED):
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
    except engine.BROKEN as error:
        unread.add(kind)
        cause = getattr(error, "orig", error)
        out.append(Bad.of("file", str(kind), "cannot be read to its end: {error}", error=cause))
    return out


class _Chain:
    """The entries, walked once: what is wrong with them, and which of them have met their row."""

    def __init__(self, witness: Witness, erased: dict[int, str]) -> None:
        self.length = 0
        self.first = ""
        self.last = START
        self.items: dict[int, tuple[str, str, bytes]] = {}
        self.witness = witness
        self.erased = erased
        self.found: dict[int, str] = {}
        self.met: set[str] = set()
        self.watching = bool(witness.seqs or witness.bare)

    def walk(self, connection: Connection) -> Iterator[Bad]:
        expected, items, watching = 1, self.items, self.watching
        query = select(*(entries.c[name] for name in ENTRY)).order_by(entries.c.seq)
        for row in engine.rows(connection, query):
            seq, kind, item, content, previous, sealed, at = row
            items[seq] = (kind, item, content)
            if seq != expected:
                yield _bad_entry(row, "entries {first} to {last} before it are missing", first=expected, last=seq - 1)
            elif previous != self.last:
                yield _bad_entry(row, "does not follow the entry before it: one of them was changed, put in or moved")
            if entry_hash(seq, kind, item, content, previous, at) != sealed:
                yield _bad_entry(row, "was changed: it does not have the hash that it was sealed with")
            expected, self.last = seq + 1, sealed
            if seq == 1 or watching:
                self._note(seq, sealed)
        self.length = len(self.items)

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
            for seq, (kind, item, _) in self.items.items()
            if kind not in unread and seq not in self.erased
        ]


def _bad_entry(row: tuple[Any, ...], template: str, **values: object) -> Bad:
    return Bad.of("entries", f"{row[0]} ({row[1]} {row[2]})", template, **values)


ENTRY = ("seq", "kind", "item", "content", "previous", "hash", "at")


class _Rows:
    """The rows of one table against their entries.  Columns are read in the order in which they are sealed."""

    def __init__(self, table: Table, columns: list[Column[Any]], chain: _Chain) -> None:
        self.kind = str(table.name)
        self.chain = chain
        self.count = 0
        self.columns = sorted((c for c in columns if c.name != "entry"), key=lambda column: str(column.name))
        self.names = [str(column.name) for column in self.columns]
        self.item = namer([_BEFORE + self.names.index(str(column.name)) for column in table.primary_key])
        self.packed = [(name, _BEFORE + at) for at, name in enumerate(self.names) if name in PACKED]
        self.later = [name for name in self.names if (self.kind, name) in LATER]
        self.named = next((name for name in ("bytes", "body") if {name, "sha256"} <= set(self.names)), None)
        self.query = select(table.c.entry, *self.columns)

    def walk(self, connection: Connection) -> Iterator[Bad]:
        items, erased, mine, named = self.chain.items, self.chain.erased, self.kind, self.item
        for row in engine.rows(connection, self.query):
            self.count += 1
            item, entry = named(row), row[0]
            kind, name, content = items.pop(entry, _NONE)
            if kind != mine or name != item:
                yield Bad.of(
                    self.kind, item, "was put in: no entry vouches for it (it claims entry {entry})", entry=entry
                )
                continue
            if erased and entry in erased:
                tombstone = erased[entry]
                yield Bad.of(
                    self.kind, item, "is there, though tombstone {tombstone} says it was erased", tombstone=tombstone
                )
            fault = self._fault(row, content)
            if fault is not None:
                yield Bad.of(self.kind, item, fault[0], **fault[1])

    def _fault(self, row: tuple[Any, ...], content: bytes) -> tuple[str, dict[str, object]] | None:
        """Return what is wrong with a row, as a template and its values; None where nothing is."""
        said: dict[str, object] = dict(zip(self.names, row[_BEFORE:], strict=True))
        for name, at in self.packed:
            if row[at] is None:
                continue
            try:
                meant = sha256(unpack(row[at]))
            except (zlib.error, TypeError) as error:
                return "was changed: its {column} cannot be unpacked ({error})", {"column": name, "error": error}
            said[name] = f"{meant}/{sha256(row[at])}"
            if name == self.named and meant != said["sha256"]:
                return "was changed: its bytes do not have the SHA-256 that names them", {}
        for name in self.later:
            if said[name] is None:
                del said[name]
        if digest(self.kind, said) != content:
            return "was changed: it does not say what its entry vouches for", {}
        return None


# Columns of a row before its own: the entry that it names.
_BEFORE = 1

_NONE = ("", "", b"")
