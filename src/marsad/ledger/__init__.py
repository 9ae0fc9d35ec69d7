"""Append-only memory: originals, documents, revisions, captures, readings, decisions, under one hash chain.

`Store` is the open ledger.  `tables` and `layout` lay it out, `migrations` bring an older one up, `engine` holds all
that differs between databases, `append` writes, `queries` reads the state of any past moment, `chain` and `verify` make
and recompute the hashes, `seals` and `keys` sign them, `stamps` date them, `erasing` takes out for safety, `dump` and
`backup` copy.
"""

from marsad.ledger.erasing import ErasedError
from marsad.ledger.items import (
    Bad,
    Capture,
    Custody,
    Head,
    Plan,
    Result,
    Stamp,
    StoredDocument,
    StoredReading,
    StoredRelease,
    Tombstone,
    Verification,
)
from marsad.ledger.keys import KeyRing
from marsad.ledger.store import Store
from marsad.ledger.verify import Recompute

__all__ = [
    "Bad",
    "Capture",
    "Custody",
    "ErasedError",
    "Head",
    "KeyRing",
    "Plan",
    "Recompute",
    "Result",
    "Stamp",
    "Store",
    "StoredDocument",
    "StoredReading",
    "StoredRelease",
    "Tombstone",
    "Verification",
]
