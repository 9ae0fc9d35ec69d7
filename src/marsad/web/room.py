"""The ledger as the pages ask it: one question at a time, tolls kept as long as nothing was written."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import msgspec

from marsad.chronicle import Chronicle, told
from marsad.chronicle.book import AccountBook
from marsad.link.access import restricted_documents
from marsad.model.statement import Statement
from marsad.pipeline import Ledger
from marsad.web.catalogue import Catalogue, KeptCatalogue, listed
from marsad.web.shelf import Shelf
from marsad.web.sums import Disputes, Kept, KeptRows, live

if TYPE_CHECKING:
    from marsad.ledger import StoredDocument, StoredReading
    from marsad.ledger.confidential import Vault

Made = TypeVar("Made")
GOING = frozenset({"tombstones", "erasures", "schema_versions"})
"""Kinds of entries after which documents may be gone."""
_SALT = secrets.token_bytes(32)
LARGE = 2_000
"""Claims beyond which a page takes the figures of all from what is kept of the incidents, and reckons a part alone."""
MOST_AT_ONCE = 20_000
"""Claims that a page reckons at once at most."""


class Room:
    """One ledger, its incidents, and who signs.  `masked` tells no names of members and no addresses on our disks."""

    def __init__(self, ledger: Ledger, *, operator: str = "", vault: Vault | None = None, masked: bool = False) -> None:
        self.ledger = ledger
        self.operator = operator
        self.vault = vault
        self.masked = masked
        self._shelf = Shelf(ledger.store)

    @property
    def lock(self) -> threading.RLock:
        """What whoever asks the ledger holds."""
        return self._shelf.lock

    def without_names(self) -> Room:
        """Return the same ledger, with all that was made of it, as those see it who see no names."""
        made = Room(self.ledger, masked=True)
        made._shelf = self._shelf
        return made

    def who(self, name: str) -> str:
        """Return who decided, or a name by which nobody is known but who is always the same until the next start."""
        if not self.masked:
            return name
        return f"~{hmac.new(_SALT, ' '.join(name.casefold().split()).encode(), hashlib.sha256).hexdigest()[:8]}"

    def shown(self, held: StoredDocument) -> StoredDocument:
        """Return a document, without its address where names are not told: it may be a member's folder."""
        return msgspec.structs.replace(held, address=None) if self.masked else held

    def restricted(self) -> frozenset[str]:
        """Return the documents that not every member of a team sees."""
        return self.whole("restricted", lambda: restricted_documents(self.ledger.store.decisions()))

    @property
    def chronicle(self) -> Chronicle:
        """The incidents; the knowledge that they need is loaded with the first question, not at the start."""
        if self._shelf.chronicle is None:
            self._shelf.chronicle = Chronicle(self.ledger)
        return self._shelf.chronicle

    @property
    def shelf(self) -> Shelf:
        """What was made of the ledger so far."""
        return self._shelf

    def kept(self, name: object, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made once for each state of the ledger; of answers the last asked stay."""
        return self._shelf.kept(name, make)

    def whole(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` gives of the whole ledger, made once for each of its states and never dropped before."""
        return self._shelf.whole(name, make)

    def lasting(self, name: str, make: Callable[[], Made], kind: type[Made]) -> Made:
        """Return what `make` gives of the whole ledger; the ledger keeps it, so that a later start has it too."""
        return self._shelf.lasting(name, make, kind)

    def book(self) -> AccountBook:
        """Return the account book of the ledger, up to date; of its figures only those that moved are reckoned."""

        def made() -> AccountBook:
            for _ in self.book_steps():
                pass
            return self._shelf.book

        return self.whole("book", made)

    def book_steps(self) -> Iterator[int]:
        """Bring the account book up to date, part by part."""
        shelf = self._shelf
        first = not shelf.book.is_whole
        yield from shelf.book.steps(self.chronicle)
        if first and shelf.store.moved() == shelf.head:
            for name in ("rows", "rows by month"):
                kept = shelf.remembered(name, KeptRows)
                shelf.book.sums.believe(kept.rows if kept else ())

    def rows(self, *, monthly: bool) -> KeptRows:
        """Return the rows of the whole ledger by side, or by side and month."""
        name = "rows by month" if monthly else "rows"
        return self.lasting(name, lambda: KeptRows(self.book().sums.rows(monthly=monthly)), KeptRows)

    def disputes(self) -> Disputes:
        """Return what cannot all hold in the ledger, in a fixed order."""

        def made() -> Disputes:
            kept = None if self._shelf.there("book") else self._shelf.remembered("disputes", Kept)
            if kept is not None:
                return kept.every
            stamp, found = self._shelf.stamp, live(self.book().sums.disputed(self.chronicle.umbrella))
            self._shelf.keep("disputes", stamp, lambda: Kept(tuple(found)))
            return found

        return self.whole("disputes", made)

    def is_large(self) -> bool:
        """Tell whether the ledger holds more claims than a page reckons whenever something changed."""
        return self.whole("large", lambda: self._size() > LARGE)

    def is_vast(self) -> bool:
        """Tell whether the ledger holds more claims than a page may reckon at once."""
        return self.whole("vast", lambda: self._size() > MOST_AT_ONCE)

    def _size(self) -> int:
        return told.size(self.chronicle, MOST_AT_ONCE + 1)

    def statements(self) -> dict[str, Statement]:
        """Return the statements with their incidents, by key."""
        return self.whole("statements", lambda: {one.key: one for one in self.chronicle.statements()})

    def of_document(self, name: str) -> list[Statement]:
        """Return the statements of a document, in the order of their keys."""
        return self.kept(("of document", name), lambda: told.of_documents(self.chronicle, [name]))

    def catalogue(self) -> Catalogue:
        """Return which documents there are, the newest published first."""

        def made() -> Catalogue:
            shelf, store = self._shelf, self.ledger.store
            news = store.news(shelf.catalogue[0]) if shelf.catalogue else []
            if shelf.catalogue is None or not {kind for kind, _ in news}.isdisjoint(GOING):
                kept = self.lasting("catalogue", self._catalogued, KeptCatalogue)
                shelf.catalogue = shelf.head, Catalogue(kept.every)
                return shelf.catalogue[1]
            found = shelf.catalogue[1]
            names = {item.rpartition("@")[0] for kind, item in news if kind in ("revisions", "readings")}
            found.take(listed(store.documents_of(names).values(), store.packs_of(names), self.ledger.lore))
            shelf.catalogue = shelf.head, found
            if news:
                shelf.keep("catalogue", shelf.stamp, found.kept)
            return found

        return self.whole("documents", made)

    def _catalogued(self) -> KeptCatalogue:
        ledger = self.ledger
        return Catalogue(listed(ledger.documents(), ledger.store.packs_of(), ledger.lore)).kept()

    def document(self, name: str) -> StoredDocument | None:
        """Return a document with its latest revision, None where the ledger has none of that name."""
        return self.kept(("document", name), lambda: self.ledger.store.documents_of([name]).get(name))

    def reading(self, document: str) -> StoredReading | None:
        """Return the latest reading of a document, None where the ledger has none of that name."""
        return self.kept(("reading", document), lambda: self._reading(document))

    def _reading(self, document: str) -> StoredReading | None:
        with self.ledger.store.cache() as cache:
            return cache.reading(document)

    def text(self, stored: StoredReading) -> str:
        """Return the text that a reading reads."""
        return self.kept(
            ("text", stored.document, stored.revision),
            lambda: self.ledger.store.text(stored.document, stored.revision),
        )

    def read_texts(self, documents: Iterable[str]) -> Mapping[str, str]:
        """Return the latest texts of those of some documents that were read, by document, asked for all at once."""
        with self.ledger.store.cache() as cache:
            return cache.read_texts(sorted(set(documents)))

    def titles(self, documents: Iterable[str]) -> Mapping[str, str | None]:
        """Return the first lines of documents; of a claim entered by hand, None."""
        wanted = tuple(sorted(set(documents)))
        return self.kept(("titles", wanted), lambda: self.chronicle.titles(wanted))

    def names(self, lang: str) -> Mapping[str, str]:
        """Return what sources are called in a language, by id."""
        return self.ledger.source_names(lang)
