"""Taking in what came: the bytes are kept first, then an adapter says what is in them, and it is read and appended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

import msgspec

from marsad.adding import add_all
from marsad.collect.adapters import choose
from marsad.collect.files import Given, Unread
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way
from marsad.errors import MarsadError, UnreadableDocumentError, UsageError
from marsad.gathering.steps import Step
from marsad.ids import sha256
from marsad.ledger import Capture, ErasedError
from marsad.ledger.captured import Captured
from marsad.ledger.opened import TOOL
from marsad.model.document import Document
from marsad.pipeline import Ledger, read_document

BATCH = 64
DEEPEST = 4
"""How far lists may lead to lists, and packed material hold packed material."""
_NAMES = {"added": "new", "revised": "revised", "unchanged": "unchanged", "refused": "failed"}

Lead = Callable[[list[Link], int], Iterator[Step]]
"""What is done with the addresses that material leads to, at a depth."""


@dataclass(frozen=True)
class Arrival:
    """Material with how it came in: its capture, what is known of its address, how deep in lists, the list's day."""

    material: Material
    capture: Capture
    known: Captured | None = None
    depth: int = 0
    published: str | None = None


@dataclass
class Taking:
    """Takes material into a ledger, as its source wants to be read."""

    ledger: Ledger
    way: Way = field(default_factory=Way)
    given: Given = field(default_factory=Given)
    operator: str | None = None

    def file(self, material: Material, lead: Lead) -> Iterator[Step]:
        """Take in what lies in a file."""
        capture = Capture(tool=TOOL, operator=self.operator, clock="system", state="complete")
        yield from self.take(Arrival(material, capture), lead)

    def take(self, arrival: Arrival, lead: Lead) -> Iterator[Step]:
        """Keep material, then read what it holds."""
        material, whole = arrival.material, _whole(arrival.material)
        try:
            if not material.data:
                raise UnreadableDocumentError.of("{name}: is empty; there is nothing to read in it", name=material.name)
            self.ledger.store.archive(whole)
            way = self.way if arrival.depth == 0 else replace(self.way, adapter=None)
            yield from self._each(choose(material, way).items(material, way), arrival, lead)
        except (ErasedError, UsageError) as error:
            yield Step(material.address, "failed", error=error)
        except UnreadableDocumentError as error:
            yield from self._unread(whole, arrival, error)

    def _unread(self, whole: Document, arrival: Arrival, error: MarsadError) -> Iterator[Step]:
        """Append a document without text, so that bytes that cannot be read have their capture."""
        if whole.data:
            failed = msgspec.structs.replace(arrival.capture, state="failed", note=str(error))
            list(self._append([self._completed(whole, arrival.published)], failed))
        yield Step(whole.address or whole.id, "failed", whole.id, error)

    def _each(self, found: Iterator[Item], arrival: Arrival, lead: Lead) -> Iterator[Step]:
        links: list[Link] = []
        for together, group in groupby(found, key=_together):
            if together is None:
                for item in group:
                    if isinstance(item, Link):
                        links.append(item)
                    else:
                        yield from self._other(item, arrival, lead)
                continue
            state, note = together
            said = "; ".join(part for part in (arrival.capture.note, note) if part) or None
            of_it = msgspec.structs.replace(arrival.capture, state=state, note=said)
            pieces = (item for item in group if isinstance(item, Piece))
            documents = (self._completed(piece.document, arrival.published) for piece in pieces)
            if arrival.known is not None:
                yield from self._again(documents, arrival.known, of_it)
            else:
                yield from self._append(documents, of_it)
        if links:
            yield from lead(links, arrival.depth)

    def _other(self, item: Item, arrival: Arrival, lead: Lead) -> Iterator[Step]:
        """Tell what is neither a document nor an address: skipped, unreadable, or material of its own."""
        if isinstance(item, Skipped):
            yield Step(item.id, "skipped", why=item.why)
        elif isinstance(item, Unread):
            yield Step(f"{arrival.material.address}#{item.id}", "failed", item.id, item.error)
        elif isinstance(item, Material):
            yield from self._inside(item, arrival, lead)

    def _inside(self, item: Material, arrival: Arrival, lead: Lead) -> Iterator[Step]:
        if arrival.depth >= DEEPEST:
            yield Step(item.address, "skipped", why="lists lead too deep")
            return
        capture = arrival.capture
        if item.origin is not None:
            capture = msgspec.structs.replace(
                capture,
                status=item.origin.status,
                headers=dict(item.origin.headers),
                url=item.address,
                network="archive",
                note=f"from a web archive, fetched at {item.origin.at}",
            )
        known = self.ledger.store.captured(item.address)
        if known is not None and known.sha256 == sha256(item.data):
            yield Step(item.address, "unchanged", known.document, fetched=True)
            return
        inner = replace(item, id=known.document) if known is not None else item
        yield from self.take(Arrival(inner, capture, known, arrival.depth + 1), lead)

    def _again(self, documents: Iterable[Document], known: Captured, capture: Capture) -> Iterator[Step]:
        """Append a revision; where only the bytes around the same text changed, note that they were kept."""
        for document in documents:
            if document.address != known.address:
                yield from self._append([document], capture)
            elif document.extracted and document.text == self.ledger.store.text(known.document, known.revision):
                note = f"other bytes, the same text: {document.sha256}"
                if known.note != note:
                    self.ledger.store.capture_again(known, msgspec.structs.replace(capture, note=note))
                yield Step(known.address, "unchanged", known.document, fetched=True)
            else:
                yield from self._append([document], capture)

    def _append(self, documents: Iterable[Document], capture: Capture) -> Iterator[Step]:
        lore = self.ledger.lore
        places: list[str] = []

        def noted() -> Iterator[Document]:
            for document in documents:
                places.append(document.address or document.id)
                yield document

        told = add_all(self.ledger.store, noted(), lambda one: read_document(one, lore), batch=BATCH, capture=capture)
        for number, outcome in enumerate(told):
            fetched = outcome.result != "refused"
            yield Step(places[number], _NAMES[outcome.result], outcome.id, outcome.error, fetched=fetched)

    def _completed(self, document: Document, published: str | None) -> Document:
        return msgspec.structs.replace(
            document,
            published=document.published or published or self.given.published,
            source=self.given.source or document.source,
            lang=document.lang or self.given.lang,
            pack=document.pack or self.given.pack,
        )


def _whole(material: Material) -> Document:
    return Document(
        id=material.id,
        text="",
        sha256=sha256(material.data),
        data=material.data,
        extracted=True,
        address=material.address,
        media_type=material.media_type or "application/octet-stream",
    )


def _together(item: Item) -> tuple[str, str | None] | None:
    """Return what documents that are written together have in common; None for what is no document."""
    return (item.state, item.capture_note) if isinstance(item, Piece) else None
