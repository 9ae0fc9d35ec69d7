"""A release made again from the ledger: its files, and its figures reckoned anew from the claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import msgspec

from marsad.errors import LedgerError
from marsad.ledger import StoredRelease
from marsad.ledger.items import Bad
from marsad.ledger.signing import signature_holds
from marsad.pipeline import Ledger
from marsad.publish.releases import File, Release
from marsad.publish.releases.corrections import corrections
from marsad.publish.releases.stored import Stored
from marsad.releasing.issue import reckoned
from marsad.releasing.kept import find, read_stored
from marsad.releasing.rows import public_statements


def again(ledger: Ledger, stored: Stored) -> Release:
    """Return the release as the claims, decisions and readings of its standpoint give it today."""
    old = stored.release
    as_of, known_at = dt.date.fromisoformat(old.as_of), dt.datetime.fromisoformat(old.known_at)
    before = find(ledger, old.previous).release if old.previous else None
    statements = public_statements(ledger, as_of=as_of, known_at=known_at)
    made = reckoned(ledger, statements, as_of=as_of, known_at=known_at, before=before)
    kept = {name: getattr(old, name) for name in ("ledger", "seq", "head", "despite")}
    return msgspec.structs.replace(made, **kept).named()


def rebuilt(ledger: Ledger, stored: Stored) -> tuple[File, ...]:
    """Return the files of a release, made again from the claims of the ledger, byte for byte what was issued.

    Raises `LedgerError` naming what comes out otherwise.
    """
    bad = list(faults(ledger, stored))
    if bad:
        raise LedgerError.of(
            "release {id} does not come out as it was issued: {what}",
            id=stored.release.id,
            what="; ".join(b.why for b in bad),
        )
    return stored.files()


def recompute(ledger: Ledger) -> Callable[[StoredRelease], Iterator[Bad]]:
    """Return what `Store.verify` asks of every release: its figures reckoned again, its hash and its signature."""

    def check(kept: StoredRelease) -> Iterator[Bad]:
        try:
            stored = read_stored(kept)
        except LedgerError as error:
            yield Bad.of("releases", kept.id, error.template or str(error), **error.values)
            return
        yield from faults(ledger, stored)

    return check


def faults(ledger: Ledger, stored: Stored) -> Iterator[Bad]:
    """Yield what is not as it was issued: signature, corrections, figures."""
    old, signature = stored.release, stored.signature
    if signature.key and not signature_holds(signature.statement(), signature.key, signature.signature or ""):
        yield Bad.of("releases", old.id, "its signature does not hold")
    if {one.document for one in ledger.store.tombstones()} & {
        d.id for one in old.dataset.incidents for d in one.documents
    }:
        return  # a document was erased for someone's safety since: what it said cannot be reckoned again
    new = again(ledger, stored)
    before = find(ledger, old.previous).release if old.previous else None
    differing = _differing(old, new)
    if differing:
        yield Bad.of(
            "releases", old.id, "reckoned again by {now} it differs from what {then} issued, first in {where}",
            now=new.tool, then=old.tool, where=differing,
        )  # fmt: skip
    elif corrections(before, old) != stored.corrections:
        yield Bad.of("releases", old.id, "its corrections are not the difference to the release before")


def _differing(old: Release, new: Release) -> str:
    """Return where two releases first differ, '' where they don't."""
    for name in old.__struct_fields__:
        if name not in ("id", "dataset", "tool") and getattr(old, name) != getattr(new, name):
            return name
    was = {one.id: one for one in old.dataset.incidents}
    now = {one.id: one for one in new.dataset.incidents}
    return next((f"incident {id}" for id in sorted({*was, *now}) if was.get(id) != now.get(id)), "")
