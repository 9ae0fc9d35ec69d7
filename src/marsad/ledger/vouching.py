"""An open ledger's proofs: the custody record, seals and stamps on the chain, erasures, verification, copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from marsad.errors import LedgerError
from marsad.ledger import append, dump, engine, proving, queries, seals, stamps
from marsad.ledger.acts import Act, acts
from marsad.ledger.erasing import erase, stored_tombstones
from marsad.ledger.items import Custody, Head, Stamp, StoredRelease, Tombstone, Verification
from marsad.ledger.opened import Opened, stamp
from marsad.ledger.proving import StoredCapture, StoredRevision
from marsad.ledger.verify import Recompute, verify

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from marsad.ledger.stamps import Roots


class Vouching(Opened):
    """An open ledger, as far as what proves it goes."""

    def note(
        self, act: str, *, actor: str, item: str | None = None, detail: Mapping[str, object] | None = None
    ) -> None:
        """Write into the custody record what was done to the ledger, or to an item of it, and by whom."""
        with self._writing() as connection:
            append.append_custody(connection, actor, act, item, detail or {}, stamp(self._clock()))

    def moved(self) -> int:
        """Return the number of the last entry by which a figure may move; notes of custody and seals move none."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.moved(connection)

    def custody(self) -> list[Custody]:
        """Return the custody record, oldest first."""
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_custody(connection))

    def acts(self, document: str | None = None) -> list[Act]:
        """Return every act upon a document, or those upon the ledger as a whole, oldest first.

        Raises `LedgerError` for a document that the ledger never held.
        """
        with engine.reading(self._engine, self.place) as connection:
            return acts(connection, document)

    def append_release(self, name: str, body: bytes) -> str:
        """Write a release as it was issued (`body` is its JSON) and return the digest by which it is cited.

        Raises `LedgerError` where its id is taken.
        """
        with self._writing() as connection:
            return append.append_release(connection, name, body, stamp(self._clock()))

    def releases(self) -> list[StoredRelease]:
        """Return every release, oldest first."""
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_releases(connection))

    def bulletins(self) -> list[StoredRelease]:
        """Return every bulletin, drafts too, oldest first."""
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_bulletins(connection))

    def erase(self, document: str, *, who: str, second: str, why: str) -> Tombstone:
        """Erase a document for someone's safety and return what is left of it (see `erasing`).

        Raises `UsageError` where there are not two persons and a reason, `LedgerError` for an unknown document.
        """
        with self._writing() as connection:
            stone = erase(connection, document, who=who, second=second, why=why, at=stamp(self._clock()))
        engine.scrub(self._engine, self.place)
        return stone

    def tombstones(self) -> list[Tombstone]:
        """Return what is left of everything that was erased, oldest first."""
        with engine.reading(self._engine, self.place) as connection:
            return list(stored_tombstones(connection))

    def history(self, document: str) -> tuple[tuple[StoredRevision, ...], tuple[StoredCapture, ...], list[str]]:
        """Return a document's revisions, captures and the names of its readings.  Raises `LedgerError` for none."""
        with engine.reading(self._engine, self.place) as connection:
            told = proving.stored_revisions(connection, document), proving.stored_captures(connection, document)
            return *told, proving.reading_names(connection, document)

    def prove(self, document: str, decisions: frozenset[str]) -> Iterator[bytes]:
        """Yield what proves that a document is in the ledger as it was, line by line (see `proving`)."""
        with engine.reading(self._engine, self.place) as connection:
            yield from proving.proof(connection, document, decisions)

    def head(self) -> Head:
        """Return the end of the chain as it is, unsigned: keep it elsewhere."""
        with engine.reading(self._engine, self.place) as connection:
            return seals.current(connection, stamp(self._clock()))

    def seal(self, key: Ed25519PrivateKey) -> Head:
        """Sign the end of the chain, keep the signed head in the ledger, and return it."""
        with self._writing() as connection:
            signed = seals.sign(seals.current(connection, stamp(self._clock())), key)
            seals.append_seal(connection, signed)
        return signed

    def sealed(self, number: int | None = None) -> tuple[int, Head]:
        """Return a seal by its number, the last by default, with its number.  Raises `LedgerError` for none."""
        with engine.reading(self._engine, self.place) as connection:
            found = seals.stored_seals(connection)
        chosen = [one for one in found if number is None or one[0] == number]
        if not chosen:
            raise LedgerError.of("the ledger has no seal {number}; `marsad seal` makes one", number=number or "")
        return chosen[-1]

    def append_stamp(self, reply: bytes, roots: Roots = ()) -> Stamp:
        """Keep a time-stamping authority's reply with the seal that it stamps (see `stamps.append_reply`)."""
        with self._writing() as connection:
            return stamps.append_reply(connection, reply, roots, stamp(self._clock()))

    def stamps(self) -> list[Stamp]:
        """Return every time stamp, oldest first."""
        with engine.reading(self._engine, self.place) as connection:
            return list(stamps.stored_stamps(connection))

    def verify(
        self,
        *,
        heads: Sequence[Head | str] = (),
        keys: Sequence[str] = (),
        roots: Roots = (),
        recompute: Recompute | None = None,
    ) -> Verification:
        """Recompute every hash, the chain, seals and stamps and, by `recompute`, published figures; name what is wrong.

        `heads` (or their bare hashes) were kept elsewhere, `keys` are public keys that are trusted, in hex, `roots` the
        certificates of trusted time-stamping authorities.
        """
        with engine.reading(self._engine, self.place) as connection:
            return verify(connection, heads=heads, keys=keys, roots=roots, recompute=recompute)

    def dump(self) -> Iterator[bytes]:
        """Yield the whole ledger as JSON lines, the same bytes from every engine (see `dump`)."""
        with engine.reading(self._engine, self.place) as connection:
            yield from dump.lines(connection)
