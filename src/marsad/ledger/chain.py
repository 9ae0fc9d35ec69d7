"""The hash chain: every row of the ledger has an entry, and every entry seals all entries before it.

content = SHA-256 of the canonical JSON of [kind, columns], a compressed column given by the SHA-256 of what it means
          and of what is stored, as "hex/hex", other bytes in base64; a column of a later version is left out
          where it is NULL.
hash    = SHA-256 of the canonical JSON of [seq, kind, item, content, previous, at], digests in hex.
Whoever holds a `hash` from yesterday can tell whether anything up to it was changed, left out, put in or moved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from marsad.ledger.packing import Packed
from marsad.ledger.tables import LATER, entries

START = bytes(32)
"""What the first entry takes for the hash of the one before it."""

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True)
class Entry:
    """One link of the chain.  Digests are raw 32 bytes."""

    seq: int
    kind: str
    item: str
    content: bytes
    previous: bytes
    hash: bytes
    at: str


def content_hash(kind: str, row: Mapping[str, object]) -> bytes:
    """Return the digest of what a row says, its `entry` left out."""
    said = {
        str(name): value.seal if isinstance(value, Packed) else value
        for name, value in sorted(row.items())
        if name != "entry" and not (value is None and (kind, name) in LATER)
    }
    return digest(str(kind), said)


def digest(kind: str, said: Mapping[str, object]) -> bytes:
    """Return the digest of what a row says: names in their order, compressed columns by their digests."""
    return hashlib.sha256(_encoder.encode([kind, said])).digest()


def entry_hash(seq: int, kind: str, item: str, content: bytes, previous: bytes, at: str) -> bytes:
    """Return the digest that seals an entry and, through `previous`, everything before it."""
    return hashlib.sha256(_encoder.encode([seq, str(kind), item, content.hex(), previous.hex(), at])).digest()


def head(connection: Connection) -> tuple[int, bytes]:
    """Return number and hash of the last entry; (0, START) for an empty chain."""
    found = connection.execute(_LAST).first()
    return (found.seq, found.hash) if found else (0, START)


_LAST = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)


class Links:
    """Entries in the making, all of one transaction, so that the chain grows by all of them or by none."""

    def __init__(self, connection: Connection, at: str) -> None:
        self.seq, self.last = head(connection)
        self.at = at
        self.made: list[dict[str, object]] = []

    def vouch(self, kind: str, item: str, row: Mapping[str, object]) -> int:
        """Add an entry for a row and return its number."""
        content = content_hash(kind, row)
        self.seq += 1
        sealed = entry_hash(self.seq, kind, item, content, self.last, self.at)
        self.made.append(
            {
                "seq": self.seq,
                "kind": kind,
                "item": item,
                "content": content,
                "previous": self.last,
                "hash": sealed,
                "at": self.at,
            }
        )
        self.last = sealed
        return self.seq
