"""A reading and its text as they stand in the ledger: packed, so that another process can be given them as they are."""

from __future__ import annotations

import msgspec

from marsad.ledger import queries
from marsad.ledger.items import StoredReading
from marsad.ledger.packing import unpack


class Held(msgspec.Struct, frozen=True, array_like=True):
    """A reading that counts, with the text that it reads; both packed.  `at` is UTC, ISO 8601."""

    document: str
    revision: int
    number: int
    at: str
    body: bytes
    text: bytes

    def reading(self) -> StoredReading:
        """Return the reading.  Raises `LedgerError` for a damaged one."""
        return queries.reading_of(self)

    def told(self) -> str:
        """Return the text.  Raises `zlib.error` for a damaged one."""
        return unpack(self.text).decode()
