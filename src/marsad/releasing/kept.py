"""Releases that the ledger keeps, found and read."""

from __future__ import annotations

import msgspec

from marsad.errors import LedgerError, UsageError
from marsad.ledger import StoredRelease
from marsad.pipeline import Ledger
from marsad.publish.releases.stored import Stored


def find(ledger: Ledger, id: str) -> Stored:
    """Return a release by its id, or the newest for 'latest'.  Raises `UsageError` where there is none."""
    every = ledger.store.releases()
    found = every[-1:] if id == "latest" else [one for one in every if one.id == id]
    if not found:
        raise UsageError.of("the ledger has no release {id}; `marsad publish list` shows them", id=id)
    return read_stored(found[0])


def read_stored(kept: StoredRelease) -> Stored:
    """Return a release of the ledger.  Raises `LedgerError` where its row is of no layout that is known here."""
    try:
        stored = Stored.from_json(kept.body)
        bad = stored.changed()
        if bad is None and stored.release.id == stored.signature.id == kept.id:
            return stored
    except (msgspec.DecodeError, KeyError) as error:
        raise LedgerError.of(
            "release {id}: is none that this marsad can read ({error})", id=kept.id, error=error
        ) from error
    raise LedgerError.of("release {id}: its files are not what its manifest says ({path})", id=kept.id, path=bad)
