"""Decisions: many in one transaction, and only if nothing that they rest on changed in the meantime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from marsad.errors import LedgerError
from marsad.ledger.append import Batch
from marsad.ledger.confidential import Hidden, stored
from marsad.ledger.confidential.fields import is_restricted, reference_of
from marsad.ledger.packing import Packed
from marsad.ledger.tables import decisions, readings
from marsad.model.decision import Decision


def count(connection: Connection) -> int:
    """Return how many decisions there are; as none is ever removed, it tells whether one was added."""
    return connection.execute(select(func.count()).select_from(decisions)).scalar() or 0


def latest_reading(connection: Connection, document: str) -> str | None:
    """Return DOCUMENT@REVISION:NUMBER of the reading that counts, None for an unknown document."""
    key = (
        select(readings.c.revision, readings.c.number)
        .where(readings.c.document == document)
        .order_by(readings.c.revision.desc(), readings.c.number.desc())
        .limit(1)
    )
    row = connection.execute(key).first()
    return f"{document}@{row.revision}:{row.number}" if row else None


def only_hidden(decision: Decision) -> None:
    """Raise `LedgerError` for a restricted decision that still says what must not stand in a ledger."""
    if is_restricted(decision) and reference_of(decision) is None:
        raise LedgerError.of("a restricted decision cannot be written in the open; give the key of restricted fields")


def append(
    connection: Connection,
    made: Sequence[Decision],
    at: str,
    *,
    decided: int,
    read: Mapping[str, str | None],
    hidden: Sequence[Hidden] = (),
) -> bool:
    """Write decisions together, or nothing where the ledger isn't what they rest on.

    `hidden` are their encrypted parts.
    `decided` is the number of decisions and `read` the reading of each document that the person saw.
    """
    if count(connection) != decided or any(latest_reading(connection, key) != name for key, name in read.items()):
        return False
    batch = Batch(connection, at)
    for decision in made:
        only_hidden(decision)
        batch.add(decisions, decision.id, {"id": decision.id, "body": Packed.of(decision.to_json()), "at": at})
    stored.add(batch, hidden, at)
    batch.write()
    return True
