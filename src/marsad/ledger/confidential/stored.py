"""The encrypted parts in the ledger: append-only like all else; a new key means a new row that counts from then on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from marsad.errors import LedgerError
from marsad.ledger.append import Batch
from marsad.ledger.confidential.fields import Hidden
from marsad.ledger.confidential.vault import Vault
from marsad.ledger.tables import secrets

BATCH = 500


def add(batch: Batch, hidden: Sequence[Hidden], at: str) -> None:
    """Vouch for encrypted parts in the transaction of the decisions that they belong to."""
    for part in hidden:
        _add(batch, part, 1, at)


def plain(connection: Connection, reference: str, vault: Vault) -> bytes:
    """Return a hidden part, decrypted.

    Raises `KeyMissingError` where its key isn't at hand, `LedgerError` where the ledger has it no longer.
    """
    found = select(secrets.c.key, secrets.c.sealed).where(secrets.c.id == reference)
    row = connection.execute(found.order_by(secrets.c.number.desc()).limit(1)).first()
    if row is None:
        raise LedgerError.of("the ledger holds no restricted field {reference}: it was erased", reference=reference)
    return vault.open(row.key, row.sealed, reference)


def rotate(connection: Connection, vault: Vault, at: str) -> int:
    """Encrypt the next parts that are under an older key with the present one; return how many were left before.

    Raises `KeyMissingError` where an older key isn't at hand.
    """
    last = select(secrets.c.id, func.max(secrets.c.number).label("number")).group_by(secrets.c.id).subquery()
    joined = secrets.join(last, (secrets.c.id == last.c.id) & (secrets.c.number == last.c.number))
    older = (
        select(secrets).select_from(joined).where(secrets.c.key != vault.present).order_by(secrets.c.id).limit(BATCH)
    )
    rows = list(connection.execute(older))
    batch = Batch(connection, at)
    for row in rows:
        key, sealed = vault.seal(vault.open(row.key, row.sealed, row.id), row.id)
        _add(batch, Hidden(row.id, key, sealed), row.number + 1, at)
    if rows:
        batch.write()
    return len(rows)


def _add(batch: Batch, part: Hidden, number: int, at: str) -> None:
    row: dict[str, object] = {"id": part.reference, "number": number, "key": part.key, "sealed": part.sealed, "at": at}
    batch.add(secrets, f"{part.reference}@{number}", row)
