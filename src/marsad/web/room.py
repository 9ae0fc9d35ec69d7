"""The ledger as the pages ask it: one question at a time, tolls kept as long as nothing was written."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.chronicle import Chronicle
from marsad.model.statement import Statement
from marsad.pipeline import Ledger

if TYPE_CHECKING:
    from marsad.ledger import StoredDocument, StoredReading
    from marsad.ledger.confidential import Vault

Made = TypeVar("Made")
KEPT = 4_000
"""Answers that are kept at most."""


class Room:
    """One ledger, its incidents, who signs, and the language in which sentences are asked for."""

    def __init__(self, ledger: Ledger, *, operator: str = "", vault: Vault | None = None) -> None:
        self.ledger = ledger
        self.operator = operator
        self.vault = vault
        self.lock = threading.RLock()
        self._chronicle: Chronicle | None = None
        self._head = -1
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._wholes: OrderedDict[object, Any] = OrderedDict()

    @property
    def chronicle(self) -> Chronicle:
        """The incidents; the knowledge that they need is loaded with the first question, not at the start."""
        if self._chronicle is None:
            self._chronicle = Chronicle(self.ledger)
        return self._chronicle

    def kept(self, name: object, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made once for each state of the ledger; of answers the `KEPT` last asked stay."""
        return self._held(self._answers, name, make, KEPT)

    def whole(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` gives of the whole ledger, made once for each of its states and never dropped before."""
        return self._held(self._wholes, name, make, None)

    def _held(self, shelf: OrderedDict[object, Any], name: object, make: Callable[[], Made], most: int | None) -> Made:
        head = self.ledger.store.head().seq
        if head != self._head:
            self._head = head
            self._answers.clear()
            self._wholes.clear()
        if name not in shelf:
            made = make()
            shelf[name] = made
        shelf.move_to_end(name)
        while most is not None and len(shelf) > most:
            shelf.popitem(last=False)
        found: Made = shelf[name]
        return found

    def statements(self) -> dict[str, Statement]:
        """Return the statements with their incidents, by key."""
        return self.whole("statements", lambda: {one.key: one for one in self.chronicle.statements()})

    def of_document(self) -> dict[str, list[Statement]]:
        """Return the statements of each document, in the order of their keys."""

        def make() -> dict[str, list[Statement]]:
            found: dict[str, list[Statement]] = defaultdict(list)
            for one in self.statements().values():
                found[one.document].append(one)
            return dict(found)

        return self.whole("of document", make)

    def documents(self) -> dict[str, StoredDocument]:
        """Return every document by id, the newest published first."""

        def make() -> dict[str, StoredDocument]:
            every = sorted(self.ledger.documents(), key=lambda one: (one.published or "", one.id), reverse=True)
            return {one.id: one for one in every}

        return self.whole("documents", make)

    def reading(self, document: str) -> StoredReading | None:
        """Return the latest reading of a document, None where the ledger has none of that name."""
        if document not in self.documents():
            return None
        return self.kept(("reading", document), lambda: self.ledger.store.latest(document)[0])

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
