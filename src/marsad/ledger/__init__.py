"""Append-only memory: originals, documents, revisions, captures, readings, decisions, under one hash chain.

`Store` is the open ledger.  `tables` lays it out, `engine` holds all that differs between databases, `append`
writes, `queries` reads the state of any past moment, `chain` and `verify` make and recompute the seals.
"""

from marsad.ledger.items import (
    Bad,
    Capture,
    Plan,
    Result,
    StoredDocument,
    StoredReading,
    Verification,
)
from marsad.ledger.store import Store

__all__ = ["Bad", "Capture", "Plan", "Result", "Store", "StoredDocument", "StoredReading", "Verification"]
