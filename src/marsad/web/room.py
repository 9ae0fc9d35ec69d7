"""The ledger as the pages ask it: one question at a time, tolls kept as long as nothing was written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.chronicle import Chronicle
from marsad.model.statement import Statement
from marsad.pipeline import Ledger

if TYPE_CHECKING:
    from marsad.ledger import StoredDocument, StoredReading
    from marsad.ledger.confidential import Vault

Made = TypeVar("Made")
KEPT = 64
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
        self._kept: dict[object, Any] = {}

    @property
    def chronicle(self) -> Chronicle:
        """The incidents; the knowledge that they need is loaded with the first question, not at the start."""
        if self._chronicle is None:
            self._chronicle = Chronicle(self.ledger)
        return self._chronicle

    def kept(self, name: object, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made once for each state of the ledger."""
        head = self.ledger.store.head().seq
        if head != self._head or len(self._kept) > KEPT:
            self._head, self._kept = head, {}
        if name not in self._kept:
            self._kept[name] = make()
        found: Made = self._kept[name]
        return found

    def statements(self) -> dict[str, Statement]:
        """Return the statements with their incidents, by key."""
        return self.kept("statements", lambda: {one.key: one for one in self.chronicle.statements()})

    def documents(self) -> dict[str, StoredDocument]:
        """Return every document by id."""
        return self.kept("documents", lambda: {one.id: one for one in self.ledger.documents()})

    def readings(self) -> dict[str, StoredReading]:
        """Return the latest reading of every document by id."""
        return self.kept("readings", lambda: {one.document: one for one in self.ledger.readings()})

    def titles(self, documents: Iterable[str]) -> Mapping[str, str | None]:
        """Return the first lines of documents; of a claim entered by hand, None."""
        wanted = tuple(sorted(set(documents)))
        return self.kept(("titles", wanted), lambda: self.chronicle.titles(wanted))

    def names(self, lang: str) -> Mapping[str, str]:
        """Return what sources are called in a language, by id."""
        return self.ledger.source_names(lang)
