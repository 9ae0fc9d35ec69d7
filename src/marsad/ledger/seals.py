"""Signed heads: what proves later that nothing up to them was changed, left out or cut off.

A head is signed with Ed25519 over the canonical JSON of ["marsad-head-1", ledger, seq, head, at].  It is kept in the
ledger (`seals`) and, printed or as a file, somewhere else: only one kept elsewhere shows that the end was cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, func, select

from marsad.errors import LedgerError
from marsad.ledger.append import Batch
from marsad.ledger.chain import head as last_entry
from marsad.ledger.items import Bad, Head
from marsad.ledger.tables import entries, seals

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_HASH = re.compile(r"[0-9a-f]{64}")


def statement(head: Head) -> bytes:
    """Return the bytes that are signed."""
    return msgspec.json.encode([head.format, head.ledger, head.seq, head.head, head.at])


def current(connection: Connection, at: str) -> Head:
    """Return the head of the chain as it is, unsigned."""
    seq, last = last_entry(connection)
    return Head(ledger=identity(connection), seq=seq, head=last.hex(), at=at)


def identity(connection: Connection) -> str:
    """Return which ledger it is: the hash of its first entry, in hex."""
    found = connection.execute(select(entries.c.hash).where(entries.c.seq == 1)).scalar()
    return found.hex() if found else ""


def sign(head: Head, key: Ed25519PrivateKey) -> Head:
    """Return the head with a signature."""
    return msgspec.structs.replace(
        head, key=key.public_key().public_bytes_raw().hex(), signature=key.sign(statement(head)).hex()
    )


def holds(head: Head) -> bool:
    """Tell whether the signature of a head is that of its key over what it says."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key or ""))
        key.verify(bytes.fromhex(head.signature or ""), statement(head))
    except (ValueError, InvalidSignature):
        return False
    return True


def append_seal(connection: Connection, head: Head) -> int:
    """Write a signed head into the ledger and return its number."""
    number = (connection.execute(select(func.max(seals.c.number))).scalar() or 0) + 1
    row = {
        "number": number,
        "seq": head.seq,
        "head": head.head,
        "key": head.key,
        "signature": head.signature,
        "at": head.at,
    }
    batch = Batch(connection, head.at)
    batch.add(seals, str(number), row)
    batch.write()
    return number


def stored_seals(connection: Connection) -> list[tuple[int, Head]]:
    """Return every seal of the ledger with its number, oldest first."""
    ledger = identity(connection)
    return [
        (row.number, Head(ledger=ledger, seq=row.seq, head=row.head, at=row.at, key=row.key, signature=row.signature))
        for row in connection.execute(select(seals).order_by(seals.c.number))
    ]


def read_head(given: str) -> Head | str:
    """Return a head that was kept: a file of one, or the bare hash in hex.  Raises `LedgerError` for neither."""
    if _HASH.fullmatch(given):
        return given
    try:
        content = Path(given).read_bytes().strip()
        if _HASH.fullmatch(content.decode("ascii", "replace")):
            return content.decode("ascii")
        return Head.from_json(content)
    except (OSError, msgspec.DecodeError) as error:
        raise LedgerError.of(
            "{head}: is no head of a ledger and no file of one; `marsad seal` makes one", head=given
        ) from error


class Witness:
    """What the chain must agree with: the ledger's own seals, heads that were kept elsewhere, trusted keys."""

    def __init__(
        self, kept: Sequence[tuple[int, Head]], heads: Sequence[Head | str] = (), keys: Sequence[str] = ()
    ) -> None:
        self.kept = kept
        self.heads = [head for head in heads if isinstance(head, Head)]
        self.bare = [head for head in heads if isinstance(head, str)]
        self.keys = keys
        self.seqs = {head.seq for _, head in kept} | {head.seq for head in self.heads}
        self.sealed = 0

    def check(self, ledger: str, found: Mapping[int, str], length: int, met: set[str]) -> Iterator[Bad]:
        """Yield what does not agree.

        `found`: the hashes of the entries `seqs`; `length`: how many there are; `met`: which of `bare` were seen.
        """
        signers = set()
        for number, head in self.kept:
            why = self._fault(head, ledger, found, length)
            if why is None and head.signature and not holds(head):
                why = "its signature does not hold", {}
            if why is not None:
                yield Bad.of("seals", str(number), why[0], **why[1])
                continue
            signers.add(head.key)
            if not self.keys or head.key in self.keys:
                self.sealed = max(self.sealed, head.seq)
        for head in self.heads:
            why = self._fault(head, ledger, found, length)
            if why is None and head.signature is not None and not holds(head):
                why = "its signature does not hold", {}
            if why is not None:
                yield Bad.of("head", str(head.seq), why[0], **why[1])
            else:
                signers.add(head.key)
        for bare in self.bare:
            if bare not in met:
                yield Bad.of("head", bare, "no entry has this hash: the chain was cut off before it, or made anew")
        for key in self.keys:
            if key not in signers:
                yield Bad.of("key", key, "nothing that holds was signed with it")

    def _fault(
        self, head: Head, ledger: str, found: Mapping[int, str], length: int
    ) -> tuple[str, dict[str, object]] | None:
        if head.ledger != ledger:
            return "it is of another ledger, or this one was made anew from its first entry", {}
        if head.seq > length:
            return "the chain was cut off: entries {first} to {last} are missing", {
                "first": length + 1,
                "last": head.seq,
            }
        if found.get(head.seq) != head.head:
            return "entry {seq}, or one before it, is not the one that was sealed", {"seq": head.seq}
        return None
