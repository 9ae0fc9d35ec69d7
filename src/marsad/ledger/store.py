"""An open ledger: the one object through which everything else reads and appends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from marsad.ledger import append, deciding, engine, inquiries, queries, superseding
from marsad.ledger.append import CaptureOf, Made
from marsad.ledger.captured import Captured, addresses_since, archive, capture_again, captured, known_addresses
from marsad.ledger.confidential import Hidden, Vault, reveal, stored
from marsad.ledger.confidential.fields import reference_of
from marsad.ledger.deriving import Deriving
from marsad.ledger.earlier import changed_by
from marsad.ledger.erasing import refuse_erased
from marsad.ledger.inquiries import Inquiry
from marsad.ledger.items import Capture, Plan, StoredDocument, StoredReading
from marsad.ledger.opened import TOOL, Clock, stamp, utc_now
from marsad.ledger.vouching import Vouching
from marsad.model.decision import Decision
from marsad.model.document import Document
from marsad.model.reading import Reading

__all__ = ["TOOL", "Clock", "Store", "stamp", "utc_now"]

MANY = 400
"""Names in one query."""


class Store(Deriving, Vouching):
    """A ledger, open.  Use it in a `with` block: leaving it brings all that was written onto the disk."""

    def plan(self, document: Document) -> Plan:
        """Return what adding `document` will do; nothing is written.

        Raises `ErasedError` for a document that was erased for someone's safety.
        """
        with engine.reading(self._engine, self.place) as connection:
            planned = append.plan(connection, document)
            if planned.result != "unchanged":
                refuse_erased(connection, document)
            return planned

    def append(self, planned: Plan, reading: Reading, capture: Capture | None = None) -> bool:
        """Write what was planned, with its reading, all or nothing.

        Returns False, with nothing written, where another program changed what the plan rests on: plan again.
        """
        return self.append_all([(planned, reading)], capture)[0]

    def append_all(self, made: Sequence[Made], capture: Capture | CaptureOf | None = None) -> list[bool]:
        """Write many documents with their readings in one transaction; tell for each whether it was written.

        `capture` is how they all came in, or what says it of each (handed the document of its plan).

        One is not where another program, or another of `made`, changed what its plan rests on: plan it again.
        """
        of_all = Capture(tool=TOOL, clock="system", state="complete") if capture is None else capture
        by = (lambda _: of_all) if isinstance(of_all, Capture) else of_all
        with self._writing() as connection:
            return append.append_documents(connection, made, by, stamp(self._clock()))

    def captured(self, address: str) -> Captured | None:
        """Return what is known of an address, None where nothing is."""
        with engine.reading(self._engine, self.place) as connection:
            return captured(connection, address)

    def addresses_since(self, beginnings: tuple[str, ...], since: dt.datetime) -> list[str]:
        """Return the addresses that begin so and were last revised at `since` or later."""
        with engine.reading(self._engine, self.place) as connection:
            return list(addresses_since(connection, beginnings, stamp(since)))

    def capture_again(self, known: Captured, capture: Capture) -> None:
        """Write that a revision was asked for again, and what was seen."""
        with self._writing() as connection:
            capture_again(connection, known, capture, stamp(self._clock()))

    def inquiry(self, address: str) -> Inquiry | None:
        """Return when an address was last asked, and what was remembered of that; None where it never was."""
        with engine.reading(self._engine, self.place) as connection:
            return inquiries.last(connection, address)

    def inquiries(self, addresses: Sequence[str]) -> dict[str, Inquiry]:
        """Return the last inquiry of each of these addresses that was ever asked."""
        with engine.reading(self._engine, self.place) as connection:
            return inquiries.of_all(connection, addresses)

    def known_addresses(self, addresses: Sequence[str]) -> dict[str, str]:
        """Return the document at each of these addresses that is known."""
        with engine.reading(self._engine, self.place) as connection:
            return known_addresses(connection, addresses)

    def note_inquiry(self, *inquiry: Inquiry) -> None:
        """Remember that addresses were asked, in the place of the time before."""
        with self._writing() as connection:
            inquiries.note(connection, inquiry)

    def archive(self, document: Document, inquiry: Inquiry | None = None) -> bool:
        """Keep a document's bytes before anything is made of them; False where they are kept already.

        That they were asked for is remembered in the same transaction.
        Raises `ErasedError` for bytes or an address that were erased for someone's safety.
        """
        with self._writing() as connection:
            refuse_erased(connection, document)
            if inquiry is not None:
                inquiries.note(connection, [inquiry])
            return archive(connection, document.data, document.media_type, stamp(self._clock()))

    def append_decision(self, decision: Decision) -> None:
        """Write a decision.  Raises `LedgerError` where its id is taken."""
        deciding.only_hidden(decision)
        with self._writing() as connection:
            append.append_decision(connection, decision, stamp(self._clock()))

    def append_decisions(
        self,
        made: Sequence[Decision],
        *,
        decided: int,
        read: Mapping[str, str | None] | None = None,
        hidden: Sequence[Hidden] = (),
    ) -> bool:
        """Write decisions, all or none, with the encrypted parts of those that are restricted.

        Returns False, with nothing written, where there are more decisions than the `decided` that were seen, or
        another reading of a document than `read` (document: DOCUMENT@REVISION:NUMBER) says: look again.
        """
        with self._writing() as connection:
            at = stamp(self._clock())
            return deciding.append(connection, made, at, decided=decided, read=read or {}, hidden=hidden)

    def reveal(self, decision: Decision, vault: Vault) -> Decision:
        """Return a decision with its restricted parts, itself where it has none.

        Raises `KeyMissingError` where their key isn't at hand, `LedgerError` where they were changed or erased.
        """
        reference = reference_of(decision)
        if reference is None:
            return decision
        with engine.reading(self._engine, self.place) as connection:
            return reveal(decision, stored.plain(connection, reference, vault))

    def rotate(self, vault: Vault) -> Iterator[int]:
        """Encrypt what is under older keys with the present one, batch by batch; yield how many each took.

        Raises `KeyMissingError` where an older key isn't at hand.
        """
        taken = -1
        while taken:
            with self._writing() as connection:
                taken = stored.rotate(connection, vault, stamp(self._clock()))
            yield taken

    def latest_reading(self, document: str) -> str | None:
        """Return DOCUMENT@REVISION:NUMBER of the reading that counts, None for an unknown document."""
        with engine.reading(self._engine, self.place) as connection:
            return deciding.latest_reading(connection, document)

    def documents(self) -> list[StoredDocument]:
        """Return every document with its latest revision, by id."""
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_documents(connection))

    def documents_of(self, names: Iterable[str]) -> dict[str, StoredDocument]:
        """Return documents with their latest revisions, by id; those that the ledger does not have are left out."""
        wanted, found = sorted(set(names)), dict[str, StoredDocument]()
        with engine.reading(self._engine, self.place) as connection:
            for at in range(0, len(wanted), MANY):
                part = queries.stored_documents(connection, wanted[at : at + MANY])
                found |= {one.id: one for one in part}
        return found

    def packs_of(self, names: Iterable[str] | None = None) -> dict[str, str]:
        """Return the pack that each document (None: of every one) was last read with, by id; 'none' for no pack."""
        with engine.reading(self._engine, self.place) as connection:
            if names is None:
                return queries.packs(connection)
            wanted = sorted(set(names))
            parts = (queries.packs(connection, wanted[at : at + MANY]) for at in range(0, len(wanted), MANY))
            return {name: pack for part in parts for name, pack in part.items()}

    def changed_by(self, day: dt.date, seen: int) -> bool:
        """Tell whether an entry after the one of a number may change what was published by the end of a day."""
        with engine.reading(self._engine, self.place) as connection:
            return changed_by(connection, day, seen)

    @property
    def address(self) -> str:
        """Where the ledger is, as whoever opens it must say; with its password, if it has one."""
        place = self.place
        url = getattr(place, "url", None)
        return str(place) if url is None else str(url.render_as_string(hide_password=False))

    def captured_after(self, moment: dt.datetime) -> int:
        """Return how many documents have a revision that came in after a moment."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.captured_after(connection, stamp(moment))

    def news(self, seen: int) -> list[tuple[str, str]]:
        """Return kind and item of the entries after one, in their order."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.news(connection, seen)

    def readings(self, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Iterator[StoredReading]:
        """Yield each document's latest reading (see `queries.stored_readings`)."""
        moment = stamp(known_at) if known_at else None
        with engine.reading(self._engine, self.place) as connection:
            yield from queries.stored_readings(connection, as_of=as_of, known_at=moment)

    def reading(self, name: str) -> Reading:
        """Return the reading DOCUMENT@REVISION:NUMBER.  Raises `LedgerError` where there is none."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.stored_reading(connection, name).reading

    def decisions(self, *, known_at: dt.datetime | None = None) -> list[Decision]:
        """Return every decision that the ledger held at `known_at` (now), oldest first."""
        moment = stamp(known_at) if known_at else None
        with engine.reading(self._engine, self.place) as connection:
            return list(queries.stored_decisions(connection, moment))

    def now(self) -> dt.datetime:
        """Return this moment by the ledger's clock."""
        return self._clock()

    def latest(self, document: str) -> tuple[StoredReading, Document]:
        """Return the reading of a document that counts, and what was read.  Raises `LedgerError` for an unknown one."""
        with engine.reading(self._engine, self.place) as connection:
            return superseding.latest(connection, document)

    def append_reading(self, over: StoredReading, reading: Reading) -> bool:
        """Write a reading that supersedes `over`; False, with nothing written, where another does so already."""
        with self._writing() as connection:
            return superseding.append(connection, over, reading, stamp(self._clock()))

    def text(self, document: str, revision: int | None = None) -> str:
        """Return a revision's text, the latest by default.  Raises `LedgerError` for an unknown one."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.text(connection, document, revision)

    def original(self, sha256: str) -> bytes:
        """Return original bytes by their hash.  Raises `LedgerError` for an unknown one."""
        with engine.reading(self._engine, self.place) as connection:
            return queries.original(connection, sha256)
