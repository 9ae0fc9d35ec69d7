"""The ledger as the pages ask it: one question at a time, tolls kept as long as nothing was written."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from marsad.chronicle import Chronicle, told
from marsad.chronicle.book import AccountBook
from marsad.link.access import restricted_documents
from marsad.model.statement import Statement
from marsad.pipeline import Ledger
from marsad.web.lasting import made_by

if TYPE_CHECKING:
    from marsad.ledger import StoredDocument, StoredReading
    from marsad.ledger.confidential import Vault

Made = TypeVar("Made")
_SALT = secrets.token_bytes(32)
MOST_AT_ONCE = 20_000
"""Claims that a page reckons at once at most; of a larger ledger it reckons a part, or takes what is kept of all."""
KEPT = 4_000
"""Answers that are kept at most."""


class _Shelf:
    """What was made of one state of a ledger, and which state that was."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.head = -1
        self.chronicle: Chronicle | None = None
        self.book = AccountBook()
        self.answers: OrderedDict[object, Any] = OrderedDict()
        self.wholes: OrderedDict[object, Any] = OrderedDict()


class Room:
    """One ledger, its incidents, and who signs.  `masked` tells no names of members and no addresses on our disks."""

    def __init__(self, ledger: Ledger, *, operator: str = "", vault: Vault | None = None, masked: bool = False) -> None:
        self.ledger = ledger
        self.operator = operator
        self.vault = vault
        self.masked = masked
        self._shelf = _Shelf()

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

    def kept(self, name: object, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made once for each state of the ledger; of answers the `KEPT` last asked stay."""
        return self._held(self._shelf.answers, name, make, KEPT)

    def whole(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` gives of the whole ledger, made once for each of its states and never dropped before."""
        return self._held(self._shelf.wholes, name, make, None)

    def lasting(self, name: str, make: Callable[[], Made], kind: type[Made]) -> Made:
        """Return what `make` gives of the whole ledger; the ledger keeps it, so that a later start has it too."""

        def found() -> Made:
            stamp = f"{self._shelf.head} {made_by()}"
            kept = self.ledger.store.remembered(name, stamp)
            if kept is not None:
                return msgspec.msgpack.decode(kept, type=kind)
            made = make()
            self.ledger.store.remember(name, stamp, msgspec.msgpack.encode(made))
            return made

        return self.whole(name, found)

    def _held(self, shelf: OrderedDict[object, Any], name: object, make: Callable[[], Made], most: int | None) -> Made:
        head = self.ledger.store.moved()
        if head != self._shelf.head:
            self._shelf.head = head
            self._shelf.answers.clear()
            self._shelf.wholes.clear()
        if name not in shelf:
            made = make()
            shelf[name] = made
        shelf.move_to_end(name)
        while most is not None and len(shelf) > most:
            shelf.popitem(last=False)
        found: Made = shelf[name]
        return found

    def book(self) -> AccountBook:
        """Return the account book of the ledger, up to date; of its figures only those that moved are reckoned."""

        def made() -> AccountBook:
            self._shelf.book.refresh(self.chronicle)
            return self._shelf.book

        return self.whole("book", made)

    def disputes(self) -> dict[tuple[str, tuple[str, ...]], str | None]:
        """Return what cannot all hold in the ledger: by kind and claims the incident (None: several)."""
        return self.whole("disputes", lambda: self.book().sums.disputed(self.chronicle.umbrella))

    def is_large(self) -> bool:
        """Tell whether the ledger holds more claims than a page may reckon at once."""
        return self.whole("large", lambda: told.size(self.chronicle) > MOST_AT_ONCE)

    def statements(self) -> dict[str, Statement]:
        """Return the statements with their incidents, by key."""
        return self.whole("statements", lambda: {one.key: one for one in self.chronicle.statements()})

    def of_document(self, name: str) -> list[Statement]:
        """Return the statements of a document, in the order of their keys."""
        return self.kept(("of document", name), lambda: told.of_documents(self.chronicle, [name]))

    def documents(self) -> dict[str, StoredDocument]:
        """Return every document by id, the newest published first."""

        def make() -> dict[str, StoredDocument]:
            every = sorted(self.ledger.documents(), key=lambda one: (one.published or "", one.id), reverse=True)
            return {one.id: one for one in every}

        return self.whole("documents", make)

    def reading(self, document: str) -> StoredReading | None:
        """Return the latest reading of a document, None where the ledger has none of that name."""
        return self.kept(("reading", document), lambda: self._reading(document))

    def _reading(self, document: str) -> StoredReading | None:
        store = self.ledger.store
        return store.latest(document)[0] if store.latest_reading(document) is not None else None

    def text(self, stored: StoredReading) -> str:
        """Return the text that a reading reads."""
        return self.kept(
            ("text", stored.document, stored.revision),
            lambda: self.ledger.store.text(stored.document, stored.revision),
        )

    def titles(self, documents: Iterable[str]) -> Mapping[str, str | None]:
        """Return the first lines of documents; of a claim entered by hand, None."""
        wanted = tuple(sorted(set(documents)))
        return self.kept(("titles", wanted), lambda: self.chronicle.titles(wanted))

    def names(self, lang: str) -> Mapping[str, str]:
        """Return what sources are called in a language, by id."""
        return self.ledger.source_names(lang)
