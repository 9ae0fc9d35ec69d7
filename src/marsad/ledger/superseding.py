"""A newer reading over an older one: both stay, the one with the higher number counts."""

from __future__ import annotations

from sqlalchemy import Connection

from marsad.errors import LedgerError
from marsad.ledger import queries
from marsad.ledger.append import Batch, reading_row
from marsad.ledger.deciding import latest_reading
from marsad.ledger.items import StoredReading
from marsad.ledger.tables import readings
from marsad.model.document import Document
from marsad.model.reading import Reading


def latest(connection: Connection, document: str) -> tuple[StoredReading, Document]:
    """Return the reading of a document that counts, and what was read.  Raises `LedgerError` for an unknown one."""
    name = latest_reading(connection, document)
    if name is None:
        raise LedgerError.of(
            "the ledger holds no document {document!r} (revision {revision})", document=document, revision="any"
        )
    stored = queries.stored_reading(connection, name)
    return stored, queries.document(connection, document, stored.revision)


def append(connection: Connection, over: StoredReading, reading: Reading, at: str) -> bool:
    """Write a reading of the same revision under the next number; False where `over` is no longer what counts."""
    name = latest_reading(connection, over.document)
    if name is None or name != over.name:
        return False
    number = int(name.rpartition(":")[2]) + 1
    batch = Batch(connection, at)
    row = reading_row(over.document, over.revision, number, reading, at)
    batch.add(readings, f"{over.document}@{over.revision}:{number}", row)
    batch.write()
    return True
